from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.analysis.analyse import Analysed, analyse
from engine.analysis.behind import (
    Narrowing,
    behind_bin,
    behind_confusion,
    behind_contributions,
    behind_curve,
    behind_edits,
    behind_error,
    behind_loss,
    with_known,
)
from engine.analysis.reliability import BINS
from engine.data.analysis import Behind
from engine.data.attribution import Attribution, Contribution
from engine.data.dataset import Annotations
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.journal import Origin
from engine.data.loss import Losses
from engine.editing import apply_edits
from engine.evaluation.per_class import precision_recall
from tests.engine.evaluation.reference import Case, annotation, case, cases

BOX = Annotations.of_rows([annotation(1, 0, 0, 10, 10, 40, 40)]).at(0)
LOST = Annotations.of_rows([annotation(2, 1, 1, 100, 100, 40, 40)]).at(0)
RIGHT = (0, 0, 10, 10, 40, 40, 0.9)
WRONG = (1, 0, 300, 300, 40, 40, 0.8)
SMALL = case(2, 2, [BOX, LOST], [RIGHT, WRONG])


def analysed(truth: Case) -> Analysed:
    return analyse(truth.evaluated(), truth.annotations)


@settings(max_examples=60)
@given(cases())
def test_behind_each_bar_and_cell_are_as_many_boxes_as_it_says(truth: Case) -> None:
    found, names = analysed(truth), truth.categories
    for cost in found.analysis.errors:
        assert len(behind_error(found, cost.kind, names).flags) == cost.count
    for (box, predicted), count in np.ndenumerate(found.analysis.confusion.counts):
        assert len(behind_confusion(found, box, predicted, names).flags) == count
    if found.analysis.calibration is not None:
        counts = found.analysis.calibration.counts.tolist()
        assert [len(behind_bin(found, index, names).flags) for index in range(BINS)] == counts


@settings(max_examples=60)
@given(cases(), st.sampled_from([0, 30, 50, 100]), st.sampled_from([0.5, 0.75]))
def test_a_point_of_a_curve_shows_what_costs_precision_and_recall_there(
    truth: Case, recall: int, iou_threshold: float
) -> None:
    evaluation = truth.evaluated()
    for category in range(len(truth.categories)):
        positives = int(evaluation.positives[category, 0])
        shown = behind_curve(
            evaluation,
            truth.annotations,
            truth.categories,
            category=category,
            iou_threshold=iou_threshold,
            recall=recall,
        )
        kinds = [flag.kind for flag in shown.flags]
        precision = precision_recall(evaluation, category).at(iou_threshold)[0][recall]
        missed, wrong = kinds.count(FlagKind.MISSED), kinds.count(FlagKind.FALSE_POSITIVE)
        assert missed + wrong == len(kinds)
        assert missed <= positives * (1 - recall / 100) + 1e-9 or precision <= 0
        if precision > 0 and missed < positives:
            # The curve shows the best precision from that recall on.
            assert (positives - missed) / (positives - missed + wrong) <= precision + 1e-9


def test_all_classes_together_are_each_class_at_that_recall() -> None:
    evaluation = SMALL.evaluated()

    def keys(category: int | None) -> set[str]:
        shown = behind_curve(
            evaluation,
            SMALL.annotations,
            SMALL.categories,
            category=category,
            iou_threshold=0.5,
            recall=100,
        )
        return {flag.key for flag in shown.flags}

    assert keys(None) == keys(0) | keys(1)
    assert len(keys(None)) == 1


def test_a_flag_of_a_check_takes_the_place_of_its_box() -> None:
    kept = behind_bin(analysed(SMALL), 8, SMALL.categories)
    prediction = kept.flags[0].prediction
    known = Flag(FlagKind.MISSING_LABEL, 1, None, 0, kept.flags[0].box_xyxy, 0.7, "", None, prediction)
    assert with_known(kept, [known]).flags == (known,)
    assert with_known(kept, []).flags == kept.flags


