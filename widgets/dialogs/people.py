"""Who did how much, how quickly, and how much of it was accepted at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QVBoxLayout, QWidget

from engine.data.edit import EditKind
from engine.data.known_answer import KnownScore
from engine.data.people import Acceptance, Headway, Overruled, People, PersonCounts, Work
from widgets.dialogs.headway import HeadwayView
from widgets.dialogs.listing import ListingDialog
from widgets.dialogs.pause_row import PauseRow
from widgets.queue.model import class_name

_FIRST_FIGURE = 2
"""Column; person and class stand before it."""
_KNOWN_PX = 128
_NOTHING = Work({}, {}, None)


class PeopleDialog(ListingDialog):
    """How far the project is; below it a row for each person, with one for each class, and everybody by class.

    Parameters
    ----------
    people, headway
    class_names
    parent
    """

    def __init__(
        self, people: People, headway: Headway, class_names: Sequence[str], parent: QWidget | None
    ) -> None:
        self._class_names = class_names
        self._headway = headway
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
                self.tr("Seconds\na step"),
                self.tr("Images\nreviewed"),
                self.tr("Approved /\nreturned"),
                self.tr("At first\npass"),
                self.tr("Changed\nby others"),
                self.tr("Open\nflags"),
                *((self.tr("Known\nanswers"),) if _asked(people) else ()),
            ),
            self._rows(people),
            parent,
            figures=range(_FIRST_FIGURE, 14),
        )
        table = self.findChild(QTableWidget)
        assert table is not None
        # Figures that are cut off would be read as others.
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if _asked(people):
            last = table.columnCount() - 1
            table.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Interactive)
            table.setColumnWidth(last, _KNOWN_PX)
        self._parts = 0
        self.pause_row = PauseRow()
        self.pause_row.hide()
        self.add_part(HeadwayView(headway))
        self.add_part(self.pause_row)
        if people.persons:
            self.resize(1240, 640)
        else:
            self.resize(800, self.sizeHint().height())

    def add_part(self, part: QWidget) -> None:
        """Put one more part above the table, below those that are there."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(self._parts, part)
        self._parts += 1

    def _explained(self, people: People) -> str:
        if not people.persons:
            return self.tr("Nobody has done anything yet.")
        said = self.tr(
            "What was undone is left out. The pace is the median time from one step to the next, breaks left out. "
            "At first pass: images approved and never returned, of those that a lead decided on. Changed by others: "
            "boxes that the next person wanted otherwise. Open flags: of a person, on images that they reviewed last."
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
        last = ("",) if asked else ()
        for own in people.persons:
            images = (str(own.reviewed), f"{own.approved} / {own.returned}", _rate(own.acceptance))
            known = (self._known(own.known),) if asked else ()
            after = (_overruled(own.overruled.values()), f"{sum(own.open_flags.values()):,}")
            rows.append((_named(own), self.tr("All"), *_figures(own.work), *images, *after, *known))
            rows += [
                (own.name, *self._of_class(own, category), *last)
                for category in sorted({*own.by_class, *own.overruled, *own.open_flags})
            ]
        if len(people.persons) > 1 or self._headway.open_flags:
            for category in sorted({*people.by_class, *self._headway.open_flags}):
                figures = _figures(people.by_class.get(category, _NOTHING))
                overruled = [own.overruled[category] for own in people.persons if category in own.overruled]
                after = (_overruled(overruled), f"{self._headway.open_flags.get(category, 0):,}")
                shown = (self._class(category), *figures, "", "", "", *after)
                rows.append((self.tr("Everybody"), *shown, *last))
        return rows

    def _of_class(self, own: PersonCounts, category: int) -> tuple[str, ...]:
        overruled = [own.overruled[category]] if category in own.overruled else []
        return (
            self._class(category),
            *_figures(own.by_class.get(category, _NOTHING)),
            "",
            "",
            "",
            _overruled(overruled),
            f"{own.open_flags.get(category, 0):,}",
        )

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


def _named(own: PersonCounts) -> str:
    """The name, and the login where it is another."""
    logins = [login for login in own.logins if login != own.name]
    return f"{own.name} ({', '.join(logins)})" if logins else own.name


def _overruled(parts: Iterable[Overruled]) -> str:
    counted = list(parts)
    every = Overruled(sum(own.boxes for own in counted), sum(own.by_others for own in counted))
    return "–" if every.rate is None else f"{every.rate:.0%} ({every.by_others} / {every.boxes})"


def _rate(acceptance: Acceptance) -> str:
    if acceptance.rate is None:
        return "–"
    return f"{acceptance.rate:.0%} ({acceptance.at_first} / {acceptance.decided})"
