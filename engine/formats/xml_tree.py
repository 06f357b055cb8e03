"""XML elements as JSON values and back, so that what nobody understands can be kept."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

_TEXT = "#text"
_MOST_DEPTH = 200
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnsafeXmlError(ValueError):
    """The document declares a type or entities, which can make a small file grow without end."""


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        """Refuse at the first sight of a declaration."""
        message = "it declares a document type, which is not safe to read"
        raise UnsafeXmlError(message)


def parse(data: bytes) -> ET.Element:
    """Parse a document.

    Raises
    ------
    xml.etree.ElementTree.ParseError
        It is not well formed.
    UnsafeXmlError
        It has a document type.
    """
    parser = ET.XMLParser(target=_Builder())
    parser.feed(data)
    root = parser.close()
    assert isinstance(root, ET.Element)
    return root


def parse_parts(file: BinaryIO, tag: str) -> Iterator[ET.Element]:
    """Parse a document in parts: each child of the root with this tag as it ends, then the root without them.

    So a large document never is in memory all at once.

    Raises
    ------
    As `parse`, perhaps after some parts.
    """
    builder = _PartBuilder(tag)
    parser = ET.XMLParser(target=builder)
    while data := file.read(1 << 16):
        parser.feed(data)
        yield from builder.taken()
    root = parser.close()
    assert isinstance(root, ET.Element)
    yield from builder.taken()
    yield root


class _PartBuilder(_Builder):
    """Takes the children of one tag off the root as they end."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag
        self._open: list[ET.Element] = []
        self._ended: list[ET.Element] = []

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        if len(self._open) > _MOST_DEPTH:
            message = "it is nested too deeply"
            raise UnsafeXmlError(message)
        element = super().start(tag, attrs)
        self._open.append(element)
        return element

    def end(self, tag: str) -> ET.Element:
        element = super().end(tag)
        self._open.pop()
        if len(self._open) == 1 and tag == self._tag:
            self._open[0].remove(element)
            self._ended.append(element)
        return element

    def taken(self) -> list[ET.Element]:
        ended, self._ended = self._ended, []
        return ended


def to_value(element: ET.Element) -> Any:
    """Turn an element into its text where that is all it has, else a mapping of its attributes and children.

    Attributes are under ``@name``, text beside them under ``#text``, children of one name in a list.
    Comments, and the order of children of different names, are not kept.
    """
    text = element.text or ""
    if not len(element) and not element.attrib:
        return text
    value: dict[str, Any] = {f"@{name}": attribute for name, attribute in element.attrib.items()}
    if text.strip():
        value[_TEXT] = text
    for child in element:
        converted = to_value(child)
        if child.tag not in value:
            value[child.tag] = converted
        elif isinstance(value[child.tag], list):
            value[child.tag].append(converted)
        else:
            value[child.tag] = [value[child.tag], converted]
    return value


def to_bytes(root: ET.Element) -> bytes:
    """Write a document, indented by tabs.

    Raises
    ------
    ValueError
        Some text holds a character that XML does not have.
    """
    ET.indent(root, "\t")
    text = ET.tostring(root, "unicode")
    if unwritable := _UNWRITABLE.search(text):
        message = f"the character {unwritable[0]!r}"
        raise ValueError(message)
    return text.replace("\r", "&#13;").encode() + b"\n"  # a parser takes a bare \r for \n


def append(parent: ET.Element, tag: str, value: Any) -> None:
    """Append a value of `to_value` to an element: as an attribute, as its text, or as children."""
    if tag == _TEXT:
        parent.text = value
    elif tag.startswith("@"):
        parent.set(tag[1:], value)
    elif isinstance(value, list):
        for item in value:
            append(parent, tag, item)
    else:
        element = ET.SubElement(parent, tag)
        if isinstance(value, Mapping):
            for key, item in value.items():
                append(element, key, item)
        else:
            element.text = str(value)
