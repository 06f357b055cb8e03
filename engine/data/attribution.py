"""Which edits made the delta."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

from engine.data.dataset import UNKNOWN_CLASS
from engine.data.edit import Edit, EditKind
from engine.data.journal import Origin
from engine.data.sentence import Sentence, joined, sentence

_DONE = {
    EditKind.ADD: sentence("Attribution", "added"),
    EditKind.MOVE: sentence("Attribution", "moved"),
    EditKind.RELABEL: sentence("Attribution", "relabelled"),
    EditKind.DELETE: sentence("Attribution", "deleted"),
    EditKind.REPLACE: sentence("Attribution", "moved and relabelled"),
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
            return sentence(
                "Attribution",
                "No box copies the model's own: all of {total:+.4f} is the reviewer's.",
                total=self.total,
            )
        if self.copies == 1:
            return sentence(
                "Attribution",
                "1 box copies the model's own, which flatters it: {total:+.4f} in all, {without:+.4f} without them.",
                total=self.total,
                without=self.without_copies,
            )
        return sentence(
            "Attribution",
            "{count} boxes copy the model's own, which flatters it: {total:+.4f} in all, {without:+.4f} without them.",
            count=self.copies,
            total=self.total,
            without=self.without_copies,
        )

    def kinds_said(self) -> str:
        """What each kind of edit did, in words; nothing where no box was edited."""
        return joined(", ", (_with_ap(_DONE[kind], ap) for kind, ap in self.by_kind().items()))

    def classes_said(self, names: Sequence[str], most: int = 5) -> str:
        """What the edits of each class did, in words, those that did most first; ``names`` by category index."""
        summed = sorted(self.by_class().items(), key=lambda own: -abs(own[1]))
        parts = [
            _with_ap(names[category] if 0 <= category < len(names) else UNKNOWN_CLASS, ap)
            for category, ap in summed[:most]
        ]
        if len(summed) > most:
            more = sentence("Attribution", "{count} more", count=len(summed) - most)
            parts.append(_with_ap(more, fsum(ap for _, ap in summed[most:])))
        return joined(", ", parts)

    def _summed(self, key: Callable[[Contribution], _Key]) -> dict[_Key, float]:
        groups: dict[_Key, list[float]] = {}
        for own in self.contributions:
            groups.setdefault(key(own), []).append(own.ap)
        return {group: fsum(parts) for group, parts in groups.items()}


def _with_ap(what: str, ap: float) -> Sentence:
    return joined(" ", (what, f"{ap:+.4f}"))
