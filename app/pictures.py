"""Images ready to be shown: decoded off the GUI thread, the newest kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.jobs import Jobs, Progress
from engine.errors import UserError
from engine.images import DisplayImage, read_for_display, read_preview
from widgets.canvas.picture import ScaledImage

_KEPT_BYTES = 256 * 1024 * 1024
"""Some 210 images of 640 x 480, or five of 4000 x 3000."""

_LARGEST_BYTES = 256 * 1024 * 1024
"""Of one image's pixels: 9,400 x 9,400 of 8 bits. A larger image is halved until it fits."""

_PREVIEW_SIDE = 1250
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
    final : bool
        Whether no better one of the same file comes.
    """

    image: ScaledImage | None
    size_wh: tuple[int, int]
    message: str | None
    final: bool = True


class Pictures:
    """Loads images in the background and keeps the last used ones.

    Parameters
    ----------
    jobs
        Where decoding runs, as kinds ``"picture"``, ``"detail"`` and ``"prefetch"``.
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
        """Load a picture; ``receive`` gets it on the GUI thread unless another one is asked for meanwhile.

        Of what takes long to decode in full it gets a preview first.
        """

        def take(picture: Picture) -> None:
            if picture.final:
                self._keep(path, picture)
            receive(picture)
            if not picture.final:
                self._jobs.start("detail", _load, path, lambda whole: take(_better(picture, whole)))

        self._jobs.cancel("detail")
        self._jobs.start("picture", _load_first, path, take)

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
        while len(self._kept) > 1 and sum(map(_bytes, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)


def _load_first(path: Path, progress: Progress) -> Picture:
    """A preview where that is quicker than the whole."""
    try:
        preview = read_preview(path, max_side=_PREVIEW_SIDE)
    except UserError as error:
        return _unreadable(error)
    return _load(path, progress) if preview is None else _picture(preview, final=False)


def _load(path: Path, progress: Progress) -> Picture:
    try:
        return _picture(read_for_display(path, max_bytes=_LARGEST_BYTES), final=True)
    except UserError as error:
        return _unreadable(error)


def _picture(decoded: DisplayImage, *, final: bool) -> Picture:
    image = ScaledImage(decoded.pixels, decoded.full_size_wh)
    return Picture(image, decoded.full_size_wh, decoded.problem, final)


def _better(preview: Picture, whole: Picture) -> Picture:
    """The whole picture, or its preview where that is all there can be, saying why."""
    return whole if whole.image is not None else replace(preview, message=whole.message, final=True)


def _unreadable(error: UserError) -> Picture:
    return Picture(None, (0, 0), str(error))


def _bytes(picture: Picture) -> int:
    return 0 if picture.image is None else picture.image.bytes
