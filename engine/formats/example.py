"""tf.train.Example as bytes: the few messages of protobuf that it is made of, read and written without protobuf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray

Feature = tuple[bytes, ...] | NDArray[np.float32] | NDArray[np.int64]
"""What a feature holds: texts, floats or whole numbers."""

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_BYTES, _FLOATS, _INTS = 1, 2, 3
_MOST_FEATURES = 10_000


class NotExampleError(ValueError):
    """The bytes are no tf.train.Example."""


def parse_example(data: bytes) -> dict[str, Feature]:
    """Read the features by name; of a name given twice the last counts, as in protobuf.

    Raises
    ------
    NotExampleError
        What is wrong.
    """
    features: dict[str, Feature] = {}
    for number, value in _fields(memoryview(data)):
        if number != 1:
            continue
        for inner, entry in _fields(_message(value)):
            if inner != 1:
                continue
            name, feature = _entry(_message(entry))
            features[name] = feature
            if len(features) > _MOST_FEATURES:
                message = "it has too many features"
                raise NotExampleError(message)
    return features


def example_bytes(features: Mapping[str, Feature]) -> bytes:
    """Write features in the order of their names, so that the same ones are the same bytes."""
    entries = bytearray()
    for name in sorted(features):
        entry = _delimited(1, name.encode()) + _delimited(2, _feature_bytes(features[name]))
        entries += _delimited(1, entry)
    return _delimited(1, bytes(entries))


def _entry(data: memoryview) -> tuple[str, Feature]:
    name = ""
    feature: Feature = ()
    for number, value in _fields(data):
        if number == 1:
            try:
                name = bytes(_message(value)).decode()
            except UnicodeDecodeError as error:
                message = "the name of a feature is no text"
                raise NotExampleError(message) from error
        elif number == 2:
            feature = _feature(_message(value))
    return name, feature


def _feature(data: memoryview) -> Feature:
    feature: Feature = ()
    for kind, value in _fields(data):
        content = _message(value)
        if kind == _BYTES:
            feature = tuple(bytes(_message(item)) for number, item in _fields(content) if number == 1)
        elif kind == _FLOATS:
            feature = _floats(content)
        elif kind == _INTS:
            feature = _ints(content)
    return feature


def _floats(data: memoryview) -> NDArray[np.float32]:
    """Floats, packed or one by one."""
    packed = bytearray()
    for number, value in _fields(data):
        if number == 1:
            packed += value if isinstance(value, memoryview) else value.to_bytes(4, "little")
    if len(packed) % 4:
        message = "a list of floats ends early"
        raise NotExampleError(message)
    return np.frombuffer(bytes(packed), "<f4").astype(np.float32)


def _ints(data: memoryview) -> NDArray[np.int64]:
    """Whole numbers, packed or one by one."""
    values: list[int] = []
    for number, value in _fields(data):
        if number != 1:
            continue
        if isinstance(value, int):
            values.append(value)
            continue
        at = 0
        while at < len(value):
            item, at = _varint(value, at)
            values.append(item)
    return np.array([value - 2**64 if value >= 2**63 else value for value in values], np.int64)


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field of a message: bytes where it has a length, else a number."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(data, at)
            yield number, value
            continue
        if kind == _LENGTH:
            length, at = _varint(data, at)
        elif kind in (_FIXED32, _FIXED64):
            length = 4 if kind == _FIXED32 else 8
        else:
            message = f"a field is of the unknown kind {kind}"
            raise NotExampleError(message)
        if length > len(data) - at:
            message = f"a field claims {length} bytes, more than there are"
            raise NotExampleError(message)
        part = data[at : at + length]
        at += length
        yield number, part if kind == _LENGTH else int.from_bytes(part, "little")


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value & (2**64 - 1), at
    message = "a number ends early" if shift < 70 else "a number is too long"
    raise NotExampleError(message)


def _message(value: int | memoryview) -> memoryview:
    if isinstance(value, int):
        message = "a number stands where a message belongs"
        raise NotExampleError(message)
    return value


def _feature_bytes(feature: Feature) -> bytes:
    if isinstance(feature, tuple):
        return _delimited(_BYTES, b"".join(_delimited(1, item) for item in feature))
    if feature.dtype == np.float32:
        return _delimited(_FLOATS, _delimited(1, feature.astype("<f4").tobytes()) if len(feature) else b"")
    packed = b"".join(_varint_bytes(value % 2**64) for value in cast("list[int]", feature.tolist()))
    return _delimited(_INTS, _delimited(1, packed) if len(feature) else b"")


def _delimited(number: int, data: bytes) -> bytes:
    return bytes([number << 3 | _LENGTH]) + _varint_bytes(len(data)) + data


def _varint_bytes(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
