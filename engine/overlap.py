"""What steps of several people have in common: whether both can be done, and what of one is left to undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.data.image_state import StateChange
from engine.data.journal import JournalEntry, Step

Touched = dict[object, object]
"""What a step changes, and what into."""


def touched(step: Step) -> Touched:
    """Boxes, flags, states of images and comments that a step changes, each with what it is after it.

    A comment that is new is not among them: nobody else can know of it.
    """
    found: Touched = {}
    for edit in step.edits:
        found["box", edit.subject.id] = object()
    for verdict in step.verdicts:
        found["flag", verdict.flag_key] = verdict.after
    for mark in step.marks:
        if isinstance(mark, StateChange):
            found["image", mark.image] = mark.after
        elif mark.before is not None:
            found["comment", mark.subject.id] = mark.after
    return found


def clashing(step: Step, entries: Iterable[JournalEntry]) -> tuple[JournalEntry, ...]:
    """Those of some entries that changed what a step wants to change, but into something else."""
    own = touched(step)

    def clashes(other: Touched) -> bool:
        return any(own[key] != other[key] for key in own.keys() & other.keys())

    return tuple(entry for entry in entries if clashes(touched(entry.step)))


def still_own(steps: Sequence[Step], others: Iterable[JournalEntry]) -> tuple[Step, ...]:
    """Those of one's own steps that can still be taken back after what others did, or done again.

    Parameters
    ----------
    steps
        The next to take back, or to do again, last. Each stands on the ones before it.
    others
    """
    theirs: set[object] = set()
    for entry in others:
        theirs |= touched(entry.step).keys()
    kept = []
    for step in reversed(steps):
        own = touched(step).keys()
        if theirs & own:
            # What led to it cannot be taken back without it.
            theirs |= own
        else:
            kept.append(step)
    return tuple(reversed(kept))
