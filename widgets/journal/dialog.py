"""The journal of a project: every step, and the way to look at a moment, to return to it, to tell two apart."""

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

from engine.data.journal import JournalEntry
from widgets.icons import Role, set_icon
from widgets.journal.model import Column, JournalModel, box_text
from widgets.journal.table import RowTable
from widgets.metrics.metrics import WIDEST_DELTA
from widgets.one_line import OneLine
from widgets.theme import GRID


class JournalDialog(QDialog):
    """Lists every moment, the last at the top; changes nothing itself."""

    look_wanted = Signal(int)
    """Number of a moment that is to be looked at."""
    return_wanted = Signal(int)
    """Number of a moment that labels and verdicts are to be brought back to."""
    difference_wanted = Signal(int, int)
    """Numbers of two moments that are to be told apart."""
    export_wanted = Signal()

    def __init__(self, class_names: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Journal"))
        self.resize(1080, 600)
        self._class_names = class_names
        self._model = JournalModel(self)
        samples = {
            Column.MOMENT: "000000",
            Column.AT: "0000-00-00 00:00:00",
            Column.PERSON: "Mmmmmmmmm",
            Column.AP: "0.0000",
            Column.CHANGE: WIDEST_DELTA,
        }
        self._table = RowTable(
            self._model, {int(key): text for key, text in samples.items()}, self.tr("Steps")
        )
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._hint = QLabel()
        self._hint.setProperty("muted", True)
        self._before, self._after = OneLine(), OneLine()
        self._look = self._button("look", self.tr("Look at this moment"), "journal")
        self._return = self._button("return", self.tr("Return to it"), "undo")
        self._source = self._button("against_source", self.tr("Compare with the source"), "compare")
        self._other = self._button("against_other", "", "compare")
        self._export = self._button("export", self.tr("Export…"), "export")
        close = self._button("close", self.tr("Close"), None)
        self._lay_out(close)
        self._table.selectionModel().selectionChanged.connect(self._refresh)
        self._table.confirmed.connect(lambda row: self.look_wanted.emit(self._model.moment_at(row)))
        self._look.clicked.connect(lambda: self.look_wanted.emit(self._chosen()[0]))
        self._return.clicked.connect(lambda: self.return_wanted.emit(self._chosen()[0]))
        self._source.clicked.connect(lambda: self.difference_wanted.emit(0, self._chosen()[0]))
        self._other.clicked.connect(self._tell_two)
        self._export.clicked.connect(self.export_wanted)
        close.clicked.connect(self.reject)

    def set_entries(self, entries: Sequence[JournalEntry], image_names: Sequence[str]) -> None:
        """Show this journal, oldest entry first."""
        self._model.show_entries(entries, image_names)
        if not self._table.selectionModel().hasSelection():
            self._table.selectRow(0)
        self._refresh()

    def choose(self, *moments: int) -> None:
        """Select these moments."""
        self._table.clearSelection()
        flags = self._table.selectionModel().SelectionFlag
        for moment in moments:
            index = self._model.index(self._model.rowCount() - 1 - moment, 0)
            self._table.selectionModel().select(index, flags.Select | flags.Rows)
            self._table.scrollTo(index)

    def _chosen(self) -> list[int]:
        """Numbers of the selected moments, ascending."""
        return sorted(self._model.moment_at(row) for row in self._table.chosen())

    def _tell_two(self) -> None:
        chosen = self._chosen()
        now = self._model.rowCount() - 1
        self.difference_wanted.emit(chosen[0], chosen[1] if len(chosen) == 2 else now)

    def _refresh(self) -> None:
        chosen, now = self._chosen(), self._model.rowCount() - 1
        one, two = len(chosen) == 1, len(chosen) == 2
        self._look.setEnabled(one)
        self._return.setEnabled(one and chosen[0] != now)
        self._source.setEnabled(one and chosen[0] != 0)
        self._other.setText(self.tr("Compare the two") if two else self.tr("Compare with now"))
        self._other.setEnabled(two or (one and chosen[0] != now))
        if two:
            said = self.tr("Moments {first} and {second}").format(first=chosen[0], second=chosen[1])
        elif one:
            said = self.tr("Moment {moment} of {count}").format(moment=chosen[0], count=now)
        else:
            said = self.tr("Select one moment, or two with Ctrl")
        self._hint.setText(said)
        self._show_edits(chosen[0] if one else 0)

    def _show_edits(self, moment: int) -> None:
        """Say what stood before and after the step that led to a moment."""
        entry = self._model.entry_at(self._model.rowCount() - 1 - moment)
        edits = () if entry is None else entry.step.edits
        more = self.tr("  and {} more").format(len(edits) - 1) if len(edits) > 1 else ""
        for line, title, side in (
            (self._before, self.tr("Before: {}"), [edit.before for edit in edits[:1]]),
            (self._after, self.tr("After: {}"), [edit.after for edit in edits[:1]]),
        ):
            line.set_whole("".join(title.format(box_text(box, self._class_names)) + more for box in side))

    def _button(self, name: str, text: str, icon_name: str | None) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        # Enter is the table's.
        button.setAutoDefault(False)
        if name == "look":
            button.setProperty("primary", True)
        if icon_name is not None:
            set_icon(button, icon_name, Role.HighlightedText if name == "look" else Role.WindowText)
        return button

    def _lay_out(self, close: QPushButton) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._table, 1)
        for widget in (self._hint, self._before, self._after):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for button in (self._look, self._return, self._source, self._other):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._export)
        row.addWidget(close)
        layout.addLayout(row)
