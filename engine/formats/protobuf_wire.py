"""Protobuf's wire format: the fields of a message as bytes, read and written without protobuf."""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5


class NotMessageError(ValueError):
    """The bytes are not the message that they should be."""


def fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field of a message: bytes where it has a length, else a number."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = varint(data, at)
            yield number, value
            continue
        if kind == _LENGTH:
            length, at = varint(data, at)
        elif kind in (_FIXED32, _FIXED64):
            length = 4 if kind == _FIXED32 else 8
        else:
            message = f"a field is of the unknown kind {kind}"
            raise NotMessageError(message)
        if length > len(data) - at:
            message = f"a field claims {length} bytes, more than there are"
            raise NotMessageError(message)
        part = data[at : at + length]
        at += length
        yield number, part if kind == _LENGTH else int.from_bytes(part, "little")


def varint(data: memoryview, at: int) -> tuple[int, int]:
    """The number that begins at a place, from 0 to 2^64 - 1, and where it ends."""
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value & (2**64 - 1), at
    message = "a number ends early" if shift < 70 else "a number is too long"
    raise NotMessageError(message)


def as_message(value: int | memoryview) -> memoryview:
    """The bytes of a field that has a length."""
    if isinstance(value, int):
        message = "a number stands where a message belongs"
        raise NotMessageError(message)
    return value


def delimited(number: int, data: bytes) -> bytes:
    """A field that has a length, as bytes."""
    return bytes([number << 3 | _LENGTH]) + varint_bytes(len(data)) + data


def varint_bytes(value: int) -> bytes:
    """A number from 0 to 2^64 - 1 as bytes."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
