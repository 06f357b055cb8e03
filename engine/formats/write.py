"""Labels to files, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from engine.data.dataset import Annotations, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats import coco, cvat, datumaro, labelme, open_images, retinanet, tf_csv, tfrecord, voc, yolo
from engine.formats.part import part_of


class _Writer(Protocol):
    def __call__(
        self,
        dataset: Dataset,
        annotations: Annotations,
        output: Path,
        *,
        provenance: Provenance | None = None,
        progress: Callable[[int, int], None] = ...,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Target:
    """A format to write.

    Attributes
    ----------
    title : str
        Its name for people.
    suffix : str
        Of the file it is written as; empty: it is written as a folder.
    has_room : bool
        Whether it tells provenance.
    """

    title: str
    suffix: str
    has_room: bool = False


_WRITERS: Mapping[str, _Writer] = MappingProxyType(
    {
        "coco": coco.write,
        "voc": voc.write,
        "yolo": yolo.write,
        "csv": tf_csv.write,
        "retinanet": retinanet.write,
        "openimages": open_images.write,
        "labelme": labelme.write,
        "datumaro": datumaro.write,
        "cvat": cvat.write,
        "tfrecord": tfrecord.write,
    }
)

FORMATS = tuple(_WRITERS)

TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "coco": Target("COCO JSON", ".json", has_room=True),
        "voc": Target("Pascal VOC XML", ""),
        "yolo": Target("YOLO", "", has_room=True),
        "csv": Target("CSV (TF Object Detection API)", ".csv"),
        "retinanet": Target("CSV (RetinaNet)", ""),
        "openimages": Target("CSV (Open Images)", ""),
        "labelme": Target("LabelMe JSON", "", has_room=True),
        "datumaro": Target("Datumaro JSON", ".json", has_room=True),
        "cvat": Target("CVAT for images XML", ".xml", has_room=True),
        "tfrecord": Target("TFRecord (TF Object Detection API)", ""),
    }
)
"""What each of `FORMATS` is."""


def write_dataset(
    dataset: Dataset,
    annotations: Annotations,
    format_name: str,
    output: Path,
    *,
    images: Sequence[int] | None = None,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write labels whole or not at all; source files are never written to, and the same labels give the same bytes.

    What the format cannot say is left out: `engine.formats.losses.losses_of` lists it before.

    Parameters
    ----------
    dataset
        As it was opened, with what the source held beyond boxes.
    annotations
        The labels to write.
    format_name
        One of `FORMATS`.
    output
        A file where its `Target` has a suffix; else a new folder.
    images
        Indices of the images to write; None: all.
    provenance
        Told where the format has room for it.
    progress
        Told how many images and boxes are done, of how many. May raise `engine.errors.CancelledError`; nothing is left
        behind then.

    Raises
    ------
    UserError
        An unknown format, or an output that cannot or must not be written.
    """
    writer = _WRITERS.get(format_name)
    if writer is None:
        raise UserError(f"there is no format {format_name!r}", remedy=f"Choose one of: {', '.join(FORMATS)}")
    if images is not None:
        dataset, annotations = part_of(dataset, annotations, images)
    writer(dataset, annotations, output, provenance=provenance, progress=progress)
