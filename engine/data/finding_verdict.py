"""What a person said of findings, what they gave to look at, and the task list that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class FindingVerdictKind(StrEnum):
    """What was said of a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class FindingVerdict:
    """What a person said of a finding, with what it said then: once it is mended it is found no more.

    Attributes
    ----------
    key : str
        `Finding.key`.
    kind : FindingVerdictKind
    author : str
    at : datetime
        With its time zone.
    reason : str
        Why it was dismissed.
    sentence : str
        Of the finding, in English.
    price : float or None
    steps : tuple of str
        What to do, in English.
    """

    key: str
    kind: FindingVerdictKind
    author: str
    at: datetime
    reason: str = ""
    sentence: str = ""
    price: float | None = None
    steps: tuple[str, ...] = ()


class GivenKind(StrEnum):
    """What a diagnosis can look at besides the dataset, once somebody says where it is."""

    EVENT_FILES = "event_files"
    CONFIGURATION = "configuration"
    TRAINING = "training"
    EVALUATIONS = "evaluations"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given.

    Attributes
    ----------
    event_files : Path or None
        A folder of TensorBoard event files.
    configuration : Path or None
        A pipeline.config, or a Keras training script's configuration as JSON.
    training : Path or None
        Labels of what the model was trained on, a file or a folder.
    evaluations : Path or None
        A table of evaluations of models that learned from more and more data.
    """

    event_files: Path | None = None
    configuration: Path | None = None
    training: Path | None = None
    evaluations: Path | None = None

    def path(self, kind: GivenKind) -> Path | None:
        """What was given of a kind."""
        found: Path | None = getattr(self, kind.value)
        return found


@dataclass(frozen=True, slots=True)
class Task:
    """A finding that somebody put on the task list.

    Attributes
    ----------
    key, author, at
        As in `FindingVerdict`.
    sentence : str
        As it was found last.
    price : float or None
    price_low, price_high : float or None
        Limits of its 95 % interval.
    steps : tuple of str
    still_found : bool
        Whether the last diagnosis found it; where not, it may be done.
    """

    key: str
    author: str
    at: datetime
    sentence: str
    price: float | None
    price_low: float | None
    price_high: float | None
    steps: tuple[str, ...]
    still_found: bool
