"""What can be read of a damaged project file, row by row, each held against its seal. Nothing is written to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, String, Table

from engine.store import schema
from engine.store.pages import Image, read_image
from engine.store.records import Record, Values, records_of
from engine.store.seals import (
    ARRAYS,
    BASELINE,
    JOURNAL,
    ROWS,
    RUN,
    BrokenSealError,
    columns_of,
    crc_of,
    crc_of_columns,
    setting_kind,
)
from engine.store.sign_offs import link

_OWN_NAMES = ("journal", "label_set", "predicted", "sample_answer", "sign_off")
"""Tables that hardly any other program has."""
_TABLES = (*BASELINE, schema.setting, schema.run, schema.journal, *ROWS, schema.sign_off)
"""What is looked for: the others hold what can be found out again."""

Seals = Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Salvage:
    """What can be read.

    Attributes
    ----------
    tables : mapping of str to list of tuple
        Rows of images, categories, annotations and problems by their key, all that were found.
    whole : frozenset of str
        Those of the tables that are as they were written, each row.
    seals : mapping of str to int
        Of these tables, the damaged ones as well, as far as their seals can be read.
    settings : mapping of str to str
        JSON by name: those that are as they were written.
    settings_lost : tuple of str
        Names of the others, as far as they are known.
    journal : tuple of tuple
        Rows from the first on, up to one that is lost or not as it was written.
    journal_lost : int
        How many there were after these, as far as that is known.
    runs : tuple of tuple
        Rows of those that are as they were written.
    runs_lost : int
    rows : mapping of str to tuple of tuple
        Of the tables of other people's labels and of samples: those that are as they were written.
    rows_lost : mapping of str to int
    sign_offs : tuple of tuple
        Rows of the chain of sign-offs from the first on, as far as the chain holds.
    sign_offs_lost : int
        How many there were after these, as far as that is known.
    log_damaged : bool
        Steps may be missing that were in the log beside the file.
    """

    tables: Mapping[str, list[Values]]
    whole: frozenset[str]
    seals: Mapping[str, int]
    settings: Mapping[str, str]
    settings_lost: tuple[str, ...]
    journal: tuple[Values, ...]
    journal_lost: int
    runs: tuple[Values, ...]
    runs_lost: int
    rows: Mapping[str, tuple[Values, ...]]
    rows_lost: Mapping[str, int]
    sign_offs: tuple[Values, ...]
    sign_offs_lost: int
    log_damaged: bool


def salvage(path: Path) -> Salvage:
    """Read what can be read.

    Raises
    ------
    OSError
        Nothing can be: there is no file, or no permission.
    """
    image = read_image(path)
    found, seals = _rows(image)
    tables = {table.name: _by_key(found[table.name], 0) for table in BASELINE}
    settings, settings_lost = _settings(found["setting"], seals)
    journal, journal_lost = _journal(found["journal"], seals)
    runs, runs_lost = _runs(found["run"], seals)
    rows, rows_lost = _other_rows(found, seals)
    sign_offs, sign_offs_lost = _sign_offs(found["sign_off"])
    return Salvage(
        tables=tables,
        whole=frozenset(table.name for table in BASELINE if _is_whole(table, tables[table.name], seals)),
        seals={table.name: seals[table.name, 0] for table in BASELINE if (table.name, 0) in seals},
        settings=settings,
        settings_lost=settings_lost,
        journal=journal,
        journal_lost=journal_lost,
        runs=runs,
        runs_lost=runs_lost,
        rows=rows,
        rows_lost=rows_lost,
        sign_offs=sign_offs,
        sign_offs_lost=sign_offs_lost,
        log_damaged=image.log_damaged,
    )


def holds_project(path: Path) -> bool:
    """Whether anything of a project is in a file, however damaged.

    Raises
    ------
    OSError
        It cannot be read.
    """
    image = read_image(path)
    rows, seals = _rows(image)
    kinds = {kind for kind, _ in seals}
    sealed = {*(table.name for table in BASELINE), schema.journal.name, setting_kind("schema_version")}
    # The list of tables fills more than one page: any part of it may be left, or rows alone.
    listed = any(f"CREATE TABLE {name} ".encode() in image.content for name in _OWN_NAMES)
    return (
        bool(kinds & sealed) or listed or any(rows[table.name] for table in (schema.image, schema.annotation))
    )


def _rows(image: Image) -> tuple[dict[str, list[Values]], Seals]:
    """Rows by table, told by the kinds of their values, and the seals."""
    found: dict[str, list[Values]] = {table.name: [] for table in _TABLES}
    seals: dict[tuple[str, int], int] = {}
    for record in records_of(image):
        if record.key is None:
            if [type(value) for value in record.values] == [str, int, int]:
                kind, number, crc = record.values
                seals[kind, number] = crc
            continue
        for table in _TABLES:
            row = _row(table, record)
            if row is not None:
                found[table.name].append(row)
                break
    return found, seals


def _row(table: Table, record: Record) -> Values | None:
    """The row as SQLite would give it, or None where it is of another table."""
    columns = list(table.columns)
    if len(record.values) > len(columns):
        return None
    # Columns that a later version added are not in rows of before.
    padded = (*record.values, *[None] * (len(columns) - len(record.values)))
    row = []
    for column, value in zip(columns, padded, strict=True):
        own = value
        if column.primary_key and isinstance(column.type, Integer):
            if value is not None:
                return None
            own = record.key
        elif value is None:
            if not column.nullable:
                return None
        elif isinstance(column.type, Float) and isinstance(value, int):
            # SQLite keeps whole numbers as such.
            own = float(value)
        elif not isinstance(value, _kind(column.type)):
            return None
        row.append(own)
    return tuple(row)


def _kind(kind: Any) -> type | tuple[type, ...]:
    if isinstance(kind, JSON):
        # A text that is a number is kept as one.
        return str, int, float
    if isinstance(kind, String):
        return str
    if isinstance(kind, LargeBinary):
        return bytes
    if isinstance(kind, Float):
        return float
    assert isinstance(kind, Integer | Boolean)
    return int


def _sign_offs(rows: list[Values]) -> tuple[tuple[Values, ...], int]:
    """Each is sealed by the chain, which is over the one before too."""
    by_id = {row[0]: row for row in rows}
    kept: list[Values] = []
    before = ""
    while (row := by_id.get(len(kept) + 1)) is not None:
        _, event, at, author, content, chain = row
        if link(before, event, at, author, content) != chain:
            break
        kept.append(row)
        before = chain
    return tuple(kept), max(by_id, default=0) - len(kept)


def _by_key(rows: list[Values], key: int) -> list[Values]:
    return [row for _, row in sorted({row[key]: row for row in rows}.items())]


def _is_whole(table: Table, rows: list[Values], seals: Seals) -> bool:
    try:
        return crc_of_columns(columns_of(table, rows)) == seals.get((table.name, 0))
    except BrokenSealError:
        return False


def _fits(seals: Seals, kind: str, number: int, values: Sequence[Any]) -> bool:
    """Whether a row is as it was written; one whose seal is lost is taken for such."""
    crc = crc_of(values)
    return seals.get((kind, number), crc) == crc


def _settings(rows: list[Values], seals: Seals) -> tuple[dict[str, str], tuple[str, ...]]:
    whole = {
        name: value for name, value in rows if crc_of((name, value)) == seals.get((setting_kind(name), 0))
    }
    names = {name for name, _ in rows} | {
        kind.removeprefix(setting_kind("")) for kind, _ in seals if kind.startswith(setting_kind(""))
    }
    return whole, tuple(sorted(names - whole.keys()))


def _journal(rows: list[Values], seals: Seals) -> tuple[tuple[Values, ...], int]:
    columns = schema.journal.columns.keys()
    sealed = [columns.index(name) for name in JOURNAL]
    whole = {row[0]: row for row in rows if _fits(seals, "journal", row[0], [row[i] for i in sealed])}
    known = {row[0] for row in rows} | {number for kind, number in seals if kind == "journal"}
    kept: list[Values] = []
    while len(kept) + 1 in whole:
        kept.append(whole[len(kept) + 1])
    return tuple(kept), max(known, default=0) - len(kept)


def _runs(rows: list[Values], seals: Seals) -> tuple[tuple[Values, ...], int]:
    columns = schema.run.columns.keys()

    def is_whole(row: Values) -> bool:
        values = dict(zip(columns, row, strict=True))
        return all(
            _fits(seals, kind, row[0], [values[name] for name in names])
            for kind, names in (("run", RUN), ("arrays", ARRAYS))
        )

    whole = _by_key([row for row in rows if is_whole(row)], 0)
    known = {row[0] for row in rows} | {number for kind, number in seals if kind in ("run", "arrays")}
    return tuple(whole), len(known) - len(whole)


def _other_rows(
    found: Mapping[str, list[Values]], seals: Seals
) -> tuple[dict[str, tuple[Values, ...]], dict[str, int]]:
    whole, lost = {}, {}
    for table in ROWS:
        fitting = [row for row in found[table.name] if _fits(seals, table.name, row[0], row)]
        whole[table.name] = tuple(_by_key(fitting, 0))
        known = {row[0] for row in found[table.name]} | {
            number for kind, number in seals if kind == table.name
        }
        lost[table.name] = len(known) - len(whole[table.name])
    return whole, lost
