"""What a person did, as the project file's append-only journal keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import Mark
from engine.data.metrics import NOT_DEFINED
from engine.data.settings_text import SettingsText


class Origin(StrEnum):
    """What a step came from. The values are what the project file stores, 16 characters at most."""

    DRAWN = "drawn"
    DRAGGED = "dragged"
    """Moved by the mouse or by the arrow keys."""
    TYPED = "typed"
    """Geometry typed over."""
    RELABELLED = "relabelled"
    DELETED = "deleted"
    PASTED = "pasted"
    DUPLICATED = "duplicated"
    COPIED_PREVIOUS = "copied_previous"
    """Copies of the boxes of the image before."""
    ADOPTED = "adopted"
    """A prediction that was taken as a box."""
    SUGGESTION = "suggestion"
    VERDICT = "verdict"
    SNAPPED = "snapped"
    """Moved to the edges that the image shows."""
    CONSENSUS = "consensus"
    """What a majority of several people has."""
    REVERTED = "reverted"
    """Back to a state of its history."""
    GALLERY_RELABEL = "gallery_relabel"
    GALLERY_DELETE = "gallery_delete"
    GALLERY_CONFIRM = "gallery_confirm"
    """Many labels said to be right at once."""
    IMPORTED = "imported"
    """Taken from another file of labels."""
    RETURNED = "returned"
    """All labels and verdicts back to a moment."""
    READ_ANEW = "read_anew"
    """What the doctor found the labels to mean."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of a flag, before and after the step that said it.

    Attributes
    ----------
    flag_key : str
        `engine.data.flag.Flag.key`.
    before, after : VerdictKind or None
        None: nothing was said.
    """

    flag_key: str
    before: VerdictKind | None
    after: VerdictKind | None

    @property
    def inverse(self) -> Verdict:
        """The verdict that takes this one back."""
        return Verdict(self.flag_key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did, undone and redone as a whole."""

    edits: tuple[Edit, ...]
    verdicts: tuple[Verdict, ...]
    origin: Origin
    marks: tuple[Mark, ...] = ()
    """What it does to images as a whole."""

    @property
    def said(self) -> tuple[Edit, ...]:
        """What it is said to have done to boxes."""
        return self.edits

    @property
    def inverse(self) -> Step:
        """The step that takes this one back, each part in reverse order."""
        return Step(
            tuple(edit.inverse for edit in reversed(self.edits)),
            tuple(verdict.inverse for verdict in reversed(self.verdicts)),
            self.origin,
            tuple(mark.inverse for mark in reversed(self.marks)),
        )


def place_of(step: Step, steps: Sequence[Step]) -> int | None:
    """Where a step is among some, the last of them if it is there more than once; None: nowhere.

    One that was taken back or done again may say more of images than it did at first: that approvals lapsed by it which
    somebody else gave meanwhile.
    """
    places = range(len(steps) - 1, -1, -1)
    exact = next((i for i in places if steps[i] == step), None)
    if exact is not None or not step.edits:
        return exact
    done = (step.edits, step.verdicts)
    return next((i for i in places if (steps[i].edits, steps[i].verdicts) == done), None)


class Action(StrEnum):
    """What a journal entry records."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    CONFLICT = "conflict"
    """A step that was not done: somebody else had changed the same at the same time. It is kept to be looked at."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured after a step.

    Attributes
    ----------
    summary : tuple of 12 float
        In the order of `engine.data.metrics.METRIC_NAMES`.
    run : int or None
        The run whose predictions were measured; None where that is not known.
    settings : SettingsText or None
        How it was measured; None: with COCO's settings.
    """

    summary: tuple[float, ...]
    run: int | None = None
    settings: SettingsText | None = None

    @property
    def ap(self) -> float | None:
        """mAP; None where it is not defined."""
        return None if self.summary[0] == NOT_DEFINED else self.summary[0]

    def comparable(self, other: Measurement) -> bool:
        """Whether both are of the same predictions, measured in the same way."""
        return (self.run, self.settings) == (other.run, other.settings)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal.

    Attributes
    ----------
    action : Action
    step : Step
        The step as it was applied: for an undo, the inverse of the undone one.
    author : str
    at : datetime
        Aware, UTC.
    measured : Measurement or None
        None where there were no predictions, and of steps that an older version wrote.
    refused : Step or None
        Of a conflict, the step that was not done; ``step`` is empty then, so that nothing is made of it.
    """

    action: Action
    step: Step
    author: str
    at: datetime
    measured: Measurement | None = None
    refused: Step | None = None

    @property
    def as_conflict(self) -> JournalEntry:
        """The same as one that was not done."""
        nothing = Step((), (), self.step.origin)
        return JournalEntry(Action.CONFLICT, nothing, self.author, self.at, None, self.step)


@dataclass(frozen=True, slots=True)
class JournalPart:
    """Some journal entries in a row.

    Attributes
    ----------
    after : int
        How many come before them.
    entries : tuple of JournalEntry
    """

    after: int
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A step that was not done, since others changed the same meanwhile.

    Attributes
    ----------
    newer : JournalPart
        What others did that whoever wanted the step did not know of; the step itself is the last, as a conflict.
    theirs : tuple of JournalEntry
        Those of them that changed the same.
    """

    newer: JournalPart
    theirs: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """A step that the journal turned out to have: the line went down while it was added.

    Attributes
    ----------
    number : int
        Its place.
    newer : JournalPart
        What is not known yet, the step among it if that is not known either.
    """

    number: int
    newer: JournalPart


@dataclass(frozen=True, slots=True)
class Waits:
    """A step that is done, and on disk here: the server, which cannot be reached, gets it later.

    Attributes
    ----------
    count : int
        How many wait.
    """

    count: int


@dataclass(frozen=True, slots=True)
class BoxChange:
    """One change of one box, as the journal tells it.

    Attributes
    ----------
    edit : Edit
        As it was applied: for an undo, the inverse of the undone one.
    action : Action
    origin : Origin
    author : str
    at : datetime
        Aware, UTC.
    """

    edit: Edit
    action: Action
    origin: Origin
    author: str
    at: datetime
