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
        """Draw what of a heading falls into the cell."""
        palette, side, middle = option.palette, 4 * GRID, Qt.AlignmentFlag.AlignVCenter
        painter.fillRect(option.rect, palette.color(QPalette.ColorRole.AlternateBase))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        inner = row.adjusted(2 * GRID, 0, -2 * GRID, 0)
        fold = QRect(inner.left(), inner.center().y() - side // 2 + 1, side, side)
        if fold.intersects(option.rect):
            icon("folded" if heading.folded else "next").paint(painter, fold)
        painter.setFont(tabular(option.font))
        said = self._said(heading)
        figures = QRect(inner)
        figures.setLeft(inner.right() - painter.fontMetrics().horizontalAdvance(said))
        if figures.intersects(option.rect):
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(figures, Qt.AlignmentFlag.AlignRight | middle, said)
        name = QRect(inner.topLeft(), figures.bottomLeft()).adjusted(side + GRID, 0, -3 * GRID, 0)
        if name.intersects(option.rect):
            bold = tabular(option.font)
            bold.setBold(True)
            painter.setFont(bold)
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            text = painter.fontMetrics().elidedText(heading.title, Qt.TextElideMode.ElideLeft, name.width())
            painter.drawText(name, Qt.AlignmentFlag.AlignLeft | middle, text)

    def _said(self, heading: Heading) -> str:
        """How many flags there are under a heading, and what the best of them is worth."""
        said = self.tr("1 flag") if heading.count == 1 else self.tr("{count} flags")
        said = said.format(count=f"{heading.count:,}")
        if math.isnan(heading.worth):
            return said
        return self.tr("{flags}, worth up to {worth}").format(flags=said, worth=f"{heading.worth:.5f}")


class EndOfName(Cell):
    """Cuts a name at its start: names of images differ at their ends."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Say so."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft
