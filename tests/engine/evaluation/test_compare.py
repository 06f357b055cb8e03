from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from engine.data.comparison import Deltas, Effects
from engine.data.metrics import Metrics
from engine.errors import EngineError
from engine.evaluation.compare import Corners, compare_both, compare_labels, compare_predictions
from engine.evaluation.incremental import Evaluation, reevaluate
from engine.evaluation.settings import COCO
from tests.engine.evaluation.corners import corners, corners_of, swapped
from tests.engine.evaluation.reference import Case, annotation, case, cases

THOROUGH = settings(max_examples=60, deadline=None)
BOX, SECOND = annotation(1, 0, 0, 0, 0, 50, 50), annotation(2, 1, 0, 0, 0, 50, 50)
FOUND, MISSED = (0, 0, 0, 0, 50, 50, 0.5), (0, 0, 200, 200, 50, 50, 0.9)


def values_of(of: Deltas | Metrics) -> np.ndarray:
    return np.concatenate([of.summary, of.per_class_ap])


def parts_of(effects: Effects) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return values_of(effects.total), values_of(effects.labels), values_of(effects.predictions)


def test_nothing_compared_with_nothing_is_not_defined() -> None:
    nothing = case(0, 1, [], []).evaluated()
    for part in parts_of(compare_labels(nothing, nothing)):
        assert np.isnan(part).all()


@given(cases())
@THOROUGH
def test_the_same_compared_with_itself_has_not_changed(of: Case) -> None:
    evaluation, again = of.evaluated(), of.evaluated()
    undefined = values_of(evaluation.metrics) == -1
    for compared in (compare_labels(evaluation, again), compare_predictions(evaluation, again)):
        for part in parts_of(compared):
            np.testing.assert_array_equal(part, np.where(undefined, np.nan, 0.0))


def test_other_labels_alone_are_a_label_effect() -> None:
    one = case(2, 1, [BOX, SECOND], [FOUND])
    effects = compare_labels(one.evaluated(), one.with_annotations([BOX]).evaluated())
    total, labels, predictions = parts_of(effects)
    assert effects.total.ap == pytest.approx(1 - 51 / 101)
    np.testing.assert_array_equal(labels, total)
    assert (np.nan_to_num(predictions) == 0).all()


def test_other_predictions_alone_are_a_model_effect() -> None:
    one, other = case(2, 1, [BOX], [FOUND]), case(2, 1, [BOX], [FOUND, MISSED])
    effects = compare_predictions(one.evaluated(), other.evaluated())
    total, labels, predictions = parts_of(effects)
    assert effects.total.ap == pytest.approx(-0.5)
    np.testing.assert_array_equal(predictions, total)
    assert (np.nan_to_num(labels) == 0).all()


def test_each_of_two_effects_is_the_mean_of_going_first_and_going_second() -> None:
    one, other = case(2, 1, [BOX, SECOND], [FOUND]), case(2, 1, [BOX], [FOUND, MISSED])
    both = corners_of(one, other)
    effects = compare_both(both)
    before, labels_first, predictions_first, after = (
        corner.metrics.ap for corner in (both.before, both.new_labels, both.new_predictions, both.after)
    )
    assert effects.labels.ap == pytest.approx(
        (labels_first - before + after - predictions_first) / 2, abs=1e-15
    )
    assert effects.predictions.ap == pytest.approx(
        (predictions_first - before + after - labels_first) / 2, abs=1e-15
    )


@given(corners())
@THOROUGH
def test_label_effect_and_model_effect_add_up_to_the_total(both: Corners) -> None:
    total, labels, predictions = parts_of(compare_both(both))
    np.testing.assert_allclose(labels + predictions, total, rtol=0, atol=1e-15)
    before, after = values_of(both.before.metrics), values_of(both.after.metrics)
    known = (before >= 0) & (after >= 0)
    np.testing.assert_array_equal(total[known], (after - before)[known])
    assert np.isnan(total[~known]).all()


@given(corners())
@THOROUGH
def test_the_way_back_has_the_opposite_signs(both: Corners) -> None:
    there, back = parts_of(compare_both(both)), parts_of(compare_both(swapped(both)))
    for forward, backward in zip(there, back, strict=True):
        np.testing.assert_array_equal(backward, -forward)


def test_labels_that_were_edited_to_be_the_same_are_the_same() -> None:
    one = case(2, 1, [BOX, SECOND], [FOUND])
    start, target = one.evaluated(), one.with_annotations([BOX])
    edited = reevaluate(start, {1: one.annotations.take(np.zeros(0, np.int64))})
    for same in (edited, target.evaluated()):
        assert compare_predictions(edited, same).total.ap == 0.0


def _evaluations() -> dict[str, Evaluation]:
    one = case(2, 1, [BOX, SECOND], [FOUND])
    return {
        "images": case(3, 1, [BOX, SECOND], [FOUND]).evaluated(),
        "categories": case(2, 2, [BOX, SECOND], [FOUND]).evaluated(),
        "settings": one.evaluated(replace(COCO, max_detections=(1, 2, 3))),
        "labels": one.with_annotations([BOX]).evaluated(),
        "predictions": case(2, 1, [BOX, SECOND], [FOUND, MISSED]).evaluated(),
    }


@pytest.mark.parametrize("what", ["images", "categories", "settings", "labels", "predictions"])
def test_what_does_not_belong_together_is_not_compared(what: str) -> None:
    start = case(2, 1, [BOX, SECOND], [FOUND]).evaluated()
    compare = compare_predictions if what == "labels" else compare_labels
    with pytest.raises(EngineError, match=f"other {what} cannot be compared"):
        compare(start, _evaluations()[what])
