"""A table of evaluations over time, as CSV: how much a model learned from, and the mAP it came to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from engine.data.past_evaluation import PastEvaluation
from engine.errors import UserError
from engine.formats.csv_file import read_rows

_AMOUNTS = ("boxes", "images", "labels")
_APS = ("map", "ap")
_PREDICTIONS = "predictions"
_REMEDY = "Write a line of names first, such as boxes,map or images,predictions; then a line for each model"


def read_past_evaluations(path: Path) -> tuple[PastEvaluation, ...]:
    """Read a table with the columns ``boxes`` or ``images``, and ``map`` or ``predictions``.

    Returns
    -------
    tuple of PastEvaluation
        Ascending by amount. Paths of predictions are relative to the table.

    Raises
    ------
    UserError
        Columns are missing, or a line has no number where one belongs; the line is named.
    """
    rows = iter(read_rows(path))
    names = [cell.strip().lower() for cell in next(rows, (0, []))[1]]
    amount = next((name for name in _AMOUNTS if name in names), None)
    measured = next((name for name in (*_APS, _PREDICTIONS) if name in names), None)
    if amount is None or measured is None:
        raise UserError("this is no table of evaluations", source=path, remedy=_REMEDY)
    found = []
    for line, cells in rows:
        own = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        number = _number(own, amount, path, line, most=math.inf)
        if measured == _PREDICTIONS:
            found.append(PastEvaluation(number, predictions=path.parent / own.get(_PREDICTIONS, "")))
        else:
            found.append(PastEvaluation(number, _number(own, measured, path, line, most=1.0)))
    return tuple(sorted(found, key=lambda own: own.amount))


def _number(own: Mapping[str, str], name: str, path: Path, line: int, *, most: float) -> float:
    text = own.get(name, "")
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    least = 0.0 if most == 1.0 else 1.0
    if not least <= number <= most or math.isinf(number):
        limits = "from 0 to 1" if most == 1.0 else "from 1 on"
        raise UserError(
            f"{name} is {text!r}, not a number {limits}", source=path, record=f"line {line}", remedy=_REMEDY
        )
    return number
