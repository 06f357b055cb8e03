"""Other people's labels in the project file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from engine.data.agreement import LabelSet
from engine.data.dataset import Annotations
from engine.store import schema
from engine.store.seals import require_rows, seal_rows

Connect = Callable[[], AbstractContextManager[Connection]]
"""Begins a transaction."""


class LabelSets:
    """The label sets of one project."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    def all(self) -> tuple[LabelSet, ...]:
        """Every set, in the order they came."""
        table = schema.label_set
        with self._connect() as connection:
            require_rows(connection, table)
            rows = connection.execute(select(table).order_by(table.c.id)).all()
        found = []
        for row in rows:
            with np.load(io.BytesIO(row.arrays), allow_pickle=False) as arrays:
                boxes = Annotations(*(arrays[field.name] for field in fields(Annotations)))
                found.append(LabelSet(row.name, boxes, arrays["labelled"], row.origin, row.made_at))
        return tuple(found)

    def replace(self, sets: Sequence[LabelSet]) -> None:
        """Keep these in place of all that were there, all at once or not at all."""
        rows = [
            {
                "name": own.name,
                "made_at": own.made_at,
                "origin": own.origin,
                "arrays": _packed(own),
            }
            for own in sets
        ]
        with self._connect() as connection:
            connection.execute(delete(schema.label_set))
            if rows:
                connection.execute(insert(schema.label_set), rows)
            seal_rows(connection, schema.label_set)


def _packed(own: LabelSet) -> bytes:
    buffer = io.BytesIO()
    arrays = {field.name: getattr(own.annotations, field.name) for field in fields(Annotations)}
    np.savez(buffer, **arrays, labelled=own.images)
    return buffer.getvalue()
