from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.attribution import attribute, is_copy, net_edits
from engine.data.comparison import Attribution
from engine.data.dataset import Annotations
from engine.data.edit import Edit
from engine.data.journal import Origin, Step
from engine.editing import apply_edits, numbered
from engine.evaluation.incremental import evaluate
from tests.engine.boxes import new_box
from tests.engine.conftest import IMAGES, small_dataset, small_predictions


def attributed(steps: list[Step]) -> tuple[Attribution, Annotations]:
    dataset, predictions = small_dataset(Path()), small_predictions()
    baseline = evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)
    current = apply_edits(dataset.annotations, [edit for step in steps for edit in step.edits])
    return attribute(baseline, dataset.annotations, current, predictions, steps), current


def as_steps(edits: list[Edit]) -> list[Step]:
    return [Step((edit,), (), Origin.DRAGGED) for edit in edits]


def test_no_edits_made_no_change() -> None:
    result, _ = attributed([])
    assert result.shares == ()
    assert (result.total, result.without_copies, result.copies) == (0.0, 0.0, 0)


def test_a_box_that_copies_a_prediction_is_told_apart() -> None:
    dataset, predictions = small_dataset(Path()), small_predictions()
    row = len(predictions) - 1
    x1, y1, x2, _ = predictions.boxes_xyxy[row].tolist()
    copy = new_box(int(predictions.images[row]), int(predictions.categories[row]), x1, y1, x2 - x1)
    gone = Edit.delete(dataset.annotations.at(0))
    edits = list(numbered([Edit.add(copy), gone], dataset.annotations))
    assert [is_copy(edit, predictions) for edit in edits] == [True, False]
    result, _ = attributed(as_steps(edits))
    alone, _ = attributed(as_steps([gone]))
    assert result.copies == 1
    assert result.without_copies == pytest.approx(alone.total, abs=1e-15)
    assert "1 box copies" in result.said()
    assert "all of" in alone.said()


EDITS = st.lists(st.tuples(st.sampled_from("amrd"), st.integers(0, 500), st.floats(0, 50)), max_size=12)


@given(EDITS)
def test_shares_add_up_and_the_net_edits_lead_to_the_same_labels(
    wishes: list[tuple[str, int, float]],
) -> None:
    dataset, predictions = small_dataset(Path()), small_predictions()
    labels, edits = dataset.annotations, []
    for kind, pick, x in wishes:
        box = labels.at(pick % len(labels))
        edit = {
            "a": Edit.add(new_box(pick % IMAGES, pick % 2, x, x / 2, 20)),
            "m": Edit.move(box, (x, x, x + 15, x + 15)),
            "r": Edit.relabel(box, 1 - box.category),
            "d": Edit.delete(box),
        }[kind]
        (edit,) = numbered([edit], labels, next_id=1000 + len(edits), next_source_id=5000)
        labels = apply_edits(labels, [edit])
        edits.append(edit)
    result, current = attributed(as_steps(edits))
    whole = evaluate(dataset.images, dataset.categories, current, predictions).metrics.ap
    assert len(result.shares) == len(edits)
    assert result.course[-1] == max(whole, 0.0)
    assert sum(share.change for share in result.shares) == pytest.approx(result.total, abs=1e-12)
    for sums in (result.by_kind(), result.by_category()):
        assert sum(sums.values()) == pytest.approx(result.total, abs=1e-12)
    again = apply_edits(dataset.annotations, net_edits(dataset.annotations, current))
    np.testing.assert_array_equal(again.boxes_xyxy, current.boxes_xyxy)
    np.testing.assert_array_equal(again.ids, current.ids)
