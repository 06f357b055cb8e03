"""Writing results: whole or not at all, and never over what was opened."""

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from engine.data.dataset import Dataset
from engine.errors import UserError, WorkFailedError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_STEPS_BETWEEN_REPORTS = 128

Item = TypeVar("Item")


class Steps:
    """Counts what is written, and tells it now and then.

    Parameters
    ----------
    progress
        Told how many are done, of how many. May raise `engine.errors.CancelledError`.
    total
        How many there will be, as far as that is known.
    """

    def __init__(self, progress: Callable[[int, int], None], total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """The same items, counted as they are taken."""
        for item in items:
            if self._done % _STEPS_BETWEEN_REPORTS == 0:
                self._progress(min(self._done, self._total), self._total)
            self._done += 1
            yield item


def refuse_source(output: Path, dataset: Dataset) -> None:
    """Refuse an output that would write to the labels or images that were opened.

    Raises
    ------
    UserError
    """
    refuse_places(output, filter(None, (dataset.source, dataset.image_root)))


def refuse_places(output: Path, places: Iterable[Path]) -> None:
    """Refuse an output that is one of these files and folders, or a file that is there already in one of the folders.

    Raises
    ------
    UserError
    """
    place = output.resolve()
    for opened in places:
        original = opened.resolve()
        if place == original or (place.exists() and (original in place.parents or _same(place, original))):
            raise UserError(
                "the files that were opened are never written to",
                source=output,
                remedy="Choose another place",
            )


def _same(one: Path, other: Path) -> bool:
    # By file, not by name: the file system may not tell A from a.
    return other.exists() and one.samefile(other)


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all; one of that name is replaced.

    Raises
    ------
    UserError
        The file cannot be written there.
    WorkFailedError
        The disk is full.
    """
    partial = _partial(path)
    with _translated(path):
        try:
            with partial.open("xb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Fill a folder whole or not at all: write into the one yielded, which then takes its place.

    Raises
    ------
    UserError
        There is something of that name that is not an empty folder, or the folder cannot be written.
    WorkFailedError
        The disk is full.
    """
    partial = _partial(path)
    with _translated(path):
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UserError(
                "there are files here already", source=path, remedy="Choose a new or an empty folder"
            )
        try:
            partial.mkdir()
            yield partial
            if path.exists():
                path.rmdir()
            partial.rename(path)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _partial(path: Path) -> Path:
    # On the same file system, or the renaming would not be all or nothing.
    return path.parent / f".boxwright-{secrets.token_hex(8)}.partial"


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise WorkFailedError(
                "the disk is full", source=path, remedy="Free some space, then write it again"
            ) from error
        reason = error.strerror or str(error)
        raise UserError(
            f"this cannot be written here ({reason})", source=path, remedy="Choose another place"
        ) from error
