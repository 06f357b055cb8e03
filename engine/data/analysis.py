"""What analyses say of the predictions: kinds of error and their cost, confusions, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.data.dataset import Float, Int
from engine.data.flag import Flag
from engine.data.sentence import sentence


class ErrorKind(StrEnum):
    """TIDE's kinds of error.

    Source: D. Bolya et al., TIDE: A General Toolbox for Identifying Object Detection Errors, 2020.
    """

    CLASS = "class"
    LOCATION = "location"
    BOTH = "both"
    DUPLICATE = "duplicate"
    BACKGROUND = "background"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class ErrorCost:
    """One kind of error over the whole dataset.

    Attributes
    ----------
    kind : ErrorKind
    count : int
        Predictions, or boxes for `ErrorKind.MISSED`, at an IoU of 0.5.
    ap : float
        By how much mAP would be higher without them: the mean over the IoU thresholds.
    ap50 : float
        The same at an IoU of 0.5.
    """

    kind: ErrorKind
    count: int
    ap: float
    ap50: float


@dataclass(frozen=True, eq=False, slots=True)
class Confusion:
    """Which classes are taken for which: predictions and boxes matched whatever their class, at an IoU of 0.5.

    Attributes
    ----------
    counts : (k + 1, k + 1) int64
        By class of the box, then class of the prediction. The last row are predictions where there is no box, the last
        column boxes where there is no prediction.
    min_score : float
        Predictions with a lower score take no part.
    """

    counts: Int
    min_score: float


@dataclass(frozen=True, eq=False, slots=True)
class Calibration:
    """Whether scores are what they promise: the share of predictions that are right.

    Attributes
    ----------
    counts : (b,) int64
        Predictions whose score is in each of the bins, which share 0 to 1 equally.
    scores, right : (b,) float64
        Mean score, and share of true positives at an IoU of 0.5; 0 for an empty bin.
    expected_error, largest_error : float
        Distance of the two, weighted by count, and at its largest.
    """

    counts: Int
    scores: Float
    right: Float
    expected_error: float
    largest_error: float


@dataclass(frozen=True, eq=False, slots=True)
class Analysis:
    """All analyses of one set of predictions on one state of the labels.

    Attributes
    ----------
    errors : tuple of ErrorCost
        In the order of `ErrorKind`.
    confusion : Confusion
    calibration : Calibration or None
        None where scores are not from 0 to 1.
    """

    errors: tuple[ErrorCost, ...]
    confusion: Confusion
    calibration: Calibration | None


@dataclass(frozen=True, eq=False, slots=True)
class Behind:
    """The boxes behind a part of a plot.

    Attributes
    ----------
    title : str
        What they have in common, for people.
    flags : tuple of Flag
        One for each box.
    left_out : int
        How many more there are, of lower scores: a hundred thousand of them nobody reviews one by one.
    """

    title: str
    flags: tuple[Flag, ...]
    left_out: int = 0

    def said(self) -> str:
        """The title for people, with what is left out."""
        if not self.left_out:
            return self.title
        return sentence(
            "Behind",
            "{title}: the best {count:,}, {left_out:,} more left out",
            title=self.title,
            count=len(self.flags),
            left_out=self.left_out,
        )
