"""Runs: what a model said of a dataset's images, when, and how quickly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.data.dataset import Problem
from engine.data.metrics import Metrics
from engine.data.model import Acceleration


@dataclass(frozen=True, slots=True)
class Run:
    """One set of predictions in a project: what a model said here, or what a file holds.

    Attributes
    ----------
    id : int
        Ascending in time.
    name : str
        What people call it; until somebody names it, the model or the file.
    origin : str
        The file or the model it came from.
    made_at : datetime
        Aware, UTC: when it was taken in.
    images : int or None
        How many images it is of; None where that is not known: of a file.
    model : str or None
        Hash of the model; None of a file.
    kind : str
        What the model was recognised as, for people; empty of a file.
    device : str
        Where it ran, for people; empty of a file.
    seconds : float or None
        How long the model ran, without images that an earlier run had done already.
    computed : int or None
        How many images it ran on in that time.
    journal : int
        How many journal entries there were when it was made: the labels then are the baseline with so many replayed.
    acceleration : Acceleration
    ap : float or None
        mAP on those labels, over the images that it is of; None where it was not measured or is not defined.
    """

    id: int
    name: str
    origin: str
    made_at: datetime
    images: int | None = None
    model: str | None = None
    kind: str = ""
    device: str = ""
    seconds: float | None = None
    computed: int | None = None
    journal: int = 0
    acceleration: Acceleration = Acceleration.NONE
    ap: float | None = None

    @property
    def images_per_second(self) -> float | None:
        """How quick the model was; None of a file, and where every image was known already."""
        return self.computed / self.seconds if self.computed and self.seconds else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a run stands while it goes on.

    Attributes
    ----------
    done, total : int
        Images, those that an earlier run had done already included.
    reused : int
        How many of the done ones an earlier run had done.
    skipped : int
        How many could not be run.
    images_per_second : float or None
        None before the first were done.
    seconds_left : float or None
        None where that cannot be told yet.
    device : str
        For people; empty while the model loads.
    memory : int or None
        Bytes in use on the device.
    batch : int or None
        Images at once.
    ap, low, high : float or None
        mAP over the images done so far, with its 95 % interval; None where there is none yet.
    measured : int
        How many images ``ap`` is of.
    """

    done: int
    total: int
    reused: int = 0
    skipped: int = 0
    images_per_second: float | None = None
    seconds_left: float | None = None
    device: str = ""
    memory: int | None = None
    batch: int | None = None
    ap: float | None = None
    low: float | None = None
    high: float | None = None
    measured: int = 0


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run that is about to be kept; fields as of `Run`.

    Attributes
    ----------
    origin : str
    name : str
        Empty: the model's or the file's own name.
    model, kind, device, seconds, computed, acceleration
    journal : int or None
        None: as many entries as there are when it is kept.
    metrics : Metrics or None
        On the labels after that many entries, over the images that it is of.
    problems : tuple of Problem
        What the run could not use, or found wrong.
    """

    origin: str
    name: str = ""
    model: str | None = None
    kind: str = ""
    device: str = ""
    seconds: float | None = None
    computed: int | None = None
    acceleration: Acceleration = Acceleration.NONE
    journal: int | None = None
    metrics: Metrics | None = None
    problems: tuple[Problem, ...] = ()
