"""Ground truth from files, in whichever format they turn out to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats import coco, cvat, datumaro, labelme, open_images, retinanet, tf_csv, tfrecord, voc, yolo
from engine.formats.detect import detect


class _Reader(Protocol):
    def __call__(
        self,
        source: Path,
        *,
        image_root: Path | None = None,
        split: Path | None = None,
        label_map: Mapping[int, str] | None = None,
        progress: Callable[[int, int], None] = ...,
    ) -> Dataset: ...


_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "coco": coco.read,
        "voc": voc.read,
        "yolo": yolo.read,
        "csv": tf_csv.read,
        "retinanet": retinanet.read,
        "openimages": open_images.read,
        "labelme": labelme.read,
        "datumaro": datumaro.read,
        "cvat": cvat.read,
        "tfrecord": tfrecord.read,
    }
)


def read_dataset(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read ground truth; its format is told by what the files hold, not by what they are called.

    Parameters
    ----------
    source
        A file or a folder in one of `engine.formats.write.FORMATS`.
    image_root
        The image folder; images missing from it become problems. None: none, or the folder of the labels where the
        format has both in one.
    split
        A list of the images to read; None: all.
    label_map
        Names by class number, for a source that does not number its classes.
    progress
        Told how many records, files or bytes are done, of how many. May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        The source is not usable at all; what is wrong with single records is in `Dataset.problems`.
    """
    if not source.exists():
        raise UserError("there is no such file or folder", source=source, remedy="Check the path")
    reader = _READERS[detect(source)]
    return reader(source, image_root=image_root, split=split, label_map=label_map, progress=progress)
