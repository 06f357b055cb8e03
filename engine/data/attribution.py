"""Which edits made the delta."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

from engine.data.edit import Edit, EditKind
from engine.data.journal import Origin

_DONE = {
    EditKind.ADD: "added",
    EditKind.MOVE: "moved",
    EditKind.RELABEL: "relabelled",
    EditKind.DELETE: "deleted",
    EditKind.REPLACE: "moved and relabelled",
}
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the edits of one box did to AP, taken together.

    Attributes
    ----------
    edit : Edit
        The box as it was at the baseline, and as it is now.
    origin : Origin
        What the last step that touched the box came from.
    ap : float
        Change of AP.
    copied : bool
        Whether the box now is one of the model's own: same class, and (nearly) the same corners.
    """

    edit: Edit
    origin: Origin
    ap: float
    copied: bool


@dataclass(frozen=True, eq=False, slots=True)
class Attribution:
    """The delta of AP, divided among the edits that made it.

    Attributes
    ----------
    contributions : tuple of Contribution
        One for each box that is not as it was, in the order in which the boxes were first edited.
    total : float
        The delta: the sum of the contributions.
    without_copies : float
        The delta where the boxes copied from the model were as at the baseline.
    """

    contributions: tuple[Contribution, ...]
    total: float
    without_copies: float

    def by_class(self) -> dict[int, float]:
        """Contributions by category index: that of the box now, or before it was deleted; they add up to the total."""
        return self._summed(lambda own: own.edit.subject.category)

    def by_kind(self) -> dict[EditKind, float]:
        """Contributions by what was done to the box; they add up to the total."""
        return self._summed(lambda own: own.edit.kind)

    @property
    def copies(self) -> int:
        """How many boxes are copies of the model's own."""
        return sum(own.copied for own in self.contributions)

    def said(self) -> str:
        """In words, for people: the delta that does not follow the model stands beside the whole."""
        if not self.copies:
            return f"No box copies the model's own: all of {self.total:+.4f} is the reviewer's."
        boxes = "1 box copies" if self.copies == 1 else f"{self.copies} boxes copy"
        return (
            f"{boxes} the model's own, which flatters it: {self.total:+.4f} in all, "
            f"{self.without_copies:+.4f} without them."
        )

    def kinds_said(self) -> str:
        """What each kind of edit did, in words; nothing where no box was edited."""
        parts = (f"{_DONE[kind]} {ap:+.4f}" for kind, ap in self.by_kind().items())
        return ", ".join(parts)

    def classes_said(self, names: Sequence[str], most: int = 5) -> str:
        """What the edits of each class did, in words, those that did most first; ``names`` by category index."""
        summed = sorted(self.by_class().items(), key=lambda own: -abs(own[1]))
        parts = [
            f"{names[category] if 0 <= category < len(names) else 'unknown class'} {ap:+.4f}"
            for category, ap in summed[:most]
        ]
        if len(summed) > most:
            parts.append(f"{len(summed) - most} more {fsum(ap for _, ap in summed[most:]):+.4f}")
        return ", ".join(parts)

    def _summed(self, key: Callable[[Contribution], _Key]) -> dict[_Key, float]:
        groups: dict[_Key, list[float]] = {}
        for own in self.contributions:
            groups.setdefault(key(own), []).append(own.ap)
        return {group: fsum(parts) for group, parts in groups.items()}
