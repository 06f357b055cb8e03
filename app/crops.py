"""Crops of boxes ready to be shown: cut off the GUI thread, those in sight first, the newest kept."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from app.jobs import Jobs, Progress
from engine.crops import Crop, cut_crops
from engine.data.address import origin
from engine.data.dataset import BoxTuple
from engine.data.sentence import sentence
from engine.errors import UserError
from widgets.gallery.cell import CropPicture

_LIMIT_BYTES = 160 * 1024 * 1024
"""Some 2,500 crops of 128 x 128."""

_HANDED_OVER_AFTER_S = 0.06
"""What was cut is shown after this time, and who scrolled on meanwhile is not kept waiting for what is out of sight."""

_NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Wish:
    """A crop that is to be shown.

    Attributes
    ----------
    annotation_id : int
    path : Path or None
        Of the image; None where no image folder was given.
    size_wh : tuple of 2 int
        Of the image, 0 where not known.
    box_xyxy : tuple of 4 float
    side : int
        Of the crop, pixels.
    """

    annotation_id: int
    path: Path | None
    size_wh: tuple[int, int]
    box_xyxy: BoxTuple
    side: int

    @property
    def key(self) -> Key:
        """What a crop is kept under: another place or size, another crop."""
        return self.annotation_id, self.box_xyxy, self.side


Key = tuple[int, BoxTuple, int]
Cut = tuple[tuple[Wish, CropPicture], ...]


class Crops:
    """Cuts crops in the background and keeps the last used ones.

    Parameters
    ----------
    jobs
        Where they are cut, as kind ``"crops"``.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._kept: OrderedDict[Key, CropPicture] = OrderedDict()
        self._bytes = 0
        self._wishes: tuple[Wish, ...] = ()
        self._receive: Callable[[dict[int, CropPicture]], None] = lambda pictures: None

    def want(
        self, wishes: Sequence[Wish], receive: Callable[[dict[int, CropPicture]], None]
    ) -> dict[int, CropPicture]:
        """Ask for crops, the most urgent first; what was asked for before is forgotten.

        Parameters
        ----------
        wishes
        receive
            Gets, on the GUI thread, those that are not at hand, by annotation id, a few at a time.

        Returns
        -------
        dict of int to CropPicture
            Those at hand.
        """
        found = {}
        missing = []
        for wish in wishes:
            picture = self._kept.get(wish.key)
            if picture is None:
                missing.append(wish)
            else:
                self._kept.move_to_end(wish.key)
                found[wish.annotation_id] = picture
        self._wishes, self._receive = tuple(missing), receive
        if not self._jobs.running("crops"):
            self._cut_next()
        return found

    def clear(self) -> None:
        """Forget all."""
        self._jobs.cancel("crops")
        self._wishes = ()
        self._kept.clear()
        self._bytes = 0

    def _cut_next(self) -> None:
        if self._wishes:
            self._jobs.start("crops", _cut, self._wishes, self._take)

    def _take(self, cut: Cut) -> None:
        for wish, picture in cut:
            # A store that did not answer may do so the next time.
            if picture.image is not None or wish.path is None or origin(wish.path) is None:
                self._keep(wish.key, picture)
        done = {wish.key for wish, _ in cut}
        self._wishes = tuple(wish for wish in self._wishes if wish.key not in done)
        self._receive({wish.annotation_id: picture for wish, picture in cut})
        if not self._jobs.running("crops"):
            self._cut_next()

    def _keep(self, key: Key, picture: CropPicture) -> None:
        before = self._kept.pop(key, None)
        self._bytes += _bytes(picture) - (0 if before is None else _bytes(before))
        self._kept[key] = picture
        while len(self._kept) > 1 and self._bytes > _LIMIT_BYTES:
            self._bytes -= _bytes(self._kept.popitem(last=False)[1])


def _cut(wishes: tuple[Wish, ...], progress: Progress) -> Cut:
    """Cut the first crops, those of an image together, for as long as nobody minds to wait."""
    by_image: dict[Path | None, list[Wish]] = {}
    for wish in wishes:
        by_image.setdefault(wish.path, []).append(wish)
    until = time.monotonic() + _HANDED_OVER_AFTER_S
    done: list[tuple[Wish, CropPicture]] = []
    for path, own in by_image.items():
        progress("", 0, 0)
        done.extend(zip(own, _cut_from(path, own, lambda: progress("", 0, 0)), strict=True))
        if time.monotonic() >= until:
            break
    return tuple(done)


def _cut_from(path: Path | None, wishes: Sequence[Wish], check: Callable[[], None]) -> list[CropPicture]:
    side = wishes[0].side
    problem: str = sentence("Crop", "The folder of the images is not known.")
    if path is not None:
        boxes = np.array([wish.box_xyxy for wish in wishes])
        try:
            crops = cut_crops(path, boxes, side, size_wh=wishes[0].size_wh, check=check)
        except UserError as error:
            problem = str(error)
        else:
            return [_picture(crop, side) for crop in crops]
    return [CropPicture(None, _NOWHERE, side, problem) for _ in wishes]


def _picture(crop: Crop | None, side: int) -> CropPicture:
    if crop is None:
        outside = sentence("Crop", "The box lies outside of the image.")
        return CropPicture(None, _NOWHERE, side, outside)
    height, width = crop.pixels.shape[:2]
    image = QImage(crop.pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    # A copy, since QImage does not own the array's memory; of the kind that is painted fastest.
    return CropPicture(image.convertToFormat(QImage.Format.Format_RGB32), crop.box_xyxy, side)


def _bytes(picture: CropPicture) -> int:
    return 0 if picture.image is None else picture.image.sizeInBytes()
