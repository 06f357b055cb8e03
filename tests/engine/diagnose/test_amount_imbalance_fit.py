"""Patients with one planted cause each, held against the topics that look for such causes."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import orjson
import pytest

from engine.assessment import assess
from engine.data.dataset import Annotation
from engine.data.diagnosis import Cause, Diagnosis, Examination
from engine.data.finding import Finding, NotLookedAt, Topic
from engine.data.reading import Reading
from engine.diagnose import amount, fit, imbalance
from engine.diagnose.patient import Patient
from engine.diagnose.run import ranked
from tests.engine.diagnose.detections import config, new, patient, scattered

CURVE = (30, 40, 50, 60, 100, 150, 220, 330)
TAIL = (30, 34, 38, 100, 130, 180, 400, 400)


def found(own: Patient) -> tuple[list[Finding], list[NotLookedAt]]:
    both = [
        one for topic in (amount, imbalance, fit) for one in topic.find(own, lambda text, done, total: None)
    ]
    causes = ranked(one for one in both if isinstance(one, Finding))
    return list(causes), [one for one in both if isinstance(one, NotLookedAt)]


def healthy_boxes(seed: int = 1) -> list[Annotation]:
    return scattered([100] * 4, 70, np.random.default_rng(seed))


def healthy(folder: Path, seed: int = 1) -> Patient:
    return patient(
        healthy_boxes(seed), lambda box: 0.9, images=70, classes=4, configuration=config(folder), seed=seed
    )


def starved(folder: Path) -> Patient:
    boxes = scattered([120] * 4 + [12], 70, np.random.default_rng(1))
    return patient(boxes, lambda box: 0.3 if box.category == 4 else 0.9, images=70, classes=5)


def too_little(folder: Path) -> Patient:
    boxes = scattered(CURVE, 110, np.random.default_rng(1))
    return patient(boxes, lambda box: 0.2 + 0.08 * np.log2(CURVE[box.category]), images=110, classes=8)


def imbalanced(folder: Path) -> Patient:
    boxes = scattered(TAIL, 130, np.random.default_rng(1))
    return patient(
        boxes,
        lambda box: 0.4 if TAIL[box.category] < 40 else 0.9,
        images=130,
        classes=8,
    )


def small(folder: Path) -> Patient:
    boxes = [
        box if number % 3 else new(box.image, box.category, *box.box_xyxy[:2], 12, 12)
        for number, box in enumerate(healthy_boxes())
    ]
    return patient(
        boxes,
        lambda box: 0.1 if box.size_wh[0] < 13 else 0.9,
        images=70,
        classes=4,
        configuration=config(folder),
    )


def long(folder: Path) -> Patient:
    boxes = [
        box if number % 4 else new(box.image, box.category, *box.box_xyxy[:2], 150, 20)
        for number, box in enumerate(healthy_boxes())
    ]
    return patient(
        boxes,
        lambda box: 0.3 if box.size_wh[0] > 149 else 0.9,
        images=70,
        classes=4,
        configuration=config(folder),
    )


def crowded(folder: Path) -> Patient:
    boxes = scattered([240], 20, np.random.default_rng(1))
    own = config(folder, suppression="max_total_detections: 8")
    return patient(boxes, lambda box: 0.9, images=20, classes=1, most=8, configuration=own)


def neighbours(folder: Path) -> Patient:
    boxes = healthy_boxes()
    beside = [
        new(box.image, box.category, box.box_xyxy[0] + 0.15 * box.size_wh[0], box.box_xyxy[1], *box.size_wh)
        for box in boxes[::2]
    ]
    # Of two such boxes suppression leaves one.
    hidden = {box.box_xyxy for box in beside}
    return patient(
        [*boxes, *beside],
        lambda box: 0.05 if box.box_xyxy in hidden else 0.95,
        images=70,
        classes=4,
        configuration=config(folder),
    )


def cut(folder: Path) -> Patient:
    return patient(
        healthy_boxes(), lambda box: 0.9, images=70, classes=4, cut=0.5, configuration=config(folder)
    )


def stretched(folder: Path) -> Patient:
    return patient(
        healthy_boxes(),
        lambda box: 0.9,
        images=70,
        classes=4,
        size_wh=(1280, 480),
        configuration=config(folder),
    )


@pytest.mark.parametrize(
    ("ailing", "key"),
    [
        (starved, "amount.starved"),
        (too_little, "amount.more_data"),
        (imbalanced, "imbalance.neglected"),
        (small, "model.small_boxes"),
        (long, "model.anchors"),
        (crowded, "model.too_many_objects"),
        (neighbours, "model.suppression"),
        (cut, "model.score_threshold"),
        (stretched, "model.out_of_shape"),
    ],
)
def test_the_planted_cause_comes_first(tmp_path: Path, ailing: Callable[[Path], Patient], key: str) -> None:
    first, *_ = found(ailing(tmp_path))[0]
    assert first.key == key
    assert first.steps
    # As the command prints it for programs.
    assert json.loads(orjson.dumps(asdict(first), option=orjson.OPT_SERIALIZE_NUMPY))["key"] == key
    assert (first.price is None) == bool(first.why_no_price)
    if first.price_low is not None and first.price_high is not None and first.price is not None:
        assert 0.0 < first.price_low <= first.price <= first.price_high


@pytest.mark.parametrize(
    ("ailing", "change"),
    [
        (long, ("aspect_ratios: [1.0, 2.0, 0.5]", "aspect_ratios: [")),
        (neighbours, ("iou_threshold: 0.", "iou_threshold: 0.")),
    ],
)
def test_a_finding_about_the_configuration_shows_its_line(
    tmp_path: Path, ailing: Callable[[Path], Patient], change: tuple[str, str]
) -> None:
    line = found(ailing(tmp_path))[0][0].steps[0].line
    assert line is not None
    assert line.before == (tmp_path / "pipeline.config").read_text().split("\n")[line.number - 1].strip()
    before, after = change
    assert before in line.before and after in line.after and line.before != line.after


@pytest.mark.parametrize("seed", range(3))
def test_the_healthy_have_nothing(tmp_path: Path, seed: int) -> None:
    assert found(healthy(tmp_path, seed)) == ([], [])


@dataclass(frozen=True)
class Priced:
    """A patient, the same in health, and the cause."""

    ailing: Callable[[Path], Patient]
    key: str


@pytest.mark.parametrize("own", [Priced(cut, "model.score_threshold"), Priced(small, "model.small_boxes")])
def test_a_price_is_about_what_the_cause_costs(tmp_path: Path, own: Priced) -> None:
    ailing = own.ailing(tmp_path)
    (price,) = [one.price for one in found(ailing)[0] if one.key == own.key]
    lost = healthy(tmp_path).assessment.evaluation.metrics.ap - ailing.assessment.evaluation.metrics.ap
    assert price == pytest.approx(lost, rel=0.5)


def test_a_training_set_says_which_class_starves(tmp_path: Path) -> None:
    own = patient(
        scattered([60] * 4, 50, np.random.default_rng(2)),
        lambda box: 0.4 if box.category == 3 else 0.9,
        images=50,
        classes=4,
    )
    assert not [one for one in found(own)[0] if one.topic is Topic.AMOUNT]
    # The training set has its classes in another order, and few boxes of the last one here.
    training = patient(
        scattered([8, 300, 300, 300], 80, np.random.default_rng(3)), lambda box: 0.9, images=80, classes=4
    )
    names = training.dataset.categories.names
    categories = replace(training.dataset.categories, names=(names[3], *names[:3]))
    (first, *_), _ = found(replace(own, training=replace(training.dataset, categories=categories)))
    assert first.key == "amount.starved"
    assert "Starved: class d. With 8 boxes at most in the training set" in first.sentence
    assert first.confidence > 0.5


def test_a_rare_class_that_is_found_as_well_as_others_is_no_cause() -> None:
    own = patient(
        scattered([120] * 4 + [12], 70, np.random.default_rng(1)), lambda box: 0.9, images=70, classes=5
    )
    assert not [one for one in found(own)[0] if one.topic in (Topic.AMOUNT, Topic.IMBALANCE)]


def test_what_is_measured_on_a_handful_of_boxes_is_said_to_be_unknown() -> None:
    own = patient(
        scattered([60] * 3 + [6], 40, np.random.default_rng(1)), lambda box: 0.6, images=40, classes=4
    )
    assert [one.topic for one in found(own)[1]] == [Topic.AMOUNT, Topic.MODEL]
    assert "class d" in found(own)[1][0].sentence


def test_without_predictions_topics_say_what_they_lack(tmp_path: Path) -> None:
    own = healthy(tmp_path)
    bare = replace(own, assessment=assess(own.dataset, own.dataset.annotations, None), configuration=None)
    causes, lacking = found(bare)
    assert causes == []
    assert [one.topic for one in lacking] == [Topic.AMOUNT, Topic.IMBALANCE, Topic.MODEL]


def test_a_broken_configuration_does_not_end_what_needs_none(tmp_path: Path) -> None:
    own = cut(tmp_path)
    (tmp_path / "pipeline.config").write_text("model {")
    causes, (lacking,) = found(own)
    assert [one.key for one in causes] == ["model.score_threshold"]
    assert "pipeline.config" in lacking.sentence


def test_limits_of_another_configuration_are_not_held_against_predictions(tmp_path: Path) -> None:
    own = healthy(tmp_path)
    config(tmp_path, suppression="max_total_detections: 5")
    causes, (lacking,) = found(own)
    assert causes == []
    assert "made with another" in lacking.sentence


def test_a_cut_that_the_doctor_found_is_told_once(tmp_path: Path) -> None:
    own = cut(tmp_path)
    told = Diagnosis(Cause.CUT_SCORES, "cut", 0.9, None)
    assert found(replace(own, examination=Examination((told,), Reading(), 0.5, None, 70)))[0] == []
