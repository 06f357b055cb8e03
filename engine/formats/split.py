"""Splits: lists of the images to open."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from engine.errors import UserError
from engine.formats.image_files import SUFFIXES
from engine.formats.problem_list import ProblemList

_MARKS = frozenset({"1", "-1", "0"})


def read_split(path: Path) -> tuple[str, ...]:
    """Read a split file: a stem, file name or path of an image on each line.

    Blank lines and lines that begin with # are left out. Where every line ends in 1, -1 or 0, it is one of
    Pascal VOC's lists for one class, and the mark is left out: the image is in the split either way.

    Raises
    ------
    UserError
        The file cannot be read or is not text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the split cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    except UnicodeError as error:
        raise UserError("the split is not text in UTF-8", source=path, remedy="Save it as UTF-8") from error
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    pairs = [line.rsplit(maxsplit=1) for line in lines]
    if all(len(pair) == 2 and pair[1] in _MARKS for pair in pairs):
        return tuple(pair[0] for pair in pairs)
    return tuple(lines)


def select(file_names: Sequence[str], entries: Iterable[str], split: Path, found: ProblemList) -> set[int]:
    """Return the indices of the files that a split names; entries that name none become one problem."""
    indices: dict[str, set[int]] = {}
    for index, file_name in enumerate(file_names):
        for key in _keys(file_name):
            indices.setdefault(key, set()).add(index)
    chosen: set[int] = set()
    absent: list[str] = []
    for entry in entries:
        hits = next((indices[key] for key in _keys(entry) if key in indices), None)
        if hits is None:
            absent.append(entry)
        else:
            chosen |= hits
    if absent:
        lines = "1 line matches" if len(absent) == 1 else f"{len(absent)} lines match"
        found.add(
            f"first {absent[0]!r}",
            f"{lines} no image of the dataset",
            "Check that this split belongs to this dataset",
            source=split,
        )
    return chosen


def _keys(file_name: str) -> tuple[str, ...]:
    """Ways to name a file, the narrowest first."""
    path = PurePosixPath(file_name.replace("\\", "/"))
    named = (str(path), path.name)
    return (*named, path.stem) if path.suffix.lower() in SUFFIXES | {".xml"} else named
