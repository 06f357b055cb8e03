"""Ground truth from files, in whichever format they turn out to be."""

from collections.abc import Callable
from pathlib import Path

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats import coco, voc


def read_dataset(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: dict[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read ground truth: a file is COCO JSON, a folder Pascal VOC.

    Parameters
    ----------
    source
        A COCO JSON file, or a folder of Pascal VOC XML.
    image_root
        The image folder; images missing from it become problems.
    split
        A list of the images to read; None: all.
    label_map
        Names by class number, for a source that does not number its classes.
    progress
        Told how many records are done, of how many. May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        The source is not usable at all; what is wrong with single records is in `Dataset.problems`.
    """
    if not source.exists():
        raise UserError("there is no such file or folder", source=source, remedy="Check the path")
    if source.suffix.lower() == ".xml" and source.is_file():
        raise UserError(
            "this is the annotation of a single image", source=source, remedy="Choose the folder it is in"
        )
    reader = voc.read if source.is_dir() else coco.read
    return reader(source, image_root=image_root, split=split, label_map=label_map, progress=progress)
