"""What the libraries and programs of a bundle ask of a Linux system. Needs objdump (binutils)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

_AT_ONCE = 50


class Asked(NamedTuple):
    """Names of libraries that the bundle does not hold itself, and the oldest glibc that serves."""

    libraries: frozenset[str]
    glibc: str


def asked_of_the_system(bundle: Path) -> Asked:
    """Read it from every binary of a bundle."""
    binaries = [path for path in sorted(bundle.rglob("*")) if is_binary(path)]
    told = "".join(_dump(binaries[i : i + _AT_ONCE]) for i in range(0, len(binaries), _AT_ONCE))
    return asked(told, {path.name for path in binaries})


def asked(told: str, bundled: set[str]) -> Asked:
    """The same, of what objdump told and the names of the libraries that are bundled."""
    needed = set(re.findall(r"^\s*NEEDED\s+(\S+)$", told, re.MULTILINE))
    versions = [tuple(map(int, found.split("."))) for found in re.findall(r"GLIBC_(\d+\.\d+)", told)]
    return Asked(frozenset(needed - bundled), ".".join(map(str, max(versions))))


def is_binary(path: Path) -> bool:
    """Whether a file is a program or a library of Linux."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _dump(binaries: list[Path]) -> str:
    command = ["objdump", "-p", *map(str, binaries)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
