"""Image files to what a model takes, on threads, ahead of the model, in bounded memory."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2

from engine.data.model import ImageSkipped
from engine.errors import CancelledError, UserError
from engine.images import header_size, read_image
from engine.inference.detector import Detector, Prepared
from engine.remote.reading import Check

_BUDGET = 512 * 1024 * 1024
_BYTES_PER_PIXEL = 7
"""While an image is decoded: its pixels as they are read and as RGB, and its file."""
_BYTES_PER_BYTE = 20
"""Of a file whose header does not say how large the image is; photographs are compressed about so far."""
_NICER = 10
"""By how much decoders stand back. The model is what a run waits for, and they are far ahead of it most of the time."""
_ANIMATED = "the image is animated, and the model saw its first frame"


def decoders() -> int:
    """Tell how many threads decode: one for each core, and one that waits for the disk meanwhile."""
    return min(os.cpu_count() or 1, 15) + 1


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """An image ready for the model.

    Attributes
    ----------
    image : int
        Index into the dataset's images.
    prepared : Prepared
    held : int
        Bytes to give back to the `Decoding` that it came from once it is no longer needed.
    note : str or None
        What is wrong with its file.
    """

    image: int
    prepared: Prepared
    held: int
    note: str | None


class Decoding:
    """Threads that decode images and pass them on, in any order.

    Parameters
    ----------
    detector
        Prepares them.
    put
        Called on the threads with each image, or with why it is skipped, or with the exception that is our bug.
    starving
        Called on a thread that must wait for memory: somebody should `release` some, however little it suits.
    budget
        Bytes that decoded images and those being decoded may take together; a single larger one is let in alone.
    """

    def __init__(
        self,
        detector: Detector,
        put: Callable[[Picture | ImageSkipped | BaseException], None],
        starving: Callable[[], None],
        *,
        budget: int = _BUDGET,
    ) -> None:
        self._detector = detector
        self._put = put
        self._memory = _Memory(budget, starving)
        # OpenCV's own threads would compete with these, and with the model's.
        cv2.setNumThreads(1)
        self._threads = ThreadPoolExecutor(decoders(), "decode", initializer=_stand_back)

    @property
    def is_starving(self) -> bool:
        """Whether an image waits for memory."""
        return self._memory.waiting > 0

    def submit(self, image: int, path: Path) -> None:
        """Have an image decoded."""
        self._threads.submit(self._work, image, path)

    def release(self, picture: Picture) -> None:
        """Let go of an image."""
        self._memory.give_back(picture.held)

    def close(self) -> None:
        """Drop what is not begun, and wait for the threads."""
        self._memory.close()
        self._threads.shutdown(cancel_futures=True)

    def _check(self) -> None:
        if self._memory.closed:
            raise CancelledError

    def _work(self, image: int, path: Path) -> None:
        try:
            if (item := self._read(image, path)) is not None:
                self._put(item)
        except BaseException as error:  # an executor would keep it for nobody
            self._put(error)

    def _read(self, image: int, path: Path) -> Picture | ImageSkipped | None:
        try:
            taken = self._memory.take(_weight(path, self._check))
        except CancelledError:
            return None
        if taken is None:
            return None
        held = 0
        try:
            decoded = read_image(path, check=self._check)
            prepared = self._detector.prepare(decoded.pixels)
            held = prepared.pixels.nbytes
        except CancelledError:
            return None
        except UserError as error:
            return ImageSkipped(image, error.problem)
        except MemoryError:
            return ImageSkipped(image, "there is not enough memory to prepare it for the model")
        except RuntimeError as error:
            # An adapter's own code, among others.
            return ImageSkipped(image, f"it cannot be prepared for the model ({error})")
        finally:
            self._memory.exchange(taken, held)
        notes = (decoded.problem, _ANIMATED if decoded.animated else None)
        return Picture(image, prepared, held, "; ".join(note for note in notes if note) or None)


class _Memory:
    """So many bytes, of which threads take; who asks for more than there are waits.

    Parameters
    ----------
    budget
        Taken as a whole by who asks for more.
    starving
        Called before a thread waits.
    """

    def __init__(self, budget: int, starving: Callable[[], None]) -> None:
        self._budget = budget
        self._starving = starving
        self._used = 0
        self.closed = False
        self._changed = threading.Condition()
        self.waiting = 0

    def take(self, wanted: int) -> int | None:
        """Take, perhaps after a while; None once it is closed."""
        with self._changed:
            if not self._fits(wanted):
                self.waiting += 1
                self._starving()
                self._changed.wait_for(lambda: self.closed or self._fits(wanted))
                self.waiting -= 1
            if self.closed:
                return None
            self._used += wanted
            return wanted

    def exchange(self, taken: int, held: int) -> None:
        with self._changed:
            self._used += held - taken
            self._changed.notify_all()

    def give_back(self, held: int) -> None:
        self.exchange(held, 0)

    def close(self) -> None:
        """Send away who waits."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def _fits(self, wanted: int) -> bool:
        return not self._used or self._used + wanted <= self._budget


def _stand_back() -> None:
    """Leave the processor to the model's threads where they want it; on Linux alone a thread has its own priority."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _NICER)


def _weight(path: Path, check: Check) -> int:
    """Estimate the bytes that decoding a file takes."""
    size = header_size(path, check)
    if size is not None:
        return size[0] * size[1] * _BYTES_PER_PIXEL
    try:
        return path.stat().st_size * _BYTES_PER_BYTE
    except (OSError, ValueError):
        return 0  # decoding it says what is wrong
