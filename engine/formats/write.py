"""Labels to files, in the format asked for."""

from pathlib import Path

from engine.data.dataset import Annotations, Dataset
from engine.errors import UserError
from engine.formats import coco, voc

FORMATS = ("coco", "voc")


def write_dataset(dataset: Dataset, annotations: Annotations, format_name: str, output: Path) -> None:
    """Write labels whole or not at all; source files are never written to.

    Parameters
    ----------
    dataset
        As it was opened, with what the source held beyond boxes.
    annotations
        The labels to write.
    format_name
        One of `FORMATS`.
    output
        A file for COCO, a folder for VOC.

    Raises
    ------
    UserError
        An unknown format, or an output that cannot or must not be written.
    """
    if format_name == "coco":
        coco.write(dataset, annotations, output)
    elif format_name == "voc":
        voc.write(dataset, annotations, output)
    else:
        raise UserError(f"there is no format {format_name!r}", remedy=f"Choose one of: {', '.join(FORMATS)}")
