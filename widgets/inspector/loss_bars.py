"""The loss of a label in its parts: a short bar for each way in which it may be wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from engine.data.loss import Loss
from widgets.inspector.cards import muted_label, number_label
from widgets.theme import GRID

_BAR_PX = 6


class LossBars(QWidget):
    """Class, place and existence, each with its bar and its number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("loss")
        self._bars, self._numbers = [], []
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * GRID)
        layout.setVerticalSpacing(0)
        for row, (name, meaning) in enumerate(
            (
                (self.tr("Class"), self.tr("The model sees another class here")),
                (self.tr("Place"), self.tr("The model sees the object elsewhere")),
                (self.tr("Existence"), self.tr("The model sees nothing here")),
            )
        ):
            caption, bar, number = muted_label(name), _Bar(), number_label()
            caption.setToolTip(meaning)
            bar.setToolTip(meaning)
            number.setAccessibleName(self.tr("Loss: {}").format(name))
            layout.addWidget(caption, row, 0)
            layout.addWidget(bar, row, 1)
            layout.addWidget(number, row, 2, Qt.AlignmentFlag.AlignRight)
            self._bars.append(bar)
            self._numbers.append(number)
        layout.setColumnStretch(1, 1)

    def show_loss(self, loss: Loss | None) -> None:
        """Show the parts; nothing for a place without a label, and without a model."""
        self.setVisible(loss is not None)
        if loss is None:
            return
        parts = (loss.category, loss.place, loss.existence)
        for part, bar, number in zip(parts, self._bars, self._numbers, strict=True):
            bar.show_share(part)
            number.setText(f"{part:.2f}")


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(15 * GRID, _BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - _BAR_PX) / 2
        for share, role in ((1.0, QPalette.ColorRole.Mid), (self._share, QPalette.ColorRole.Highlight)):
            painter.setBrush(self.palette().color(role))
            width = max(share * self.width(), _BAR_PX if share > 0.005 else 0)
            painter.drawRoundedRect(QRectF(0, top, width, _BAR_PX), _BAR_PX / 2, _BAR_PX / 2)
