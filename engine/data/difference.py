"""What is different between two moments of a review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Annotations, Int
from engine.data.edit import Edit
from engine.data.image_state import Mark
from engine.data.journal import Verdict


class Change(IntFlag):
    """What is different about a box; several may be."""

    ADDED = 1
    REMOVED = 2
    MOVED = 4
    RELABELLED = 8
    MARKED = 16
    """Marks such as crowd or ignore."""

    @staticmethod
    def of(edit: Edit) -> Change:
        """What an edit changes."""
        before, after = edit.before, edit.after
        if before is None:
            return Change.ADDED
        if after is None:
            return Change.REMOVED
        found = Change(0)
        moved = replace(before, box_xyxy=after.box_xyxy, size_wh=after.size_wh, area=after.area)
        # By representation, so that a box of NaN equals itself.
        if repr(moved) != repr(before):
            found |= Change.MOVED
        if before.category != after.category:
            found |= Change.RELABELLED
        if repr(replace(moved, category=after.category)) != repr(after):
            found |= Change.MARKED
        return found


@dataclass(frozen=True, slots=True)
class BoxDifference:
    """A row of `Difference` as a value.

    Attributes
    ----------
    edit : Edit
        From the box at the one moment to the box at the other.
    change : Change
    entry : int
        Number of the journal entry, from 1, that touched the box last between the two.
    author : str
        Who did that.
    at : datetime
        When; aware, UTC.
    """

    edit: Edit
    change: Change
    entry: int
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VerdictDifference:
    """What was said of a flag at the one moment and at the other; other fields as of `BoxDifference`."""

    verdict: Verdict
    entry: int
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """Where an image stood, or what a comment was, at the one moment and at the other; else as `BoxDifference`."""

    mark: Mark
    entry: int
    author: str
    at: datetime


@dataclass(frozen=True, eq=False, slots=True)
class Difference:
    """What differs between two moments: boxes ascending by image and id, verdicts, and states of images.

    Moment n is the state after the first n journal entries, moment 0 that of the source as it was opened.

    Attributes
    ----------
    moments : tuple of 2 int
        From which to which; the second may be the earlier one.
    ids, images : (d,) int64
        Of the boxes that differ; ``images`` are indices.
    changes : (d,) uint8
        `Change` of each.
    before, after : Annotations
        These boxes at the one moment and at the other, ascending by id, as far as they are there.
    entries : (d,) int64
        Number of the journal entry, from 1, that touched each box last between the two.
    authors : tuple of d str
    at : tuple of d datetime
        Of those entries; aware, UTC.
    verdicts : tuple of VerdictDifference
        What was said, where that differs.
    marks : tuple of MarkDifference
        States of images and comments, where they differ.
    """

    moments: tuple[int, int]
    ids: Int
    images: Int
    changes: NDArray[np.uint8]
    before: Annotations
    after: Annotations
    entries: Int
    authors: tuple[str, ...]
    at: tuple[datetime, ...]
    verdicts: tuple[VerdictDifference, ...]
    marks: tuple[MarkDifference, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def edit(self, row: int) -> Edit:
        """From the box at the one moment to the box at the other."""
        id_ = int(self.ids[row])
        return Edit(self.before.get(id_), self.after.get(id_))

    def at_row(self, row: int) -> BoxDifference:
        """One row as a value."""
        change = Change(int(self.changes[row]))
        return BoxDifference(self.edit(row), change, int(self.entries[row]), self.authors[row], self.at[row])

    def edits(self) -> tuple[Edit, ...]:
        """What leads from the one moment to the other."""
        return tuple(self.edit(row) for row in range(len(self)))

    def count(self, change: Change) -> int:
        """How many boxes are different in this."""
        return int(np.count_nonzero(self.changes & int(change)))

    def __iter__(self) -> Iterator[BoxDifference]:
        return (self.at_row(row) for row in range(len(self)))
