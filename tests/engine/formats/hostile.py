"""Sources with something wrong in them, made from good ones by a seeded draw."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats.tfrecord_file import framed

Damage = Callable[[bytes, random.Random], bytes]

GIGANTIC = (
    b"1e309", b"-1e309", b"9" * 400, b"18446744073709551616", b"-9223372036854775809", b"1e-400", b"NaN", b"inf",
    b"-1", b"0", b"2147483648", b"1_0", b"null", b"0x10", b"1e999999999999",
)  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_PIECES = (
    b"[",
    b"]",
    b"{",
    b"}",
    b"<",
    b">",
    b'"',
    b"'",
    b",",
    b":",
    b"\n",
    b"\0",
    b"\xff",
    b"\\",
    b" ",
    b"&",
    b"../",
)


def truncated(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def flipped(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randint(1, 6)):
        if changed:
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def with_gigantic_number(data: bytes, draw: random.Random) -> bytes:
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return data
    match = draw.choice(numbers)
    return data[: match.start()] + draw.choice(GIGANTIC) + data[match.end() :]


def spliced(data: bytes, draw: random.Random) -> bytes:
    """A part left out, said twice, or something put in between."""
    start, stop = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    stop = min(stop, start + 60)
    between = draw.choice((b"", data[start:stop] * 2, draw.choice(_PIECES), draw.choice(_PIECES) * 50))
    return data[:start] + between + data[stop:]


def in_records(damage: Damage) -> Damage:
    """The same damage behind good checksums: to the bytes of one record."""

    def damaged(data: bytes, draw: random.Random) -> bytes:
        records = _records(data)
        place = draw.randrange(len(records))
        records[place] = damage(records[place], draw)
        return b"".join(map(framed, records))

    return damaged


def _records(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 8], "little")
        found.append(data[at + 12 : at + 12 + length])
        at += length + 16
    return found


def damaged_copies(source: Path, folder: Path, damage: Damage, count: int, seed: int) -> Iterator[Path]:
    """Copies of a source, one at a time, each with one of its text files damaged; images stay as they are."""
    draw = random.Random(seed)
    copy = folder / "source"
    if source.is_dir():
        shutil.copytree(source, copy, dirs_exist_ok=True)
        files = sorted(path for path in copy.rglob("*") if path.is_file() and path.suffix.lower() != ".png")
    else:
        copy = folder / source.name
        shutil.copy(source, copy)
        files = [copy]
    for _ in range(count):
        path = draw.choice(files)
        good = path.read_bytes()
        path.write_bytes(damage(good, draw))
        yield copy
        path.write_bytes(good)


def storable(dataset: Dataset) -> None:
    """What is kept can go into a project: JSON, and text that is Unicode."""
    orjson.dumps(
        [
            {str(key): dict(value) for key, value in dataset.records.items()},
            {str(key): dict(value) for key, value in dataset.image_records.items()},
            dict(dataset.header),
            dataset.images.file_names,
            dataset.categories.names,
            [str(problem) for problem in dataset.problems],
        ]
    )


def told_plainly(error: UserError) -> None:
    """What is wrong, with what, and what to do, in a line."""
    assert error.problem
    assert error.source
    assert error.remedy
    assert "\n" not in str(error)
    assert len(str(error)) < 2000
