"""Readings: what the numbers and names of predictions and labels are taken to mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.data.raw_predictions import Key


class Layout(StrEnum):
    """What the four numbers of a box are."""

    XYWH = "x, y, width, height"
    XYXY = "x1, y1, x2, y2"
    YXYX = "ymin, xmin, ymax, xmax"
    CXCYWH = "centre x, centre y, width, height"
    YXHW = "y, x, height, width"


class Fit(StrEnum):
    """How an image was fitted into the model's input whose pixels the numbers are in."""

    NONE = "pixels of the image"
    STRETCHED = "stretched"
    CENTRED = "letterboxed, the image in the middle"
    CORNER = "letterboxed, the image at the top left"


class ImageKey(StrEnum):
    """What predictions name images by."""

    AS_READ = "id, file name or stem"
    TEXT = "id as text"
    NAME = "file name without folder, case and extension"
    NUMBER_IN_NAME = "number at the end of the file name"
    FROM_0 = "place in the order of ids, from 0"
    FROM_1 = "place in the order of ids, from 1"
    NAMES_FROM_0 = "place in the order of file names, from 0"
    NAMES_FROM_1 = "place in the order of file names, from 1"


class ScoreScale(StrEnum):
    """What scores are."""

    AS_READ = "as they stand"
    PERCENT = "percentages"
    BYTE = "0 to 255"
    LOGIT = "logits"
    LOG = "logarithms of probabilities"
    RATIO = "parts of the largest score"


@dataclass(frozen=True, slots=True)
class Scale:
    """In which pixels boxes are.

    Attributes
    ----------
    fit : Fit
    size_wh : tuple of 2 float
        Size of the model's input; 1 x 1 where the numbers are parts of it. Without meaning for `Fit.NONE`.
    """

    fit: Fit = Fit.NONE
    size_wh: tuple[float, float] = (0.0, 0.0)


PIXELS = Scale()
NORMALISED = Scale(Fit.STRETCHED, (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What ground truth is taken to mean.

    Attributes
    ----------
    layout : Layout
        What the numbers are that were read as x, y, width, height.
    scale : Scale
    first_pixel : int
        Number of the first pixel of a row or column: 1 in Pascal VOC.
    last_pixel : bool
        Whether x2 and y2 are the last pixels of the box, as in Pascal VOC, and not its edges.
    marked_ignored : bool
        Whether boxes with a mark that the format has no place for (difficult, group of, ...) are left out of account.
    names : tuple of (str, int)
        The category id of class names that the dataset lacks.
    """

    layout: Layout = Layout.XYWH
    scale: Scale = PIXELS
    first_pixel: int = 0
    last_pixel: bool = False
    marked_ignored: bool = False
    names: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file of predictions is taken to mean; as it stands here, COCO results.

    Attributes
    ----------
    layout : Layout
    scale : Scale
    images : ImageKey
    categories : tuple of (Key, int)
        The category id that a class of the file is; what is not in it stays as it is.
    background : tuple of Key
        Classes of the file that are none: their predictions are left out.
    scores : ScoreScale
    suppression : float
        IoU from which the lower scored of two predictions of a class is left out; 0: none is.
    labels : LabelReading
    """

    layout: Layout = Layout.XYWH
    scale: Scale = PIXELS
    images: ImageKey = ImageKey.AS_READ
    categories: tuple[tuple[Key, int], ...] = ()
    background: tuple[Key, ...] = ()
    scores: ScoreScale = ScoreScale.AS_READ
    suppression: float = 0.0
    labels: LabelReading = field(default_factory=LabelReading)


AS_READ = Reading()
