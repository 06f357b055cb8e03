"""Where others differ, and what a majority would have."""

import numpy as np
import pytest

from engine.agreement.disputes import disputes_of, opinions_on
from engine.checks.others import flag_of
from engine.data.dataset import Categories
from engine.data.flag import DISPUTES, Flag, FlagKind
from tests.engine.agreement.sets import label_set

BOX = (0.0, 0.0, 100.0, 100.0)
SHIFTED = (20.0, 0.0, 120.0, 100.0)
"""Overlaps by 2/3."""
NAMES = Categories(np.array([1, 2, 3]), ("cat", "dog", "cow"))


def people(*boxes):
    """Labels under review, then the others'; class and corners, or None."""
    return [label_set("abcdef"[n], [0], [] if own is None else [(0, *own)]) for n, own in enumerate(boxes)]


def disputes(*boxes, min_score=0.0):
    ours, *others = people(*boxes)
    return list(disputes_of(ours.annotations, others, min_score=min_score))


def test_nobody_else_disputes_nothing():
    assert disputes((0, BOX)) == []
    assert disputes(None, None) == []


def test_those_who_agree_dispute_nothing():
    assert disputes((0, BOX), (0, BOX), (0, BOX)) == []


@pytest.mark.parametrize(
    ("boxes", "kind", "score", "suggested", "decided", "consensus"),
    [
        pytest.param((None, (1, BOX)), FlagKind.OTHERS_SEE, 1 / 2, True, False, False, id="one of two sees it"),
        pytest.param((None, (1, BOX), None), FlagKind.OTHERS_SEE, 1 / 3, False, True, False, id="one of three"),
        pytest.param((None, (1, BOX), (1, BOX)), FlagKind.OTHERS_SEE, 2 / 3, True, True, True, id="two of three"),
        pytest.param(((1, BOX), None), FlagKind.OTHERS_LACK, 1 / 2, True, False, False, id="one of two lacks it"),
        pytest.param(((1, BOX), None, None), FlagKind.OTHERS_LACK, 2 / 3, True, True, True, id="both others lack it"),
        pytest.param(((1, BOX), (1, BOX), None), FlagKind.OTHERS_LACK, 1 / 3, False, True, False, id="one of them"),
        pytest.param(((0, BOX), (1, BOX)), FlagKind.CLASS_DISPUTED, 1 / 2, True, False, False, id="another class"),
        pytest.param(((0, BOX), (1, BOX), (1, BOX)), FlagKind.CLASS_DISPUTED, 2 / 3, True, True, True, id="by both"),
        pytest.param(((0, BOX), (1, BOX), (0, BOX)), FlagKind.CLASS_DISPUTED, 1 / 3, False, True, False, id="by one"),
        pytest.param(((0, BOX), (0, SHIFTED)), FlagKind.PLACE_DISPUTED, 1 / 3, True, True, True, id="another place"),
    ],
)  # fmt: skip
def test_what_is_disputed_and_by_how_many(boxes, kind, score, suggested, decided, consensus):
    (found,) = disputes(*boxes)
    assert (found.kind, found.score) == (kind, pytest.approx(score))
    assert (found.suggestion is not None, found.decided, found.consensus is not None) == (
        suggested,
        decided,
        consensus,
    )


def test_what_others_have_is_suggested():
    (missing,) = disputes(None, (1, BOX))
    added = missing.suggestion.after
    assert missing.suggestion.before is None
    assert (added.category, added.box_xyxy) == (1, BOX)
    (spurious,) = disputes((1, BOX), None)
    assert spurious.suggestion.after is None
    (other_class,) = disputes((0, BOX), (2, BOX))
    assert other_class.suggestion.after.category == 2
    (elsewhere,) = disputes((0, BOX), (0, SHIFTED))
    assert elsewhere.suggestion.after.box_xyxy == SHIFTED
    # Of two, the consensus is half way.
    assert elsewhere.consensus.after.box_xyxy == (10.0, 0.0, 110.0, 100.0)


def test_disputes_below_the_smallest_score_are_left_out():
    assert disputes((0, BOX), (0, SHIFTED), min_score=0.34) == []


def test_images_that_nobody_else_has_are_not_disputed():
    ours = label_set("ours", [0, 1], [(0, 0, BOX), (1, 0, BOX)])
    other = label_set("b", [1], [])
    assert [own.image for own in disputes_of(ours.annotations, [other])] == [1]
    assert list(disputes_of(ours.annotations, [other], image=0)) == []


def test_one_image_has_the_same_disputes_alone_as_with_all_others():
    random = np.random.default_rng(3)

    def some(name):
        corners = random.uniform(0, 60, (30, 2))
        boxes = np.concatenate([corners, corners + random.uniform(20, 40, (30, 2))], axis=1).tolist()
        return label_set(name, range(5), [(n % 5, n % 3, tuple(box)) for n, box in enumerate(boxes)])

    ours, *others = (some(name) for name in "abc")
    together = [flag_of(own, NAMES).key for own in disputes_of(ours.annotations, others)]
    alone = [
        flag_of(own, NAMES).key
        for image in range(5)
        for own in disputes_of(ours.annotations, others, image=image)
    ]
    assert sorted(together) == sorted(alone)
    assert len(together) > 20


@pytest.mark.parametrize(
    ("boxes", "reason"),
    [
        ((None, (1, BOX)), "b has dog here, where these labels have no box."),
        ((None, (1, BOX), (1, BOX)), "2 of 2 others have dog here, where these labels have no box: b, c."),
        (((1, BOX), None), "b has no box here, where these labels have dog."),
        (((1, BOX), (1, BOX), None), "1 of 2 others have no box here, where these labels have dog: c."),
        (((0, BOX), (1, BOX)), "b says dog, where this box says cat."),
        (((0, BOX), (1, BOX), (1, BOX)), "2 of 2 others say dog, where this box says cat: b, c."),
        (((0, BOX), (0, SHIFTED)), "b draws this cat otherwise: the two boxes overlap by 0.67 IoU."),
        (
            ((0, BOX), (0, SHIFTED), (0, SHIFTED)),
            "2 of 2 others draw this cat otherwise: their median overlaps it by 0.67 IoU.",
        ),
    ],
)
def test_the_reason_says_who_and_what(boxes, reason):
    (found,) = disputes(*boxes)
    flag = flag_of(found, NAMES)
    assert flag.reason == reason
    assert flag.kind in DISPUTES


def test_everybodys_box_is_known_where_a_flag_is():
    ours, *others = people((0, BOX), (1, SHIFTED), (0, BOX), None)
    (found,) = disputes_of(ours.annotations, others)
    opinions = opinions_on(ours.annotations, others, flag_of(found, NAMES))
    assert [(own.who, own.category, own.box_xyxy) for own in opinions] == [("b", 1, SHIFTED), ("c", 0, BOX)]
    none_here, *others = people(None, (1, BOX))
    (found,) = disputes_of(none_here.annotations, others)
    assert [own.who for own in opinions_on(none_here.annotations, others, flag_of(found, NAMES))] == ["b"]
    assert opinions_on(ours.annotations, others, Flag.of_label(ours.annotations.at(0))) == ()
