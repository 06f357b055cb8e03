import numpy as np
import pytest

from engine.data.dataset import Annotations
from engine.errors import CancelledError
from engine.evaluation.bootstrap import interval_of
from engine.evaluation.incremental import evaluate
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import COCO
from engine.inference.so_far import Labels, SoFar, measure


def test_no_boxes_have_no_map(dataset, predictions):
    measured = measure(Labels(dataset, Annotations.empty(), COCO), predictions, (0, 1))
    assert not measured.is_defined and np.isnan([measured.ap, measured.low, measured.high]).all()
    assert measured.images == 2


def test_some_images_are_measured_as_if_there_were_no_others(dataset, predictions):
    part = (1, 2, 5, 11)
    measured = measure(Labels(dataset, dataset.annotations, COCO), predictions, part)
    expected = evaluate_part(dataset.images, dataset.categories, dataset.annotations, predictions, COCO, part)
    assert measured.ap == expected.metrics.ap
    np.testing.assert_array_equal(measured.metrics.summary, expected.metrics.summary)
    assert (measured.low, measured.high) == interval_of(expected, resamples=200)
    assert measured.low <= measured.ap <= measured.high
    whole = evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)
    assert measured.ap != whole.metrics.ap


def test_without_labels_nothing_is_measured(predictions):
    with SoFar(None) as so_far:
        so_far.look(lambda: pytest.fail("asked for predictions"))
        so_far.finish((predictions, (0,)), lambda: False)
    assert so_far.measured is None


def test_the_whole_is_measured_at_the_end_unless_it_is_cancelled(dataset, predictions):
    labels = Labels(dataset, dataset.annotations, COCO)
    with SoFar(labels) as so_far:
        with pytest.raises(CancelledError):
            so_far.finish((predictions, (0, 1)), lambda: True)
        so_far.finish((predictions, (0, 1)), lambda: False)
    assert so_far.measured is not None and so_far.measured.images == 2


def test_what_was_measured_of_a_part_does_not_come_after_the_whole(dataset, predictions):
    now = 0.0
    with SoFar(Labels(dataset, dataset.annotations, COCO), clock=lambda: now) as so_far:
        now = 60.0
        so_far.look(lambda: (predictions, (0,)))
        # It is done by the time that the whole is.
        so_far._thread.submit(lambda: None).result()
        so_far.finish((predictions, (0, 1)), lambda: False)
        now = 120.0
        so_far.look(lambda: (predictions, (0,)))
        assert so_far.measured is not None and so_far.measured.images == 2


def test_measuring_takes_a_fifth_of_the_time_at_most(dataset, predictions):
    """A clock that each look at the predictions moves on by a second, as if measuring took so long."""
    now, measured, asked = 0.0, 0, []

    def clock() -> float:
        return now

    def state():
        nonlocal now
        asked.append(now)
        now += 1.0
        return predictions, (0, 1)

    with SoFar(Labels(dataset, dataset.annotations, COCO), clock=clock) as so_far:
        while now < 60.0:
            before = so_far.measured
            so_far.look(state)
            while len(asked) > measured and so_far.measured is before:
                so_far.look(state)
            measured = len(asked)
            now += 0.25
    between = np.diff(asked)
    assert len(asked) > 5 and (between >= 5.0).all()
