"""What became of a project's sources: where they are now, and whether they are as they were read."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from engine.data.address import is_folder, place_name
from engine.data.dataset import Dataset, Problem, path_inside
from engine.data.image_file import FileState
from engine.data.sources import (
    Condition,
    Fingerprint,
    SourceChanges,
    SourceKind,
    SourceRecord,
    Sources,
    SourceStanding,
    exists,
)
from engine.errors import UserError
from engine.formats.image_files import SUFFIXES
from engine.formats.yolo_layout import YAML_SUFFIXES
from engine.remote.reading import is_in_store, read_bytes

Progress = Callable[[int, int], None]
"""Told how many are done, of how many. May raise `engine.errors.CancelledError`."""

_OWN = re.compile(r"\.boxwright|\.images(-\d+)?$")
"""What the program itself writes beside labels."""
_SAMPLE = 8
_OF_LABELS = frozenset({"annotations", "annotation", "labels", "label", "xml", "json"})
_MOST_FOLDERS = 50
"""Beside labels that are looked into for their images."""
"""Images by which a folder is known."""
_FOLDERS_UP = 4
_PARTS_KEPT = 3
_UNREAD = frozenset({SourceKind.IMAGES, SourceKind.MODEL})
"""Kinds that are not hashed here: each image is, and each model, when a model runs."""
_TITLES = {
    SourceKind.ANNOTATIONS: "the annotations",
    SourceKind.IMAGES: "the folder of the images",
    SourceKind.PREDICTIONS: "the predictions",
    SourceKind.MODEL: "the model",
    SourceKind.LABEL_MAP: "the label map",
    SourceKind.SPLIT: "the split",
}


def fingerprints(sources: Sources) -> dict[SourceKind, Fingerprint]:
    """What the sources hold, for a project that begins with them; those that cannot be read are not among them."""
    found = {}
    for kind in SourceKind:
        path = getattr(sources, kind)
        if path is not None and kind not in _UNREAD:
            content = _content(SourceRecord(kind, (path,)), path)
            if content is not None:
                found[kind] = content
    return found


def fingerprint(path: Path, known: Fingerprint | None = None) -> Fingerprint:
    """What a file or a folder of label files holds; of a folder's images the names alone count.

    Parameters
    ----------
    path
    known
        What it held: nothing is read where the file system says that nothing has changed since.

    Raises
    ------
    UserError
        It cannot be read.
    """
    try:
        return _of_folder(path, known) if path.is_dir() else _of_file(path, known)
    except OSError as error:
        raise UserError(
            f"this cannot be read ({error.strerror or error})", source=path, remedy="Check its permissions"
        ) from error


def look(
    records: Sequence[SourceRecord],
    project: Path,
    names: Sequence[str],
    *,
    progress: Progress = lambda *_: None,
) -> tuple[SourceStanding, ...]:
    """What became of each source. Nothing is changed, neither there nor in the project.

    A source is where it lies to the project file as it did, or where it was; else one of the same content in a folder
    near by is taken for it. What is there and has other content has changed.

    Parameters
    ----------
    records
    project
        The project file.
    names
        Of the project's images.
    progress
    """
    found = []
    for done, record in enumerate(records):
        progress(done, len(records))
        found.append(_standing(record, project, names))
    return tuple(found)


def standing_at(record: SourceRecord, path: Path, names: Sequence[str]) -> SourceStanding:
    """How a source stands if it is where somebody says.

    Raises
    ------
    UserError
        There is nothing of its kind.
    """
    if not exists(path):
        raise UserError("there is no such file or folder", source=path, remedy="Check the path")
    if record.kind is SourceKind.IMAGES:
        if not is_folder(path):
            raise UserError("this is a file", source=path, remedy="Choose the folder of the images")
        if is_in_store(path):
            _ask_store(path, names)
        if names and not holds_images(path, names):
            raise UserError(
                f"none of the project's images are here, as {names[0]}",
                source=path,
                remedy="Choose the folder that their names start from",
            )
    if record.kind in _UNREAD:
        return SourceStanding(record, Condition.MOVED, path)
    content = fingerprint(_root(record.kind, path), record.content)
    same = record.content is None or record.content.sha256 == content.sha256
    return SourceStanding(record, Condition.MOVED if same else Condition.CHANGED, path, content)


def find_images(record: SourceRecord, project: Path, names: Sequence[str]) -> Path | None:
    """Where the images are, quickly: in the first folder that holds some of them; None where there is none."""
    candidates = chain(record.places, _near(record, project))
    found = next((own for own in candidates if exists(own) and holds_images(own, names)), None)
    # A folder that had none of them is as it was.
    return found if found is not None else next((own for own in record.places if exists(own)), None)


def images_near(labels: Path, names: Sequence[str]) -> Path | None:
    """The folder of the images of labels for which none was named; None where it is not near them.

    That is the folder of the labels or one in it, such as ``images`` or ``JPEGImages``, the first that holds some of
    the images; likewise of the folder above, where that of the labels is for labels alone by its name.

    Parameters
    ----------
    labels
        A file or a folder.
    names
        Of the images.
    """
    own = labels if labels.is_dir() else labels.parent
    above = [own.absolute().parent] if own.name.lower() in _OF_LABELS else []
    for folder in (own, *above):
        inside = sorted(path for path in folder.iterdir() if path.is_dir())[:_MOST_FOLDERS]
        found = next((place for place in (folder, *inside) if holds_images(place, names)), None)
        if found is not None:
            return found
    return None


def holds_images(folder: Path, names: Sequence[str]) -> bool:
    """Whether at least half of a few images, taken from all over the list, are in a folder."""
    sample = [names[i * len(names) // _SAMPLE] for i in range(min(_SAMPLE, len(names)))]
    if len(names) < _SAMPLE:
        sample = list(names)
    paths = [path_inside(folder, name) for name in sample]
    there = sum(path is not None and exists(path) for path in paths)
    return there > 0 and 2 * there >= len(sample)


def _ask_store(folder: Path, names: Sequence[str]) -> None:
    """Fetch an image that the folder should have: whoever says where images are is told at once that they are not.

    Raises
    ------
    UserError
        It is not there, or the store does not answer.
    """
    path = None if not names else path_inside(folder, names[0])
    if path is not None:
        read_bytes(path)


def problems_of(standings: Iterable[SourceStanding]) -> tuple[Problem, ...]:
    """What a person should know of the sources."""
    return tuple(chain.from_iterable(map(_problems, standings)))


def count_changes(then: Dataset, now: Dataset) -> SourceChanges:
    """How labels that were read anew differ from those that were read before; images are the same by file name.

    A box that was changed has no name that every format keeps: of the boxes of an image that are only in one of the
    two, those with the same corners were relabelled, those of the same class were moved.
    """
    before, after = Counter(_boxes(then)), Counter(_boxes(now))
    gone, come = before - after, after - before
    relabelled = _paired(gone, come, lambda own: (own[0], own[2]))
    moved = _paired(gone, come, lambda own: (own[0], own[1]))
    images_then, images_now = set(then.images.file_names), set(now.images.file_names)
    return SourceChanges(
        added=come.total(),
        removed=gone.total(),
        moved=moved,
        relabelled=relabelled,
        images_added=len(images_now - images_then),
        images_removed=len(images_then - images_now),
    )


_Box = tuple[str, str, tuple[float, ...]]


def _boxes(dataset: Dataset) -> Iterator[_Box]:
    boxes = dataset.annotations
    names, categories = dataset.images.file_names, dataset.categories
    rows = zip(
        boxes.images.tolist(), boxes.categories.tolist(), boxes.boxes_xyxy.round(3).tolist(), strict=True
    )
    for image, category, corners in rows:
        # NaN is not even itself.
        yield names[image], categories.name(category), tuple(-1.0 if own != own else own for own in corners)


def _paired(gone: Counter[_Box], come: Counter[_Box], key: Callable[[_Box], object]) -> int:
    """Take pairs that agree in something out of both, and count them."""
    waiting: dict[object, list[_Box]] = {}
    for own in come.elements():
        waiting.setdefault(key(own), []).append(own)
    count = 0
    for own in list(gone.elements()):
        if partners := waiting.get(key(own)):
            come[partners.pop()] -= 1
            gone[own] -= 1
            count += 1
    return count


def _standing(record: SourceRecord, project: Path, names: Sequence[str]) -> SourceStanding:
    if record.kind is SourceKind.IMAGES:
        path = find_images(record, project, names)
    elif record.kind is SourceKind.MODEL:
        path = next((own for own in record.places if exists(own)), None)
    else:
        return _standing_of_content(record, project)
    if path is None:
        return SourceStanding(record, Condition.MISSING, record.path)
    return SourceStanding(record, _moved(record, path), path)


def _standing_of_content(record: SourceRecord, project: Path) -> SourceStanding:
    others: list[tuple[Path, Fingerprint | None]] = []
    for path in record.places:
        if exists(path):
            content = _content(record, path)
            if content is not None and (record.content is None or record.content.sha256 == content.sha256):
                return SourceStanding(record, _moved(record, path), path, content)
            others.append((path, content))
    if others:
        path, content = others[0]
        return SourceStanding(record, Condition.CHANGED, path, content)
    if record.content is not None:
        for path in filter(exists, _near(record, project)):
            content = _content(record, path)
            if content is not None and content.sha256 == record.content.sha256:
                return SourceStanding(record, Condition.MOVED, path, content)
    return SourceStanding(record, Condition.MISSING, record.path)


def _moved(record: SourceRecord, path: Path) -> Condition:
    return Condition.SAME if path in record.places else Condition.MOVED


def _near(record: SourceRecord, project: Path) -> Iterator[Path]:
    """Places of the same name beside the project file and above it, with as much of the old path as can be."""
    beside = Path(os.path.abspath(project)).parent  # noqa: PTH100
    for folder in (beside, *beside.parents)[:_FOLDERS_UP]:
        for old in record.places:
            for kept in range(min(_PARTS_KEPT, len(old.parts) - 1), 0, -1):
                yield folder.joinpath(*old.parts[-kept:])


def _content(record: SourceRecord, path: Path) -> Fingerprint | None:
    """What a source holds; None where it cannot be read, which whoever reads it is told."""
    try:
        return fingerprint(_root(record.kind, path), record.content)
    except UserError:
        return None


def _root(kind: SourceKind, path: Path) -> Path:
    """What there is to look at: beside the YAML of a dataset lie its labels."""
    is_yaml = kind is SourceKind.ANNOTATIONS and path.suffix.lower() in YAML_SUFFIXES and not path.is_dir()
    return path.parent if is_yaml else path


def _of_file(path: Path, known: Fingerprint | None) -> Fingerprint:
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        stamp = _stamp(f"{found.st_size} {found.st_mtime_ns}", found.st_mtime_ns)
        if known is not None and stamp and known.stamp == stamp:
            return known
        return Fingerprint(stamp, hashlib.file_digest(file, "sha256").hexdigest())


def _of_folder(path: Path, known: Fingerprint | None) -> Fingerprint:
    files = sorted(_files(path))
    listing = hashlib.sha256()
    for name, size, changed in files:
        listing.update(f"{name}\0{size} {changed}\n".encode(errors="surrogateescape"))
    stamp = _stamp(listing.hexdigest(), max((changed for _, _, changed in files), default=0))
    if known is not None and stamp and known.stamp == stamp:
        return known
    contents = hashlib.sha256()
    for name, _, changed in files:
        contents.update(f"{name}\0".encode(errors="surrogateescape"))
        if changed:
            with (path / name).open("rb") as file:
                contents.update(hashlib.file_digest(file, "sha256").digest())
    return Fingerprint(stamp, contents.hexdigest())


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Files below a folder by relative name, with size and time; zeros of images, whose bytes are no labels."""

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [own for own in folders if not own.startswith(".") and not _OWN.search(own)]
        for name in names:
            if name.startswith(".") or _OWN.search(name):
                continue
            path = Path(place) / name
            relative = path.relative_to(folder).as_posix()
            if path.suffix.lower() in SUFFIXES:
                yield relative, 0, 0
            else:
                found = path.stat()
                yield relative, found.st_size, found.st_mtime_ns


def _stamp(said: str, changed_ns: int) -> str:
    return said if FileState(0, changed_ns, "").is_settled(time.time_ns()) else ""


def _problems(standing: SourceStanding) -> Iterator[Problem]:
    title, path = _TITLES[standing.record.kind], place_name(standing.path)
    if standing.condition is Condition.MISSING:
        wrong = f"{title} cannot be found; the project holds its labels and works without"
        yield Problem(path, "", wrong, "Say where it is (File > Sources, or boxwright sources)")
    elif standing.condition is Condition.CHANGED:
        then, now = (
            "not readable" if own is None else f"SHA-256 {own.sha256[:12]}"
            for own in (standing.record.content, standing.content)
        )
        wrong = f"{title} changed on disk since the project was begun ({then} then, {now} now)"
        yield Problem(
            path,
            "",
            f"{wrong}; the project still works on what it read then",
            "See what changed (File > Sources)",
        )


def skipped(standing: SourceStanding) -> SourceRecord:
    """A missing source that nobody is asked for any more."""
    return replace(standing.record, skipped=True)
