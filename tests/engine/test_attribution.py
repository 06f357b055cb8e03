from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.attribution import COPY_IOU, attribute
from engine.data.attribution import Attribution, Contribution
from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, BoxTuple
from engine.data.edit import Edit, EditKind
from engine.data.journal import Origin, Step
from engine.editing import apply_edits, numbered
from engine.errors import CancelledError, EngineError
from engine.evaluation.incremental import evaluate
from engine.evaluation.iou import iou
from tests.engine.boxes import new_box
from tests.engine.conftest import IMAGES, RELABELLED, small_dataset, small_predictions

DATASET, PREDICTIONS = small_dataset(Path()), small_predictions()
LABELS = DATASET.annotations
BASELINE = evaluate(DATASET.images, DATASET.categories, LABELS, PREDICTIONS)
UNLABELLED = len(PREDICTIONS) - 1
"""Row of the prediction that no box has."""


def as_steps(edits: Iterable[Edit]) -> list[Step]:
    return [Step((edit,), (), Origin.DRAGGED) for edit in edits]


def attributed(*edits: Edit) -> Attribution:
    return attribute(BASELINE, LABELS, as_steps(edits))


def ap_of(labels: Annotations) -> float:
    return max(evaluate(DATASET.images, DATASET.categories, labels, PREDICTIONS).metrics.ap, 0.0)


def predicted(row: int) -> Annotation:
    """A prediction as a new box."""
    x1, y1, x2, y2 = PREDICTIONS.boxes_xyxy[row].tolist()
    image, category = int(PREDICTIONS.images[row]), int(PREDICTIONS.categories[row])
    return new_box(image, category, 0, 0, 1).moved((x1, y1, x2, y2))


def added(box: Annotation, number: int = 900) -> Edit:
    return Edit.add(replace(box, id=number, source_id=number))


def chained(*corners: BoxTuple) -> list[Edit]:
    """The first box moved here, then there."""
    boxes = [LABELS.at(0), *(LABELS.at(0).moved(own) for own in corners)]
    return [Edit(before, after) for before, after in pairwise(boxes)]


@st.composite
def journals(draw: st.DrawFn) -> list[Edit]:
    """Edits one after another, of boxes known and new, copies of predictions among them."""
    labels, edits = LABELS, []
    for _ in range(draw(st.integers(0, 12))):
        kind, pick = draw(st.sampled_from("acmprd")), draw(st.integers(0, 500))
        x = draw(st.floats(0, 50))
        box = labels.at(pick % len(labels))
        wish = {
            "a": Edit.add(new_box(pick % IMAGES, pick % 2, x, x / 2, 20)),
            "c": Edit.add(predicted(pick % len(PREDICTIONS))),
            "m": Edit.move(box, (x, x, x + 15, x + 15)),
            "p": Edit.move(box, predicted(pick % len(PREDICTIONS)).box_xyxy),
            "r": Edit.relabel(box, 1 - box.category),
            "d": Edit.delete(box),
        }[kind]
        (edit,) = numbered([wish], labels, next_id=1000 + len(edits), next_source_id=5000)
        labels = apply_edits(labels, [edit])
        edits.append(edit)
    return edits


def test_no_edits_made_no_change() -> None:
    result = attributed()
    assert result.contributions == ()
    assert (result.total, result.without_copies, result.copies) == (0.0, 0.0, 0)
    assert (result.by_class(), result.by_kind()) == ({}, {})


@pytest.mark.parametrize(
    "edits",
    [
        [added(predicted(UNLABELLED)), added(predicted(UNLABELLED)).inverse],
        [*chained((1, 1, 30, 30)), *(edit.inverse for edit in chained((1, 1, 30, 30)))],
        [Edit.move(LABELS.at(0), LABELS.at(0).box_xyxy)],
    ],
    ids=["added and deleted", "moved and moved back", "moved to where it was"],
)
def test_a_box_that_is_as_it_was_made_no_change(edits: list[Edit]) -> None:
    assert attributed(*edits).contributions == ()


def test_all_edits_of_a_box_are_one_of_the_last_ones_origin() -> None:
    first, second = chained((1, 1, 30, 30), (5, 5, 25, 28))
    relabelled = Edit.relabel(second.subject, 1)
    steps = [Step((edit,), (), Origin.DRAGGED) for edit in (first, second)]
    result = attribute(BASELINE, LABELS, [*steps, Step((relabelled,), (), Origin.SUGGESTION)])
    (own,) = result.contributions
    assert own.edit == Edit(LABELS.at(0), relabelled.after)
    assert (own.edit.kind, own.origin, own.ap) == (EditKind.REPLACE, Origin.SUGGESTION, result.total)


def test_the_right_class_is_credited_with_what_it_is_worth() -> None:
    wrong = LABELS.get(RELABELLED)
    assert wrong is not None
    edits = Edit.relabel(wrong, 1 - wrong.category), Edit.delete(LABELS.at(0))
    result = attributed(*edits)
    assert [own.edit for own in result.contributions] == list(edits)
    worth = ap_of(apply_edits(LABELS, edits[:1])) - ap_of(LABELS)
    assert result.contributions[0].ap == pytest.approx(worth, abs=1e-15)
    assert result.by_kind() == {
        EditKind.RELABEL: result.contributions[0].ap,
        EditKind.DELETE: result.contributions[1].ap,
    }
    assert worth > 0.0 > result.contributions[1].ap


