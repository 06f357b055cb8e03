"""Decoded images ready to be shown: loaded off the GUI thread, the newest kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.jobs import Jobs, Progress
from engine.errors import UserError
from engine.images import read_image

_LIMIT_BYTES = 256 * 1024 * 1024
"""Some 270 images of 640 x 480, or seven of 4000 x 3000."""


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """A decoded image, or why there is none.

    Attributes
    ----------
    image : QImage or None
    size_wh : tuple of 2 int
        Of the whole image, upright; (0, 0) where it could not be read.
    message : str or None
        What is wrong with the file, for people.
    """

    image: QImage | None
    size_wh: tuple[int, int]
    message: str | None


class Pictures:
    """Loads images in the background and keeps the last used ones.

    Parameters
    ----------
    jobs
        Where decoding runs, as kinds ``"picture"`` and ``"prefetch"``.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._kept: OrderedDict[Path, Picture] = OrderedDict()
        self._waiting: list[Path] = []

    def get(self, path: Path) -> Picture | None:
        """The picture if it is at hand."""
        picture = self._kept.get(path)
        if picture is not None:
            self._kept.move_to_end(path)
        return picture

    def load(self, path: Path, receive: Callable[[Picture], None]) -> None:
        """Load a picture; ``receive`` gets it on the GUI thread unless another one is asked for meanwhile."""

        def keep(picture: Picture) -> None:
            self._keep(path, picture)
            receive(picture)

        self._jobs.start("picture", _load, path, keep)

    def prefetch(self, paths: Iterable[Path]) -> None:
        """Load these in order when nothing else is to do; an earlier wish is forgotten."""
        self._waiting = [path for path in paths if path not in self._kept]
        if not self._jobs.running("prefetch"):
            self._prefetch_next()

    def clear(self) -> None:
        """Forget all."""
        self._waiting = []
        self._kept.clear()

    def _prefetch_next(self) -> None:
        if not self._waiting:
            return
        path = self._waiting.pop(0)

        def keep(picture: Picture) -> None:
            self._keep(path, picture)
            self._prefetch_next()

        self._jobs.start("prefetch", _load, path, keep)

    def _keep(self, path: Path, picture: Picture) -> None:
        self._kept[path] = picture
        self._kept.move_to_end(path)
        while len(self._kept) > 1 and sum(map(_bytes, self._kept.values())) > _LIMIT_BYTES:
            self._kept.popitem(last=False)


def _load(path: Path, progress: Progress) -> Picture:
    try:
        decoded = read_image(path)
    except UserError as error:
        return Picture(None, (0, 0), str(error))
    height, width = decoded.pixels.shape[:2]
    # QImage does not own the array's memory: copy while it is alive.
    image = QImage(decoded.pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    return Picture(image, decoded.full_size_wh, decoded.problem)


def _bytes(picture: Picture) -> int:
    return 0 if picture.image is None else picture.image.sizeInBytes()
