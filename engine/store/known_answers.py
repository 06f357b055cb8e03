"""Known answers in the project file, and what was said of them: both are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, inspect, select

from engine.data.flag import FlagKind, VerdictKind
from engine.data.known_answer import KnownAnswer, PlantedAnswer, Planting
from engine.store import schema
from engine.store.rows import edit_of, edit_value
from engine.store.runs import Connect
from engine.store.seals import require_rows, seal_rows
from engine.store.values import get_value, set_value

_LEADS = "leads"
_TABLES = (schema.planting, schema.planted_answer)


class Plantings:
    """What was mixed into the queue of one project.

    Parameters
    ----------
    connect
        Begins a transaction.
    """

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    def leads(self) -> tuple[str, ...]:
        """Who alone sees how known answers were answered; empty: everybody."""
        with self._connect() as connection:
            return tuple(get_value(connection, _LEADS) or ())

    def set_leads(self, names: Iterable[str]) -> None:
        """Remember who the leads are; none: there is no such rule."""
        with self._connect() as connection:
            set_value(connection, _LEADS, [name.strip() for name in names if name.strip()])

    def all(self) -> tuple[Planting, ...]:
        """Everything that was mixed in, oldest first."""
        with self._connect() as connection:
            rows = _rows(connection, schema.planting)
        return tuple(
            Planting(
                row.id,
                row.seed,
                row.share,
                row.journal,
                datetime.fromisoformat(row.made_at),
                row.author,
                tuple(_known(value) for value in row.known),
            )
            for row in rows
        )

    def add(self, planting: Planting) -> Planting:
        """Keep what is to be mixed in; it is given back with its id."""
        values = {
            "seed": planting.seed,
            "share": planting.share,
            "journal": planting.journal,
            "made_at": planting.made_at.isoformat(),
            "author": planting.author,
            "known": [_value(own) for own in planting.known],
        }
        with self._connect() as connection:
            # A project that an earlier build began has no such tables.
            schema.metadata.create_all(connection, list(_TABLES))
            key = connection.execute(insert(schema.planting).values(**values)).inserted_primary_key
            seal_rows(connection, schema.planting)
        assert key is not None
        return replace(planting, id=int(key[0]))

    def answers(self) -> tuple[PlantedAnswer, ...]:
        """Everything that was said, oldest first."""
        with self._connect() as connection:
            rows = _rows(connection, schema.planted_answer)
        return tuple(
            PlantedAnswer(
                row.planting,
                row.place,
                VerdictKind(row.verdict) if row.verdict else None,
                row.author,
                datetime.fromisoformat(row.at),
            )
            for row in rows
        )

    def answer(self, answers: Iterable[PlantedAnswer]) -> None:
        """Add what was said; on return it is on disk."""
        rows = [
            {
                "author": own.author,
                "at": own.at.isoformat(),
                "planting": own.planting,
                "place": own.place,
                "verdict": own.verdict or "",
            }
            for own in answers
        ]
        with self._connect() as connection:
            connection.execute(insert(schema.planted_answer), rows)
            seal_rows(connection, schema.planted_answer)


def _rows(connection: Connection, table: Any) -> list[Any]:
    if not inspect(connection).has_table(table.name):
        return []
    require_rows(connection, table)
    return list(connection.execute(select(table).order_by(table.c.id)).all())


def _value(known: KnownAnswer) -> dict[str, Any]:
    return {
        "kind": known.kind,
        "suggestion": edit_value(known.suggestion),
        "score": known.score,
        "price": known.price,
        "said": known.said,
        "iou": known.iou,
    }


def _known(value: dict[str, Any]) -> KnownAnswer:
    return KnownAnswer(
        **{**value, "kind": FlagKind(value["kind"]), "suggestion": edit_of(value["suggestion"])}
    )
