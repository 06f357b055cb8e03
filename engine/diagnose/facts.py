"""What a configuration is held against: the data's classes and boxes; and how a mistake in one becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Dataset, Float, Int
from engine.data.finding import Finding, NextStep, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose.patient import Patient


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    """What counts of the data, of the training images where they are at hand, and of all labels.

    Attributes
    ----------
    names : tuple of k str
        Of the classes.
    ids : (k,) int64
        Their numbers in the source.
    boxes_per_class : (k,) int64
    boxes_per_image : (i,) int64
        Of each image that has some.
    boxes_per_image_and_class : (j,) int64
    relative_boxes : (n, 4) float64
        Corners as shares of their image, of those whose image has a known size.
    training_images : int
        0 where the training images are not at hand.
    seed : int
    """

    names: tuple[str, ...]
    ids: Int
    boxes_per_class: Int
    boxes_per_image: Int
    boxes_per_image_and_class: Int
    relative_boxes: Float
    training_images: int
    seed: int

    @property
    def boxes(self) -> int:
        """How many boxes of a known class there are."""
        return int(self.boxes_per_class.sum())

    def share_of(self, classes: list[int]) -> float:
        """Which share of the boxes is of these classes."""
        return float(self.boxes_per_class[classes].sum()) / max(self.boxes, 1)


def facts(patient: Patient) -> Facts:
    """What is known of the data: of both datasets, where there are two."""
    own = patient.assessment.annotations
    parts = [_counted(patient.dataset, own.images, own.categories, own.crowd, own.boxes_xyxy)]
    training = patient.training
    if training is not None:
        boxes = training.annotations
        parts.append(_counted(training, boxes.images, boxes.categories, boxes.crowd, boxes.boxes_xyxy))
    per_class = np.zeros(len(patient.dataset.categories), np.int64)
    for dataset, counts in zip((patient.dataset, training), (part[0] for part in parts), strict=False):
        for name, count in zip(() if dataset is None else dataset.categories.names, counts, strict=True):
            if name in patient.dataset.categories.names:
                per_class[patient.dataset.categories.names.index(name)] += count
    return Facts(
        names=patient.dataset.categories.names,
        ids=patient.dataset.categories.ids,
        boxes_per_class=per_class,
        boxes_per_image=np.concatenate([part[1] for part in parts]),
        boxes_per_image_and_class=np.concatenate([part[2] for part in parts]),
        relative_boxes=np.concatenate([part[3] for part in parts]),
        training_images=0 if training is None else len(training.images),
        seed=patient.seed,
    )


def _counted(
    dataset: Dataset, images: Int, categories: Int, crowd: np.ndarray, boxes: Float
) -> tuple[Int, Int, Int, Float]:
    keep = ~crowd & (categories >= 0)
    images, categories, boxes = images[keep], categories[keep], boxes[keep]
    classes = len(dataset.categories)
    per_image = np.bincount(images)
    _, per_both = np.unique(images * max(classes, 1) + categories, return_counts=True)
    sizes = dataset.images.sizes_wh[images].astype(np.float64)
    known = (sizes > 0).all(axis=1) & np.isfinite(boxes).all(axis=1)
    relative = boxes[known] / np.tile(sizes[known], 2)
    return np.bincount(categories, minlength=classes), per_image[per_image > 0], per_both, relative


def mistake(key: str, said: Sentence, *steps: NextStep, weight: float, confidence: float = 0.95) -> Finding:
    """A finding about a setting; what it costs nobody can compute without training again."""
    return Finding(
        key=f"configuration.{key}",
        topic=Topic.CONFIGURATION,
        sentence=said,
        confidence=confidence,
        weight=weight,
        why_no_price=sentence("Diagnose", "What another setting would give only another training can tell."),
        steps=steps,
    )
