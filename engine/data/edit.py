"""An edit: a change to one box, as a value with an inverse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.data.dataset import Annotation, BoxTuple


class EditKind(StrEnum):
    """What an edit does to a box."""

    ADD = "add"
    MOVE = "move"
    RELABEL = "relabel"
    DELETE = "delete"
    REPLACE = "replace"
    """Box and class at once."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One box before and after; ``before`` is None for an addition, ``after`` for a deletion."""

    before: Annotation | None
    after: Annotation | None

    @staticmethod
    def add(annotation: Annotation) -> Edit:
        """Add this box."""
        return Edit(None, annotation)

    @staticmethod
    def delete(annotation: Annotation) -> Edit:
        """Delete this box."""
        return Edit(annotation, None)

    @staticmethod
    def move(annotation: Annotation, box_xyxy: BoxTuple) -> Edit:
        """Give this box other corners."""
        return Edit(annotation, annotation.moved(box_xyxy))

    @staticmethod
    def relabel(annotation: Annotation, category: int) -> Edit:
        """Give this box another category (an index)."""
        return Edit(annotation, annotation.relabelled(category))

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)

    @property
    def subject(self) -> Annotation:
        """The box after the edit, or before it where it was deleted."""
        subject = self.after if self.after is not None else self.before
        assert subject is not None
        return subject

    @property
    def categories(self) -> frozenset[int]:
        """The box's categories before and after."""
        return frozenset(box.category for box in (self.before, self.after) if box is not None)

    @property
    def kind(self) -> EditKind:
        """What the edit does."""
        if self.before is None:
            return EditKind.ADD
        if self.after is None:
            return EditKind.DELETE
        moved = self.before.box_xyxy != self.after.box_xyxy
        relabelled = self.before.category != self.after.category
        if moved and relabelled:
            return EditKind.REPLACE
        return EditKind.RELABEL if relabelled else EditKind.MOVE
