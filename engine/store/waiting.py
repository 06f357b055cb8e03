"""Steps that wait for the server: in the file that stands for the project, so that they outlive the program."""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace

from sqlalchemy import delete, insert, select, update

from engine.data.journal import JournalEntry, Waits
from engine.errors import UserError
from engine.store import schema
from engine.store.rows import journal_entry, journal_row
from engine.store.storage import FileStorage


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """A step that was done while the server could not be reached.

    Attributes
    ----------
    id : int
        Ascending in the order in which they were done.
    step : str
        The id that it has on the server.
    known : int
        On how many entries of the server's journal it rests, besides those that waited before it.
    entry : JournalEntry
        As it was done.
    number : int or None
        Its place in the server's journal, once it has one.
    refused : str
        Why the server never takes it; empty: it may.
    """

    id: int
    step: str
    known: int
    entry: JournalEntry
    number: int | None = None
    refused: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is still to be handed in."""
        return self.number is None and not self.refused


def new_step_id() -> str:
    """An id that no other step has, on whatever machine."""
    return uuid.uuid4().hex


class WaitingSteps:
    """Those of one window. What is added is on disk before anybody sees it.

    Parameters
    ----------
    desk
        The file that stands for the project.
    """

    def __init__(self, desk: FileStorage) -> None:
        self._desk = desk
        self._steps: tuple[WaitingStep, ...] = ()

    @property
    def count(self) -> int:
        """How many are still to be handed in."""
        return sum(own.waits for own in self._steps)

    @property
    def all(self) -> tuple[WaitingStep, ...]:
        """Those done since the last time that none waited, in order; the ones handed in are among them."""
        return self._steps

    def adopt(self) -> None:
        """Take over what a window left behind that ended before the server was back.

        Raises
        ------
        UserError
            The file was damaged.
        """
        with self._desk.guarded() as connection:
            schema.of_desks.create_all(connection)
            rows = connection.execute(select(schema.waiting_step).order_by(schema.waiting_step.c.id)).all()
        for row in rows:
            if _crc(row.step, row.known, row.entry) != row.crc:
                raise UserError(
                    "a step that waits for the server is not as it was written",
                    source=self._desk.path,
                    remedy="Bring back a copy of this file, or delete it to go on without the steps that wait",
                )
        found = (
            WaitingStep(row.id, row.step, row.known, _entry_of(row.entry), row.number, row.refused or "")
            for row in rows
        )
        self._steps = tuple(own for own in found if not own.refused)

    def add(self, entry: JournalEntry, known: int, step: str = "") -> Waits:
        """Keep one more.

        Parameters
        ----------
        entry
        known
            On how many entries of the server's journal it rests.
        step
            The id that it has on the server, if that was given one; it may be there already.

        Raises
        ------
        UserError
            The file cannot be written to.
        """
        step = step or new_step_id()
        text = json.dumps(journal_row(entry))
        values = {"step": step, "known": known, "entry": text, "crc": _crc(step, known, text)}
        with self._desk.guarded() as connection:
            schema.of_desks.create_all(connection)
            row = connection.execute(insert(schema.waiting_step).values(**values))
            (number,) = row.inserted_primary_key or (0,)
        self._steps = (*self._steps, WaitingStep(number, step, known, entry))
        return Waits(self.count)

    def handed_in(self, numbers: Mapping[str, int]) -> None:
        """Remember the places in the server's journal that some have, by their ids there."""
        self._change({own.id: {"number": numbers[own.step]} for own in self._steps if own.step in numbers})

    def refuse(self, own: WaitingStep, reason: str) -> None:
        """Remember that the server never takes one; it stays in the file."""
        self._change({own.id: {"refused": reason}})

    def forget(self) -> None:
        """Begin anew, now that none waits."""
        gone = [own.id for own in self._steps if not own.refused]
        table = schema.waiting_step
        with self._desk.guarded() as connection:
            connection.execute(delete(table).where(table.c.id.in_(gone)))
        self._steps = ()

    def _change(self, values: Mapping[int, Mapping[str, object]]) -> None:
        if not values:
            return
        table = schema.waiting_step
        with self._desk.guarded() as connection:
            for id_, own in values.items():
                connection.execute(update(table).where(table.c.id == id_).values(**own))
        self._steps = tuple(_changed(own, values.get(own.id, {})) for own in self._steps)


def _changed(own: WaitingStep, values: Mapping[str, object]) -> WaitingStep:
    return replace(own, **values) if values else own  # type: ignore[arg-type]


def _crc(step: str, known: int, entry: str) -> int:
    return zlib.crc32(f"{step}\0{known}\0{entry}".encode())


def _entry_of(text: str) -> JournalEntry:
    return journal_entry(SimpleNamespace(**json.loads(text)))
