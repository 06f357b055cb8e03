"""Another person's labels of the images of a dataset, from files in any format that is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import numpy as np

from engine.data.agreement import LabelSet
from engine.data.dataset import UNKNOWN_CATEGORY, Categories, Dataset, Int, Problem
from engine.errors import UserError
from engine.formats.read import read_dataset


def read_label_set(
    source: Path,
    dataset: Dataset,
    *,
    name: str | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[LabelSet, tuple[Problem, ...]]:
    """Read labels of some or all images of a dataset.

    Images are the same by file name, where there is no such name by its last part alone; classes by name.

    Parameters
    ----------
    source
        A file or a folder.
    dataset
        Whose images and classes they are of.
    name
        Whose labels they are; None: the name of the file.
    label_map
        Names by class number, for a source that does not number its classes.
    progress
        May raise `engine.errors.CancelledError`.

    Returns
    -------
    LabelSet, tuple of Problem
        Ids are from 1, as in their source's order; problems are the reader's, and images that the dataset lacks.

    Raises
    ------
    UserError
        The source is not usable, it has none of the images, or boxes of a class that the dataset lacks.
    """
    other = read_dataset(source, image_root=dataset.image_root, label_map=label_map, progress=progress)
    places = _image_places(other, dataset)
    known = places >= 0
    if not known.any():
        raise UserError(
            "these labels are of other images: no file name is the same",
            source=source,
            remedy="Give labels of the images of this dataset",
        )
    categories = _category_places(other, dataset.categories)
    boxes = other.annotations.take(known[other.annotations.images])
    boxes = replace(
        boxes,
        images=places[boxes.images],
        categories=np.append(categories, UNKNOWN_CATEGORY)[boxes.categories],
    )
    problems = list(other.problems)
    if not known.all():
        problems.append(
            Problem(
                str(source),
                other.images.file_names[int(np.flatnonzero(~known)[0])],
                f"{int((~known).sum())} of its images are not in the dataset",
                "They are left out",
            )
        )
    made = LabelSet(
        source.stem if name is None else name,
        boxes,
        np.unique(places[known]),
        origin=str(source),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return made, tuple(problems)


def own_label_set(name: str, dataset: Dataset) -> LabelSet:
    """The labels of the dataset itself, of all of its images."""
    return LabelSet(name, dataset.annotations, np.arange(len(dataset.images)), origin=str(dataset.source))


def _image_places(other: Dataset, dataset: Dataset) -> Int:
    """Index of each of the other's images in the dataset; -1 where it has none."""
    whole = {name: place for place, name in enumerate(dataset.images.file_names)}
    last_parts = [_last_part(name) for name in dataset.images.file_names]
    times = Counter(last_parts)
    by_last_part = {name: place for place, name in enumerate(last_parts) if times[name] == 1}
    return np.array(
        [whole.get(name, by_last_part.get(_last_part(name), -1)) for name in other.images.file_names],
        np.int64,
    )


def _last_part(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


def _category_places(other: Dataset, categories: Categories) -> Int:
    place = {name: index for index, name in enumerate(categories.names)}
    used = set(other.annotations.categories.tolist())
    for index, name in enumerate(other.categories.names):
        if index in used and name not in place:
            raise UserError(
                "these labels have boxes of a class that the dataset lacks",
                source=other.source,
                record=f"class {name}",
                remedy=f"Rename the class; the dataset has {', '.join(categories.names[:10])}",
            )
    return np.array([place.get(name, UNKNOWN_CATEGORY) for name in other.categories.names], np.int64)
