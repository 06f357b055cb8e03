"""Who is where, and who has how many images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QPushButton, QWidget

from engine.data.lease import Attendance
from widgets.dialogs.listing import ListingDialog


class AttendanceDialog(ListingDialog):
    """A row for each window that has the project open, and for each that is gone and still holds images.

    Parameters
    ----------
    attendance
        As it is now.
    image_names
        By index.
    leads
        Whether whoever looks may take images from one and give them to another.
    """

    passed_on = Signal(str, object)
    """All that a seat holds is to go to another one, or None: to nobody."""

    def __init__(
        self,
        attendance: Attendance,
        image_names: Sequence[str],
        parent: QWidget | None = None,
        *,
        leads: bool = False,
    ) -> None:
        titles = (
            self.tr("Person"),
            self.tr("Images handed out"),
            self.tr("Minutes left"),
            self.tr("Where"),
        )
        super().__init__(
            self.tr("Who is where"),
            self.tr(
                "Images that were handed out go to nobody else until their time is over; it begins anew with every "
                "step."
            ),
            titles,
            self._rows(attendance, image_names),
            parent,
            figures=(1, 2),
        )
        self.resize(760, 420)
        self._attendance = attendance
        self._holding = {lease.seat for lease in attendance.leases}
        if leads:
            self._offer()

    def _offer(self) -> None:
        """Let a lead take from one, and give to another."""
        self._take_back = QPushButton(self.tr("Take back"))
        self._take_back.setObjectName("take_back")
        self._hand_to = QPushButton(self.tr("Hand to"))
        self._hand_to.setObjectName("hand_to")
        self._hand_to.setProperty("chooses", True)
        self._hand_to.setMenu(QMenu(self._hand_to))
        for button in (self._take_back, self._hand_to):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._take_back.clicked.connect(lambda: self._pass_on(None))
        self.table.itemSelectionChanged.connect(self._refresh)
        self._refresh()

    def _chosen(self) -> str | None:
        """The seat of the row that is selected, where it holds images."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        seat = self._seats[rows.pop()] if len(rows) == 1 else None
        return seat if seat in self._holding else None

    def _refresh(self) -> None:
        chosen = self._chosen()
        menu = self._hand_to.menu()
        menu.clear()
        for seat in self._attendance.seats:
            if seat.id != chosen:
                menu.addAction(seat.person, partial(self._pass_on, seat.id))
        self._take_back.setEnabled(chosen is not None)
        self._hand_to.setEnabled(chosen is not None and not menu.isEmpty())

    def _pass_on(self, to: str | None) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.passed_on.emit(chosen, to)
            self.accept()

    def _rows(self, attendance: Attendance, image_names: Sequence[str]) -> list[tuple[str, ...]]:
        held = Counter(lease.seat for lease in attendance.leases)
        left = {lease.seat: lease.seconds_left for lease in attendance.leases}
        rows: list[tuple[str, ...]] = []
        for seat in attendance.seats:
            name = self.tr("{} (you)").format(seat.person) if seat.id == attendance.own else seat.person
            image = "–" if seat.image is None else image_names[seat.image]
            rows.append((name, *_figures(held[seat.id], left.get(seat.id)), image))
        present = [seat.id for seat in attendance.seats]
        gone = {lease.seat: lease.person for lease in attendance.leases if lease.seat not in present}
        rest = sorted(gone.items(), key=lambda own: own[1])
        rows += [(person, *_figures(held[seat], left[seat]), self.tr("gone")) for seat, person in rest]
        self._seats = [*present, *(seat for seat, _ in rest)]
        return rows


def _figures(held: int, seconds_left: float | None) -> tuple[str, str]:
    if seconds_left is None:
        return "–", "–"
    return f"{held:,}", f"{max(round(seconds_left / 60), 1)}"
