"""Who is where, and who has how many images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

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
    """

    def __init__(
        self, attendance: Attendance, image_names: Sequence[str], parent: QWidget | None = None
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

    def _rows(self, attendance: Attendance, image_names: Sequence[str]) -> list[tuple[str, ...]]:
        held = Counter(lease.seat for lease in attendance.leases)
        left = {lease.seat: lease.seconds_left for lease in attendance.leases}
        rows: list[tuple[str, ...]] = []
        for seat in attendance.seats:
            name = self.tr("{} (you)").format(seat.person) if seat.id == attendance.own else seat.person
            image = "–" if seat.image is None else image_names[seat.image]
            rows.append((name, *_figures(held[seat.id], left.get(seat.id)), image))
        present = {seat.id for seat in attendance.seats}
        gone = {lease.seat: lease.person for lease in attendance.leases if lease.seat not in present}
        rows += [
            (person, *_figures(held[seat], left[seat]), self.tr("gone"))
            for seat, person in sorted(gone.items(), key=lambda own: own[1])
        ]
        return rows


def _figures(held: int, seconds_left: float | None) -> tuple[str, str]:
    if seconds_left is None:
        return "–", "–"
    return f"{held:,}", f"{max(round(seconds_left / 60), 1)}"
