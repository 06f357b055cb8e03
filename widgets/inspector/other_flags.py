"""All that is doubted of a box, beside the flag under review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from engine.data.flag import QueueEntry
from widgets.icons import IconLabel, icon
from widgets.inspector.cards import muted_label, text_label
from widgets.queue.model import verdict_icon_name, verdict_title
from widgets.theme import GRID, flag_icon_name, flag_title
from widgets.words import translated


class OtherFlags(QWidget):
    """One row for each flag: title, score, verdict and reason; a click puts it under review."""

    chosen = Signal(str)
    """Key of a flag."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self._heading = muted_label(self.tr("Other flags of this box"))
        self._column.addWidget(self._heading)
        self._rows: list[QWidget] = []
        self.hide()

    def show_entries(self, entries: Sequence[QueueEntry]) -> None:
        """Show these; nothing where there are none."""
        self.setVisible(bool(entries))
        keys = tuple((entry.flag.key, entry.flag.reason, entry.verdict) for entry in entries)
        if keys == self._keys:
            return
        self._keys = keys
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry) for entry in entries]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, entry: QueueEntry) -> QWidget:
        flag = entry.flag
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        title = QPushButton(icon(flag_icon_name(flag.kind)), f"{flag_title(flag.kind)}   {flag.score:.2f}")
        title.setProperty("link", True)
        title.setAutoDefault(False)
        # Qt may paint it once before it is laid out, and an icon of no height is a warning.
        title.setMinimumHeight(title.sizeHint().height())
        title.setToolTip(self.tr("Put this flag under review"))
        title.setAccessibleDescription(translated(flag.reason))
        title.clicked.connect(partial(self.chosen.emit, flag.key))
        grid.addWidget(title, 0, 0)
        grid.setColumnStretch(1, 1)
        if entry.verdict is not None:
            mark = IconLabel(4 * GRID)
            mark.show_icon(verdict_icon_name(entry.verdict))
            mark.setToolTip(verdict_title(entry.verdict))
            mark.setAccessibleName(verdict_title(entry.verdict))
            grid.addWidget(mark, 0, 2)
        reason = text_label()
        reason.setText(translated(flag.reason))
        grid.addWidget(reason, 1, 0, 1, 3)
        return row
