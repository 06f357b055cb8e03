"""What a ``.tflite`` file says of itself: read from its FlatBuffer, without TensorFlow.

A table is a list of fields, each at an offset or absent; field numbers are those of the format's published schemas.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

POST_PROCESS = "TFLite_Detection_PostProcess"

_IDENTIFIER = b"TFL3"
# Model, SubGraph, Operator, OperatorCode, Buffer, Metadata of the model's schema.
_MODEL_CODES, _MODEL_GRAPHS, _MODEL_BUFFERS, _MODEL_METADATA = 1, 2, 4, 6
_GRAPH_OPERATORS, _OPERATOR_CODE, _OPERATOR_OUTPUTS, _CODE_CUSTOM = 3, 0, 2, 1
_BUFFER_DATA, _METADATA_NAME, _METADATA_BUFFER = 0, 0, 1
# ModelMetadata, SubGraphMetadata, TensorMetadata, ProcessUnit, NormalizationOptions of the metadata's schema.
_SUBGRAPHS, _INPUTS, _UNITS, _UNIT_KIND, _UNIT_OPTIONS, _MEAN, _STD = 4, 2, 5, 0, 1, 0, 1
_NORMALISATION = 1


@dataclass(frozen=True, slots=True)
class TfliteFacts:
    """What can be told without running it.

    Attributes
    ----------
    custom_operators : tuple of str
        Names of operators that are not TFLite's own.
    post_process : tuple of int, or None
        Numbers of the tensors in which the detection post-process leaves boxes, classes, scores and their count.
    mean, std : tuple of float, or None
        Input x becomes (x - mean) / std, by the metadata; one number, or one for each channel.
    """

    custom_operators: tuple[str, ...] = ()
    post_process: tuple[int, ...] | None = None
    mean: tuple[float, ...] | None = None
    std: tuple[float, ...] | None = None


def read_facts(data: bytes) -> TfliteFacts:
    """Read them; of a file that is damaged, what there is: whether it can be used is found out by loading it."""
    if data[4:8] != _IDENTIFIER:
        return TfliteFacts()
    try:
        return _read(_root(data))
    except (struct.error, IndexError, UnicodeError):
        return TfliteFacts()


def _read(model: _Table) -> TfliteFacts:
    codes = [code.text(_CODE_CUSTOM) for code in model.tables(_MODEL_CODES)]
    post_process = None
    for graph in model.tables(_MODEL_GRAPHS):
        for operator in graph.tables(_GRAPH_OPERATORS):
            if codes[operator.number(_OPERATOR_CODE)] == POST_PROCESS:
                post_process = operator.numbers(_OPERATOR_OUTPUTS, "i")
        break  # the first graph is the one that is run
    mean, std = _normalisation(model)
    return TfliteFacts(
        tuple(name for name in codes if name),
        None if post_process is None else tuple(int(own) for own in post_process),
        mean,
        std,
    )


def _normalisation(model: _Table) -> tuple[tuple[float, ...] | None, tuple[float, ...] | None]:
    buffers = list(model.tables(_MODEL_BUFFERS))
    for entry in model.tables(_MODEL_METADATA):
        if entry.text(_METADATA_NAME) != "TFLITE_METADATA":
            continue
        content = buffers[entry.number(_METADATA_BUFFER)].bytes(_BUFFER_DATA)
        for graph in _root(content).tables(_SUBGRAPHS):
            for tensor in graph.tables(_INPUTS):
                for unit in tensor.tables(_UNITS):
                    options = unit.table(_UNIT_OPTIONS)
                    if unit.byte(_UNIT_KIND) == _NORMALISATION and options is not None:
                        return options.numbers(_MEAN, "f") or None, options.numbers(_STD, "f") or None
    return None, None


def _root(data: bytes) -> _Table:
    return _Table(data, struct.unpack_from("<I", data, 0)[0])


class _Table:
    """A table of a FlatBuffer: the place in the file where it begins."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    def table(self, field: int) -> _Table | None:
        place = self._place(field)
        return None if place is None else _Table(self._data, self._follow(place))

    def tables(self, field: int) -> Iterator[_Table]:
        start, length = self._vector(field)
        for index in range(length):
            yield _Table(self._data, self._follow(start + 4 * index))

    def numbers(self, field: int, code: str) -> tuple[float, ...]:
        start, length = self._vector(field)
        return struct.unpack_from(f"<{length}{code}", self._data, start)

    def bytes(self, field: int) -> bytes:
        start, length = self._vector(field)
        return self._data[start : start + length]

    def text(self, field: int) -> str:
        return self.bytes(field).decode("utf-8")

    def number(self, field: int) -> int:
        place = self._place(field)
        return 0 if place is None else int(struct.unpack_from("<I", self._data, place)[0])

    def byte(self, field: int) -> int:
        place = self._place(field)
        return 0 if place is None else self._data[place]

    def _place(self, field: int) -> int | None:
        fields = self._at - int(struct.unpack_from("<i", self._data, self._at)[0])
        (size,) = struct.unpack_from("<H", self._data, fields)
        if 4 + 2 * field >= size:
            return None
        (offset,) = struct.unpack_from("<H", self._data, fields + 4 + 2 * field)
        return self._at + offset if offset else None

    def _vector(self, field: int) -> tuple[int, int]:
        place = self._place(field)
        if place is None:
            return 0, 0
        start = self._follow(place)
        return start + 4, int(struct.unpack_from("<I", self._data, start)[0])

    def _follow(self, place: int) -> int:
        return place + int(struct.unpack_from("<I", self._data, place)[0])
