from dataclasses import replace

import numpy as np
import pytest

from engine.data.metrics import Metrics
from engine.data.model import Acceleration, ModelSpec
from engine.data.speed_up import SpeedUp, quickest
from engine.errors import CancelledError, UserError
from engine.evaluation.settings import COCO
from engine.inference.so_far import Labels
from engine.inference.speed_up import held_against, measure_speed_ups
from tests.engine.inference.test_run import dataset

PLAIN = Metrics(np.full(12, 0.5), np.full(2, 0.5))


def with_ap75(value: float) -> Metrics:
    summary = PLAIN.summary.copy()
    summary[2] = value
    return replace(PLAIN, summary=summary)


@pytest.mark.parametrize(
    ("speed", "metrics", "why_not"),
    [
        (20.0, PLAIN, ""),
        (10.6, with_ap75(0.5009), ""),
        (10.4, PLAIN, "It is no quicker."),
        (5.0, PLAIN, "It is no quicker."),
        (20.0, with_ap75(0.5011), "AP75 changes by 0.0011."),
        (20.0, with_ap75(0.4), "AP75 changes by 0.1000."),
    ],
)
def test_a_way_is_offered_where_it_is_quicker_and_changes_nothing(speed, metrics, why_not):
    found = held_against(10.0, PLAIN, Acceleration.XLA, speed, metrics)
    assert found.why_not == why_not
    assert found.ratio == speed / 10.0
    assert found.metric == ("" if metrics is PLAIN else "AP75")


def test_without_labels_nothing_can_be_said_to_have_stayed_the_same():
    undefined = Metrics.undefined(2)
    found = held_against(10.0, undefined, Acceleration.XLA, 30.0, undefined)
    assert "no boxes" in found.why_not and found.change is None


def test_metrics_that_are_not_defined_do_not_count():
    some = replace(PLAIN, summary=np.array([0.5] * 6 + [-1.0] * 6))
    other = replace(PLAIN, summary=np.array([0.5] * 6 + [0.9] * 6))
    assert held_against(10.0, some, Acceleration.XLA, 30.0, other).why_not == ""


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ([], Acceleration.NONE),
        ([SpeedUp(Acceleration.NONE, 10.0)], Acceleration.NONE),
        (
            [SpeedUp(Acceleration.NONE, 10.0), SpeedUp(Acceleration.XLA, 20.0, why_not="no")],
            Acceleration.NONE,
        ),
        ([SpeedUp(Acceleration.NONE, 10.0), SpeedUp(Acceleration.XLA, why_not="fails")], Acceleration.NONE),
        ([SpeedUp(Acceleration.NONE, 10.0), SpeedUp(Acceleration.XLA, 20.0)], Acceleration.XLA),
    ],
)
def test_the_quickest_of_what_is_offered_is_chosen(rows, chosen):
    assert quickest(rows) is chosen


def test_no_images_cannot_be_tried(process, tmp_path):
    nothing = dataset(tmp_path)
    with pytest.raises(UserError, match="no images"):
        measure_speed_ups(Labels(nothing, nothing.annotations, COCO), ModelSpec(tmp_path), process)


def test_every_way_is_tried_and_one_that_fails_says_why(process, demo_dataset):
    """The demo's model resizes in a way that XLA cannot compile."""
    from tests.conftest import DEMO

    labels = Labels(demo_dataset, demo_dataset.annotations, COCO)
    model = ModelSpec(DEMO / "saved_model", DEMO / "label_map.pbtxt")
    told = []
    found = measure_speed_ups(labels, model, process, images=(0, 1, 2), report=told.append)
    assert [own.acceleration for own in found] == list(Acceleration)
    plain, xla, *_ = found
    assert (plain.ratio, plain.change, plain.why_not) == (1.0, 0.0, "")
    assert xla.images_per_second is None and "compile" in xla.why_not
    assert [len(rows) for rows in told] == [1, 2, 3, 4] and told[-1] == found


def test_trying_is_cancelled(process, demo_dataset):
    from tests.conftest import DEMO

    labels = Labels(demo_dataset, demo_dataset.annotations, COCO)
    with pytest.raises(CancelledError):
        measure_speed_ups(labels, ModelSpec(DEMO / "saved_model"), process, cancelled=lambda: True)
