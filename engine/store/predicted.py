"""What models said of images, as it came: by model and by image, so that nothing is ever computed twice."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from sqlalchemy import URL, Connection, create_engine, event, select

from engine.data.image_file import FileState
from engine.data.model import FaultKind, ImagePredictions, ModelAbout, OutputFault, RawOutputs
from engine.store import schema
from engine.store.dialect import keep_first, keep_last, see_others
from engine.store.failure import cannot_write, translated
from engine.store.runs import Connect

_AT_ONCE = 500
"""Rows asked for in one statement: SQLite takes a bounded number of values."""
_HEAD = struct.Struct("<ii")
_NO_RAW = -1


class Predicted:
    """What is kept of images and of what models said of them.

    Parameters
    ----------
    connect
        Begins a transaction; may be called from any thread.
    desk
        The same in what is this machine's own, and where is kept what its files are; None: there as well.
    """

    def __init__(self, connect: Connect, desk: Connect | None = None) -> None:
        self._connect = connect
        self._desk = connect if desk is None else desk

    def known(self, model: str, images: Sequence[str]) -> frozenset[str]:
        """Of some images, by hash, those of which the model has said something."""
        table = schema.predicted
        found: set[str] = set()
        with self._connect() as connection:
            for part in _parts(images):
                wanted = select(table.c.image).where(table.c.model == model, table.c.image.in_(part))
                found.update(connection.execute(wanted).scalars())
        return frozenset(found)

    def read(self, model: str, images: Sequence[str]) -> dict[str, ImagePredictions]:
        """What the model said of images, by hash; their index is 0. Images that it has not seen are not among them."""
        table = schema.predicted
        found: dict[str, ImagePredictions] = {}
        with self._connect() as connection:
            for part in _parts(images):
                wanted = select(table.c.image, table.c.arrays).where(
                    table.c.model == model, table.c.image.in_(part)
                )
                found.update((row.image, unpack(row.arrays)) for row in connection.execute(wanted))
        return found

    def put(self, model: str, said: Mapping[str, ImagePredictions]) -> None:
        """Keep what the model said of images, by hash; on return it is on disk."""
        # In an order: two machines that keep the same do not wait for each other for ever.
        rows = [{"model": model, "image": image, "arrays": pack(own)} for image, own in sorted(said.items())]
        if rows:
            with self._writing() as connection:
                keep_first(connection, schema.predicted, rows)

    def faults(self, model: str) -> tuple[tuple[str, OutputFault], ...]:
        """What was wrong with what a model said, each with the hash of the first such image; its index is 0."""
        table = schema.fault
        with self._connect() as connection:
            rows = connection.execute(select(table).where(table.c.model == model)).all()
        return tuple((row.image, OutputFault(FaultKind(row.kind), 0, row.times, row.detail)) for row in rows)

    def add_faults(self, model: str, faults: Sequence[tuple[str, OutputFault]]) -> None:
        """Remember what was wrong with what a model said, by the hash of the first image."""
        rows = [
            {"model": model, "kind": own.kind.value, "image": image, "times": own.count, "detail": own.detail}
            for image, own in faults
        ]
        if rows:
            with self._writing() as connection:
                keep_last(connection, schema.fault, rows)

    def about(self, model: str) -> ModelAbout | None:
        """What was found out about a model when it was loaded; None: it never was."""
        table = schema.model
        with self._connect() as connection:
            row = connection.execute(select(table).where(table.c.model == model)).one_or_none()
        if row is None:
            return None
        names = None if row.names is None else tuple((number, name) for number, name in row.names)
        return ModelAbout(row.kind, names, row.first_class)

    def set_about(self, model: str, about: ModelAbout) -> None:
        """Remember what was found out about a model."""
        names = None if about.names is None else [list(own) for own in about.names]
        values = {"model": model, "kind": about.kind, "names": names, "first_class": about.first_class}
        with self._writing() as connection:
            keep_last(connection, schema.model, [values])

    def files(self, paths: Sequence[Path] | None = None) -> dict[Path, FileState]:
        """What was known of image files when they were read last; of some alone, or None: of all."""
        table = schema.image_file
        wanted = select(table)
        # Of many it is quicker to ask for all.
        if paths is not None and len(paths) <= _AT_ONCE:
            wanted = wanted.where(table.c.path.in_([str(path) for path in paths]))
        with self._desk() as connection:
            rows = connection.execute(wanted).all()
        return {Path(row.path): FileState(row.size, row.mtime_ns, row.sha256) for row in rows}

    def set_files(self, files: Mapping[Path, FileState]) -> None:
        """Remember what is known of image files."""
        rows = [
            {"path": str(path), "size": own.size, "mtime_ns": own.mtime_ns, "sha256": own.sha256}
            for path, own in files.items()
        ]
        if rows:
            with self._desk() as connection:
                keep_last(connection, schema.image_file, rows)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction in which others' rows of the same key are seen, and not run into."""
        with self._connect() as connection:
            see_others(connection)
            yield connection


class PredictedFile:
    """The same in a file of its own, for the command line.

    Parameters
    ----------
    path
        Made where it is not there.

    Raises
    ------
    UserError
        It is another kind of file, or cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            raise cannot_write(path, error) from error
        self.path = path
        self._engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self._engine, "connect", lambda raw, _record: raw.execute("PRAGMA journal_mode=WAL"))
        self.predicted = Predicted(self._connected)
        with self._connected() as connection:
            tables = [schema.predicted, schema.image_file, schema.model, schema.fault]
            schema.metadata.create_all(connection, tables)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def remove(self) -> None:
        """Let go of the file, and delete it."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with translated(self.path), self._engine.begin() as connection:
            yield connection


def pack(said: ImagePredictions) -> bytes:
    """The arrays of one image, exact to the bit, without its index."""
    raw = said.raw
    parts = [
        _HEAD.pack(len(said.scores), _NO_RAW if raw is None else len(raw.scores)),
        said.boxes_xyxy.astype("<f8").tobytes(),
        said.scores.astype("<f8").tobytes(),
        said.classes.astype("<i8").tobytes(),
    ]
    if raw is not None:
        parts += [
            raw.boxes_xyxy.astype("<f4").tobytes(),
            raw.scores.astype("<f4").tobytes(),
            raw.classes.astype("<i4").tobytes(),
        ]
    # What is left is the note.
    return b"".join((*parts, (said.note or "").encode()))


def unpack(packed: bytes) -> ImagePredictions:
    """Inverse of `pack`, with 0 as index."""
    count, of_raw = _HEAD.unpack_from(packed)
    at = _HEAD.size

    def taken(kind: str, size: int) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
        nonlocal at
        values = np.frombuffer(packed, kind, size, at)
        at += values.nbytes
        return values

    boxes = taken("<f8", 4 * count).astype(np.float64).reshape(-1, 4)
    scores, classes = taken("<f8", count).astype(np.float64), taken("<i8", count).astype(np.int64)
    raw = None
    if of_raw != _NO_RAW:
        corners = taken("<f4", 4 * of_raw).astype(np.float32).reshape(-1, 4)
        raw = RawOutputs(
            corners, taken("<f4", of_raw).astype(np.float32), taken("<i4", of_raw).astype(np.int32)
        )
    return ImagePredictions(0, boxes, scores, classes, raw, packed[at:].decode() or None)


def _parts(images: Iterable[str]) -> Iterator[list[str]]:
    wanted = list(dict.fromkeys(images))
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]
