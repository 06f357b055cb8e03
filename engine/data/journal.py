"""What a person did, as the project file's append-only journal keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.data.edit import Edit
from engine.data.flag import VerdictKind


class Origin(StrEnum):
    """What a step came from."""

    DRAWN = "drawn"
    DRAGGED = "dragged"
    RELABELLED = "relabelled"
    DELETED = "deleted"
    PASTED = "pasted"
    SUGGESTION = "suggestion"
    VERDICT = "verdict"
    SNAPPED = "snapped"
    """Moved to the edges that the image shows."""
    REVERTED = "reverted"
    """Back to a state of its history."""
    READ_ANEW = "read_anew"
    """What the doctor found the labels to mean."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of a flag, or of an image, before and after the step that said it.

    Attributes
    ----------
    flag_key : str
        `engine.data.flag.Flag.key`, or `engine.data.flag.reviewed_key`.
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

    @property
    def inverse(self) -> Step:
        """The step that takes this one back, edits in reverse order."""
        return Step(
            tuple(edit.inverse for edit in reversed(self.edits)),
            tuple(verdict.inverse for verdict in reversed(self.verdicts)),
            self.origin,
        )


class Action(StrEnum):
    """What a journal entry records."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


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
    """

    action: Action
    step: Step
    author: str
    at: datetime


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
