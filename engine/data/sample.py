"""Random samples of labels, what a blind review said of them, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.data.dataset import BoxTuple


class Unit(StrEnum):
    """What is drawn, and is right or wrong as a whole."""

    BOX = "box"
    """A label. Objects without one have none to draw: a sample of boxes says nothing of what is missing."""
    IMAGE = "image"
    """An image with every label on it; it is wrong where one of them is, or where one is missing."""


class FoundErrorKind(StrEnum):
    """What a reviewer may find wrong in a blind review."""

    WRONG_CLASS = "wrong_class"
    WRONG_PLACE = "wrong_place"
    NO_OBJECT = "no_object"
    """There is nothing to label, or it has a label already."""
    MISSING = "missing"
    """An object without a label; of images only."""


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """What somebody asks of a sample.

    Attributes
    ----------
    unit : Unit
    refuse_rate, risk : float
        As in `Plan`; of a standard plan, the risk alone.
    accept : int
        With so many wrong ones at most the labels are accepted.
    aql : float or None
        The acceptance quality limit, in percent, of a plan of ISO 2859-1; None: a plan made from rate and risk.
    level : str
        Inspection level of the standard.
    tightened : bool
        Whether inspection is tightened.
    stratified : bool
        Whether flagged and other units, reviewed and other ones, and classes are drawn in proportion.
    """

    unit: Unit = Unit.BOX
    refuse_rate: float = 0.02
    risk: float = 0.05
    accept: int = 0
    aql: float | None = None
    level: str = "II"
    tightened: bool = False
    stratified: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is drawn, and how many may be wrong of it.

    Attributes
    ----------
    unit : Unit
    size : int
        How many units are to be drawn at least.
    accept : int
        With so many wrong ones at most the labels are accepted.
    refuse_rate : float
        A share of wrong units, 0 to 1, that is to be refused.
    risk : float
        The chance, 0 to 1, that labels of this rate are accepted all the same; bounds hold with 1 - risk.
    standard : str
        Which plan of a standard it is; "" for one made from rate and risk.
    reading_of : int
        Of a second reading: the sample that some units are shown again of; 0: it is a sample itself.
    """

    unit: Unit
    size: int
    accept: int
    refuse_rate: float
    risk: float
    standard: str = ""
    reading_of: int = 0


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the units that is drawn from by itself.

    Attributes
    ----------
    size : int
        How many units there are.
    category : int or None
        Index of the class of all of them; None: of several.
    flagged, reviewed : bool or None
        Whether each has a flag that nobody answered, and is on an image that somebody reviewed; None: either.
    """

    size: int
    category: int | None = None
    flagged: bool | None = None
    reviewed: bool | None = None


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A unit that was drawn, as it was then.

    Attributes
    ----------
    image : int
        Index into `Images`.
    annotation_id : int or None
        The box; None where the unit is the image.
    stratum : int
        Index into the sample's strata.
    category : int
        Index of the class of the box; -1 of an image.
    flagged : bool
        Whether a flag that nobody had answered was on it.
    put_right : bool
        Whether it had been wrong and was put right because of a flag.
    """

    image: int
    annotation_id: int | None
    stratum: int
    category: int
    flagged: bool
    put_right: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as it was drawn.

    Attributes
    ----------
    id : int
        0 until it is kept.
    seed : int
        What the draw began with.
    plan : Plan
    strata : tuple of Stratum
        One alone: the sample is plain.
    class_sizes : tuple of (int, int, int)
        Stratum, class, and how many boxes of that class are in it, where there are any; none where images are drawn.
    units : tuple of SampleUnit
        In the order to review them.
    put_right : int
        How many units of all, drawn or not, had been put right because of flags.
    journal : int
        How many entries the journal had: the labels that the sample is of.
    made_at : datetime
    author : str
    """

    id: int
    seed: int
    plan: Plan
    strata: tuple[Stratum, ...]
    class_sizes: tuple[tuple[int, int, int], ...]
    units: tuple[SampleUnit, ...]
    put_right: int
    journal: int
    made_at: datetime
    author: str

    @property
    def population(self) -> int:
        """How many units there were to draw from."""
        return sum(stratum.size for stratum in self.strata)

    def last_reading(self, samples: Sequence[Sample]) -> Sample | None:
        """The last second reading of this sample among all that a project has."""
        return next((own for own in reversed(samples) if own.plan.reading_of == self.id), None)


@dataclass(frozen=True, slots=True)
class FoundError:
    """Something wrong in a unit.

    Attributes
    ----------
    kind : FoundErrorKind
    category : int
        Index of the class that the label has, or that the missing one would have; -1 where nobody said.
    annotation_id : int or None
        The box; None for a missing one.
    box_xyxy : tuple of 4 float or None
        Where something is missing.
    """

    kind: FoundErrorKind
    category: int
    annotation_id: int | None = None
    box_xyxy: BoxTuple | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of a unit in a blind review; the last one counts.

    Attributes
    ----------
    unit : int
        Index into the sample's units.
    errors : tuple of FoundError
        Empty: all is right.
    author : str
    at : datetime
    """

    unit: int
    errors: tuple[FoundError, ...]
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of wrong units.

    Attributes
    ----------
    population, answered, wrong : int
        How many units there are; how many were answered; how many of them were wrong.
    estimate : float
        0 to 1; each stratum by its size.
    bound : float
        The rate is no higher, 0 to 1, with a confidence of 1 - risk; what was drawn and has no answer counts as wrong.
    """

    population: int
    answered: int
    wrong: int
    estimate: float
    bound: float


class Decision(StrEnum):
    """What a sample says of the labels it is of."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Left:
    """How many units are probably still wrong, where flags have put some right.

    Attributes
    ----------
    found : int
        How many were put right because of flags.
    seen_again : int
        How many of these are in the sample.
    missed : int
        How many wrong ones are in the sample that no flag had put right.
    flagged : int
        How many of the missed had a flag that nobody had answered.
    estimate : float
        By capture and recapture.
    low, high : float or None
        Its interval with a confidence of 1 - risk; None: there is no upper end.
    """

    found: int
    seen_again: int
    missed: int
    flagged: int
    estimate: float
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sample says so far.

    Attributes
    ----------
    decision : Decision
        It stands as soon as no further answer can change it.
    answered, waiting : int
        How many units have an answer, and how many have none.
    rate : Rate
        Of all units.
    bound_if_right : float
        The bound if all that waits is right.
    kinds : tuple of (FoundErrorKind, Rate)
        The share of units with an error of this kind, each with a bound of its own.
    classes : tuple of (int, Rate)
        Index of a class. Of boxes: those of the class; of images: of all, those with an error about the class.
    more : int or None
        How many more units, all right, would settle it, at a risk of half as much again over both looks; 0: none, or it
        is open still; None: not even all.
    left : Left or None
        None until every unit has an answer, and where no flag put anything right.
    """

    decision: Decision
    answered: int
    waiting: int
    rate: Rate
    bound_if_right: float
    kinds: tuple[tuple[FoundErrorKind, Rate], ...] = ()
    classes: tuple[tuple[int, Rate], ...] = ()
    more: int | None = 0
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a second reading tells of the first.

    Attributes
    ----------
    units : int
        How many have both answers.
    called_right : int
        Of these, how many the first reader called right.
    both, first_alone, second_alone : int
        How many of them both, one and the other called wrong.
    found : tuple of 3 float or None
        The share of what the second found wrong that the first had found too, and its exact 95 % interval, 0 to 1;
        None: the second found nothing wrong.
    missed : float
        Upper bound of the share that the second reader would call wrong, of all that the first called right, 0 to 1.
    """

    units: int
    called_right: int
    both: int
    first_alone: int
    second_alone: int
    found: tuple[float, float, float] | None
    missed: float
