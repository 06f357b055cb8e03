"""Which operations a SavedModel holds: read from its protocol buffer, without TensorFlow."""

from __future__ import annotations

from collections.abc import Iterator

from engine.formats.protobuf_wire import fields

# Field numbers of SavedModel, MetaGraphDef, GraphDef, FunctionDefLibrary, FunctionDef, OpDef, NodeDef.
_META_GRAPHS, _GRAPH, _NODES, _LIBRARY = 2, 2, 1, 2
_FUNCTIONS, _SIGNATURE, _NAME, _FUNCTION_NODES, _OPERATION = 1, 1, 1, 3, 2


def operations(data: bytes) -> Iterator[tuple[str, str]]:
    """The function that each operation stands in, empty for the graph itself, and the operation.

    Raises
    ------
    ValueError
        The file is damaged.
    """
    for meta in _messages(memoryview(data), _META_GRAPHS):
        for graph in _messages(meta, _GRAPH):
            yield from _of_nodes(graph, _NODES, "")
            for library in _messages(graph, _LIBRARY):
                for function in _messages(library, _FUNCTIONS):
                    name = _first_text(_messages(function, _SIGNATURE), _NAME)
                    yield from _of_nodes(function, _FUNCTION_NODES, name)


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
    return (value for field, value in fields(data) if field == wanted and isinstance(value, memoryview))
