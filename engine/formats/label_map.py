"""Label maps: the names of a model's class numbers, as text, JSON, YAML or protobuf's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.errors import UserError
from engine.formats.json_file import read_json
from engine.formats.label_map_pbtxt import read_pbtxt
from engine.formats.yaml_file import NotYamlError, compose

_LISTS = (".txt", ".names", ".labels", ".csv")
_YAML = (".yaml", ".yml")
_JSON = ".json"
_INSIDE = ("names", "categories", "classes", "labels", "label_map")
"""Where a file that holds more than names may have them."""
_BACKGROUND = frozenset({"background", "__background__", "???"})
_GAP = "???"
_NUMBERED = re.compile(r"(\d{1,9})\s*[\s:,=]\s*(\S.*)")
_PBTXT = re.compile(r"\bitem\s*:?\s*[{<]")
_INTEGER = re.compile(r"[+-]?\d{1,9}")
_REMEDY = "Write one name a line, or a number and a name for each class"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a list or a mapping: its key if it has one, its value, and what the record is called."""

    key: str | None
    value: Any
    record: str


def read_label_map(path: Path, *, first: int = 1) -> dict[int, str]:
    """Read a label map.

    A list of names (``.txt``, or a list in JSON or YAML) counts from ``first``. Where its first name is that of the
    background, or ``???``, the second one does; further ``???`` are numbers without a name. In JSON and YAML, a
    mapping of numbers to names or of names to numbers and COCO's list of categories are taken as well, also under
    ``names`` as in a YOLO ``data.yaml``.

    Parameters
    ----------
    path
    first
        Number of the model's first class.

    Returns
    -------
    dict of int to str
        By class number.

    Raises
    ------
    UserError
        The file cannot be read, is no label map, or gives a number twice; the line or the record is named.
    """
    suffix = path.suffix.lower()
    if suffix == _JSON:
        return _named(list(_of_json(read_json(path), path)), path, first)
    text = _text(path)
    if suffix in _YAML:
        return _named(list(_of_yaml(text, path)), path, first)
    if suffix in _LISTS and not _PBTXT.search(text):
        return _named(list(_of_lines(text, path)), path, first)
    return read_pbtxt(text, path)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the label map cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    except UnicodeError as error:
        raise UserError("the label map is not text in UTF-8", source=path, remedy=_REMEDY) from error


def _of_lines(text: str, path: Path) -> Iterator[_Entry]:
    lines = [line.strip() for line in text.rstrip().splitlines()]
    numbered = [_NUMBERED.fullmatch(line) for line in lines]
    for row, (line, match) in enumerate(zip(lines, numbered, strict=True), 1):
        if not line:
            raise UserError(
                "the line is empty: whether it counts as a class cannot be told",
                source=path,
                record=f"line {row}",
                remedy="Remove it, or write ??? for a number without a name",
            )
        if match is not None and all(numbered):
            yield _Entry(match[1], match[2], f"line {row}")
        else:
            yield _Entry(None, line, f"line {row}")


def _of_json(content: Any, path: Path) -> Iterator[_Entry]:
    if isinstance(content, dict):
        inside = next((content[key] for key in _INSIDE if isinstance(content.get(key), list | dict)), content)
        content = inside
    if isinstance(content, list):
        for row, value in enumerate(content, 1):
            yield _Entry(None, value, f"entry {row}")
    elif isinstance(content, dict):
        for key, value in content.items():
            yield _Entry(key, value, f"entry {key!r}")
    else:
        raise _no_label_map(path)


def _of_yaml(text: str, path: Path) -> Iterator[_Entry]:
    """Read names as they are written: YAML itself would read ``no`` as a truth value."""
    try:
        root = compose(text)
    except NotYamlError as error:
        record = None if error.line is None else f"line {error.line}"
        raise UserError(f"this is not YAML ({error})", source=path, record=record, remedy=_REMEDY) from error
    if isinstance(root, yaml.MappingNode):
        inside = {key.value: value for key, value in root.value if isinstance(key, yaml.ScalarNode)}
        root = next(
            (inside[key] for key in _INSIDE if isinstance(inside.get(key), yaml.CollectionNode)), root
        )
    if isinstance(root, yaml.SequenceNode):
        for node in root.value:
            yield _Entry(None, _plain(node), f"line {node.start_mark.line + 1}")
    elif isinstance(root, yaml.MappingNode):
        for key, node in root.value:
            yield _Entry(str(_plain(key)), _plain(node), f"line {key.start_mark.line + 1}")
    else:
        raise _no_label_map(path)


def _plain(node: Any) -> Any:
    """A name as text, a number that is not in quotes as one, and a mapping of these; anything else as None."""
    if isinstance(node, yaml.ScalarNode):
        return int(node.value) if node.style is None and _INTEGER.fullmatch(node.value) else node.value
    if isinstance(node, yaml.MappingNode):
        return {
            str(_plain(key)): _plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)
        }
    return None


def _named(entries: Sequence[_Entry], path: Path, first: int) -> dict[int, str]:
    start = first
    if entries and entries[0].key is None and str(entries[0].value).lower() in _BACKGROUND:
        start -= 1
    names: dict[int, str] = {}
    for row, entry in enumerate(entries):
        number, name = _pair(entry, row + start, path)
        if number in names:
            raise UserError(
                f"class {number} is named twice",
                source=path,
                record=entry.record,
                remedy="Remove one of them",
            )
        names[number] = name
    background = str(entries[0].value).lower() if start < first else None
    names = {
        number: name
        for number, name in names.items()
        if name != _GAP and not (number == start and name.lower() == background)
    }
    if not names:
        raise UserError("the label map names no class", source=path, remedy=_REMEDY)
    return names


def _pair(entry: _Entry, number: int, path: Path) -> tuple[int, str]:
    """The number and the name in an entry; the number is its place in a list of names."""
    key, value = entry.key, entry.value
    if isinstance(value, dict):
        key, value = value.get("id"), value.get("name")
        if isinstance(key, int) and abs(key) < 2**31 and isinstance(value, str) and value:
            return key, value
        problem = "this entry has no id that is a whole number and no name"
    elif key is None:
        # A number as a name: in a list they are the digits of a counter or a die.
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value):
            return number, str(value)
        problem = "this entry is no name"
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31:
        # "7: 3" says that the class 7 is called 3; a name is no number.
        return (int(key), str(value)) if _INTEGER.fullmatch(key) else (value, key)
    elif isinstance(value, str) and value and _INTEGER.fullmatch(key):
        return int(key), value
    else:
        problem = "this entry is no number with a name"
    raise UserError(problem, source=path, record=entry.record, remedy=_REMEDY)


def _no_label_map(path: Path) -> UserError:
    return UserError("this is no label map: it holds no list and no mapping", source=path, remedy=_REMEDY)
