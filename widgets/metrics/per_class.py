"""One measure of each class, chosen from several, before and now."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Float
from engine.data.metrics import NOT_DEFINED, Measure, Measured
from widgets.choice import CONFIRMING, Choice, claims
from widgets.metrics.metrics import NONE, WIDEST_DELTA, delta_of, delta_text, number_text
from widgets.metrics.table import NumberTable
from widgets.theme import GRID

ALL_CLASSES = -1
"""What `PerClassTable.class_chosen` says for the row of all classes."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_BOXES, _BASELINE, _MEASURE, _DELTA = range(1, 5)


class PerClassTable(QWidget):
    """A row for all classes, then one for each: its boxes, and how well they are found."""

    measure_chosen = Signal(object)
    """`Measure`: another one, whose numbers are not shown yet."""
    class_chosen = Signal(int)
    """Category index, or `ALL_CLASSES`: its row was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Choice(self.tr("What is measured of each class"))
        self._choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._offer_measures()
        self._waiting = QLabel(self.tr("Measuring…"))
        self._waiting.setObjectName("measuring")
        self._waiting.setProperty("muted", True)
        self._waiting.hide()
        self._table = _ClassRows(*self._columns())
        self._table.setAccessibleName(self.tr("Measure of each class"))
        self._table.cellClicked.connect(lambda row, _column: self.class_chosen.emit(row + ALL_CLASSES))
        self._lay_out()
        self._choice.currentIndexChanged.connect(self._choose)

    @property
    def measure(self) -> Measure:
        """The measure chosen."""
        # Qt hands back what is text as plain text.
        return Measure(self._choice.currentData())

    def set_rows(
        self,
        names: Sequence[str],
        counts: Sequence[int],
        baseline: Measured | None,
        current: Measured | None,
    ) -> None:
        """Show a row for each class: its name, its boxes, and the measure chosen before and now.

        Parameters
        ----------
        baseline, current
            Of the labels as opened and as they are; None: there is no answer.
        """
        if not names:
            self._table.show_rows(())
            return
        titles, boxes = (self.tr("All classes"), *names), (sum(counts), *counts)
        before, now = _values(baseline, len(names)), _values(current, len(names))
        deltas = [delta_of(old, new) for old, new in zip(before, now, strict=True)]
        points = self._points(current, len(names))
        self._table.show_rows(
            [
                (title, f"{count:,}", number_text(old), number_text(new), delta_text(delta), *point)
                for title, count, old, new, delta, point in zip(
                    titles, boxes, before, now, deltas, points, strict=True
                )
            ]
        )
        for column, values in ((_BASELINE, before), (_MEASURE, now), (_DELTA, deltas)):
            self._table.set_exact(column, values)

    def set_waiting(self, waiting: bool) -> None:  # noqa: FBT001
        """Show that the numbers are those of an earlier state of the labels, and new ones on their way."""
        self._waiting.setVisible(waiting)
        self._table.set_muted(waiting)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001
        """Leave the choice: nothing else here may have the focus."""
        self._choice.clearFocus()
        return True

    def _choose(self) -> None:
        # Numbers of one measure never stand under the title of another.
        self._table.set_columns(*self._columns())
        self.measure_chosen.emit(self.measure)

    def _offer_measures(self) -> None:
        explained = (
            (
                Measure.AP,
                self.tr("AP"),
                self.tr(
                    "COCO's average precision: the mean over all IoU thresholds, 0.5 to 0.95 by default."
                ),
            ),
            (Measure.AP50, self.tr("AP50"), self.tr("COCO's average precision at IoU 0.5.")),
            (
                Measure.AR,
                self.tr("AR"),
                self.tr("COCO's average recall with the most detections per image that count."),
            ),
            (
                Measure.BEST_F1,
                self.tr("Best F1"),
                self.tr("The largest F1 at IoU 0.5, and the score from which on to keep predictions for it."),
            ),
            (
                Measure.VOC_11_POINT,
                self.tr("VOC AP, 11 points"),
                self.tr(
                    "Pascal VOC's average precision as until 2009: at IoU 0.5, the mean precision at 11 recalls; "
                    "all predictions count, difficult boxes are ignored."
                ),
            ),
            (
                Measure.VOC_ALL_POINT,
                self.tr("VOC AP, all points"),
                self.tr(
                    "Pascal VOC's average precision since 2010: at IoU 0.5, the area under the whole curve; "
                    "all predictions count, difficult boxes are ignored."
                ),
            ),
        )
        for index, (measure, title, sentence) in enumerate(explained):
            self._choice.addItem(title, measure)
            self._choice.setItemData(index, sentence, Qt.ItemDataRole.ToolTipRole)
        self._choice.setToolTip("".join(f"<p><b>{title}</b>: {said}</p>" for _, title, said in explained))

    def _columns(self) -> tuple[Sequence[tuple[str, str]], Sequence[int]]:
        """Those of the measure chosen, and which of them can be spared."""
        columns = [
            (self.tr("Class"), self.tr("All classes")),
            (self.tr("Boxes"), "000,000"),
            (self.tr("Baseline"), "0.0000"),
            (self._title(), "0.0000"),
            (self.tr("Delta"), WIDEST_DELTA),
        ]
        if self.measure is not Measure.BEST_F1:
            return columns, (_BASELINE,)
        point = [(title, "0.000") for title in (self.tr("Score"), self.tr("Precision"), self.tr("Recall"))]
        return [*columns, *point], (_BASELINE, _BOXES, _DELTA)

    def _title(self) -> str:
        of_voc = self.measure in (Measure.VOC_11_POINT, Measure.VOC_ALL_POINT)
        return self.tr("VOC AP") if of_voc else self._choice.currentText()

    def _points(self, measured: Measured | None, classes: int) -> Sequence[Sequence[str]]:
        """Score, precision and recall of the best F1; nothing for other measures."""
        if self.measure is not Measure.BEST_F1:
            return ((),) * (classes + 1)
        if measured is None or measured.points is None:
            return ((NONE,) * 3,) * (classes + 1)
        rows = _all_first(measured.points).tolist()
        return [[NONE if np.isnan(value) else f"{value:.3f}" for value in row] for row in rows]

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self._choice)
        bar.addWidget(self._waiting)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._table, 1)


def _values(measured: Measured | None, classes: int) -> Sequence[float | None]:
    """Of all classes, then of each; None where it is not defined."""
    if measured is None:
        return [None] * (classes + 1)
    return [None if value == NOT_DEFINED else value for value in _all_first(measured.values).tolist()]


def _all_first(values: Float) -> Float:
    return np.roll(values, 1, axis=0)


class _ClassRows(NumberTable):
    """Rows that can be clicked, the first for all the others."""

    def __init__(self, columns: Sequence[tuple[str, str]], spare: Sequence[int]) -> None:
        super().__init__(columns, spare)
        self._look = _Look(self)
        self.setItemDelegate(self._look)
        self.setMouseTracking(True)
        self.cellEntered.connect(lambda row, _column: self._hover(row))
        self.viewportEntered.connect(lambda: self._hover(None))

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001
        """Show the numbers with less weight."""
        self._look.muted = muted
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that step through the rows; they come here by way of a walk alone."""
        if claims(event, (*CONFIRMING, *_STEPS)):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light up the row that Enter chooses."""
        super().focusInEvent(event)
        self._step_to(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No row is meant any more."""
        super().focusOutEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step to another row, or choose this one."""
        key = Qt.Key(event.key())
        if key in CONFIRMING and self.currentRow() >= 0:
            self.cellClicked.emit(self.currentRow(), 0)
        elif key in _STEPS:
            self._step_to(min(max(self.currentRow() + _STEPS[key], 0), self.rowCount() - 1))
        else:
            event.ignore()

    def _step_to(self, row: int) -> None:
        if row < self.rowCount():
            self.setCurrentCell(row, 0)
            self._hover(row)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, row: int | None) -> None:
        self._look.hovered = row
        self.viewport().setCursor(
            Qt.CursorShape.ArrowCursor if row is None else Qt.CursorShape.PointingHandCursor
        )
        self.viewport().update()


class _Look(QStyledItemDelegate):
    def __init__(self, table: _ClassRows) -> None:
        super().__init__(table)
        self.hovered: int | None = None
        self.muted = False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a line between all classes together and each of them."""
        super().paint(painter, option, index)
        if index.row() == 0:
            line = QRect(option.rect.bottomLeft(), option.rect.bottomRight())
            painter.fillRect(line, option.palette.brush(QPalette.ColorRole.Mid))

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Light up the row under the mouse, fade numbers that are old."""
        super().initStyleOption(option, index)
        palette = QPalette(option.palette)
        if index.row() == self.hovered:
            option.backgroundBrush = palette.brush(QPalette.ColorRole.Highlight)
        if self.muted and index.column() > _BOXES:
            palette.setColor(QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.PlaceholderText))
            option.palette = palette
