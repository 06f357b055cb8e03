"""The panel in which a person sets how bright the image is shown."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.canvas.adjustment import AS_IT_IS, TONES, Adjustment, Tones, table_of
from widgets.canvas.corner import Corner, CornerFrame
from widgets.choice import CONFIRMING, STEPPING, claims
from widgets.icons import set_icon
from widgets.theme import GRID, tabular

_GAMMA_RANGE = 5.0
_STEPS = 100
_Key = Qt.Key


class AdjustPanel(CornerFrame):
    """Brightness, contrast, gamma and stretch, before the image's histogram."""

    adjusted = Signal(object)
    """`Adjustment`: another one was set."""
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, Corner.TOP_RIGHT)
        self.setAccessibleName(self.tr("Adjust the image"))
        self.histogram = Histogram()
        self.brightness = _Slider(self.tr("Brightness"), lambda v: f"{v:+.0f}" if v else "0")
        self.contrast = _Slider(self.tr("Contrast"), lambda v: f"{v:+.0f}" if v else "0")
        self.gamma = _Slider(self.tr("Gamma"), lambda v: f"{_gamma(v):.2f}")
        self.stretch = QCheckBox(self.tr("&Stretch to all tones"))
        self.stretch.setAccessibleName(self.tr("Stretch to all tones"))
        self._stretch_wanted, self._stretch_needed = False, False
        self._show_stretch()
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setAccessibleName(self.tr("Show the image as it is"))
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        set_icon(self.close_button, "cancel")
        self._place_controls()
        for slider in self._sliders():
            slider.valueChanged.connect(self._tell)
        self.stretch.toggled.connect(self._choose_stretch)
        self.close_button.clicked.connect(self.close_panel)
        self.reset.clicked.connect(lambda: self.set_adjustment(AS_IT_IS))
        keys = _Keys(self)
        for control in self._controls():
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.installEventFilter(keys)
        self.hide()

    @property
    def adjustment(self) -> Adjustment:
        """What is set."""
        return Adjustment(
            self.brightness.value() / _STEPS,
            self.contrast.value() / _STEPS,
            _gamma(self.gamma.value()),
            self._stretch_wanted,
        )

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Set all at once."""
        before = self.adjustment
        for slider, value in (
            (self.brightness, adjustment.brightness * _STEPS),
            (self.contrast, adjustment.contrast * _STEPS),
            (self.gamma, log(adjustment.gamma, _GAMMA_RANGE) * _STEPS),
        ):
            slider.blockSignals(True)
            slider.setValue(round(value))
            slider.blockSignals(False)
            slider.show_value()
        self._stretch_wanted = adjustment.stretch
        self._show_stretch()
        if self.adjustment != before:
            self._tell()

    def set_shown(self, tones: Tones | None, adjustment: Adjustment) -> None:
        """Show the histogram of the image on the canvas, and what becomes of its tones there."""
        self.histogram.set_shown(tones, adjustment)
        self._stretch_needed = tones is not None and tones.narrow
        self._show_stretch()

    def open(self) -> None:
        """Show it, ready for the keys."""
        self.show()
        self.place()
        self.raise_()
        self.brightness.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide it, and give the keys back."""
        self.hide()
        over = self.parentWidget()
        if over is not None:
            over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab stays among the controls; outside of them it is the window's."""
        controls = [control for control in self._controls() if control.isEnabled()]
        now = self.focusWidget()
        at = controls.index(now) if now in controls else -1
        controls[(at + (1 if forward else -1)) % len(controls)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _sliders(self) -> tuple[_Slider, _Slider, _Slider]:
        return (self.brightness, self.contrast, self.gamma)

    def _controls(self) -> tuple[QWidget, ...]:
        return (*self._sliders(), self.stretch, self.reset, self.close_button)

    def _choose_stretch(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's
        self._stretch_wanted = wanted
        self._tell()

    def _show_stretch(self) -> None:
        self.stretch.blockSignals(True)
        self.stretch.setChecked(self._stretch_wanted or self._stretch_needed)
        self.stretch.blockSignals(False)
        self.stretch.setEnabled(not self._stretch_needed)
        self.stretch.setToolTip(
            self.tr("This 16-bit image is stretched in any case: else next to nothing would be seen")
            if self._stretch_needed
            else self.tr("The darkest 0.5 % become black, the brightest 0.5 % white")
        )

    def _place_controls(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(2 * GRID)
        rows.setVerticalSpacing(2 * GRID)
        for row, slider in enumerate(self._sliders()):
            label = QLabel(slider.accessibleName())
            label.setProperty("muted", True)
            rows.addWidget(label, row, 0)
            rows.addWidget(slider, row, 1)
            rows.addWidget(slider.number, row, 2)
        last = QHBoxLayout()
        last.addWidget(self.stretch)
        last.addStretch()
        last.addWidget(self.reset)
        first = QHBoxLayout()
        first.addWidget(QLabel(self.accessibleName()))
        first.addStretch()
        first.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(first)
        layout.addWidget(self.histogram)
        layout.addLayout(rows)
        layout.addLayout(last)

    def _tell(self) -> None:
        self.adjusted.emit(self.adjustment)


class Histogram(QWidget):
    """How often each tone occurs in the image, and, as a line, what becomes of it on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._tones: Tones | None = None
        self._adjustment = AS_IT_IS
        self.setFixedHeight(20 * GRID)
        self.setMinimumWidth(32 * GRID)
        self.setAccessibleName(self.tr("Histogram of the image"))

    def sizeHint(self) -> QSize:
        """Wide enough to tell tones apart, where there is room."""
        return QSize(64 * GRID, self.height())

    def set_shown(self, tones: Tones | None, adjustment: Adjustment) -> None:
        """Show these tones, and what is made of them."""
        self._tones, self._adjustment = tones, adjustment
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the counts as an area and the table as a line."""
        role = QPalette.ColorRole
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), self.palette().color(role.AlternateBase))
            if self._tones is None:
                return
            # Of roots, else a plain ground would press all other tones flat.
            heights = np.sqrt(self._tones.counts)
            fill = self.palette().color(role.PlaceholderText)
            fill.setAlphaF(0.45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            line = self._line(heights / max(float(heights.max()), 1.0))
            corners = [QPointF(0, self.height()), *line, QPointF(self.width(), self.height())]
            painter.drawPolygon(QPolygonF(corners))
            table = table_of(self._adjustment, self._tones)
            steps = table[np.linspace(0, self._tones.top, TONES).round().astype(np.int64)] / 255
            painter.setPen(QPen(self.palette().color(role.Accent), 1.5))
            painter.drawPolyline(QPolygonF(self._line(steps)))

    def _line(self, heights: np.ndarray) -> list[QPointF]:
        """Points over the whole width, as high as these shares of the height."""
        x = np.linspace(0, self.width(), len(heights))
        y = 1 + (1 - heights) * (self.height() - 2)
        return [QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)]


class _Slider(QSlider):
    """A slider from -100 to 100 with its number beside it."""

    def __init__(self, name: str, text_of: Callable[[int], str]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._text_of = text_of
        self.number = QLabel()
        self.number.setFont(tabular(self.number.font()))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance("+100"))
        self.setAccessibleName(name)
        self.setRange(-_STEPS, _STEPS)
        self.setPageStep(10)
        self.valueChanged.connect(self.show_value)
        self.show_value()

    def sizeHint(self) -> QSize:
        """Long enough to set it to a hundredth."""
        return QSize(40 * GRID, super().sizeHint().height())

    def show_value(self) -> None:
        """Bring the number up to date."""
        self.number.setText(self._text_of(self.value()))


class _Keys(QObject):
    """Takes from the window the keys that a control of the panel needs."""

    _TAKEN = (
        _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown,
        _Key.Key_Home, _Key.Key_End, _Key.Key_Space, _Key.Key_Escape, *CONFIRMING, *STEPPING,
    )  # fmt: skip

    def __init__(self, panel: AdjustPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim them; Esc closes the panel, Enter presses a button."""
        if claims(event, self._TAKEN):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == _Key.Key_Escape:
                self._panel.close_panel()
                return True
            if event.key() in CONFIRMING and isinstance(watched, QAbstractButton):
                watched.click()
                return True
        return False


def _gamma(value: int) -> float:
    return float(_GAMMA_RANGE ** (value / _STEPS))
