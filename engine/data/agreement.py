"""Several people's labels of the same images, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.data.dataset import Annotation, Annotations, Bool, BoxTuple, Float, Int
from engine.data.edit import Edit
from engine.data.flag import FlagKind

AGREED_IOU = 0.5
"""Least overlap at which two people's boxes can be of one object."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Shares of matched pairs whose IoU `Figures` states."""


class Measure(StrEnum):
    """A figure of agreement; docs/agreement.md has the formulas and their sources."""

    EXISTENCE = "existence"
    """Share of boxes that the other has too: F1, or Dice's coefficient."""
    JACCARD = "jaccard"
    """Objects that both have, of those that either has."""
    IOU = "iou"
    """Mean IoU of matched boxes."""
    SAME_CLASS = "same_class"
    """Share of matched boxes of the same class; of a class: positive specific agreement."""
    KAPPA = "kappa"
    """Class of matched boxes beyond chance: Cohen's of two, Fleiss' of more."""
    ALPHA = "alpha"
    """The same by Krippendorff, nominal: an object that somebody lacks is a missing value."""
    JOINT_ALPHA = "joint_alpha"
    """Krippendorff's alpha of existence and class at once: no box is a value of its own."""
    PRESENCE_KAPPA = "presence_kappa"
    """Whether a class is on an image at all, beyond chance: Cohen's of two, Fleiss' of more."""
    PRESENCE_ALPHA = "presence_alpha"
    """The same by Krippendorff."""


MEASURES = tuple(Measure)
"""In the order of the columns of `Figures`."""


@dataclass(frozen=True, eq=False, slots=True)
class LabelSet:
    """One person's labels of some images of a dataset.

    Attributes
    ----------
    name : str
        For people.
    annotations : Annotations
        Images and categories are indices into the dataset's.
    images : (m,) int64
        Indices of the images that this person labelled, ascending; those without a box are among them.
    origin : str
        File or folder that it was read from; ``""`` where it was not.
    made_at : str
        When it was read, ISO 8601 UTC; ``""`` where that is not known.
    """

    name: str
    annotations: Annotations
    images: Int
    origin: str = ""
    made_at: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Matched:
    """Boxes of two label sets that are of one object each.

    Attributes
    ----------
    first, second : int
        Places of the sets among those compared.
    images : (p,) int64
    first_rows, second_rows : (p,) int64
        Rows of each set's annotations.
    ious : (p,) float64
    """

    first: int
    second: int
    images: Int
    first_rows: Int
    second_rows: Int
    ious: Float


@dataclass(frozen=True, eq=False, slots=True)
class Objects:
    """What several label sets say is there, an object a row, by image.

    Attributes
    ----------
    images : (o,) int64
    rows : (o, s) int64
        Row of each set's annotations; -1 where the set has no box for it.
    """

    images: Int
    rows: Int

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """How far some label sets agree, over the images that at least two of them have.

    Attributes
    ----------
    sets : tuple of int
        Their places among those compared; two for a pair.
    images : int
        How many images.
    boxes : (k,) int64
        Boxes of each class, of all sets together.
    matched : (k,) int64
        Matched pairs of which one is of the class, or both.
    overall : (measures, 3) float64
        A row for each of `MEASURES`: value, low and high end of its interval; NaN where it is not defined.
    per_class : (k, measures, 3) float64
        The same of each class against all others.
    iou_quantiles : (5,) float64
        Of matched pairs, at `QUANTILES`; NaN without any.
    per_class_quantiles : (k, 5) float64
    """

    sets: tuple[int, ...]
    images: int
    boxes: Int
    matched: Int
    overall: Float
    per_class: Float
    iou_quantiles: Float
    per_class_quantiles: Float

    def value(self, measure: Measure, category: int | None = None) -> tuple[float, float, float]:
        """Value, low and high of one figure, of all classes or of one."""
        table = self.overall if category is None else self.per_class[category]
        value, low, high = table[MEASURES.index(measure)].tolist()
        return value, low, high


@dataclass(frozen=True, eq=False, slots=True)
class Agreement:
    """How far people agree about the same images.

    Attributes
    ----------
    names : tuple of str
        Of the label sets, in the order they were given.
    pairs : tuple of Figures
        Of every two that share an image.
    together : Figures
        Of all; the only pair's where there are two sets.
    threshold : float
        Least IoU of matched boxes.
    resamples : int
        That the intervals rest on.
    share : float
        Of resamples within an interval: 0.95.
    """

    names: tuple[str, ...]
    pairs: tuple[Figures, ...]
    together: Figures
    threshold: float
    resamples: int
    share: float = 0.95


@dataclass(frozen=True, eq=False, slots=True)
class Consensus:
    """What label sets would agree on, a row for each of some `Objects`.

    Attributes
    ----------
    kept : (o,) bool
        Whether enough of them have the object.
    votes : (o,) int64
        How many have it.
    asked : (o,) int64
        How many have its image.
    categories : (o,) int64
        The class that most of them say.
    class_votes : (o,) int64
        How many say that class.
    boxes_xyxy : (o, 4) float64
        Medians of the sides.
    """

    kept: Bool
    votes: Int
    asked: Int
    categories: Int
    class_votes: Int
    boxes_xyxy: Float


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person has of an object.

    Attributes
    ----------
    who : str
    category : int
    box_xyxy : tuple of 4 float
    """

    who: str
    category: int
    box_xyxy: BoxTuple


@dataclass(frozen=True, slots=True)
class Dispute:
    """An object that others have otherwise than the labels under review.

    Attributes
    ----------
    kind : FlagKind
        One of `engine.data.flag.DISPUTES`.
    image : int
    ours : Annotation or None
        The box under review; None where there is none.
    category : int
        The class that most of those who contradict say; -1 where nobody contradicts the class.
    box_xyxy : tuple of 4 float
        Median of the others' boxes; NaN without any.
    who : tuple of str
        Those who contradict.
    asked : int
        How many others have the image.
    score : float
        The share of all who have the image, these labels included, that contradict; of a place, the less the boxes
        overlap.
    iou : float
        Of the box under review with the median of the others'; 0 where one is missing.
    suggestion : Edit or None
        To what those have who contradict, where they are half or more.
    decided : bool
        Whether there is a consensus: not where votes are tied.
    consensus : Edit or None
        To what more than half have; None where that is what the labels under review have, or it is not decided.
    opinions : tuple of Opinion
        Of the others who have a box.
    """

    kind: FlagKind
    image: int
    ours: Annotation | None
    category: int
    box_xyxy: BoxTuple
    who: tuple[str, ...]
    asked: int
    score: float
    iou: float
    suggestion: Edit | None
    decided: bool
    consensus: Edit | None
    opinions: tuple[Opinion, ...]


def usable(labels: Annotations) -> Annotations:
    """Boxes that can be compared: of some size and a known class, and no crowds, which are no single object.

    A box of no size overlaps nothing, not even its own copy.
    """
    sized = (labels.boxes_xyxy[:, 2:] > labels.boxes_xyxy[:, :2]).all(axis=1)
    return labels.take(labels.countable() & sized & ~labels.crowd)


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that come again with a number."""
    found: list[str] = []
    for name in names:
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name} ({number})"
        found.append(own)
    return tuple(found)
