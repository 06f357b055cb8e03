"""Who did how much, how quickly, and how much of it was accepted at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from engine.data.edit import EditKind
from engine.data.known_answer import KnownScore
from engine.data.people import Acceptance, People, Work
from widgets.dialogs.listing import ListingDialog
from widgets.queue.model import class_name

_FIRST_FIGURE = 2
"""Column; person and class stand before it."""


class PeopleDialog(ListingDialog):
    """A row for each person, with one for each class below, and at the end everybody together by class."""

    def __init__(self, people: People, class_names: Sequence[str], parent: QWidget | None) -> None:
        self._class_names = class_names
        super().__init__(
            self.tr("People"),
            self._explained(people),
            (
                self.tr("Person"),
                self.tr("Class"),
                self.tr("Drawn"),
                self.tr("Moved"),
                self.tr("Relabelled"),
                self.tr("Deleted"),
                self.tr("Verdicts"),
                self.tr("Seconds a step"),
                self.tr("Images reviewed"),
                self.tr("Approved / returned"),
                self.tr("At first pass"),
                *((self.tr("Known answers"),) if _asked(people) else ()),
            ),
            self._rows(people),
            parent,
            figures=range(_FIRST_FIGURE, 12),
        )
        self.resize(1180 if _asked(people) else 1040, 560)

    def _explained(self, people: People) -> str:
        if not people.persons:
            return self.tr("Nobody has done anything yet.")
        said = self.tr(
            "What was undone is left out. The pace is the median time from one step to the next, breaks left out. "
            "At first pass: images approved and never returned, of those that a lead decided on."
        )
        said += " " + self.tr("All images: {}.").format(_rate(people.acceptance))
        if _asked(people):
            said += " " + self.tr(
                "Known answers: right ones of those that were right or wrong, and between which shares a person's "
                "lies with 95 % confidence."
            )
        return said

    def _rows(self, people: People) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        asked = _asked(people)
        empty = ("",) * (4 if asked else 3)
        for own in people.persons:
            last: tuple[str, ...] = (
                str(own.reviewed),
                f"{own.approved} / {own.returned}",
                _rate(own.acceptance),
            )
            if asked:
                last = (*last, self._known(own.known))
            rows.append((own.name, self.tr("All"), *_figures(own.work), *last))
            rows += [
                (own.name, self._class(category), *_figures(work), *empty)
                for category, work in own.by_class.items()
            ]
        if len(people.persons) > 1:
            rows += [
                (self.tr("Everybody"), self._class(category), *_figures(work), *empty)
                for category, work in people.by_class.items()
            ]
        return rows

    def _known(self, score: KnownScore | None) -> str:
        if score is None:
            return "–"
        said = f"{score.right} / {score.right + score.wrong}"
        if score.bounds is not None:
            low, high = score.bounds
            said += f" ({low:.0%} – {high:.0%})"
        return said + (", " + self.tr("{} unsure").format(score.unsure) if score.unsure else "")

    def _class(self, category: int) -> str:
        return self.tr("No class") if category < 0 else class_name(self._class_names, category)


def _asked(people: People) -> bool:
    """Whether anybody answered what is known: nobody else need read that there is such a thing."""
    return any(own.known is not None for own in people.persons)


def _figures(work: Work) -> tuple[str, ...]:
    """Boxes drawn, moved, relabelled and deleted, verdicts, and the pace; a box replaced is moved and relabelled."""
    replaced = work.edits.get(EditKind.REPLACE, 0)
    counts = (
        work.edits.get(EditKind.ADD, 0),
        work.edits.get(EditKind.MOVE, 0) + replaced,
        work.edits.get(EditKind.RELABEL, 0) + replaced,
        work.edits.get(EditKind.DELETE, 0),
        sum(work.verdicts.values()),
    )
    return (*map(str, counts), "–" if work.seconds is None else f"{work.seconds:.1f}")


def _rate(acceptance: Acceptance) -> str:
    if acceptance.rate is None:
        return "–"
    return f"{acceptance.rate:.0%} ({acceptance.at_first} / {acceptance.decided})"
