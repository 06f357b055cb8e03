"""Images ready to be shown: decoded off the GUI thread, the newest kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from app.jobs import Jobs, Progress
from engine.data.address import origin
from engine.data.sentence import sentence
from engine.errors import UserError
from engine.images import DisplayImage, read_for_display, read_preview
from widgets.canvas.picture import Levels, ScaledImage

_KEPT_BYTES = 256 * 1024 * 1024
"""Five images of 4000 x 3000."""

_MOST_KEPT = 100
"""Of small images: nobody goes back further, and more of them would be memory for nothing."""

_LARGEST_BYTES = 256 * 1024 * 1024
"""Of one image's pixels: 9,400 x 9,400 of 8 bits. A larger image is halved until it fits."""

_PREVIEW_SIDE = 1000
"""The longer side of a preview is this many pixels at least: enough to know what one sees."""


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """A decoded image, or why there is none.

    Attributes
    ----------
    image : ScaledImage or None
    size_wh : tuple of 2 int
        Of the whole image, upright; (0, 0) where it could not be read.
    message : str or None
        What is wrong with the file, for people.
    note : str or None
        What is to be known of how it is shown, for people.
    final : bool
        Whether no better one of the same file comes.
    """

    image: ScaledImage | None
    size_wh: tuple[int, int]
    message: str | None
    note: str | None = None
    final: bool = True


@dataclass(frozen=True, slots=True)
class PartRequest:
    """A rectangle of an image file, in pixels of the image: x, y, width, height."""

    path: Path
    area_xywh: tuple[int, int, int, int]


class Pictures:
    """Loads images in the background and keeps the last used ones.

    Parameters
    ----------
    jobs
        Where decoding runs, as kinds ``"picture"``, ``"detail"``, ``"part"`` and ``"prefetch"``.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._kept: OrderedDict[Path, Picture] = OrderedDict()
        self._waiting: list[Path] = []
        self._room = _KEPT_BYTES
        self._likely_bytes = 0

    def get(self, path: Path) -> Picture | None:
        """The picture if it is at hand."""
        picture = self._kept.get(path)
        if picture is not None:
            self._kept.move_to_end(path)
        return picture

    def load(self, path: Path, receive: Callable[[Picture], None]) -> None:
        """Load a picture; ``receive`` gets it on the GUI thread unless another one is asked for meanwhile.

        Of what takes long to decode in full it gets a preview first.
        """

        def take(picture: Picture) -> None:
            if picture.final:
                self._keep(path, picture)
            receive(picture)
            if picture.final:
                self._prefetch_next()
            else:
                self._jobs.start("detail", _load, path, lambda whole: take(_better(picture, whole)))

        self._jobs.cancel("detail")
        self._jobs.cancel("part")
        self._jobs.start("picture", _load_first, path, take)

    def load_part(self, request: PartRequest, receive: Callable[[Levels | None], None]) -> None:
        """Read a rectangle of a large image in full detail; ``receive`` gets None where the file does not allow it."""
        self._jobs.start("part", _load_part, request, receive)

    def prefetch(self, paths: Iterable[Path]) -> None:
        """Load these in order when nothing else is to do, as many as can be kept; an earlier wish is forgotten."""
        self._room = _KEPT_BYTES - (_bytes(next(reversed(self._kept.values()))) if self._kept else 0)
        self._waiting = [path for path in paths if not self._holds_on_to(path)]
        self._prefetch_next()

    def clear(self) -> None:
        """Forget all."""
        self._waiting = []
        for kind in ("picture", "detail", "part", "prefetch"):
            self._jobs.cancel(kind)
        self._kept.clear()

    def _prefetch_next(self) -> None:
        # What is to be seen now comes first, and what is to be seen last must not push out what comes before it.
        busy = any(map(self._jobs.running, ("picture", "detail", "prefetch")))
        if busy or not self._waiting or self._room < max(self._likely_bytes, 1):
            return
        path = self._waiting.pop(0)

        def keep(picture: Picture) -> None:
            self._keep(path, picture)
            # The next one is likely as large.
            self._likely_bytes = _bytes(picture)
            self._room -= self._likely_bytes
            self._prefetch_next()

        self._jobs.start("prefetch", _load, path, keep)

    def _holds_on_to(self, path: Path) -> bool:
        """Whether a picture is at hand; it then stays longer than others."""
        picture = self.get(path)
        self._room -= 0 if picture is None else _bytes(picture)
        return picture is not None

    def _keep(self, path: Path, picture: Picture) -> None:
        if picture.image is None and origin(path) is not None:
            # A store that did not answer may do so the next time.
            return
        self._kept[path] = picture
        self._kept.move_to_end(path)
        while len(self._kept) > 1 and self._is_full():
            self._kept.popitem(last=False)

    def _is_full(self) -> bool:
        return len(self._kept) > _MOST_KEPT or sum(map(_bytes, self._kept.values())) > _KEPT_BYTES


def _load_first(path: Path, progress: Progress) -> Picture:
    """A preview where that is quicker than the whole."""
    try:
        preview = read_preview(path, max_side=_PREVIEW_SIDE, check=_check_of(progress))
    except UserError as error:
        return _unreadable(error)
    return _load(path, progress) if preview is None else _picture(preview, final=False)


def _check_of(progress: Progress) -> Callable[[], None]:
    """What ends waiting for a store once nobody wants the picture any more."""
    return lambda: progress("", 0, 0)


def _load(path: Path, progress: Progress) -> Picture:
    try:
        picture = _picture(
            read_for_display(path, max_bytes=_LARGEST_BYTES, check=_check_of(progress)), final=True
        )
    except UserError as error:
        return _unreadable(error)
    if picture.image is None or picture.image.reduced_by <= 1 or _can_be_read_in_parts(path):
        return picture
    width, height = picture.size_wh
    return replace(
        picture,
        note=sentence(
            "Picture",
            "Shown at {share:.0%} of its {width:,} × {height:,} pixels: all of them would take too much memory",
            share=1 / picture.image.reduced_by,
            width=width,
            height=height,
        ),
    )


def _load_part(request: PartRequest, progress: Progress) -> Levels | None:
    if not _can_be_read_in_parts(request.path):
        return None
    progress("Reading the details in sight", 0, 0)
    reader = QImageReader(str(request.path))
    x, y, width, height = request.area_xywh
    reader.setClipRect(QRect(x, y, width, height))
    image = reader.read().convertToFormat(QImage.Format.Format_RGB888)
    if image.isNull():
        return None
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), -1, 3).copy()
    return Levels(pixels, (x, y, x + image.width(), y + image.height()))


def _can_be_read_in_parts(path: Path) -> bool:
    """Whether a rectangle of a file can be read without the memory that all of it takes.

    Qt decodes a JPEG line by line and keeps what is asked for; of any other format it decodes all, as OpenCV does.
    """
    reader = QImageReader(str(path))
    upright = reader.transformation() == QImageIOHandler.Transformation.TransformationNone
    return upright and bytes(reader.format().data()) == b"jpeg"


def _picture(decoded: DisplayImage, *, final: bool) -> Picture:
    image = ScaledImage(decoded.pixels, decoded.full_size_wh)
    return Picture(image, decoded.full_size_wh, decoded.problem, final=final)


def _better(preview: Picture, whole: Picture) -> Picture:
    """The whole picture, or its preview where that is all there can be, saying why."""
    return whole if whole.image is not None else replace(preview, message=whole.message, final=True)


def _unreadable(error: UserError) -> Picture:
    return Picture(None, (0, 0), str(error))


def _bytes(picture: Picture) -> int:
    return 0 if picture.image is None else picture.image.bytes
