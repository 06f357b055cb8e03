"""Label maps in protobuf's text format."""

from collections.abc import Mapping
from pathlib import Path

from engine.errors import UserError
from engine.formats.protobuf_text import Message, Value, parse_text

_WRITTEN = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_MOST_NUMBERS = 2**31
_REMEDY = "Write it as: item { id: 1 name: 'cat' }"


def read_pbtxt(text: str, path: Path) -> dict[int, str]:
    """Read a label map of the TensorFlow Object Detection API.

    Returns
    -------
    dict of int to str
        By class number. Where ``name`` is a code of the Open Images kind (``/m/01g317``), the display name.

    Raises
    ------
    UserError
        The text is no label map, or gives a number twice; the line is named.
    """
    names: dict[int, str] = {}
    items = parse_text(text, path, what="label map", remedy=_REMEDY).messages("item")
    for item in items:
        line = item.line
        number, name = _entry(item, path)
        if number in names:
            raise UserError(
                f"class {number} is named twice",
                source=path,
                record=f"line {line}",
                remedy="Remove one of them",
            )
        names[number] = name
    if not names:
        raise UserError("the label map names no class", source=path, remedy=_REMEDY)
    return names


def label_map_text(names: Mapping[int, str]) -> str:
    """A label map that `read_pbtxt` takes for these names, ascending by number."""
    return "".join(
        f"item {{\n  id: {number}\n  name: {_quoted(names[number])}\n}}\n" for number in sorted(names)
    )


def _quoted(text: str) -> str:
    escaped = "".join(_WRITTEN.get(character, character) for character in text)
    return f'"{escaped}"'


def _entry(item: Message, path: Path) -> tuple[int, str]:
    fields = {name: value.text for name, value in item.fields if isinstance(value, Value)}
    line = item.line
    name = fields.get("name", "")
    if not name or name.startswith(("/m/", "/g/")):
        name = fields.get("display_name", name)
    try:
        number = int(fields["id"])
        if not -_MOST_NUMBERS < number < _MOST_NUMBERS:
            raise ValueError
    except (KeyError, ValueError) as error:
        raise UserError(
            "this item has no id that is a whole number", source=path, record=f"line {line}", remedy=_REMEDY
        ) from error
    if not name:
        raise UserError("this item has no name", source=path, record=f"line {line}", remedy=_REMEDY)
    return number, name
