"""Which format a file or a folder is in, from what it holds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from engine.errors import UserError
from engine.formats import open_images, retinanet, tf_csv
from engine.formats.csv_file import read_rows
from engine.formats.image_files import SUFFIXES
from engine.formats.tfrecord_file import is_tfrecord
from engine.formats.yolo_layout import CLASS_FILES, YAML_SUFFIXES, find_yaml, is_label_line

_HEAD = 1 << 18
"""Bytes of a file that are looked at."""
_MOST_FILES = 20_000
"""Files of a folder that are looked at."""

_MAGIC = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BM", "an image"),
    (b"SQLite format 3\0", "a database, perhaps a project"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89HDF", "an HDF5 file"),
    (b"%PDF", "a PDF"),
)
# A string that is not closed reaches to the end, or each of its quotes would be tried as another beginning.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[][{}:]', re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*)")
_KNOWN = (
    "COCO, Datumaro or CVAT's file, a TFRecord, a CSV of boxes; or a folder of Pascal VOC, YOLO or LabelMe"
)


def detect(source: Path) -> str:
    """Name the format of ground truth, one of `engine.formats.write.FORMATS`.

    Raises
    ------
    UserError
        It is none of them: what it is, as far as that can be told, is said. Or it cannot be read.
    """
    try:
        return _of_folder(source) if source.is_dir() else _of_file(source)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"this cannot be read ({reason})", source=source, remedy="Check the path") from error


def json_keys(text: str) -> set[str]:
    """The keys of the outermost object of JSON, as far as its beginning has them."""
    keys: set[str] = set()
    depth = 0
    last = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
        elif token == ":" and depth == 1 and last:
            keys.add(last)
        last = token[1:-1] if len(token) > 1 else ""
    return keys


def _of_file(source: Path) -> str:
    head = _head(source)
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if kind is not None:
        raise _refusal(source, f"this is {kind}, no labels")
    if is_tfrecord(head):
        return "tfrecord"
    text = _decoded(head)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "[", ""):
        return _of_json(text, source) if start == "{" else "coco"
    if start == "<":
        return _of_xml(text, source)
    if source.suffix.lower() in YAML_SUFFIXES or re.search(r"^names\s*:", text, re.MULTILINE):
        return "yolo"
    first = text.splitlines()[0]
    if is_label_line(first):
        raise UserError(
            "these are the labels of a single image in YOLO's format",
            source=source,
            remedy="Choose the folder of the dataset",
        )
    kind = _of_csv(source) if "," in first or ";" in first or "\t" in first else None
    if kind is not None:
        return kind
    shown = repr(first[:60]) if first.isprintable() else "what is no text"
    raise _refusal(source, f"these are no labels in a known format: it begins with {shown}")


def _of_json(text: str, source: Path) -> str:
    keys = json_keys(text)
    if "shapes" in keys and "images" not in keys:
        raise UserError(
            "this is LabelMe's annotation of a single image",
            source=source,
            remedy="Choose the folder it is in",
        )
    is_datumaro = "items" in keys or "dm_format_version" in keys
    return "datumaro" if is_datumaro and not {"images", "annotations"} & keys else "coco"


def _of_xml(text: str, source: Path) -> str:
    root = _root_tag(text)
    if root == "annotations":
        return "cvat"
    if root == "annotation":
        raise UserError(
            "this is the annotation of a single image", source=source, remedy="Choose the folder it is in"
        )
    raise _refusal(source, f"this is XML with the root <{root}>, no labels in a known format")


def _root_tag(text: str) -> str:
    match = _ROOT.search(text)
    return match[1] if match else ""


def _of_csv(source: Path) -> str | None:
    """The kind of a CSV, from its first row."""
    try:
        cells = next((cells for _, cells in read_rows(source)), [])
    except UserError:
        return None
    if open_images.is_header(cells):
        return "openimages"
    if tf_csv.is_header(cells):
        return "csv"
    return "retinanet" if retinanet.is_row(cells) else None


def _of_folder(source: Path) -> str:
    if find_yaml(source) is not None or any((source / name).is_file() for name in CLASS_FILES):
        return "yolo"
    single: UserError | None = None
    for pattern in ("*", "Annotations/*", "annotations/*", "**/*"):
        try:
            found = _of_files(_files(source, pattern), source)
        except UserError as error:
            # Whoever chooses a folder means the labels that are a folder, where there are some beside such a file.
            single = single or error
            continue
        if found is not None:
            return found
    if single is not None:
        raise single
    files = _files(source, "**/*")
    counts = Counter(path.suffix.lower() or "no suffix" for path in files)
    told = ", ".join(f"{count} of {suffix}" for suffix, count in counts.most_common(5))
    raise UserError(
        f"there are no labels in a known format in this folder, but files: {told}"
        if counts
        else "this folder is empty",
        source=source,
        remedy=f"Choose {_KNOWN}",
    )


def _files(source: Path, pattern: str) -> list[Path]:
    found = []
    for path in source.glob(pattern):
        if path.is_file():
            found.append(path)
        if len(found) >= _MOST_FILES:
            break
    return sorted(found)


def _of_files(files: list[Path], source: Path) -> str | None:
    """The format of which there is a file among these, the most telling first."""
    by_suffix: dict[str, list[Path]] = {}
    for path in files:
        by_suffix.setdefault(path.suffix.lower(), []).append(path)
    for path in by_suffix.get(".xml", ()):
        # A file that cannot be read is one of Pascal VOC like those beside it.
        if _root_tag(_decoded(_head(path))) == "annotations":
            return "cvat"
        return "voc"
    for path in by_suffix.get(".json", ())[:20]:
        keys = json_keys(_decoded(_head(path)))
        if "shapes" in keys:
            return "labelme"
        if "items" in keys or "dm_format_version" in keys:
            return "datumaro"
        if {"images", "annotations"} <= keys:
            raise UserError(
                "this is a folder with files of COCO",
                source=path.parent,
                remedy=f"Choose a file, as {path.name}",
            )
    others = [path for path in files if path.suffix.lower() not in SUFFIXES]
    if any(is_tfrecord(_head(path)) for path in others[:20]):
        return "tfrecord"
    for path in by_suffix.get(".csv", ())[:20]:
        kind = _of_csv(path)
        if kind == "csv":
            raise UserError(
                "this is a folder with CSV files", source=path.parent, remedy=f"Choose a file, as {path.name}"
            )
        if kind is not None:
            return kind
    texts = by_suffix.get(".txt", ())[:20]
    lines = (line for path in texts for line in _decoded(_head(path)).splitlines()[:1])
    folders = (path.parent.relative_to(source.parent).parts for path in texts)
    in_labels = any("labels" in map(str.lower, parts) for parts in folders)
    return "yolo" if in_labels or any(map(is_label_line, lines)) else None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _decoded(head: bytes) -> str:
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return head.decode(name, "replace")
    return head.decode("utf-8-sig", "replace")


def _refusal(source: Path, problem: str) -> UserError:
    return UserError(problem, source=source, remedy=f"Choose {_KNOWN}")
