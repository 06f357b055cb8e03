"""Undo and redo without limit, and what happened to each box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.data.journal import Action, BoxChange, JournalEntry, Step
from engine.errors import EngineError


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

    @staticmethod
    def replayed(entries: Iterable[JournalEntry]) -> History:
        """History at the end of a journal."""
        done: list[Step] = []
        undone: list[Step] = []
        for entry in entries:
            if entry.action is Action.DO:
                done.append(entry.step)
                undone.clear()
            elif entry.action is Action.UNDO:
                undone.append(done.pop())
            else:
                done.append(undone.pop())
        return History(tuple(done), tuple(undone))


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
