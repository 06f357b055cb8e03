"""Labels to files, in the format asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    ) -> None: ...


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


def write_dataset(
    dataset: Dataset,
    annotations: Annotations,
    format_name: str,
    output: Path,
    *,
    images: Sequence[int] | None = None,
    provenance: Provenance | None = None,
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
        A file for COCO, CVAT, Datumaro and the CSV of the TensorFlow Object Detection API; else a new folder.
    images
        Indices of the images to write; None: all.
    provenance
        Told where the format has room for it.

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
    writer(dataset, annotations, output, provenance=provenance)
