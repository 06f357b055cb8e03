"""What a sample says, for people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.data.sample import Rate
from widgets.theme import GRID, tabular
from widgets.words import translated

Row = tuple[str, Rate]
"""What a rate is of, for people."""

_WIDTH_PX = 720


class Summary(QScrollArea):
    """The statement in sentences, then the rates by kind of error and by class."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("close")
        self._close.setProperty("primary", True)
        self._close.setDefault(True)
        self._close.clicked.connect(self.closed)

    def take_keys(self) -> None:
        """Let Enter close it."""
        self._close.setFocus()

    def show_statement(self, said: Sequence[str], kinds: Sequence[Row], classes: Sequence[Row]) -> None:
        """Show what a sample says; the first sentence is its decision."""
        column = QWidget()
        column.setFixedWidth(_WIDTH_PX)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(5 * GRID, 8 * GRID, 5 * GRID, 5 * GRID)
        layout.setSpacing(4 * GRID)
        for place, sentence in enumerate(said):
            label = QLabel(translated(sentence))
            label.setObjectName(f"sentence_{place}")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if not place:
                font = label.font()
                font.setBold(True)
                font.setPointSizeF(1.3 * font.pointSizeF())
                label.setFont(font)
            layout.addWidget(label)
        for title, rows in ((self.tr("Kind of error"), kinds), (self.tr("Class"), classes)):
            if rows:
                layout.addWidget(self._table(title, rows))
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        layout.addStretch(1)
        page = QWidget()
        centred = QVBoxLayout(page)
        centred.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(page)

    def _table(self, title: str, rows: Sequence[Row]) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        grid.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        grid.setHorizontalSpacing(6 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        heads = (title, self.tr("Wrong"), self.tr("Answered"), self.tr("Rate"), self.tr("At most"))
        for place, head in enumerate(heads):
            label = QLabel(head)
            label.setProperty("muted", True)
            grid.addWidget(
                label, 0, place, Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            )
        for line, (name, rate) in enumerate(rows, 1):
            estimate = f"{rate.estimate:.2%}" if rate.answered else "–"
            grid.addWidget(QLabel(name), line, 0)
            cells = (str(rate.wrong), str(rate.answered), estimate, f"{rate.bound:.2%}")
            for place, cell in enumerate(cells, 1):
                label = QLabel(cell)
                label.setFont(tabular(label.font()))
                grid.addWidget(label, line, place, Qt.AlignmentFlag.AlignRight)
        return card
