"""Records as files: JSON that a person can read, with a seal over all of it."""

from __future__ import annotations

import types
import typing
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.data.sign_off import FORMAT, SignOff
from engine.errors import UserError
from engine.formats.output import write_file
from engine.sign_off.canonical import canonical, sha256

SUFFIX = ".signoff.json"
_READABLE = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
_NAMES = ("record", "sha256", "signature")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A record with its seal.

    Attributes
    ----------
    record : SignOff
    sha256 : str
        Of the record's canonical form, hexadecimal.
    signature : str
        Ed25519 over the same bytes, hexadecimal; empty where it was signed without a key.
    """

    record: SignOff
    sha256: str
    signature: str

    def text(self) -> str:
        """The file, to the byte."""
        value = {"record": asdict(self.record), "sha256": self.sha256, "signature": self.signature}
        return orjson.dumps(value, option=_READABLE).decode()


def sealed(record: SignOff, key: Ed25519PrivateKey | None) -> SealedRecord:
    """Seal a record whose public key is that of ``key``."""
    data = record_bytes(record)
    return SealedRecord(record, sha256(data), "" if key is None else key.sign(data).hex())


def record_bytes(record: SignOff) -> bytes:
    """What is sealed and signed."""
    return canonical(asdict(record))


def read_record(text: str, source: Path | str) -> SealedRecord:
    """Read a record without asking whether its seal is whole.

    Raises
    ------
    UserError
        It is no record, or one of another version.
    """
    try:
        value = orjson.loads(text)
        content, seal, signature = (value[name] for name in _NAMES)
        version = content["format"]
        if version == FORMAT:
            return SealedRecord(_built(SignOff, content), str(seal), str(signature))
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            "this is no sign-off, or it was changed so that it cannot be read any more",
            source=source,
            remedy=f"Give a file that ends in {SUFFIX}, as it was written",
        ) from error
    raise UserError(
        f"a sign-off of form {version} cannot be read here", source=source, remedy="Update Boxwright"
    )


def read_record_file(path: Path) -> tuple[SealedRecord, str]:
    """Read a record's file, and its text.

    Raises
    ------
    UserError
        It cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8", errors="surrogateescape")
    except OSError as error:
        raise UserError(
            f"the record cannot be read ({error.strerror or error})", source=path, remedy="Check its path"
        ) from error
    return read_record(text, path), text


def write_record(path: Path, text: str) -> None:
    """Write a record's file, whole or not at all.

    Raises
    ------
    UserError
        It cannot be written.
    """
    write_file(path, [text.encode()])


def _built(kind: type[_T], value: Any) -> _T:
    """A value of this type from what JSON says of it; neither more nor less may be there."""
    found: Any = value
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        own = [option for option in typing.get_args(kind) if option is not types.NoneType]
        found = None if value is None else _built(own[0], value)
    elif origin is tuple:
        parts = typing.get_args(kind)
        kinds = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        found = tuple(_built(part, one) for part, one in zip(kinds, value, strict=True))
    elif is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        if set(value) != {own.name for own in fields(kind)}:
            raise ValueError(kind.__name__)
        found = kind(**{name: _built(hints[name], one) for name, one in value.items()})
    elif kind is float and type(value) is int:
        found = float(value)
    elif type(value) is not kind:
        raise TypeError(str(kind))
    return typing.cast("_T", found)