def test_a_missed_box_is_shown_with_the_doubt_that_a_check_has_of_it() -> None:
    evaluation, labels = SMALL.evaluated(), SMALL.annotations
    point = behind_curve(evaluation, labels, SMALL.categories, category=1, iou_threshold=0.5, recall=50)
    known = Flag(FlagKind.SPURIOUS_LABEL, 1, LOST.id, 1, LOST.box_xyxy, 0.4, "")
    assert [flag.kind for flag in point.flags] == [FlagKind.MISSED]
    assert with_known(point, [known]).flags == (known,)


@pytest.mark.parametrize(
    ("edits", "left"),
    [
        pytest.param([], 2, id="nothing"),
        pytest.param([Edit.delete(LOST)], 1, id="the missed box deleted"),
        pytest.param([Edit.relabel(LOST, 0)], 1, id="the missed box relabelled"),
        pytest.param(
            [Edit.add(annotation(9, 1, 0, 301, 300, 40, 40))], 1, id="a box where the prediction is"
        ),
        pytest.param([Edit.add(annotation(9, 1, 0, 10, 300, 40, 40))], 2, id="a box elsewhere"),
        pytest.param([Edit.delete(BOX)], 2, id="another image"),
    ],
)
def test_an_edit_answers_the_flag_of_its_box_alone(edits: list[Edit], left: int) -> None:
    shown = behind_curve(
        SMALL.evaluated(), SMALL.annotations, SMALL.categories, category=None, iou_threshold=0.5, recall=100
    )
    missing = replace(shown.flags[0], kind=FlagKind.MISSED, annotation_id=LOST.id, box_xyxy=LOST.box_xyxy)
    wrong = Flag(FlagKind.FALSE_POSITIVE, 1, None, 0, (300, 300, 340, 340), 0.8, "", None, 1)
    now = apply_edits(SMALL.annotations, edits)
    images = {edit.subject.image for edit in edits}
    narrowing = Narrowing(Behind("Both", (missing, wrong)), SMALL.annotations).after(images)
    assert len(narrowing.open_flags(now)) == left
    # Taken back, both wait again.
    assert len(narrowing.open_flags(SMALL.annotations)) == 2


def test_edited_boxes_are_shown_where_they_are_now() -> None:
    moved = Edit.move(BOX, (0, 0, 5, 5))
    gone = Edit.delete(LOST)
    now: Annotations = apply_edits(SMALL.annotations, (moved, gone))
    shown: Behind = behind_edits("Edited", (moved, gone), now, SMALL.categories)
    assert [(flag.annotation_id, flag.box_xyxy) for flag in shown.flags] == [
        (BOX.id, (0, 0, 5, 5)),
        (None, LOST.box_xyxy),
    ]


def test_edits_come_by_what_they_did_to_map() -> None:
    moved, gone = Edit.move(BOX, (0, 0, 5, 5)), Edit.delete(LOST)
    now = apply_edits(SMALL.annotations, (moved, gone))
    attribution = Attribution(
        (
            Contribution(moved, Origin.DRAGGED, -0.25, copied=False),
            Contribution(gone, Origin.SUGGESTION, 0.5, copied=True),
        ),
        0.25,
        -0.25,
    )
    shown = behind_contributions(attribution, now, SMALL.categories).flags
    assert [flag.score for flag in shown] == [0.5, 1.0]
    assert "changed mAP by -0.25000" in shown[0].reason
    assert "copies the model's own" in shown[1].reason
    assert behind_contributions(Attribution((), 0.0, 0.0), now, SMALL.categories).flags == ()


@given(st.lists(st.floats(0, 1), max_size=5), st.floats(0, 1), st.floats(0, 1))
def test_a_range_of_losses_shows_its_labels_the_largest_first(
    totals: list[float], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    boxes = Annotations.of_rows([annotation(i + 1, 0, 0, 10, 10, 40, 40) for i in range(len(totals))])
    parts = np.array([(total, total / 2, 0.0) for total in totals]).reshape(-1, 3)
    behind = behind_loss(Losses(boxes.ids, parts), boxes, SMALL.categories, low=low, high=high)
    expected = sorted((total for total in totals if low <= total <= high), reverse=True)
    assert [flag.score for flag in behind.flags] == expected
