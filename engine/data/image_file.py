"""What is known of an image file without decoding it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was read last.

    Attributes
    ----------
    size : int
        Bytes.
    mtime_ns : int
        When it was changed last, as the file system says it.
    sha256 : str
        Of all its bytes, hexadecimal.
    """

    size: int
    mtime_ns: int
    sha256: str
