"""Which splits the images of a dataset are in, and which images its other splits have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.data.address import is_folder
from engine.data.dataset import Dataset, Problem
from engine.errors import UserError
from engine.formats.image_files import SUFFIXES, ImageFolder
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select
from engine.remote.reading import is_in_store

_SPLIT = re.compile(r"(train|training|val|valid|validation|dev|test|testing)[-_]?\d*", re.IGNORECASE)
_SHORT = {"training": "train", "valid": "val", "validation": "val", "testing": "test"}
_REMEDY = "Mend this to find images that are in two splits"
_MOST_OTHERS = 20_000
"""Images of other splits that are looked at; what shows the same is to be found in minutes, not hours."""


@dataclass(frozen=True, slots=True)
class Splits:
    """The splits of a dataset's images.

    Attributes
    ----------
    own : tuple of tuple of str
        By image: the splits that list it, none where that is not known.
    others : tuple of (str, Path)
        Images of other splits: the split and the file.
    problems : tuple of Problem
        Lists that could not be used.
    """

    own: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, Path], ...] = ()
    problems: tuple[Problem, ...] = ()


def find_splits(dataset: Dataset) -> Splits:
    """Find the splits as the usual layouts name them.

    Pascal VOC lists them beside its images, in ``ImageSets/Main``. Elsewhere a folder of a split's name holds its
    images: one that the file names begin with, or the image folder itself among its like.
    """
    names, root = dataset.images.file_names, dataset.image_root
    if root is None or not is_folder(root):
        return Splits(((),) * len(names))
    lists = _voc_lists(root)
    if lists:
        return _of_lists(names, root, lists)
    folder = _split_name(root.name)
    own = tuple(_named(name) or (() if folder is None else (folder,)) for name in names)
    if folder is None or is_in_store(root):
        return Splits(own)
    try:
        return Splits(own, tuple(_beside(root, folder)))
    except OSError as error:
        reason = error.strerror or str(error)
        problem = f"the splits beside this one cannot be read ({reason})"
        return Splits(own, problems=(Problem(str(root.parent), "", problem, _REMEDY),))


def _voc_lists(root: Path) -> dict[str, Path]:
    """The lists that divide a dataset; "trainval" is the union of two of them, so it counts only without them."""
    folder = root.parent / "ImageSets" / "Main"
    found = {name: folder / f"{name}.txt" for name in ("train", "val", "trainval", "test")}
    lists = {name: path for name, path in found.items() if path.is_file()}
    if "train" in lists or "val" in lists:
        lists.pop("trainval", None)
    return lists


def _of_lists(names: tuple[str, ...], root: Path, lists: dict[str, Path]) -> Splits:
    own: list[list[str]] = [[] for _ in names]
    others: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    folder = ImageFolder(root)
    for split, path in lists.items():
        try:
            entries = read_split(path)
        except UserError as error:
            problems.append(Problem(str(path), "", error.problem, _REMEDY))
            continue
        for image in select(names, entries, path, ProblemList(path)):
            own[image].append(split)
        stems = {PurePosixPath(name).stem for name in names}
        absent = (entry for entry in entries if PurePosixPath(entry).stem not in stems)
        files = (folder.of_stem(PurePosixPath(entry).stem) for entry in absent)
        others += [(split, root / file) for file in files if file is not None]
    return Splits(tuple(map(tuple, own)), tuple(others[:_MOST_OTHERS]), tuple(problems))


def _named(file_name: str) -> tuple[str, ...]:
    """The split that a folder in a file's name says, if any."""
    folders = PurePosixPath(file_name.replace("\\", "/")).parts[:-1]
    found = (_split_name(folder) for folder in folders)
    return next(((name,) for name in found if name is not None), ())


def named_split(file_name: str) -> str | None:
    """The split that a folder in an image's name says, or None."""
    return next(iter(_named(file_name)), None)


def _split_name(folder: str) -> str | None:
    match = _SPLIT.fullmatch(folder)
    if match is None:
        return None
    name = match[1].lower()
    return _SHORT.get(name, name)


def _beside(root: Path, own: str) -> Iterator[tuple[str, Path]]:
    """Images in folders of other splits beside this one, as many as are looked at."""
    left = _MOST_OTHERS
    for folder in sorted(root.parent.iterdir()):
        split = _split_name(folder.name)
        if split is None or split == own or not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in SUFFIXES and left:
                left -= 1
                yield split, path
