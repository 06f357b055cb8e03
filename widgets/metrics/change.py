"""Whether the change of mAP is more than noise: the interval, in words and by class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from engine.data.attribution import Attribution
from engine.data.comparison import Comparison
from widgets.metrics.table import NumberTable
from widgets.theme import GRID


class ChangePanel(QWidget):
    """The change since the labels were opened, with its 95 % interval."""

    compare_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = QLabel()
        self._said.setObjectName("change")
        self._said.setWordWrap(True)
        self._button = QPushButton(self.tr("Compare with the baseline"))
        self._button.setToolTip(
            self.tr("Draws the images again and again, and looks how far the change varies")
        )
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.compare_clicked)
        widest = "+0.0000"
        columns = (
            (self.tr("Class"), ""),
            (self.tr("Delta"), widest),
            (self.tr("From"), widest),
            (self.tr("To"), widest),
        )
        self._table = NumberTable(columns, spare=(1,))
        self._table.setAccessibleName(self.tr("Change of each class, with its interval"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._said)
        layout.addWidget(self._button)
        layout.addWidget(self._table, 1)
        # Keeps the rest at the top while there is no table.
        layout.addStretch(0)
        self.set_comparison((), None, None)

    def set_comparison(
        self, names: Sequence[str], comparison: Comparison | None, attribution: Attribution | None
    ) -> None:
        """Show a comparison; None: there is none, or the labels have changed since."""
        self._table.setVisible(comparison is not None)
        if comparison is None or attribution is None:
            self._said.setText(self.tr("Is the change of mAP more than noise?"))
            return
        self._said.setText(f"{comparison.ap.said()}\n\n{attribution.said()}")
        self._table.show_rows(
            [
                (name, *map(_signed, row))
                for name, row in zip(names, comparison.per_class.tolist(), strict=True)
            ]
        )

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001
        """Whether there is something to compare."""
        self._button.setEnabled(enabled)


def _signed(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:+.4f}"