@given(journals())
def test_contributions_are_those_of_full_evaluations_in_turn_and_add_up(edits: list[Edit]) -> None:
    result = attributed(*edits)
    labels = LABELS
    for own in result.contributions:
        before, labels = labels, apply_edits(labels, [own.edit])
        assert own.ap == pytest.approx(ap_of(labels) - ap_of(before), abs=1e-15)
    assert result.total == ap_of(apply_edits(LABELS, edits)) - ap_of(LABELS)
    parts = [own.ap for own in result.contributions], result.by_kind().values(), result.by_class().values()
    for part in parts:
        assert sum(part) == pytest.approx(result.total, abs=1e-12)


@given(journals())
def test_the_delta_without_copies_is_that_of_the_other_edits(edits: list[Edit]) -> None:
    result = attributed(*edits)
    rest = [own.edit for own in result.contributions if not own.copied]
    assert result.without_copies == ap_of(apply_edits(LABELS, rest)) - ap_of(LABELS)
    for own in result.contributions:
        box = own.edit.after
        near = (PREDICTIONS.images == own.edit.subject.image) & (
            PREDICTIONS.categories == own.edit.subject.category
        )
        overlaps = iou(np.array([own.edit.subject.box_xyxy]), PREDICTIONS.boxes_xyxy[near])
        assert own.copied == (box is not None and bool((overlaps > COPY_IOU).any()))


@given(journals())
def test_in_another_order_shares_may_differ_but_neither_total_does(edits: list[Edit]) -> None:
    result = attributed(*edits)
    back = attributed(*(own.edit for own in reversed(result.contributions)))
    assert back.total == pytest.approx(result.total, abs=1e-15)
    assert back.without_copies == pytest.approx(result.without_copies, abs=1e-15)


def test_of_two_boxes_that_one_prediction_could_match_the_first_is_credited() -> None:
    box = predicted(UNLABELLED)
    twice = added(box, 900), added(box, 901)
    forth, back = attributed(*twice), attributed(*reversed(twice))
    for result in (forth, back):
        first, second = result.contributions
        assert first.ap > 0.0 > second.ap
    assert [own.edit for own in back.contributions] == list(reversed(twice))


@pytest.mark.parametrize(
    ("edit", "copied"),
    [
        (added(predicted(UNLABELLED)), True),
        (Edit.move(LABELS.at(0), predicted(0).box_xyxy), True),
        (Edit.move(LABELS.at(0), tuple(v + 0.05 for v in predicted(0).box_xyxy)), True),
        (Edit.move(LABELS.at(0), tuple(v + 0.3 for v in predicted(0).box_xyxy)), False),
        (added(replace(predicted(UNLABELLED), category=1)), False),
        (added(replace(predicted(UNLABELLED), category=UNKNOWN_CATEGORY)), False),
        (added(replace(predicted(UNLABELLED), box_xyxy=(float("nan"), 0.0, 1.0, 1.0))), False),
        (Edit.delete(LABELS.at(0)), False),
    ],
    ids=["added", "moved", "nearly", "not so nearly", "other class", "unknown class", "no number", "deleted"],
)
def test_a_box_that_is_one_of_the_models_own_is_told_apart(edit: Edit, copied: bool) -> None:
    gone = Edit.delete(LABELS.at(6))
    result = attributed(edit, gone)
    assert [own.copied for own in result.contributions] == [copied, False]
    without = attributed(gone).total if copied else result.total
    assert result.without_copies == pytest.approx(without, abs=1e-15)
    assert ("1 box copies" if copied else "No box copies") in result.said()


def test_labels_that_were_none_begin_at_no_ap() -> None:
    none = Annotations.empty()
    baseline = evaluate(DATASET.images, DATASET.categories, none, PREDICTIONS)
    result = attribute(baseline, none, as_steps([added(new_box(0, 0, 5, 8, 24))]))
    assert result.contributions[0].ap == result.total > 0.0


def test_steps_of_other_labels_do_not_fit() -> None:
    with pytest.raises(EngineError):
        attributed(Edit.delete(LABELS.at(0).relabelled(1)))


def test_progress_is_told_of_every_box_and_can_stop_the_work() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        attribute(
            BASELINE, LABELS, as_steps([Edit.delete(LABELS.at(0)), Edit.delete(LABELS.at(1))]), progress=tell
        )
    assert told == [(0, 2), (1, 2)]


def test_the_classes_that_did_most_are_said_first_and_the_rest_together() -> None:
    edits = [added(replace(predicted(0), category=category), 900 + category) for category in range(7)]
    parts = tuple(
        Contribution(edit, Origin.DRAWN, 0.01 * (n + 1), copied=False) for n, edit in enumerate(edits)
    )
    said = Attribution(parts, 0.28, 0.28).classes_said(("cat", "dog"), most=2)
    assert said == "unknown class +0.0700, unknown class +0.0600, 5 more +0.1500"
    assert Attribution((), 0.0, 0.0).classes_said(("cat", "dog")) == ""
    assert attributed(Edit.delete(LABELS.at(0))).classes_said(("cat", "dog")).startswith("cat ")
