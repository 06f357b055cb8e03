"""Known answers: flags on trusted labels whose suggestion is wrong, so that it is known what is right to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.data.dataset import Annotation
from engine.data.edit import Edit
from engine.data.flag import FlagKind, VerdictKind
from engine.data.journal import Step


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """One flag that stands in the queue like any other, and what it says.

    Attributes
    ----------
    kind : FlagKind
        One of those that a model raises.
    suggestion : Edit
        Wrong: it would spoil a trusted label, or add a box where nothing is.
    score : float
        Of the flag, 0 to 1.
    price : float
        Shown as the suggestion's; made up.
    said : float
        The number in the reason: the score of what the model is said to see, or the share that it misses, 0 to 1.
    iou : float
        The overlap in the reason, 0 where it has none.
    """

    kind: FlagKind
    suggestion: Edit
    score: float
    price: float
    said: float
    iou: float

    @property
    def label(self) -> Annotation | None:
        """The trusted label; None where nothing is."""
        return self.suggestion.before


@dataclass(frozen=True, slots=True)
class Planting:
    """Known answers that were mixed into the queue at once.

    Attributes
    ----------
    id : int
        0 until it is kept.
    seed : int
    share : float
        Of the flags that waited, how many it was to be, 0 to 1.
    journal : int
        How many journal entries there were.
    made_at : datetime
    author : str
        Who mixed them in.
    known : tuple of KnownAnswer
    """

    id: int
    seed: int
    share: float
    journal: int
    made_at: datetime
    author: str
    known: tuple[KnownAnswer, ...]


@dataclass(frozen=True, slots=True)
class PlantedAnswer:
    """What somebody said of a known answer.

    Attributes
    ----------
    planting, place : int
        Id of the planting, and which of its known answers.
    verdict : VerdictKind or None
        `LABEL_IS_RIGHT` is right, `FIXED` is wrong; None takes back what was said.
    author : str
    at : datetime
    """

    planting: int
    place: int
    verdict: VerdictKind | None
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnsweredStep(Step):
    """An answer to known answers, in the history of this window alone: the journal holds no such step.

    Attributes
    ----------
    accepted : tuple of Edit
        The suggestion that was accepted and not applied; none where another answer was given.
    """

    accepted: tuple[Edit, ...] = ()

    @property
    def said(self) -> tuple[Edit, ...]:
        """What it is said to have done."""
        return self.accepted


@dataclass(frozen=True, slots=True)
class KnownScore:
    """How one person answered what is known.

    Attributes
    ----------
    right, wrong, unsure : int
    bounds : tuple of 2 float, or None
        Between which the share of right ones among right and wrong lies with 95 % confidence, Clopper and Pearson's
        two-sided interval; None where there is neither.
    """

    right: int
    wrong: int
    unsure: int
    bounds: tuple[float, float] | None
