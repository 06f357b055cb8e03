"""tf.train.Example as bytes: the few messages of protobuf that it is made of, read and written without protobuf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray

from engine.formats.protobuf_wire import NotMessageError, as_message, delimited, fields, varint, varint_bytes

Feature = tuple[bytes, ...] | NDArray[np.float32] | NDArray[np.int64]
"""What a feature holds: texts, floats or whole numbers."""

_BYTES, _FLOATS, _INTS = 1, 2, 3
_MOST_FEATURES = 10_000


def parse_example(data: bytes) -> dict[str, Feature]:
    """Read the features by name; of a name given twice the last counts, as in protobuf.

    Raises
    ------
    NotMessageError
        What is wrong.
    """
    features: dict[str, Feature] = {}
    for number, value in fields(memoryview(data)):
        if number != 1:
            continue
        for inner, entry in fields(as_message(value)):
            if inner != 1:
                continue
            name, feature = _entry(as_message(entry))
            features[name] = feature
            if len(features) > _MOST_FEATURES:
                message = "it has too many features"
                raise NotMessageError(message)
    return features


def example_bytes(features: Mapping[str, Feature]) -> bytes:
    """Write features in the order of their names, so that the same ones are the same bytes."""
    entries = bytearray()
    for name in sorted(features):
        entry = delimited(1, name.encode()) + delimited(2, _feature_bytes(features[name]))
        entries += delimited(1, entry)
    return delimited(1, bytes(entries))


def _entry(data: memoryview) -> tuple[str, Feature]:
    name = ""
    feature: Feature = ()
    for number, value in fields(data):
        if number == 1:
            try:
                name = bytes(as_message(value)).decode()
            except UnicodeDecodeError as error:
                message = "the name of a feature is no text"
                raise NotMessageError(message) from error
        elif number == 2:
            feature = _feature(as_message(value))
    return name, feature


def _feature(data: memoryview) -> Feature:
    feature: Feature = ()
    for kind, value in fields(data):
        content = as_message(value)
        if kind == _BYTES:
            feature = tuple(bytes(as_message(item)) for number, item in fields(content) if number == 1)
        elif kind == _FLOATS:
            feature = _floats(content)
        elif kind == _INTS:
            feature = _ints(content)
    return feature


def _floats(data: memoryview) -> NDArray[np.float32]:
    """Floats, packed or one by one."""
    packed = bytearray()
    for number, value in fields(data):
        if number == 1:
            packed += value if isinstance(value, memoryview) else value.to_bytes(4, "little")
    if len(packed) % 4:
        message = "a list of floats ends early"
        raise NotMessageError(message)
    return np.frombuffer(bytes(packed), "<f4").astype(np.float32)


def _ints(data: memoryview) -> NDArray[np.int64]:
    """Whole numbers, packed or one by one."""
    values: list[int] = []
    for number, value in fields(data):
        if number != 1:
            continue
        if isinstance(value, int):
            values.append(value)
            continue
        at = 0
        while at < len(value):
            item, at = varint(value, at)
            values.append(item)
    return np.array([value - 2**64 if value >= 2**63 else value for value in values], np.int64)


def _feature_bytes(feature: Feature) -> bytes:
    if isinstance(feature, tuple):
        return delimited(_BYTES, b"".join(delimited(1, item) for item in feature))
    if feature.dtype == np.float32:
        return delimited(_FLOATS, delimited(1, feature.astype("<f4").tobytes()) if len(feature) else b"")
    packed = b"".join(varint_bytes(value % 2**64) for value in cast("list[int]", feature.tolist()))
    return delimited(_INTS, delimited(1, packed) if len(feature) else b"")
