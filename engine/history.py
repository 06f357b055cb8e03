"""Undo and redo without limit, and what happened to each box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.data.journal import Action, BoxChange, JournalEntry, Step, place_of
from engine.errors import EngineError
from engine.overlap import still_own, touched


@dataclass(frozen=True, slots=True)
class History:
    """Steps done, oldest first, and steps undone, the next to redo last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def pushed(self, step: Step) -> History:
        """After a new step: what was undone can no longer be redone."""
        return History((*self.done, step), ())

    def stepped_back(self) -> History:
        """After an undo."""
        if not self.done:
            message = "nothing to undo"
            raise EngineError(message)
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def stepped_forward(self) -> History:
        """After a redo."""
        if not self.undone:
            message = "nothing to redo"
            raise EngineError(message)
        return History((*self.done, self.undone[-1]), self.undone[:-1])

    def taking(self, action: Action, step: Step) -> History:
        """After a journal entry of one's own."""
        if action is Action.DO:
            return self.pushed(step)
        return self.stepped_back() if action is Action.UNDO else self.stepped_forward()

    def after_own(self, entry: JournalEntry) -> History:
        """The same of one that waited: what it takes back or does again need not be the last any more."""
        if entry.action is Action.DO:
            return self.pushed(entry.step)
        done, undone = list(self.done), list(self.undone)
        if entry.action is Action.UNDO:
            _move_alike(entry.step, done, undone)
        elif entry.action is Action.REDO:
            _move_alike(entry.step, undone, done)
        return History(tuple(done), tuple(undone))

    def after_others(self, entries: Sequence[JournalEntry]) -> History:
        """What is left of it once others changed the same: the rest fits as before."""
        return History(still_own(self.done, entries), still_own(self.undone, entries))

    @staticmethod
    def replayed(entries: Iterable[JournalEntry]) -> History:
        """History at the end of a journal, of however many people: what one took back need not be the last step."""
        done: list[Step] = []
        undone: list[Step] = []
        for entry in entries:
            if entry.action is Action.DO:
                done.append(entry.step)
                undone.clear()
            elif entry.action is Action.UNDO:
                _move(entry.step.inverse, done, undone)
            elif entry.action is Action.REDO:
                _move(entry.step, undone, done)
        return History(tuple(done), tuple(undone))


def _move(step: Step, source: list[Step], target: list[Step]) -> None:
    place = place_of(step, source)
    target.append(step if place is None else source.pop(place))


def _move_alike(step: Step, source: list[Step], target: list[Step]) -> None:
    """Move the last that changes the same: what stood before it may be told otherwise."""
    keys = touched(step).keys()
    place = next((i for i in range(len(source) - 1, -1, -1) if touched(source[i]).keys() == keys), None)
    if place is not None:
        target.append(source.pop(place))


class BoxHistories:
    """Every change of every box, oldest first."""

    def __init__(self, entries: Iterable[JournalEntry] = ()) -> None:
        self._changes: dict[int, list[BoxChange]] = {}
        for entry in entries:
            self.record(entry)

    def record(self, entry: JournalEntry) -> None:
        """Take in what was written to the journal."""
        for edit in entry.step.edits:
            change = BoxChange(edit, entry.action, entry.step.origin, entry.author, entry.at)
            self._changes.setdefault(edit.subject.id, []).append(change)

    def of(self, annotation_id: int) -> tuple[BoxChange, ...]:
        """The changes of one box."""
        return tuple(self._changes.get(annotation_id, ()))
