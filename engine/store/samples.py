"""Random samples in the project file, and what blind reviews said of them: both are only ever added to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, astuple, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.data.sample import Answer, FoundError, FoundErrorKind, Plan, Sample, SampleUnit, Stratum, Unit
from engine.store import schema
from engine.store.seals import require_rows, seal_rows


class Samples:
    """The samples of one project.

    Parameters
    ----------
    connect
        Begins a transaction.
    """

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    def all(self) -> tuple[Sample, ...]:
        """Every sample, oldest first."""
        with self._connect() as connection:
            require_rows(connection, schema.sample)
            rows = connection.execute(select(schema.sample).order_by(schema.sample.c.id)).all()
        return tuple(_sample(row) for row in rows)

    def add(self, sample: Sample) -> Sample:
        """Keep a sample before anybody has seen it; it is given back with its id."""
        values = {
            "made_at": sample.made_at.isoformat(),
            "author": sample.author,
            "seed": sample.seed,
            "plan": asdict(sample.plan),
            "strata": [asdict(stratum) for stratum in sample.strata],
            "class_sizes": [list(row) for row in sample.class_sizes],
            "units": [list(astuple(unit)) for unit in sample.units],
            "put_right": sample.put_right,
            "journal": sample.journal,
        }
        with self._connect() as connection:
            key = connection.execute(insert(schema.sample).values(**values)).inserted_primary_key
            seal_rows(connection, schema.sample)
        assert key is not None
        return replace(sample, id=int(key[0]))

    def answers(self, sample_id: int) -> tuple[Answer, ...]:
        """Everything that was said of a sample, oldest first."""
        table = schema.sample_answer
        with self._connect() as connection:
            require_rows(connection, table)
            rows = connection.execute(
                select(table).where(table.c.sample == sample_id).order_by(table.c.id)
            ).all()
        return tuple(_answer(row) for row in rows)

    def answer(self, sample_id: int, answers: tuple[Answer, ...]) -> None:
        """Add what was said of some units; on return it is on disk."""
        rows = [
            {
                "sample": sample_id,
                "unit": answer.unit,
                "errors": [asdict(error) for error in answer.errors],
                "author": answer.author,
                "at": answer.at.isoformat(),
            }
            for answer in answers
        ]
        if rows:
            with self._connect() as connection:
                connection.execute(insert(schema.sample_answer), rows)
                seal_rows(connection, schema.sample_answer)


def _sample(row: Any) -> Sample:
    return Sample(
        id=row.id,
        seed=row.seed,
        plan=Plan(**{**row.plan, "unit": Unit(row.plan["unit"])}),
        strata=tuple(Stratum(**stratum) for stratum in row.strata),
        class_sizes=tuple((own, category, size) for own, category, size in row.class_sizes),
        units=tuple(SampleUnit(*unit) for unit in row.units),
        put_right=row.put_right,
        journal=row.journal,
        made_at=datetime.fromisoformat(row.made_at),
        author=row.author,
    )


def _answer(row: Any) -> Answer:
    return Answer(
        row.unit, tuple(_error(own) for own in row.errors), row.author, datetime.fromisoformat(row.at)
    )


def _error(value: dict[str, Any]) -> FoundError:
    box = value["box_xyxy"]
    return FoundError(
        FoundErrorKind(value["kind"]),
        value["category"],
        value["annotation_id"],
        None if box is None else tuple(box),
    )
