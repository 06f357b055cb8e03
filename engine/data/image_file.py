"""What is known of an image file without decoding it."""

from __future__ import annotations

from dataclasses import dataclass

_TICK_NS = 2_000_000_000
"""The coarsest clock of a file system that is still in use: FAT's."""


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

    def is_settled(self, now_ns: int) -> bool:
        """Whether size and time tell that it has not changed since: within a tick of the clock they would not."""
        return now_ns - self.mtime_ns > _TICK_NS
