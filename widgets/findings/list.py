"""The list of findings: causes, then symptoms, what was not looked at, and what was dismissed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from engine.data.finding import Finding, Findings, NotLookedAt
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind
from widgets.choice import claims
from widgets.findings.said import interval_text, price_text, sure_word, topic_title
from widgets.icons import icon
from widgets.theme import GRID, tabular
from widgets.words import translated

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_KEYS = (_Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End)
_OWN = Qt.ItemDataRole.UserRole
_MARK = Qt.ItemDataRole.UserRole + 1
_PRICE_PX = 104
_MOST_LINES = 3
_BAR_PX = 48
_MARK_PX = 16
_SELECTED_OPACITY = 0.14
_MARKS = {FindingVerdictKind.CONFIRMED: "accept", FindingVerdictKind.TASK: "tasks"}

Shown = Finding | NotLookedAt


class FindingList(QTreeWidget):
    """Findings under headings that fold; one of them is chosen."""

    chosen = Signal(object)
    """`Finding` or `NotLookedAt`; None: nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self._folded = {"dismissed"}
        self._filling = False
        self._wanted: str | None = None
        self.setAccessibleName(self.tr("Findings"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Row(self))
        self.currentItemChanged.connect(self._choose)
        self.itemClicked.connect(self._fold)
        self.itemCollapsed.connect(lambda item: self._folded.add(item.data(0, _MARK)))
        self.itemExpanded.connect(lambda item: self._folded.discard(item.data(0, _MARK)))

    @property
    def shown(self) -> Shown | None:
        """What is chosen."""
        item = self.currentItem()
        return None if item is None else item.data(0, _OWN)

    def set_findings(self, found: Findings, verdicts: Mapping[str, FindingVerdict]) -> None:
        """Show these; what is chosen stays so while it is among them, else the first is."""

        def dismissed(own: Finding) -> bool:
            verdict = verdicts.get(own.key)
            return verdict is not None and verdict.kind is FindingVerdictKind.DISMISSED

        scrolled = self.verticalScrollBar().value()
        open_ = [own for own in found.ranked if not dismissed(own)]
        self._filling = True
        self.clear()
        self._add("causes", self.tr("Causes"), [own for own in open_ if not own.symptom], verdicts)
        symptoms = [own for own in open_ if own.symptom]
        self._add("symptoms", self.tr("Symptoms: where mAP is lost"), symptoms, verdicts)
        self._add("not_looked_at", self.tr("Not looked at"), found.not_looked_at, verdicts)
        gone = [own for own in found.ranked if dismissed(own)]
        self._add("dismissed", self.tr("Dismissed"), gone, verdicts)
        self._choose_again()
        self._filling = False
        self.chosen.emit(self.shown)
        self.verticalScrollBar().setValue(scrolled)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that lead through the list."""
        if claims(event, _KEYS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through the list; the window has the rest."""
        if event.key() in _KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _add(
        self, name: str, title: str, rows: Sequence[Shown], verdicts: Mapping[str, FindingVerdict]
    ) -> None:
        if not rows:
            return
        group = QTreeWidgetItem([f"{title} ({len(rows)})"])
        group.setData(0, _MARK, name)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.addTopLevelItem(group)
        for own in rows:
            item = QTreeWidgetItem([_spoken(own)])
            item.setData(0, _OWN, own)
            verdict = verdicts.get(own.key) if isinstance(own, Finding) else None
            item.setData(0, _MARK, None if verdict is None else _MARKS.get(verdict.kind))
            group.addChild(item)
        group.setExpanded(name not in self._folded)

    def _choose_again(self) -> None:
        """Choose what somebody chose; where it is gone or nobody did, the first."""
        items = []
        for row in range(self.topLevelItemCount()):
            group = self.topLevelItem(row)
            if group is not None and group.isExpanded():
                items += [
                    item for place in range(group.childCount()) if (item := group.child(place)) is not None
                ]
        same = next((item for item in items if _key(item.data(0, _OWN)) == self._wanted), None)
        item = same or next(iter(items), None)
        if item is not None:
            self.setCurrentItem(item)

    def _choose(self) -> None:
        if not self._filling:
            self._wanted = _key(self.shown)
            self.chosen.emit(self.shown)

    def _fold(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _OWN) is None:
            item.setExpanded(not item.isExpanded())


class _Row(QStyledItemDelegate):
    """Price and interval on the left; the sentence, and how sure it is, on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its sentence."""
        view = self.parent()
        assert isinstance(view, FindingList)
        width, line = view.viewport().width(), option.fontMetrics.height()
        own = index.data(_OWN)
        if own is None:
            return QSize(width, line + 3 * GRID)
        lines = len(_lines(_said(own), option, width - _PRICE_PX - _MARK_PX - 5 * GRID))
        return QSize(width, (lines + 1) * line + 5 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        own = index.data(_OWN)
        painter.save()
        if own is None:
            self._paint_heading(painter, option, index)
        else:
            self._paint_row(painter, option, own, index.data(_MARK))
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, palette = self.parent(), option.palette
        assert isinstance(view, FindingList)
        painter.fillRect(option.rect, palette.color(QPalette.ColorRole.AlternateBase))
        side = 4 * GRID
        fold = QRect(option.rect.left() + GRID, option.rect.center().y() - side // 2 + 1, side, side)
        icon("next" if view.isExpanded(view.model().index(index.row(), 0)) else "folded").paint(painter, fold)
        bold = option.font
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        where = option.rect.adjusted(side + 2 * GRID, 0, -GRID, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, index.data())

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, own: Shown, mark: str | None
    ) -> None:
        palette, line = option.palette, option.fontMetrics.height()
        text, muted = (
            palette.color(role) for role in (QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText)
        )
        view = self.parent()
        assert isinstance(view, FindingList)
        if option.state & QStyle.StateFlag.State_Selected:
            accent = view.palette().color(QPalette.ColorRole.Accent)
            painter.fillRect(option.rect.adjusted(0, 0, 3 - option.rect.width(), 0), accent)
            accent.setAlphaF(_SELECTED_OPACITY)
            painter.fillRect(option.rect, accent)
        inner = option.rect.adjusted(3 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        self._paint_price(painter, option, inner, own)
        x, y = inner.left() + _PRICE_PX, inner.top()
        painter.setFont(option.font)
        painter.setPen(text)
        for said in _lines(_said(own), option, inner.width() - _PRICE_PX - _MARK_PX):
            painter.drawText(QRect(x, y, inner.width(), line), Qt.AlignmentFlag.AlignVCenter, said)
            y += line
        painter.setPen(muted)
        y += GRID // 2
        if isinstance(own, NotLookedAt):
            painter.drawText(
                QRect(x, y, inner.width(), line), Qt.AlignmentFlag.AlignVCenter, topic_title(own.topic)
            )
            return
        bar = QRect(x, y + line // 2 - 2, _BAR_PX, 4)
        painter.fillRect(bar, palette.color(QPalette.ColorRole.Mid))
        bar.setWidth(round(_BAR_PX * own.confidence))
        painter.fillRect(bar, palette.color(QPalette.ColorRole.Accent))
        begin = x + _BAR_PX + 2 * GRID
        where = QRect(begin, y, inner.right() - begin, line)
        said = f"{sure_word(own.confidence)} · {topic_title(own.topic)}"
        fitted = option.fontMetrics.elidedText(said, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, fitted)
        if mark is not None:
            icon(mark).paint(painter, QRect(inner.right() - _MARK_PX, inner.top(), _MARK_PX, _MARK_PX))

    def _paint_price(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, own: Shown) -> None:
        line = option.fontMetrics.height()
        muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
        figures = tabular(option.font)
        if isinstance(own, NotLookedAt):
            icon("left_out", muted).paint(painter, QRect(inner.left(), inner.top(), _MARK_PX, _MARK_PX))
            return
        price = price_text(own)
        if not price:
            painter.setPen(muted)
            painter.drawText(inner, Qt.AlignmentFlag.AlignTop, self.tr("no price"))
            return
        figures.setBold(True)
        painter.setFont(figures)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, price)
        figures.setBold(False)
        figures.setPixelSize(11)
        painter.setFont(figures)
        painter.setPen(muted)
        painter.drawText(inner.adjusted(0, line, 0, 0), Qt.AlignmentFlag.AlignTop, interval_text(own))


def _lines(said: str, option: QStyleOptionViewItem, width: int) -> list[str]:
    """A sentence in lines of a width; of a long one the first, the last of them cut."""
    layout = QTextLayout(said, option.font)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(found) == _MOST_LINES - 1:
            found.append(option.fontMetrics.elidedText(said[start:], Qt.TextElideMode.ElideRight, width))
            break
        found.append(said[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return found


def _said(own: Shown) -> str:
    return translated(own.sentence)


def _key(own: Shown | None) -> str | None:
    if own is None:
        return None
    return own.key if isinstance(own, Finding) else f"{own.topic}: {own.sentence}"


def _spoken(own: Shown) -> str:
    """What a screen reader says of a row."""
    if isinstance(own, NotLookedAt):
        return f"{topic_title(own.topic)}: {_said(own)}"
    parts = (price_text(own), interval_text(own), _said(own), sure_word(own.confidence))
    return ", ".join(part for part in parts if part)
