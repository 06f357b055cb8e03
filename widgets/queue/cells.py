"""How cells of the queue are drawn: names cut at their start, and headings across all columns."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from widgets.icons import icon
from widgets.queue.model import HEADING, Heading
from widgets.theme import GRID, tabular

_Index = QModelIndex | QPersistentModelIndex


class Cell(QStyledItemDelegate):
    """A cell of a flag, or the part of a heading that falls into it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        heading = index.data(HEADING)
        view = self.parent()
        if not isinstance(heading, Heading) or not isinstance(view, QAbstractItemView):
            super().paint(painter, option, index)
            return
        # Whichever cells are drawn anew, together they give the whole heading.
        painter.save()
        painter.setClipRect(option.rect)
        row = QRect(0, option.rect.top(), view.viewport().width(), option.rect.height())
        self._paint_heading(painter, option, row, heading)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, row: QRect, heading: Heading
    ) -> None:
        palette, side = option.palette, 4 * GRID
        painter.fillRect(row, palette.color(QPalette.ColorRole.AlternateBase))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        inner = row.adjusted(2 * GRID, 0, -2 * GRID, 0)
        fold = QRect(inner.left(), inner.center().y() - side // 2 + 1, side, side)
        icon("folded" if heading.folded else "next").paint(painter, fold)
        said = self.tr("{count} flags").format(count=f"{heading.count:,}")
        if heading.count == 1:
            said = self.tr("1 flag")
        if not math.isnan(heading.worth):
            said = self.tr("{flags}, worth up to {worth}").format(flags=said, worth=f"{heading.worth:.5f}")
        painter.setFont(tabular(option.font))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, said)
        name = inner.adjusted(side + GRID, 0, 0, 0)
        name.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(said) - 3 * GRID)
        bold = tabular(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        text = painter.fontMetrics().elidedText(heading.image, Qt.TextElideMode.ElideLeft, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | middle, text)


class EndOfName(Cell):
    """Cuts a name at its start: names of images differ at their ends."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Say so."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft
