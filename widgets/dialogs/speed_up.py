"""What makes a model quicker here, measured; one of it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.model import Acceleration
from engine.data.speed_up import SpeedUp
from widgets.icons import IconLabel
from widgets.metrics.metrics import NONE
from widgets.one_line import OneLine
from widgets.runs.figures import speed_number
from widgets.theme import GRID, tabular
from widgets.words import translated

_WIDTH_PX = 760
_SIGN_PX = 16
_LINE_PX = 5 * GRID
_LINES = 3
_LEAST_SHOWN = 0.00005
_NAME, _SPEED, _RATIO, _CHANGE, _SIGN, _SAID = range(6)


class SpeedUpDialog(QDialog):
    """A line for each way; the quickest that changes nothing is proposed.

    Parameters
    ----------
    used
        What is used now.
    largest_change
        How much a metric may change at most.
    """

    chosen = Signal(object)
    """`Acceleration` that is to be used."""

    def __init__(self, used: Acceleration, largest_change: float, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Speed the model up"))
        self.setMinimumWidth(_WIDTH_PX)
        self._touched = False
        self._used = used
        self._largest_change = largest_change
        self._group = QButtonGroup(self)
        self._lines = {way: _Line(way) for way in Acceleration}
        self._state = QLabel()
        self._state.setObjectName("speed_state")
        self._state.setProperty("muted", True)
        self._state.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = QPushButton(self.tr("Use this"))
        self._use.setObjectName("use")
        self._use.setProperty("primary", True)
        self._use.setDefault(True)
        self._buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._group.buttonClicked.connect(self._touch)
        self._buttons.accepted.connect(self._choose)
        self._buttons.rejected.connect(self.reject)
        self._lines[used].radio.setChecked(True)
        self.set_measured((), measuring=None)

    def set_measured(self, measured: Sequence[SpeedUp], *, measuring: Acceleration | None) -> None:
        """Show what is measured so far.

        Parameters
        ----------
        measured
            Ways that are not among them wait for their turn.
        measuring
            What is being measured; None: nothing, or nothing any more.
        """
        found = {own.acceleration: own for own in measured}
        for way, line in self._lines.items():
            line.show_measured(found.get(way), measuring=way is measuring)
        usable = [own for own in measured if own.is_usable]
        if usable and not self._touched:
            best = max(usable, key=lambda own: own.images_per_second or 0.0)
            self._lines[best.acceleration].radio.setChecked(True)
        self._say(measuring=measuring)
        could = self._use.isEnabled()
        self._use.setEnabled(any(own.acceleration is self._proposed() for own in usable))
        if self._use.isEnabled() and not could:
            # There was nothing else to have the focus than Cancel.
            self._use.setFocus()
        if self.isVisible():
            self._fit_height()

    def _say(self, *, measuring: Acceleration | None) -> None:
        self._state.setText(
            self.tr("The model is measured on the same images each time. This takes a minute or two.")
            if measuring is not None
            else self.tr("Metrics may change by {change} at most.").format(change=self._largest_change)
        )

    def _proposed(self) -> Acceleration:
        return next((way for way, line in self._lines.items() if line.radio.isChecked()), self._used)

    def _touch(self) -> None:
        """From now on the choice is the person's."""
        self._touched = True
        self._use.setEnabled(True)

    def _choose(self) -> None:
        self.chosen.emit(self._proposed())
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Be no higher than the texts need at this width."""
        super().showEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        grid.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        grid.setHorizontalSpacing(5 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(_SAID, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, title in (
            (_NAME, self.tr("How it is run")),
            (_SPEED, self.tr("Images/s")),
            (_RATIO, self.tr("As quick")),
            (_CHANGE, self.tr("Largest change")),
        ):
            head = QLabel(title)
            head.setProperty("muted", True)
            grid.addWidget(head, 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        for row, line in enumerate(self._lines.values(), start=1):
            self._group.addButton(line.radio)
            line.place(grid, row)
        above = QLabel(
            self.tr(
                "Some models run quicker compiled, or with numbers of 16 bits. Here is what that gives on this "
                "device."
            )
        )
        above.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(above)
        layout.addWidget(card)
        layout.addWidget(self._state)
        layout.addStretch(1)
        layout.addWidget(self._buttons)


class _Line:
    """The widgets of one way."""

    def __init__(self, way: Acceleration) -> None:
        self.radio = QRadioButton(_title(way))
        self.radio.setObjectName(way.value)
        self._speed, self._ratio, self._change = (QLabel(NONE) for _ in range(3))
        for label in (self._speed, self._ratio, self._change):
            label.setFont(tabular(label.font()))
        self._sign = IconLabel(_SIGN_PX)
        policy = self._sign.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._sign.setSizePolicy(policy)
        self._said = OneLine(_LINES)
        self._said.setContentsMargins(0, (_LINE_PX - self._said.fontMetrics().lineSpacing()) // 2, 0, 0)

    def show_measured(self, own: SpeedUp | None, *, measuring: bool) -> None:
        """Show its figures, or that there are none yet."""
        shown = own if own is not None else SpeedUp(Acceleration.NONE)
        self.radio.setEnabled(shown.is_usable)
        self._speed.setText(
            NONE if shown.images_per_second is None else speed_number(shown.images_per_second)
        )
        self._ratio.setText(NONE if shown.ratio is None else f"{shown.ratio:.2f} ×")
        self._change.setText(_change(shown))
        said, sign = self._verdict(own, measuring=measuring)
        self._said.set_whole(said)
        self._sign.setVisible(sign is not None)
        if sign is not None:
            self._sign.show_icon(sign)
        figures = (self._speed.text(), self._ratio.text(), self._change.text(), said)
        self.radio.setAccessibleDescription(", ".join(figures))

    def place(self, grid: QGridLayout, row: int) -> None:
        """Put it into a line of a grid."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self.radio.setFixedHeight(_LINE_PX)
        self._sign.setFixedHeight(_LINE_PX)
        for label in (self._speed, self._ratio, self._change):
            label.setFixedHeight(_LINE_PX)
        grid.addWidget(self.radio, row, _NAME, Qt.AlignmentFlag.AlignTop)
        for column, label in ((_SPEED, self._speed), (_RATIO, self._ratio), (_CHANGE, self._change)):
            grid.addWidget(label, row, column, right)
        verdict = QHBoxLayout()
        verdict.setSpacing(2 * GRID)
        verdict.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._said, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(verdict, row, _SIGN, 1, 2)

    def _verdict(self, own: SpeedUp | None, *, measuring: bool) -> tuple[str, str | None]:
        translate = QCoreApplication.translate
        if measuring:
            return translate("SpeedUpDialog", "is being measured…"), "run"
        if own is None:
            return translate("SpeedUpDialog", "waits"), None
        if own.why_not:
            return translated(own.why_not), "problem"
        return translate("SpeedUpDialog", "can be used"), "accept"


def _title(way: Acceleration) -> str:
    translate = QCoreApplication.translate
    return {
        Acceleration.NONE: translate("SpeedUpDialog", "As it is"),
        Acceleration.XLA: translate("SpeedUpDialog", "Compiled (XLA)"),
        Acceleration.MIXED_PRECISION: translate("SpeedUpDialog", "With 16 bits"),
        Acceleration.BOTH: translate("SpeedUpDialog", "Both"),
    }[way]


def _change(own: SpeedUp) -> str:
    if own.change is None:
        return NONE
    if own.change < _LEAST_SHOWN:
        return "< 0.0001" if own.change > 0 else "0.0000"
    return f"{own.change:.4f} {own.metric}".rstrip()
