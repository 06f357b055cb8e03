"""What people would agree on: by vote, and by the median."""

import numpy as np
import pytest

from engine.agreement.consensus import consensus_of, median_boxes, merge
from engine.agreement.matching import match_all, objects_of
from tests.engine.agreement.sets import label_set

BOX = (0.0, 0.0, 10.0, 10.0)


def consensus(sets, quorum=None):
    return consensus_of(sets, objects_of(sets, match_all(sets)), quorum=quorum)


def people(*boxes):
    """A set for each person, with one box or none on the only image."""
    return [label_set(str(n), [0], [] if own is None else [(0, *own)]) for n, own in enumerate(boxes)]


def test_of_nothing_there_is_no_consensus():
    assert len(consensus(people(None, None)).kept) == 0


@pytest.mark.parametrize(
    ("boxes", "quorum", "kept"),
    [
        (((0, BOX), None), None, False),
        (((0, BOX), (0, BOX)), None, True),
        (((0, BOX), (0, BOX), None), None, True),
        (((0, BOX), None, None), None, False),
        (((0, BOX), (0, BOX), None), 3, False),
        (((0, BOX), None, None), 1, True),
    ],
)
def test_an_object_is_kept_by_quorum(boxes, quorum, kept):
    assert consensus(people(*boxes), quorum).kept.tolist() == [kept]


def test_class_by_vote_and_box_by_median():
    found = consensus(people((0, (0, 0, 10, 10)), (1, (1, 0, 10, 12)), (1, (0, 1, 14, 11))))
    assert found.categories.tolist() == [1]
    assert found.class_votes.tolist() == [2]
    np.testing.assert_array_equal(found.boxes_xyxy, [[0, 0, 10, 11]])


def test_of_two_boxes_the_median_is_between_them_and_the_first_says_the_class():
    found = consensus(people((1, (0, 0, 10, 10)), (0, (2, 0, 10, 10))))
    assert found.categories.tolist() == [1]
    np.testing.assert_array_equal(found.boxes_xyxy, [[1, 0, 10, 10]])


def test_whoever_lacks_the_image_has_no_vote():
    sets = [*people((0, BOX), None), label_set("elsewhere", [1], []), label_set("too", [1], [])]
    assert consensus(sets).kept.tolist() == [False]
    sets = [*people((0, BOX), (0, BOX)), label_set("elsewhere", [1], []), label_set("too", [1], [])]
    assert consensus(sets).kept.tolist() == [True]


def test_what_is_merged_has_ids_of_its_own():
    merged = merge(people((0, BOX), (1, BOX), (1, BOX)))
    assert merged.ids.tolist() == merged.source_ids.tolist() == [1]
    assert (merged.categories.tolist(), merged.boxes_xyxy.tolist()) == ([1], [list(BOX)])
    assert len(merge(people(None, None))) == 0
    assert len(merge(people((0, BOX), None), quorum=1)) == 1


def test_medians_are_numpys_and_of_nothing_not_a_number():
    random = np.random.default_rng(5)
    boxes = random.uniform(0, 100, (200, 5, 4))
    boxes[random.random((200, 5)) < 0.4] = np.nan
    known = ~np.isnan(boxes).all(axis=(1, 2))
    found = median_boxes(boxes)
    np.testing.assert_allclose(found[known], np.nanmedian(boxes[known], axis=1), rtol=1e-14)
    nobody = np.full((1, 3, 4), np.nan)
    assert np.isnan(median_boxes(nobody)).all()
    assert median_boxes(np.zeros((0, 2, 4))).shape == (0, 4)
