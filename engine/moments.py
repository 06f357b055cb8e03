"""The moments of a review: the state after each journal entry, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from engine.data.dataset import Annotation, Annotations
from engine.data.difference import Change, Difference, VerdictDifference
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import JournalEntry, Verdict
from engine.editing import apply_edits
from engine.errors import EngineError, UserError


@dataclass(frozen=True, eq=False, slots=True)
class Moment:
    """A state of the review.

    Attributes
    ----------
    number : int
        How many journal entries lead to it; 0: the source as it was opened.
    annotations : Annotations
    verdicts : mapping of str to VerdictKind
        By `engine.data.flag.Flag.key` or `reviewed_key`.
    """

    number: int
    annotations: Annotations
    verdicts: Mapping[str, VerdictKind]


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
    return Moment(number, apply_edits(opened, edits), judged({}, said))


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
    nets: dict[int, Edit] = {}
    touched: dict[int, int] = {}
    said: dict[str, Verdict] = {}
    judged_at: dict[str, int] = {}
    for number, entry in enumerate(entries[first:last], first + 1):
        for edit in entry.step.edits:
            id_ = edit.subject.id
            nets[id_] = Edit(nets[id_].before, edit.after) if id_ in nets else edit
            touched[id_] = number
        for verdict in entry.step.verdicts:
            key = verdict.flag_key
            said[key] = Verdict(key, said.get(key, verdict).before, verdict.after)
            judged_at[key] = number
    if end < start:
        nets = {id_: net.inverse for id_, net in nets.items()}
        said = {key: verdict.inverse for key, verdict in said.items()}
    # By representation, so that a box of NaN equals itself.
    nets = {id_: net for id_, net in nets.items() if repr(net.before) != repr(net.after)}
    ids = sorted(nets, key=lambda id_: (nets[id_].subject.image, id_))
    numbers = [touched[id_] for id_ in ids]
    return Difference(
        moments=(start, end),
        ids=np.array(ids, np.int64),
        images=np.array([nets[id_].subject.image for id_ in ids], np.int64),
        changes=np.array([int(Change.of(nets[id_])) for id_ in ids], np.uint8),
        before=_annotations(nets[id_].before for id_ in ids),
        after=_annotations(nets[id_].after for id_ in ids),
        entries=np.array(numbers, np.int64),
        authors=tuple(entries[number - 1].author for number in numbers),
        at=tuple(entries[number - 1].at for number in numbers),
        verdicts=tuple(
            VerdictDifference(verdict, judged_at[key], entry.author, entry.at)
            for key, verdict in said.items()
            if verdict.before != verdict.after
            for entry in (entries[judged_at[key] - 1],)
        ),
    )


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
