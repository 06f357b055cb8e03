"""Runs in the project file: adding, naming, using and deleting them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, update

from engine.data.dataset import Predictions, Problem
from engine.data.metrics import NOT_DEFINED, Metrics
from engine.data.model import Acceleration
from engine.data.run import NewRun, Run
from engine.errors import UserError
from engine.store import schema
from engine.store.rows import pack_predictions, unpack_predictions
from engine.store.seals import read_arrays, require_runs, seal_run
from engine.store.values import get_value, set_value

Connect = Callable[[], AbstractContextManager[Connection]]
"""Begins a transaction."""

_IN_USE = "run_in_use"
_FIRST = 1
_ABOUT = ("id", "name", "origin", "made_at", "model", "kind", "device", "seconds", "computed", "journal")


class Runs:
    """The runs of one project.

    Parameters
    ----------
    path
        Of the project file, for errors.
    connect
    """

    def __init__(self, path: Path, connect: Connect) -> None:
        self._path = path
        self._connect = connect

    def all(self) -> tuple[Run, ...]:
        """Every run, oldest first."""
        table = schema.run
        # A count of int32 without the bytes themselves.
        images = (func.length(table.c.images) / 4).label("images")
        columns = [*(table.c[name] for name in _ABOUT), table.c.acceleration, table.c.metrics]
        with self._connect() as connection:
            require_runs(connection)
            rows = connection.execute(select(*columns, images).order_by(table.c.id)).all()
        return tuple(_run(row) for row in rows)

    def predictions(self, run_id: int) -> Predictions:
        """The predictions of one run."""
        with self._connect() as connection:
            return unpack_predictions(read_arrays(connection, run_id))

    def images(self, run_id: int) -> tuple[int, ...] | None:
        """Which images a run is of, ascending; None: all."""
        own = select(schema.run.c.images).where(schema.run.c.id == run_id)
        with self._connect() as connection:
            packed = connection.execute(own).scalar_one()
        return None if packed is None else tuple(np.frombuffer(packed, "<i4").tolist())

    def metrics(self, run_id: int) -> Metrics | None:
        """Metrics on the labels that a run was made with, over its images; None where they were not measured."""
        own = select(schema.run.c.metrics).where(schema.run.c.id == run_id)
        with self._connect() as connection:
            kept = connection.execute(own).scalar_one()
        if kept is None:
            return None
        return Metrics(np.array(kept["summary"], np.float64), np.array(kept["per_class_ap"], np.float64))

    def problems(self, run_id: int) -> tuple[Problem, ...]:
        """What a run could not use, or found wrong."""
        own = select(schema.run.c.problems).where(schema.run.c.id == run_id)
        with self._connect() as connection:
            return tuple(Problem(**problem) for problem in connection.execute(own).scalar_one())

    def in_use(self) -> int | None:
        """The run whose predictions metrics and flags rest on; None where there is none."""
        with self._connect() as connection:
            return _in_use(connection)

    def in_use_as_opened(self) -> bool:
        """Whether the run in use is the first one: what the project was begun with, as it was read."""
        return self.in_use() == _FIRST

    def add(self, predictions: Predictions, new: NewRun, *, images: Sequence[int] | None = None) -> Run:
        """Keep another run, which is of some images, or of all; one of all is in use from now on."""
        values = run_values(predictions, new)
        if images is not None:
            values["images"] = np.array(sorted(images), "<i4").tobytes()
        with self._connect() as connection:
            values["name"] = _unused(connection, values["name"])
            if new.journal is None:
                values["journal"] = connection.execute(
                    select(func.count()).select_from(schema.journal)
                ).scalar()
            key = connection.execute(insert(schema.run).values(**values)).inserted_primary_key
            assert key is not None
            seal_run(connection, int(key[0]))
            if images is None:
                set_value(connection, _IN_USE, int(key[0]))
        return next(run for run in self.all() if run.id == key[0])

    def use(self, run_id: int) -> None:
        """Let metrics and flags rest on this run from now on.

        Raises
        ------
        UserError
            It is of some images only: the others would seem to have no predictions.
        """
        if self.images(run_id) is not None:
            raise UserError(
                "this run is of some of the images only",
                source=self._path,
                record=f"run {run_id}",
                remedy="Run the model over all images: those that it has done already are not run again",
            )
        with self._connect() as connection:
            set_value(connection, _IN_USE, run_id)

    def rename(self, run_id: int, name: str) -> None:
        """Call a run something else."""
        with self._connect() as connection:
            connection.execute(update(schema.run).where(schema.run.c.id == run_id).values(name=name))
            seal_run(connection, run_id)

    def delete(self, run_id: int) -> None:
        """Forget a run.

        Raises
        ------
        UserError
            It is in use.
        """
        with self._connect() as connection:
            if _in_use(connection) == run_id:
                raise UserError(
                    "this run is in use",
                    source=self._path,
                    record=f"run {run_id}",
                    remedy="Use another run first, then delete this one",
                )
            connection.execute(delete(schema.run).where(schema.run.c.id == run_id))


def run_values(predictions: Predictions, new: NewRun) -> dict[str, Any]:
    """The columns of a run that is about to be kept."""
    return {
        "name": new.name or Path(new.origin).name,
        "origin": new.origin,
        "made_at": datetime.now(UTC).isoformat(),
        "model": new.model,
        "kind": new.kind,
        "device": new.device,
        "seconds": new.seconds,
        "computed": new.computed,
        "acceleration": new.acceleration.value,
        "journal": new.journal or 0,
        "metrics": None if new.metrics is None else _metrics(new.metrics),
        "problems": [asdict(problem) for problem in new.problems],
        "arrays": pack_predictions(predictions),
    }


def _unused(connection: Connection, name: str) -> str:
    """A name with the first number that no run of that name has: a model is run again and again."""
    taken = set(connection.execute(select(schema.run.c.name)).scalars())
    numbered = (f"{name} {number}" for number in itertools.count(2))
    return name if name not in taken else next(own for own in numbered if own not in taken)


def _in_use(connection: Connection) -> int | None:
    chosen = get_value(connection, _IN_USE)
    if chosen is not None:
        return int(chosen)
    # Until somebody chose, it is the newest of all images.
    whole = select(func.max(schema.run.c.id)).where(schema.run.c.images.is_(None))
    newest = connection.execute(whole).scalar()
    return None if newest is None else int(newest)


def _run(row: Any) -> Run:
    values = {name: getattr(row, name) for name in _ABOUT}
    values["made_at"] = datetime.fromisoformat(row.made_at)
    ap = None if row.metrics is None else row.metrics["summary"][0]
    return Run(
        **values,
        images=None if row.images is None else int(row.images),
        acceleration=Acceleration(row.acceleration),
        ap=None if ap == NOT_DEFINED else ap,
    )


def _metrics(metrics: Metrics) -> dict[str, list[float]]:
    return {"summary": metrics.summary.tolist(), "per_class_ap": metrics.per_class_ap.tolist()}
