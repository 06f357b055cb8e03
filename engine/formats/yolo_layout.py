"""Where a YOLO dataset keeps its images, its labels and its class list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from engine.errors import UserError
from engine.formats.image_files import ImageTree, inside
from engine.formats.problem_list import ProblemList
from engine.formats.text_file import read_text
from engine.formats.yaml_file import NotYamlError, parse

YAML_SUFFIXES = frozenset({".yaml", ".yml"})
CLASS_FILES = ("classes.txt", "obj.names", "labels/classes.txt", "predefined_classes.txt", "classes.names")
"""Class lists of tools that write no YAML: a name a line."""

_SPLITS = ("train", "val", "test")
_LINE = re.compile(r"\s*\d+(\s+[-+.\deE]+){4,}\s*")
_LEADS_OUT = "Give a folder inside the dataset"


@dataclass(frozen=True, slots=True)
class Pair:
    """An image, the label file that is about it if there is one, and whether the image is there."""

    image: str
    label: str | None
    present: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a dataset, relative to their folders.

    Attributes
    ----------
    root : Path
        Folder of the labels, and of the images unless others were given.
    images : ImageTree
    pairs : tuple of Pair
    names : mapping of int to str, or None
        The class list.
    header : mapping
        The texts of YAML, class list and lists of images, kept for export.
    """

    root: Path
    images: ImageTree
    pairs: tuple[Pair, ...]
    names: Mapping[int, str] | None
    header: Mapping[str, Any]


def find_layout(source: Path, image_root: Path | None, found: ProblemList) -> Layout:
    """Find a dataset's files; ``source`` is its YAML, or the folder of either.

    Raises
    ------
    UserError
        The YAML cannot be used, or there is nothing of a YOLO dataset.
    """
    yaml = source if source.is_file() else find_yaml(source)
    root = source.parent if source.is_file() else source
    header: dict[str, Any] = {}
    content: dict[str, Any] = {}
    names = None
    if yaml is not None:
        text = read_text(yaml)
        content = _content(text, yaml)
        names = class_names(content, yaml, found)
        header["yaml"] = {yaml.name: text}
    elif (listed := next((name for name in CLASS_FILES if (root / name).is_file()), None)) is not None:
        text = read_text(root / listed)
        names = dict(enumerate(line.strip() for line in text.splitlines() if line.strip()))
        header["classes"] = {listed: text}
    tree = ImageTree(root)
    images = tree if image_root is None else ImageTree(image_root)
    chosen, lists = _chosen(content, tree, found, yaml or root)
    labels = _label_files(tree) - set(lists)
    if lists:
        header["lists"] = lists
    pairs = tuple(_pairs(images, labels, chosen, own=image_root is None))
    if not pairs:
        raise UserError(
            "there are no images and no labels in this folder",
            source=root,
            remedy="Choose the folder that has the folders images and labels",
        )
    return Layout(root, images, pairs, names, header)


def find_yaml(folder: Path) -> Path | None:
    """The YAML of a dataset's folder: the one with class names, ``data.yaml`` before others."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in YAML_SUFFIXES)
    for path in sorted(found, key=lambda path: path.stem.lower() not in ("data", "dataset")):
        try:
            content = parse(read_text(path))
        except (UserError, NotYamlError):
            continue
        if isinstance(content, dict) and "names" in content:
            return path
    return next((path for path in found if path.stem.lower() == "data"), None)


def is_label_line(line: str) -> bool:
    """Whether a line could be one of a label file: a class number, and four numbers or more."""
    return _LINE.fullmatch(line[:10_000]) is not None


def class_names(content: Mapping[str, Any], yaml: Path, found: ProblemList) -> dict[int, str]:
    """The class list as it stands: a list from 0, or a mapping of numbers.

    Raises
    ------
    UserError
        There is none.
    """
    listed = content.get("names")
    remedy = "Write names: [cat, dog], or names: {0: cat, 1: dog}"
    entries = (
        listed.items() if isinstance(listed, dict) else enumerate(listed if isinstance(listed, list) else ())
    )
    names: dict[int, str] = {}
    for key, name in entries:
        if not str(key).strip().isascii() or not str(key).strip().isdigit() or len(str(key)) > 9:
            found.add(f"names, {key!r}", "this is no class number", remedy, source=yaml)
        else:
            names[int(key)] = name if isinstance(name, str) else str(name)
    if not names and not (isinstance(listed, list) and not listed):
        raise UserError("there is no list of class names", source=yaml, record="names", remedy=remedy)
    count = content.get("nc")
    if isinstance(count, str) and count.strip() != str(len(names)):
        found.add(
            "nc",
            f"it is {count}, but {len(names)} classes are named",
            "Correct the one or the other",
            source=yaml,
        )
    return names


def label_of(image: str) -> str:
    """The label file of an image: in the folder ``labels`` beside its last folder ``images``, else beside it."""
    parts = image.split("/")
    for place in range(len(parts) - 2, -1, -1):
        if parts[place].lower() == "images":
            parts[place] = "labels"
            break
    stem, dot, _ = parts[-1].rpartition(".")
    parts[-1] = f"{stem if dot else parts[-1]}.txt"
    return "/".join(parts)


def image_of(label: str) -> str:
    """The image that a label file is about but for its suffix."""
    parts = label.removesuffix(".txt").removesuffix(".TXT").split("/")
    for place in range(len(parts) - 2, -1, -1):
        if parts[place].lower() == "labels":
            parts[place] = "images"
            break
    return "/".join(parts)


def _content(text: str, yaml: Path) -> dict[str, Any]:
    try:
        content = parse(text)
    except NotYamlError as error:
        record = None if error.line is None else f"line {error.line}"
        raise UserError(
            f"this is no YAML ({error})", source=yaml, record=record, remedy="Correct it, or write it anew"
        ) from error
    if not isinstance(content, dict):
        raise UserError(
            "this is no description of a dataset", source=yaml, remedy="Write names: and train: into it"
        )
    return content


def _label_files(tree: ImageTree) -> set[str]:
    """The text files that hold labels: those in a folder ``labels``, and any with lines like that."""
    labels = set()
    for name in tree.files:
        if not name.lower().endswith(".txt") or name.rpartition("/")[2] in CLASS_FILES:
            continue
        folders = [folder.lower() for folder in name.split("/")[:-1]]
        if "labels" in folders or _looks_like_labels(tree.root / name):
            labels.add(name)
    return labels


def _looks_like_labels(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    lines = [line for line in start.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    return is_label_line(lines[0]) if lines else not start


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the splits name: folders, and images by themselves, or nothing that there is, which means all."""

    folders: frozenset[str]
    images: frozenset[str]
    everything: bool

    def has(self, image: str) -> bool:
        if self.everything or image in self.images or "" in self.folders:
            return True
        parts = image.split("/")
        return any("/".join(parts[:end]) in self.folders for end in range(1, len(parts)))


