"""Diagnoses: why predictions and ground truth do not fit each other though each can be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.data.reading import Reading


class Cause(StrEnum):
    """What makes mAP wrong without an error."""

    LAYOUT = "layout"
    CENTRE_BASED = "centre_based"
    NORMALISED = "normalised"
    MODEL_PIXELS = "model_pixels"
    OFF_BY_ONE = "off_by_one"
    ZERO_BASED = "zero_based"
    PERMUTED = "permuted"
    OTHER_LABEL_MAP = "other_label_map"
    CATEGORY_NAMES = "category_names"
    BACKGROUND = "background"
    UNKNOWN_CATEGORIES = "unknown_categories"
    IMAGE_NAMES = "image_names"
    IMAGE_NUMBERS = "image_numbers"
    UNKNOWN_IMAGES = "unknown_images"
    NO_PREDICTIONS = "no_predictions"
    UNUSABLE = "unusable"
    PERCENTAGES = "percentages"
    LOGITS = "logits"
    SCORES_ABOVE_1 = "scores_above_1"
    EQUAL_SCORES = "equal_scores"
    CUT_SCORES = "cut_scores"
    CAPPED = "capped"
    SUPPRESSED_TWICE = "suppressed_twice"
    NOT_SUPPRESSED = "not_suppressed"
    LABEL_LAYOUT = "label_layout"
    LABELS_CENTRE_BASED = "labels_centre_based"
    LABELS_NORMALISED = "labels_normalised"
    LABEL_NAMES = "label_names"
    DROPPED_MARKS = "dropped_marks"
    DROPPED_CROWD = "dropped_crowd"
    ANNOTATION_IDS = "annotation_ids"
    ONE_BASED = "one_based"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that keeps predictions and ground truth from fitting each other.

    Attributes
    ----------
    cause : Cause
    sentence : Sentence
        What was seen and what it means, for people.
    confidence : float
        0 to 1: how sure it is.
    reading : Reading or None
        The reading that mends this and nothing else; None where no reading can.
    ap : float or None
        mAP under that reading.
    """

    cause: Cause
    sentence: str
    confidence: float
    reading: Reading | None = None
    ap: float | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Predictions that take no part, and why; each is counted once, under the first reason that holds.

    Attributes
    ----------
    images, categories, boxes, scores : int
        Of unknown images, of unknown classes, without a usable box, without a score.
    background, suppressed : int
        Left out by the reading.
    """

    images: int = 0
    categories: int = 0
    boxes: int = 0
    scores: int = 0
    background: int = 0
    suppressed: int = 0


@dataclass(frozen=True, slots=True)
class Examination:
    """What the doctor found.

    Attributes
    ----------
    diagnoses : tuple of Diagnosis
        The most costly first; empty where nothing is wrong.
    reading : Reading
        Everything mended that a reading can mend.
    ap : float or None
        mAP as the files are read now; None without predictions.
    mended_ap : float or None
        mAP under ``reading``.
    images : int
        How many images mAP was measured on: a sample of a large dataset.
    unplaced, mended_unplaced : Unplaced
        Predictions that take no part as the files are read now, and under ``reading``.
    """

    diagnoses: tuple[Diagnosis, ...]
    reading: Reading
    ap: float | None
    mended_ap: float | None
    images: int
    unplaced: Unplaced = Unplaced()
    mended_unplaced: Unplaced = Unplaced()

    def names(self, cause: Cause) -> bool:
        """Whether this cause was found."""
        return any(diagnosis.cause is cause for diagnosis in self.diagnoses)
