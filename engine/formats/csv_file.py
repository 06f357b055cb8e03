"""CSV files of other programs, row by row."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from engine.errors import UserError

_REMEDY = "Check that the file is complete, or write it anew"
_DELIMITERS = (",", ";", "\t")
_PROGRESS_ROWS = 4096


def read_rows(
    path: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[tuple[int, list[str]]]:
    """Read a file a row at a time: the line it ends in, and its cells without blanks around them.

    The separator is that of comma, semicolon and tab which the first line has most of. Empty lines are left out.
    ``progress`` is told bytes.

    Raises
    ------
    UserError
        The file cannot be read, is no text, or a row makes no sense; the line is named.
    """
    try:
        total = path.stat().st_size
        with path.open("rb") as raw:
            encoding = "utf-16" if raw.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
            raw.seek(0)
            with io.TextIOWrapper(raw, encoding, newline="") as file:
                first = file.readline(65536)
                delimiter = max(_DELIMITERS, key=first.count)
                file.seek(0)
                reader = csv.reader(file, delimiter=delimiter)
                for cells in reader:
                    if reader.line_num % _PROGRESS_ROWS == 0:
                        progress(min(raw.tell(), total), total)
                    row = [cell.strip() for cell in cells]
                    if any(row):
                        yield reader.line_num, row
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeError):
            problem = "this is not text in UTF-8"
        else:
            problem = f"the file cannot be read ({getattr(error, 'strerror', None) or error})"
        raise UserError(problem, source=path, remedy="Check the path, or save it as UTF-8") from error
    except csv.Error as error:
        raise UserError(
            f"this is no CSV ({error})", source=path, record=f"line {reader.line_num}", remedy=_REMEDY
        ) from error


def row_lines(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Write rows with commas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def to_number(text: str) -> float:
    """The number in a cell, NaN where there is none."""
    try:
        return float(text) if "_" not in text else math.nan
    except ValueError:
        return math.nan


def number_text(value: float) -> str:
    """The number as a cell has it: whole ones without a point, all others to the last bit."""
    return str(int(value)) if value.is_integer() else repr(value)