def _chosen(
    content: Mapping[str, Any], tree: ImageTree, found: ProblemList, yaml: Path
) -> tuple[_Chosen, dict[str, str]]:
    """What the splits name, and the texts of the lists among them."""
    folders: set[str] = set()
    images: set[str] = set()
    lists: dict[str, str] = {}
    base = content.get("path")
    for split in _SPLITS:
        stated = content.get(split)
        for entry in stated if isinstance(stated, list) else [stated]:
            if not isinstance(entry, str) or not entry.strip():
                continue
            place = _place(entry, base if isinstance(base, str) else "", tree)
            if place is None:
                found.add(
                    split, f"{entry!r} is not in this folder, so it is not read", _LEADS_OUT, source=yaml
                )
            elif place in tree.files:
                lists[place] = read_text(tree.root / place)
                images |= set(_listed(lists[place], tree))
            else:
                folders.add(place)
    return _Chosen(frozenset(folders), frozenset(images), everything=not folders and not lists), lists


def _place(entry: str, base: str, tree: ImageTree) -> str | None:
    """The folder or list that an entry means, relative to the root and never outside; None where there is none.

    A path from another machine means what it ends with. Of one that climbs out what comes after the climb is looked for
    inside: exports of some tools count it from a folder that does not exist.
    """
    own, joined = PureWindowsPath(entry), PureWindowsPath(base, entry)
    ways = [_inner(joined), _inner(own)]
    if joined.anchor:
        parts = joined.parts[1:]
        ways += [list(parts[start:]) for start in range(len(parts))]
    for way in ways:
        place = "/".join(way) or "."
        if place in tree.folders:
            return "" if place == "." else place
        if place.lower().endswith(".txt") and place in tree.files:
            return place
    return None


def _inner(path: PureWindowsPath) -> list[str]:
    return [part for part in path.parts if part not in (".", "..", path.anchor)]


def _listed(text: str, tree: ImageTree) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            stated = line.strip().removeprefix("./")
            yield tree.find(stated) or inside(stated).as_posix()


def _pairs(images: ImageTree, labels: set[str], chosen: _Chosen, *, own: bool) -> list[Pair]:
    """Each image with its labels, and labels without an image, in the order of the images' names.

    ``own``: the images are in the folder of the labels, so that the splits speak of them.
    """
    # Names without a suffix are images only where labels say so.
    bare = {image for label in labels if (image := images.of_stem(image_of(label))) is not None}
    names = {*images.images, *bare}
    if own:
        names = {name for name in {*names, *chosen.images} if chosen.has(name)}
    elif not chosen.everything and not chosen.folders:
        # Folders that the splits name are those of the dataset's own images, but its lists speak of any.
        names = {images.find(name) or name for name in chosen.images}
    by_name: dict[str, list[str]] = {}
    for label in labels:
        by_name.setdefault(label.rpartition("/")[2], []).append(label)
    pairs = []
    free = set(labels)
    for name in names:
        usual = label_of(name)
        beside = f"{PurePosixPath(name).with_suffix('')}.txt"
        found = [label for label in (usual, beside, f"labels/{beside}") if label in labels]
        if not found and not own and len(by_name.get(usual.rpartition("/")[2], ())) == 1:
            found = by_name[usual.rpartition("/")[2]]
        free.difference_update(found[:1])
        pairs.append(Pair(name, found[0] if found else None, name in images.files))
    for label in free:
        name = f"{image_of(label)}.jpg"
        if not own or (chosen.has(name) and not images.of_stem(image_of(label))):
            pairs.append(Pair(name, label, present=False))
    return sorted(pairs, key=lambda pair: (pair.image, pair.label or ""))
