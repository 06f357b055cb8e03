"""How far a project is: where its images stand, and how much was reviewed on each day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from engine.data.image_state import Stage
from engine.data.people import Day, Headway
from widgets.theme import GRID, tabular

_BAR_PX = 10
_DAY_PX, _DAYS_PX = 52, 84
_MOST_DAYS = 10
_ORDER = (Stage.APPROVED, Stage.REVIEWED, Stage.RETURNED)


class HeadwayView(QWidget):
    """Images by where they stand, flags that wait, and the last days."""

    def __init__(self, headway: Headway) -> None:
        super().__init__()
        self.setObjectName("headway")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        images, stages = headway.images, headway.stages
        looked_at = stages[Stage.REVIEWED] + stages[Stage.APPROVED]
        share = looked_at / images if images else 0.0
        waiting = sum(headway.open_flags.values())
        title = QLabel(
            self.tr("{done} of {images} images reviewed ({share}), {flags} flags open").format(
                done=f"{looked_at:,}", images=f"{images:,}", share=f"{share:.0%}", flags=f"{waiting:,}"
            )
        )
        title.setObjectName("headway_title")
        title.setProperty("heading", True)
        names = {
            Stage.APPROVED: self.tr("{} approved"),
            Stage.REVIEWED: self.tr("{} wait for a decision"),
            Stage.RETURNED: self.tr("{} returned"),
        }
        legend = QHBoxLayout()
        legend.setSpacing(2 * GRID)
        for stage in _ORDER:
            legend.addWidget(_Swatch(stage))
            said = QLabel(names[stage].format(f"{stages[stage]:,}"))
            said.setProperty("muted", True)
            legend.addWidget(said)
            legend.addSpacing(2 * GRID)
        legend.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2 * GRID)
        left.addStretch(1)
        left.addWidget(title)
        left.addWidget(_Bar([stages[stage] for stage in _ORDER], images))
        left.addLayout(legend)
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6 * GRID)
        layout.addLayout(left, 1)
        if headway.days:
            caption = QLabel(self.tr("Images reviewed by day"))
            caption.setProperty("muted", True)
            right = QVBoxLayout()
            right.setSpacing(GRID)
            right.addWidget(caption)
            right.addWidget(DayBars(headway.days[-_MOST_DAYS:]))
            layout.addLayout(right)


def _colour(widget: QWidget, stage: Stage) -> QColor:
    """Told apart by how dark they are, so in either scheme and by whoever sees no colours."""
    palette = widget.palette()
    colour = palette.color(QPalette.ColorRole.Highlight)
    if stage is Stage.REVIEWED:
        colour.setAlphaF(0.45)
    elif stage is Stage.RETURNED:
        colour = palette.color(QPalette.ColorRole.PlaceholderText)
    return colour


class _Swatch(QWidget):
    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setFixedSize(_BAR_PX, _BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(self, self._stage))
        painter.drawRoundedRect(self.rect(), 2, 2)


class _Bar(QWidget):
    def __init__(self, counts: Sequence[int], images: int) -> None:
        super().__init__()
        self._counts, self._images = counts, images
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
        left = 0.0
        for stage, count in zip(_ORDER, self._counts, strict=True):
            width = self.width() * count / max(self._images, 1)
            painter.fillRect(QRectF(left, 0, width, _BAR_PX), _colour(self, stage))
            left += width


class DayBars(QWidget):
    """A bar for each day: how many images were reviewed on it; the rest under the mouse.

    Parameters
    ----------
    days
        Oldest first; one at least.
    """

    def __init__(self, days: Sequence[Day]) -> None:
        super().__init__()
        self.setObjectName("days")
        self._days = tuple(days)
        self.setFont(tabular(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Images reviewed by day"))
        self.setAccessibleDescription("; ".join(map(self._said, self._days)))

    def sizeHint(self) -> QSize:
        """As wide as the days are, and three at least."""
        return QSize(max(len(self._days), 3) * _DAY_PX, _DAYS_PX)

    def event(self, event: QEvent) -> bool:
        """Tell of a day under the mouse."""
        if isinstance(event, QHelpEvent):
            place = int((event.pos().x() - self._left()) // _DAY_PX)
            if 0 <= place < len(self._days):
                QToolTip.showText(event.globalPos(), self._said(self._days[place]), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars, each with its number above and its day below."""
        painter = QPainter(self)
        row = self.fontMetrics().height()
        room = self.height() - 2 * row - GRID
        most = max(max(own.reviewed for own in self._days), 1)
        left = float(self._left())
        for own in self._days:
            height = max(room * own.reviewed / most, 1.0)
            bar = QRectF(left + 3 * GRID, row + room - height, _DAY_PX - 6 * GRID, height)
            painter.fillRect(bar, self.palette().color(QPalette.ColorRole.Highlight))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            middle = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(QRectF(left, bar.top() - row, _DAY_PX, row), middle, f"{own.reviewed:,}")
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(QRectF(left, row + room + GRID, _DAY_PX, row), middle, _short(own))
            left += _DAY_PX

    def _left(self) -> int:
        return self.width() - len(self._days) * _DAY_PX

    def _said(self, own: Day) -> str:
        return self.tr(
            "{day}: {steps} steps, images: {reviewed} reviewed, {approved} approved, {returned} returned"
        ).format(
            day=QLocale().toString(
                QDate(own.day.year, own.day.month, own.day.day), QLocale.FormatType.LongFormat
            ),
            steps=f"{own.steps:,}",
            reviewed=f"{own.reviewed:,}",
            approved=f"{own.approved:,}",
            returned=f"{own.returned:,}",
        )


def _short(own: Day) -> str:
    return f"{own.day:%d.%m.}" if QLocale().language() is QLocale.Language.German else f"{own.day:%d %b}"
