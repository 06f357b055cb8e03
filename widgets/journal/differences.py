"""What differs between two moments, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.difference import Change, Difference
from widgets.icons import set_icon
from widgets.journal.model import DifferenceColumn, DifferenceModel
from widgets.journal.table import RowTable
from widgets.journal.words import change_said
from widgets.theme import GRID


class DifferencesDialog(QDialog):
    """A row for each box and verdict that differs; a double click shows where it is.

    Parameters
    ----------
    found
    image_names, class_names
        By index.
    parent
    """

    place_chosen = Signal(int, object)
    """Index of an image, and the id of a box on it or None."""
    export_wanted = Signal(object)
    """The `Difference`."""

    def __init__(
        self,
        found: Difference,
        image_names: Sequence[str],
        class_names: Sequence[str],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 520)
        start, end = (self._moment(number) for number in found.moments)
        title = self.tr("From {start} to {end}").format(start=start, end=end)
        self.setWindowTitle(title)
        summary = QLabel(f"{title}: {self._summary(found)}")
        summary.setObjectName("summary")
        summary.setWordWrap(True)
        model = DifferenceModel(found, image_names, class_names, self)
        samples = {
            DifferenceColumn.WHAT: self.tr("moved, relabelled"),
            DifferenceColumn.PERSON: "Mmmmmmmmm",
            DifferenceColumn.AT: "0000-00-00 00:00:00",
        }
        table = RowTable(model, {int(key): text for key, text in samples.items()}, title)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.confirmed.connect(lambda row: self.place_chosen.emit(*model.place_at(row)))
        export, close = QPushButton(self.tr("Export…")), QPushButton(self.tr("Close"))
        set_icon(export, "export")
        for button, name in ((export, "export"), (close, "close")):
            button.setObjectName(name)
            button.setAutoDefault(False)
        export.clicked.connect(lambda: self.export_wanted.emit(found))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(summary)
        layout.addWidget(table, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addStretch(1)
        row.addWidget(export)
        row.addWidget(close)
        layout.addLayout(row)

    def _moment(self, number: int) -> str:
        return self.tr("moment {}").format(number) if number else self.tr("the source")

    def _summary(self, found: Difference) -> str:
        counts = [(found.count(change), change_said(change)) for change in Change]
        parts = [f"{count:,} {said}" for count, said in counts if count]
        if len(found.verdicts) == 1:
            parts.append(self.tr("1 verdict"))
        elif found.verdicts:
            parts.append(self.tr("{} verdicts").format(f"{len(found.verdicts):,}"))
        if len(found.marks) == 1:
            parts.append(self.tr("1 state of an image"))
        elif found.marks:
            parts.append(self.tr("{} states of images").format(f"{len(found.marks):,}"))
        return ", ".join(parts) or self.tr("nothing differs")
