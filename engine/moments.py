"""The moments of a review: the state after each journal entry, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from engine.data.dataset import Annotation, Annotations
from engine.data.difference import Change, Difference, MarkDifference, VerdictDifference
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import CommentChange, Mark, StateChange
from engine.data.journal import JournalEntry, Verdict
from engine.editing import apply_edits
from engine.errors import EngineError, UserError
from engine.states import States


@dataclass(frozen=True, eq=False, slots=True)
class Moment:
    """A state of the review.

    Attributes
    ----------
    number : int
        How many journal entries lead to it; 0: the source as it was opened.
    annotations : Annotations
    verdicts : mapping of str to VerdictKind
        By `engine.data.flag.Flag.key`.
    states : States
        Of images, and the comments on them.
    """

    number: int
    annotations: Annotations
    verdicts: Mapping[str, VerdictKind]
    states: States


def moment(opened: Annotations, entries: Sequence[JournalEntry], number: int) -> Moment:
    """The state after the first entries of a journal.

    Parameters
    ----------
    opened
        Every box as it was opened.
    entries
        The journal, oldest first.
    number
        How many of them, 0 to all.

    Raises
    ------
    EngineError
        The journal has not so many, or is not of these boxes.
    """
    edits = difference(entries, 0, number).edits()
    said = (verdict for entry in entries[:number] for verdict in entry.step.verdicts)
    states = States.replayed(entries[:number])
    return Moment(number, apply_edits(opened, edits), judged({}, said), states)


def difference(entries: Sequence[JournalEntry], start: int, end: int) -> Difference:
    """What differs between two moments, at the cost of the entries between them.

    Parameters
    ----------
    entries
        The journal, oldest first.
    start, end
        Numbers of the moments, 0 to all; ``end`` may be the earlier one.

    Raises
    ------
    EngineError
        The journal has not so many entries.
    """
    first, last = min(start, end), max(start, end)
    if first < 0 or last > len(entries):
        message = f"a journal of {len(entries)} entries has no moments {start} and {end}"
        raise EngineError(message)
    net = _Net()
    for number, entry in enumerate(entries[first:last], first + 1):
        net.add(number, entry)
    if end < start:
        net.turn()
    # By representation, so that a box of NaN equals itself.
    edits = {id_: own for id_, own in net.edits.items() if repr(own.before) != repr(own.after)}
    ids = sorted(edits, key=lambda id_: (edits[id_].subject.image, id_))
    numbers = [net.numbers[id_] for id_ in ids]

    def last_of(key: object) -> tuple[int, str, datetime]:
        entry = entries[net.numbers[key] - 1]
        return net.numbers[key], entry.author, entry.at

    return Difference(
        moments=(start, end),
        ids=np.array(ids, np.int64),
        images=np.array([edits[id_].subject.image for id_ in ids], np.int64),
        changes=np.array([int(Change.of(edits[id_])) for id_ in ids], np.uint8),
        before=_annotations(edits[id_].before for id_ in ids),
        after=_annotations(edits[id_].after for id_ in ids),
        entries=np.array(numbers, np.int64),
        authors=tuple(entries[number - 1].author for number in numbers),
        at=tuple(entries[number - 1].at for number in numbers),
        verdicts=tuple(
            VerdictDifference(own, *last_of(key))
            for key, own in net.verdicts.items()
            if own.before != own.after
        ),
        marks=tuple(
            MarkDifference(own, *last_of(key)) for key, own in net.marks.items() if own.before != own.after
        ),
    )


class _Net:
    """What some entries come to in sum: by box, by flag, by image and by comment."""

    def __init__(self) -> None:
        self.edits: dict[int, Edit] = {}
        self.verdicts: dict[str, Verdict] = {}
        self.marks: dict[tuple[str, int], Mark] = {}
        self.numbers: dict[object, int] = {}
        """Of the entry that touched each last."""

    def add(self, number: int, entry: JournalEntry) -> None:
        """Take in the next entry."""
        for edit in entry.step.edits:
            id_ = edit.subject.id
            self.edits[id_] = Edit(self.edits[id_].before, edit.after) if id_ in self.edits else edit
            self.numbers[id_] = number
        for verdict in entry.step.verdicts:
            key = verdict.flag_key
            self.verdicts[key] = Verdict(key, self.verdicts.get(key, verdict).before, verdict.after)
            self.numbers[key] = number
        for mark in entry.step.marks:
            self._add_mark(number, mark)

    def _add_mark(self, number: int, mark: Mark) -> None:
        if isinstance(mark, StateChange):
            key = ("image", mark.image)
            known = self.marks.get(key)
            before = known.before if isinstance(known, StateChange) else mark.before
            self.marks[key] = StateChange(mark.image, before, mark.after)
        else:
            key = ("comment", mark.subject.id)
            known = self.marks.get(key)
            first = known.before if isinstance(known, CommentChange) else mark.before
            if first is None and mark.after is None:
                # It came and went.
                self.marks.pop(key, None)
                return
            self.marks[key] = CommentChange(first, mark.after)
        self.numbers[key] = number

    def turn(self) -> None:
        """The other way round."""
        self.edits = {id_: own.inverse for id_, own in self.edits.items()}
        self.verdicts = {key: own.inverse for key, own in self.verdicts.items()}
        self.marks = {key: own.inverse for key, own in self.marks.items()}


def judged(known: Mapping[str, VerdictKind], verdicts: Iterable[Verdict]) -> dict[str, VerdictKind]:
    """The verdicts that stand after some more were given or taken back."""
    result = dict(known)
    for verdict in verdicts:
        if verdict.after is None:
            result.pop(verdict.flag_key, None)
        else:
            result[verdict.flag_key] = verdict.after
    return result


def moment_named(said: str, entries: Sequence[JournalEntry]) -> int:
    """Number of the moment that a person names.

    Parameters
    ----------
    said
        ``source``, ``now``, the number of a journal entry, or a date and time as ``2026-03-31T17:30``; local where it
        names no zone.
    entries
        The journal, oldest first.

    Raises
    ------
    UserError
        There is no such moment.
    """
    words = {"source": 0, "now": len(entries)}
    if said in words:
        return words[said]
    if said.isdecimal():
        if int(said) > len(entries):
            raise UserError(
                f"the journal has {len(entries)} entries",
                record=f"moment {said}",
                remedy="Give a number up to that",
            )
        return int(said)
    try:
        at = datetime.fromisoformat(said).astimezone()
    except (ValueError, OverflowError) as error:
        raise UserError(
            "this is no moment",
            record=f"moment {said}",
            remedy="Give source, now, the number of a journal entry, or a time as 2026-03-31T17:30",
        ) from error
    return next((number for number, entry in enumerate(entries) if entry.at > at), len(entries))


def _annotations(boxes: Iterable[Annotation | None]) -> Annotations:
    return Annotations.of_rows(sorted((box for box in boxes if box is not None), key=lambda box: box.id))
