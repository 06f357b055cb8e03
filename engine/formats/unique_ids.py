"""Ids from a file, made whole numbers that are each given once."""

from collections.abc import Sequence
from itertools import count
from typing import Any

import numpy as np

from engine.data.dataset import Bool, Int
from engine.formats.columns import whole_numbers
from engine.formats.problem_list import ProblemList

_HIGH = 2**62
"""Above this there is no room for ids to come."""


def unique_ids(
    values: Sequence[Any],
    what: str,
    found: ProblemList,
    *,
    reserved: Sequence[Any] = (),
    zero_allowed: bool = True,
) -> tuple[Int, Bool]:
    """Take ids as they are; give the next free one where an id is no whole number or was given before.

    Parameters
    ----------
    values
        The ids as the file has them.
    what
        What they are ids of, for the problems. Text as an id is replaced without a word.
    reserved
        Values that mean something else in the file, so that none of them is given.
    zero_allowed
        Whether 0 is an id like any other.

    Returns
    -------
    (n,) int64, (n,) bool
        The ids, and which of them are the file's own.
    """
    ids, usable = whole_numbers(values)
    if not zero_allowed:
        usable &= ids != 0
    own = np.zeros(len(ids), np.bool_)
    rows = np.flatnonzero(usable)
    own[rows[np.unique(ids[rows], return_index=True)[1]]] = True
    if own.all():
        return ids, own
    highest = int(ids.max())
    taken = {*ids.tolist(), *(value for value in reserved if isinstance(value, int | float))}
    unused = (n for n in count(highest + 1 if highest < _HIGH else 1) if n not in taken)
    # Text stays text where labels are written, and is numbered again when they are read: after all others, each time.
    for position in sorted(np.flatnonzero(~own).tolist(), key=lambda place: isinstance(values[place], str)):
        value = values[position]
        free = ids[position] = next(unused)
        if usable[position]:
            found.add(
                f"{what} {value}", f"another {what} has this id, so {free} is used", "Give each its own id"
            )
        elif value == 0:
            found.add(
                f"{what} 0",
                f"pycocotools takes the id 0 for no {what} at all, so {free} is used",
                "Number them from 1",
            )
        elif not isinstance(value, str):
            found.add(
                f"{what}s[{position}]",
                f"its id {value!r} is no whole number, so {free} is used",
                "Give it an id that is a whole number",
            )
    return ids, own
