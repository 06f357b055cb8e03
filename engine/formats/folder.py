"""A folder of images without ground truth, as a dataset to run a model over."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.data.address import place_name
from engine.data.dataset import Annotations, Categories, Dataset, Images
from engine.errors import UserError
from engine.formats.image_files import SUFFIXES
from engine.remote.reading import is_in_store

_UNNAMED_CLASSES = 1000
"""Without a label map a model's class numbers stand for themselves, up to this one."""


def read_folder(folder: Path, *, label_map: Mapping[int, str] | None) -> Dataset:
    """List a folder's images, sorted by name and numbered from 1; subfolders are not entered.

    Raises
    ------
    UserError
        There is no such folder, or it cannot be read; one in a store cannot be listed.
    """
    if is_in_store(folder):
        raise UserError(
            "the images of a store are not listed",
            source=place_name(folder),
            remedy="Give --annotations, whose images are taken",
        )
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise UserError(
            f"the images cannot be listed ({error.strerror or error})", source=folder, remedy="Check the path"
        ) from error
    classes = label_map or {i: f"class {i}" for i in range(1, _UNNAMED_CLASSES)}
    ids = sorted(classes)
    return Dataset(
        images=Images(
            np.arange(1, len(names) + 1, dtype=np.int64), tuple(names), np.zeros((len(names), 2), np.int64)
        ),
        categories=Categories(np.array(ids, np.int64), tuple(classes[i] for i in ids)),
        annotations=Annotations.empty(),
        image_root=folder,
        source=folder,
        format="coco",
    )
