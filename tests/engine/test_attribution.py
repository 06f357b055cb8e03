from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.attribution import attribute
from engine.data.attribution import Attribution
from engine.data.edit import Edit
from engine.data.journal import Origin, Step
from engine.editing import apply_edits, numbered
from engine.evaluation.incremental import evaluate
from tests.engine.boxes import new_box
from tests.engine.conftest import IMAGES, small_dataset, small_predictions


def attributed(edits: list[Edit]) -> Attribution:
    dataset, predictions = small_dataset(Path()), small_predictions()
    baseline = evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)
    return attribute(baseline, dataset.annotations, [Step((edit,), (), Origin.DRAGGED) for edit in edits])


def test_no_edits_made_no_change() -> None:
    result = attributed([])
    assert result.contributions == ()
    assert (result.total, result.without_copies, result.copies) == (0.0, 0.0, 0)


def test_a_box_that_copies_a_prediction_is_told_apart() -> None:
    dataset, predictions = small_dataset(Path()), small_predictions()
    row = len(predictions) - 1
    x1, y1, x2, _ = predictions.boxes_xyxy[row].tolist()
    copy = new_box(int(predictions.images[row]), int(predictions.categories[row]), x1, y1, x2 - x1)
    gone = Edit.delete(dataset.annotations.at(0))
    result = attributed(list(numbered([Edit.add(copy), gone], dataset.annotations)))
    alone = attributed([gone])
    assert [own.copied for own in result.contributions] == [True, False]
    assert result.without_copies == pytest.approx(alone.total, abs=1e-15)
    assert "1 box copies" in result.said()
    assert "all of" in alone.said()


EDITS = st.lists(st.tuples(st.sampled_from("amrd"), st.integers(0, 500), st.floats(0, 50)), max_size=12)


@given(EDITS)
def test_contributions_add_up_to_the_delta_of_all_edits(wishes: list[tuple[str, int, float]]) -> None:
    dataset, predictions = small_dataset(Path()), small_predictions()
    labels, edits = dataset.annotations, []
    for kind, pick, x in wishes:
        box = labels.at(pick % len(labels))
        wish = {
            "a": Edit.add(new_box(pick % IMAGES, pick % 2, x, x / 2, 20)),
            "m": Edit.move(box, (x, x, x + 15, x + 15)),
            "r": Edit.relabel(box, 1 - box.category),
            "d": Edit.delete(box),
        }[kind]
        (edit,) = numbered([wish], labels, next_id=1000 + len(edits), next_source_id=5000)
        labels = apply_edits(labels, [edit])
        edits.append(edit)
    result = attributed(edits)
    aps = (
        max(evaluate(dataset.images, dataset.categories, boxes, predictions).metrics.ap, 0.0)
        for boxes in (dataset.annotations, labels)
    )
    before, after = aps
    assert result.total == pytest.approx(after - before, abs=1e-12)
    for sums in (result.by_kind(), result.by_class()):
        assert sum(sums.values()) == pytest.approx(result.total, abs=1e-12)
