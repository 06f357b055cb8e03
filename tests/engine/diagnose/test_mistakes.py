"""A detector whose mistakes do not depend on its score is no proof that labels are wrong."""

from dataclasses import replace

import numpy as np
import pytest

from engine.assessment import assess
from engine.data.dataset import Annotations, Predictions
from engine.data.flag import FlagKind
from engine.diagnose.labels import LIKELY
from engine.diagnose.mistakes import shares_beyond_mistakes
from engine.diagnose.patient import Patient
from tests.engine.diagnose.detections import patient, scattered

IMAGES, CLASSES = 150, 4


def contradicted(confused_share: float, wrong: float, seed: int = 0) -> Patient:
    """Each object is seen some two times, a share of these as another class; a share of the labels is wrong."""
    rng = np.random.default_rng(seed)
    own = patient(scattered([400] * CLASSES, IMAGES, rng), lambda box: 0.0, images=IMAGES, classes=CLASSES)
    truth = own.dataset.annotations
    copies = np.repeat(np.arange(len(truth)), rng.poisson(2.0, len(truth)))
    categories = truth.categories[copies]
    confused = rng.random(len(copies)) < confused_share
    corners = truth.boxes_xyxy[copies] + rng.normal(0, 2, (len(copies), 4))
    predictions = Predictions(
        truth.images[copies],
        np.where(confused, (categories + rng.integers(1, CLASSES, len(copies))) % CLASSES, categories),
        corners,
        corners[:, 2:] - corners[:, :2],
        rng.beta(2, 1.5, len(copies)),
    )
    values = {name: getattr(truth, name) for name in Annotations.__slots__}
    flipped = rng.random(len(truth)) < wrong
    labels = Annotations(
        **{**values, "categories": np.where(flipped, (truth.categories + 1) % CLASSES, truth.categories)}
    )
    dataset = replace(own.dataset, annotations=labels)
    return Patient(dataset, assess(dataset, labels, predictions))


def likely(own: Patient, kind: FlagKind) -> int:
    return sum(
        flag.kind is kind and flag.score >= LIKELY
        for flags in own.assessment.flags.values()
        for flag in flags
    )


@pytest.mark.parametrize("counts", [{}, {FlagKind.MISSING_LABEL: 5}])
def test_other_kinds_are_not_asked_for(counts: dict[FlagKind, int]) -> None:
    assert shares_beyond_mistakes(contradicted(0.1, 0.0), counts, LIKELY) == {}


@pytest.mark.parametrize(
    ("confused", "wrong", "least", "most"),
    [
        (1 / 7, 0.0, 0.0, 0.0),
        (1 / 30, 0.1, 0.5, 1.0),
        # Of a detector that confuses so much nothing can be told.
        (1 / 7, 0.1, 0.0, 0.0),
    ],
)
def test_wrong_labels_are_more_than_mistakes(
    confused: float, wrong: float, least: float, most: float
) -> None:
    own = contradicted(confused, wrong)
    count = likely(own, FlagKind.WRONG_CLASS)
    assert count
    share = shares_beyond_mistakes(own, {FlagKind.WRONG_CLASS: count}, LIKELY)[FlagKind.WRONG_CLASS]
    assert least <= share <= most
