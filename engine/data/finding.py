"""Findings: why mAP is low, each with what it costs, how that is known, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.data.dataset import Float


class Topic(StrEnum):
    """Where a cause lies, in the order in which a person would look."""

    SET_UP = "set_up"
    LABELS = "labels"
    ERRORS = "errors"
    AMOUNT = "amount"
    IMBALANCE = "imbalance"
    BIAS = "bias"
    MODEL = "model"
    TRAINING = "training"
    CONFIGURATION = "configuration"
    AUGMENTATION = "augmentation"


class PlotKind(StrEnum):
    """How evidence is drawn."""

    BARS = "bars"
    LINES = "lines"
    POINTS = "points"


@dataclass(frozen=True, eq=False, slots=True)
class Series:
    """One line, one row of bars, or one cloud of points.

    Attributes
    ----------
    name : str
        For people; empty where there is but one.
    x, y : (n,) float64
        Of bars, x is their place from 0.
    low, high : (n,) float64 or None
        Limits of an interval around y.
    """

    name: str
    x: Float
    y: Float
    low: Float | None = None
    high: Float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the x axis of a plot that a finding speaks of, such as the step where overfitting began."""

    x: float
    sentence: str


@dataclass(frozen=True, eq=False, slots=True)
class EvidencePlot:
    """What a finding was seen in.

    Attributes
    ----------
    kind : PlotKind
    title, x_title, y_title : str
        For people.
    series : tuple of Series
    names : tuple of str
        Of the bars, by their place; empty for other kinds.
    marks : tuple of Mark
    """

    kind: PlotKind
    title: str
    x_title: str
    y_title: str
    series: tuple[Series, ...]
    names: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a configuration and what it should be.

    Attributes
    ----------
    path : str
        The file.
    number : int
        From 1; 0 where the line is missing.
    before, after : str
        As it is, and as it should be.
    """

    path: str
    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do about a finding: a sentence, and where the program can do it, how.

    Attributes
    ----------
    sentence : str
        For people.
    filter_text : str or None
        Shows these flags in the queue.
    action : str or None
        Id of an action of the window that leads there.
    line : Line or None
        A line of a configuration to change.
    """

    sentence: str
    filter_text: str | None = None
    action: str | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause of a low mAP.

    Attributes
    ----------
    key : str
        The same for the same cause in the next diagnosis, such as ``labels.missing_label``.
    topic : Topic
    sentence : str
        What was found and what it means, with its figures, for people.
    confidence : float
        0 to 1: how sure it is.
    weight : float
        0 to 1: what it is ranked by. The mAP it costs; where that cannot be computed, what it costs as a rule.
    price : float or None
        How much higher mAP would be without it; None where that cannot be computed.
    price_low, price_high : float or None
        Limits of the price's 95 % interval, where there is one.
    why_no_price : str
        Where there is none, for people.
    plot : EvidencePlot or None
        What it was seen in.
    steps : tuple of NextStep
        The most useful first.
    symptom : bool
        Whether it says where mAP is lost and not why, as the kinds of error do: every model has some.
    """

    key: str
    topic: Topic
    sentence: str
    confidence: float
    weight: float
    price: float | None = None
    price_low: float | None = None
    price_high: float | None = None
    why_no_price: str = ""
    plot: EvidencePlot | None = None
    steps: tuple[NextStep, ...] = ()
    symptom: bool = False


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """Something that could not be examined, and why: it may hide a cause."""

    topic: Topic
    sentence: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a diagnosis has come to so far.

    Attributes
    ----------
    ranked : tuple of Finding
        Causes before symptoms, of each the most costly first.
    not_looked_at : tuple of NotLookedAt
    waiting : tuple of Topic
        What is still being looked at; empty at the end.
    """

    ranked: tuple[Finding, ...] = ()
    not_looked_at: tuple[NotLookedAt, ...] = ()
    waiting: tuple[Topic, ...] = ()
