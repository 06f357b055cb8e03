"""What models said of images before, and what this one says now: kept by the hashes of both, and computed once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.data.address import origin
from engine.data.image_file import FileState
from engine.data.model import Acceleration, ImagePredictions, ModelAbout, OutputFault
from engine.inference.image_hashes import hash_files
from engine.store.predicted import Predicted

_SECONDS_BETWEEN_WRITES = 0.5
_UNFETCHED_BYTES = 1 << 20
"""Taken for what an image of a store has that is not in the cache."""
_READING = 1
"""How images are read and handed to models: another way gets another number, and takes nothing from the old one."""


def model_key(model_hash: str, acceleration: Acceleration, min_score: float = 0.0) -> str:
    """What predictions are kept under: all that they depend on besides the image; not the names of classes.

    Parameters
    ----------
    model_hash
        `engine.data.model.ModelFacts.hash`, which is of the adapter too.
    acceleration
    min_score
        Of the request.
    """
    parts = (str(_READING), model_hash, acceleration.value, repr(min_score))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True, eq=False, slots=True)
class Recalled:
    """What is known of some images.

    Attributes
    ----------
    before : dict of int to ImagePredictions
        Said in an earlier run.
    again : dict of int to ImagePredictions
        Said in this one, of an image that is the same.
    to_run : list of int
        Those that nothing is known of; of images that are the same the first alone.
    """

    before: dict[int, ImagePredictions]
    again: dict[int, ImagePredictions]
    to_run: list[int]


class Known:
    """What is known of the images of one run; files with the same bytes are one image to it.

    Parameters
    ----------
    paths
        By image.
    key
        `model_key`.
    kept
        Where it is kept from run to run; None: for this run alone.
    """

    def __init__(self, paths: Mapping[int, Path], key: str, kept: Predicted | None) -> None:
        self._paths = paths
        self._key = key
        self._kept = kept
        self._files = {} if kept is None else kept.files(tuple(paths.values()))
        self._faults = () if kept is None else kept.faults(key)
        self._hash_of: dict[int, str] = {}
        self._images_of: dict[str, list[int]] = {}
        self._before: dict[str, ImagePredictions] = {}
        self._said: dict[str, ImagePredictions] = {}
        self._unwritten: dict[str, ImagePredictions] = {}
        self._written_at = time.monotonic()

    @property
    def about(self) -> ModelAbout | None:
        """What was found out about the model when it was loaded; None where that is not known."""
        return None if self._kept is None else self._kept.about(self._key)

    def set_about(self, about: ModelAbout) -> None:
        """Remember what was found out about the model."""
        if self._kept is not None:
            self._kept.set_about(self._key, about)

    def size_to_read(self, image: int) -> int:
        """Bytes that are to be read to tell which image this is; 0 where that is known, or the file is not there."""
        path = self._paths[image]
        try:
            found = path.stat()
        except (OSError, ValueError):
            return 0 if origin(path) is None else _UNFETCHED_BYTES
        before = self._files.get(path)
        same = before is not None and (before.size, before.mtime_ns) == (found.st_size, found.st_mtime_ns)
        return 0 if same else found.st_size

    def read(
        self, images: Iterable[int], stopped: Callable[[int, int], None]
    ) -> tuple[dict[int, FileState], dict[int, str]]:
        """Hash the files of images, those alone that may have changed; on any thread.

        Returns
        -------
        dict of int to FileState, dict of int to str
            By image, and what is wrong with those that cannot be read.
        """
        return hash_files({image: self._paths[image] for image in images}, self._files, progress=stopped)

    def recall(self, states: Mapping[int, FileState]) -> Recalled:
        """Take in which images these are."""
        self._remember(states)
        for image, state in states.items():
            self._hash_of[image] = state.sha256
            self._images_of.setdefault(state.sha256, []).append(image)
        if self._kept is not None:
            asked = {state.sha256 for state in states.values()} - self._said.keys() - self._before.keys()
            self._before.update(self._kept.read(self._key, sorted(asked)))
        before: dict[int, ImagePredictions] = {}
        again: dict[int, ImagePredictions] = {}
        to_run: dict[str, int] = {}
        for image, own in ((image, state.sha256) for image, state in states.items()):
            if own in self._before:
                before[image] = replace(self._before[own], image=image)
            elif own in self._said:
                again[image] = replace(self._said[own], image=image)
            else:
                to_run.setdefault(own, image)
        return Recalled(before, again, list(to_run.values()))

    def same_as(self, image: int) -> Sequence[int]:
        """An image, and those so far that are the same."""
        return self._images_of[self._hash_of[image]]

    def take(self, said: ImagePredictions) -> list[ImagePredictions]:
        """Keep what the model said of an image; gives it for each that is the same."""
        own = self._hash_of[said.image]
        self._said[own] = self._unwritten[own] = said
        if time.monotonic() - self._written_at > _SECONDS_BETWEEN_WRITES:
            self.write()
        return [replace(said, image=image) for image in self._images_of[own]]

    def faults(self) -> list[OutputFault]:
        """What was wrong with what the model said of images of this run in earlier ones."""
        known = ((own, fault) for own, fault in self._faults if own in self._before)
        return [replace(fault, image=self._images_of[own][0]) for own, fault in known]

    def add_faults(self, faults: Sequence[OutputFault]) -> None:
        """Remember what was wrong with what the model said in this run."""
        if self._kept is not None:
            own = [(self._hash_of[fault.image], fault) for fault in faults]
            self._kept.add_faults(self._key, own)

    def write(self) -> None:
        """Put what was said since the last time where it is kept; on return it is on disk."""
        if self._kept is not None:
            self._kept.put(self._key, self._unwritten)
        self._unwritten = {}
        self._written_at = time.monotonic()

    def _remember(self, states: Mapping[int, FileState]) -> None:
        if self._kept is None:
            return
        now = time.time_ns()
        by_path = {self._paths[image]: own for image, own in states.items()}
        # Where the cache of this machine has an image, and since when, says nothing to another one.
        fresh = {
            path: own
            for path, own in by_path.items()
            if self._files.get(path) is not own and own.is_settled(now) and origin(path) is None
        }
        self._kept.set_files(fresh)
