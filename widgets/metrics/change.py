"""Whether a change of mAP is more than noise: in words, and as intervals of every metric and class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.data.attribution import Attribution
from engine.data.comparison import Comparison, EffectComparison
from engine.data.metrics import METRIC_NAMES
from widgets.choice import Choice
from widgets.metrics.table import NumberTable
from widgets.theme import GRID, row_px
from widgets.words import translated

_LEAST_NOISE = 1e-12
"""What rounding may leave of no change."""


class ChangePanel(QWidget):
    """The change to the labels as they are, or to other predictions, with its 95 % interval."""

    compare_clicked = Signal()
    other_clicked = Signal()
    """Predictions are wanted that are not offered yet."""
    edits_clicked = Signal()
    """The edits that made the change are to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._parts: tuple[Comparison, ...] = ()
        self._with = Choice(self.tr("What to compare"))
        self._button = QPushButton(self.tr("Compare"))
        self._button.setObjectName("compare")
        self._button.setToolTip(
            self.tr("Draws the images again and again, and looks how far the change varies")
        )
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said = QLabel()
        self._said.setObjectName("change")
        self._said.setWordWrap(True)
        self._edits = QPushButton(self.tr("Show the edits in the queue"))
        self._edits.setObjectName("show_edits")
        self._edits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._part = Choice(self.tr("Part of the change"))
        self._part.addItems([self.tr("In all"), self.tr("Labels alone"), self.tr("Model alone")])
        widest = "▲ +0.0000"
        columns = (
            (self.tr("Metric"), "class 00"),
            (self.tr("Delta"), widest),
            (self.tr("From"), widest[2:]),
            (self.tr("To"), widest[2:]),
        )
        self._table = NumberTable(columns, spare=(1,))
        self._table.setAccessibleName(self.tr("Change of each metric and class, with its interval"))
        for column, tip in (
            (1, self.tr("The change; an arrow where it is more than noise")),
            (2, self.tr("Lower end of the 95 % interval")),
            (3, self.tr("Upper end of the 95 % interval")),
        ):
            title = self._table.horizontalHeaderItem(column)
            assert title is not None
            title.setToolTip(tip)
        self._lay_out()
        self._button.clicked.connect(self.compare_clicked)
        self._edits.clicked.connect(self.edits_clicked)
        self._with.currentIndexChanged.connect(self._choose)
        self._part.currentIndexChanged.connect(self._show_part)
        self.set_others(())
        self.clear()

    @property
    def chosen(self) -> int:
        """0: the labels as opened; else the place of the other predictions, from 1."""
        return self._with.currentIndex()

    def choose(self, place: int) -> None:
        """Choose what to compare with; see `chosen`."""
        self._with.setCurrentIndex(place)

    def set_others(self, titles: Sequence[str]) -> None:
        """Offer other predictions by these titles."""
        chosen = self._with.currentText()
        with QSignalBlocker(self._with):
            self._with.clear()
            self._with.addItem(self.tr("Labels now against as opened"))
            self._with.addItems([self.tr("Predictions of {}").format(title) for title in titles])
            self._with.addItem(self.tr("Other predictions…"))
            self._with.setCurrentIndex(max(self._with.findText(chosen, Qt.MatchFlag.MatchExactly), 0))

    def clear(self) -> None:
        """Nothing is compared, or not any more."""
        self._parts = ()
        for widget in (self._table, self._edits, self._part):
            widget.hide()
        self._said.setText(self.tr("Is the change of mAP more than noise, and who made it?"))

    def show_result(
        self,
        names: Sequence[str],
        comparison: Comparison,
        effects: EffectComparison | None,
        attribution: Attribution | None,
    ) -> None:
        """Show a comparison.

        Parameters
        ----------
        names
            Of the twelve metrics, then of the classes.
        comparison
            In all.
        effects
            What is due to labels and to predictions; None where only labels are compared.
        attribution
            Of the edits; None where two runs are compared, whose labels others may have edited too.
        """
        self._names = names
        self._parts = (
            (comparison,) if effects is None else (effects.total, effects.labels, effects.predictions)
        )
        said = [translated(comparison.ap.said() if effects is None else effects.said())]
        edited = attribution is not None and bool(attribution.contributions)
        if attribution is not None and edited:
            said.append(translated(attribution.said()))
            said.append(self.tr("By kind of edit: {}.").format(translated(attribution.kinds_said())))
            classes = names[len(METRIC_NAMES) :]
            said.append(
                self.tr("By class of the box: {}.").format(translated(attribution.classes_said(classes)))
            )
        elif effects is not None and attribution is not None:
            said.append(self.tr("No box was edited: all of it is the model's."))
        self._said.setText("\n\n".join(said))
        self._edits.setVisible(edited)
        self._part.setVisible(effects is not None)
        self._table.show()
        self._show_part()

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001
        """Whether there is something to compare."""
        self._button.setEnabled(enabled)
        self._with.setEnabled(enabled)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._with, 1)
        top.addWidget(self._button)
        column.addLayout(top)
        column.addWidget(self._said)
        column.addWidget(self._edits)
        column.addWidget(self._part)
        column.addWidget(self._table)
        # Keeps the rest at the top while there is no table.
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _choose(self, place: int) -> None:
        if place == self._with.count() - 1:
            with QSignalBlocker(self._with):
                self._with.setCurrentIndex(0)
            self.other_clicked.emit()

    def _show_part(self) -> None:
        if not self._parts:
            return
        part = self._parts[self._part.currentIndex() if len(self._parts) > 1 else 0]
        values = np.concatenate([part.summary, part.per_class]).tolist()
        self._table.show_rows(
            [
                (name, _delta(*row), *map(_signed, row[1:]))
                for name, row in zip(self._names, values, strict=True)
            ]
        )
        # The panel scrolls as a whole, not a table within it.
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + len(values) * row_px(self._table.fontMetrics()) + GRID)


def _delta(delta: float, low: float, high: float) -> str:
    """A change, with an arrow where no change at all is outside its interval."""
    arrow = "▲ " if low > _LEAST_NOISE else "▼ " if high < -_LEAST_NOISE else ""
    return arrow + _signed(delta)


def _signed(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:+.4f}"
