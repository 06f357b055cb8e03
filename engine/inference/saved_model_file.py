"""Which operations a SavedModel holds: read from its protocol buffer, without TensorFlow."""

from __future__ import annotations

from collections.abc import Iterator

# Field numbers of SavedModel, MetaGraphDef, GraphDef, FunctionDefLibrary, FunctionDef, OpDef, NodeDef.
_META_GRAPHS, _GRAPH, _NODES, _LIBRARY = 2, 2, 1, 2
_FUNCTIONS, _SIGNATURE, _NAME, _FUNCTION_NODES, _OPERATION = 1, 1, 1, 3, 2
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_SIZES = {_FIXED64: 8, _FIXED32: 4}


def operations(data: bytes) -> Iterator[tuple[str, str]]:
    """The function that each operation stands in, empty for the graph itself, and the operation.

    Raises
    ------
    ValueError
        The file is damaged.
    """
    try:
        for meta in _messages(memoryview(data), _META_GRAPHS):
            for graph in _messages(meta, _GRAPH):
                yield from _of_nodes(graph, _NODES, "")
                for library in _messages(graph, _LIBRARY):
                    for function in _messages(library, _FUNCTIONS):
                        name = _first_text(_messages(function, _SIGNATURE), _NAME)
                        yield from _of_nodes(function, _FUNCTION_NODES, name)
    except IndexError as error:
        message = "it ends early"
        raise ValueError(message) from error


def _of_nodes(message: memoryview, field: int, function: str) -> Iterator[tuple[str, str]]:
    for node in _messages(message, field):
        for operation in _messages(node, _OPERATION):
            yield function, bytes(operation).decode("utf-8", "replace")


def _first_text(messages: Iterator[memoryview], field: int) -> str:
    for message in messages:
        for text in _messages(message, field):
            return bytes(text).decode("utf-8", "replace")
    return ""


def _messages(data: memoryview, wanted: int) -> Iterator[memoryview]:
    """All fields of a number that hold bytes: messages and texts."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        field, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            _, at = _varint(data, at)
        elif kind == _BYTES:
            length, at = _varint(data, at)
            if at + length > len(data):
                raise IndexError
            if field == wanted:
                yield data[at : at + length]
            at += length
        elif kind in _SIZES:
            at += _SIZES[kind]
        else:
            message = f"it holds a field of kind {kind}"
            raise ValueError(message)


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            message = "it holds a number that never ends"
            raise ValueError(message)
