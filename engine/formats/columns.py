"""Columns of JSON values to arrays: quick where all is well, value by value where it is not."""

import math
from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np

from engine.data.dataset import Bool, Float, Int

_INT64 = np.iinfo(np.int64)


def whole_number(value: Any) -> int | None:
    """Return the value as an int of 64 bits, or None where it is none; 3.0 is one, True and "3" are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is int and _INT64.min <= value <= _INT64.max:
        return value
    return None


def whole_numbers(values: Sequence[Any]) -> tuple[Int, Bool]:
    """Convert a column of whole numbers.

    Returns
    -------
    (n,) int64, (n,) bool
        The numbers, and which values were whole numbers; 0 where not.
    """
    if set(map(type, values)) <= {int}:
        try:
            return np.array(values, np.int64).reshape(len(values)), np.ones(len(values), np.bool_)
        except OverflowError:
            pass
    numbers = [whole_number(value) for value in values]
    known = np.array([number is not None for number in numbers], np.bool_)
    return np.array([number or 0 for number in numbers], np.int64), known


def numbers(values: Sequence[Any]) -> Float:
    """Convert a column of numbers, (n,) float64: NaN where a value is none."""
    if set(map(type, values)) <= {int, float}:
        try:
            return np.array(values, np.float64).reshape(len(values))
        except OverflowError:
            pass
    return np.array([_number(value) for value in values], np.float64)


def number_lists(values: Sequence[Any], length: int) -> tuple[Float, Bool]:
    """Convert a column of lists of numbers that are all of one length.

    Returns
    -------
    (n, length) float64, (n,) bool
        The numbers, NaN where one is none; and which values were lists of that length, NaN throughout where not.
    """
    lists: Sequence[list[Any]]
    if set(map(type, values)) <= {list} and set(map(len, values)) <= {length}:
        lists, well_formed = values, np.ones(len(values), np.bool_)
    else:
        well_formed = np.array([type(value) is list and len(value) == length for value in values], np.bool_)
        absent: list[Any] = [None] * length
        lists = [value if good else absent for value, good in zip(values, well_formed.tolist(), strict=True)]
    return numbers(list(chain.from_iterable(lists))).reshape(len(values), length), well_formed


def look_up(table: Mapping[Any, int], values: Sequence[Any], *, absent: int) -> Int:
    """Look a column up in a table, (n,) int64: ``absent`` where a value is not in it."""
    try:
        found = list(map(table.get, values, repeat(absent)))
    except TypeError:  # a list or an object where an id belongs
        found = [
            table.get(value, absent) if isinstance(value, str | int | float) else absent for value in values
        ]
    return np.array(found, np.int64)


def _number(value: Any) -> float:
    if type(value) is float:
        return value
    if type(value) is int:
        try:
            return float(value)
        except OverflowError:
            return math.nan
    return math.nan
