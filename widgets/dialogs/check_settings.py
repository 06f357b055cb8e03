"""From which values on the checks doubt a box."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.data.check_settings import DEFAULTS, THRESHOLDS, CheckSettings, Threshold, faults, with_values
from widgets.theme import GRID, tabular
from widgets.words import translated

_SIZE = (640, 720)
_NUMBER_PX = 104
_UNIT_PX = 72


class CheckSettingsDialog(QDialog):
    """Asks for the thresholds of the checks, each with its reason; OK only where all of them go together.

    Parameters
    ----------
    settings
        The thresholds as they are.
    parent
    """

    chosen = Signal(object)
    """`CheckSettings` that a person asks for."""

    def __init__(self, settings: CheckSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check settings"))
        self._rows = {threshold.name: _Row(threshold) for threshold in THRESHOLDS}
        explanation = QLabel(
            self.tr("When a label is doubted. Verdicts stay; the queue is made anew. Labels do not change.")
        )
        explanation.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._restore = self._buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        self._restore.setText(self.tr("Defaults"))
        self._restore.clicked.connect(lambda: self._fill(DEFAULTS))
        self._buttons.accepted.connect(self._choose)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(explanation)
        layout.addWidget(_scrolled(self._rows.values()), 1)
        layout.addWidget(self._buttons)
        room = self.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - 12 * GRID))
        self._fill(settings)
        for row in self._rows.values():
            row.number.valueChanged.connect(self._judge)
        self._judge()

    def _fill(self, settings: CheckSettings) -> None:
        for name, row in self._rows.items():
            row.number.setValue(getattr(settings, name))

    def _values(self) -> dict[str, float]:
        return {name: row.value() for name, row in self._rows.items()}

    def _judge(self) -> None:
        """Mark what is not the default, and say what does not go together."""
        values = self._values()
        found = faults(values)
        for name, row in self._rows.items():
            row.judge(found.get(name))
        self._ok.setEnabled(not found)
        self._restore.setEnabled(any(value != getattr(DEFAULTS, name) for name, value in values.items()))

    def _choose(self) -> None:
        self.chosen.emit(with_values(DEFAULTS, self._values()))
        self.accept()


class _Number(QDoubleSpinBox):
    """A number that scrolling past does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the number only where it has the focus; the page scrolls elsewhere."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Row:
    """The widgets of one threshold."""

    def __init__(self, threshold: Threshold) -> None:
        self.group = threshold.group
        self._threshold = threshold
        self._default = getattr(DEFAULTS, threshold.name)
        title = QCoreApplication.translate("Threshold", threshold.title)
        reason = QCoreApplication.translate("Threshold", threshold.reason)
        self.title = QLabel(title)
        self.reason = QLabel(reason)
        self.reason.setProperty("muted", True)
        self.unit = QLabel(QCoreApplication.translate("Threshold", threshold.unit) if threshold.unit else "")
        self.unit.setProperty("muted", True)
        self.error = QLabel()
        self.error.setObjectName("error")
        self.error.setProperty("bad", True)
        for text in (self.title, self.reason, self.error):
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.number = _Number()
        self.number.setObjectName(threshold.name)
        self.number.setAccessibleName(title)
        self.number.setAccessibleDescription(reason)
        self.number.setToolTip(threshold.name)
        # As everywhere in the program, and on the command line.
        self.number.setLocale(QLocale.c())
        self.number.setFont(tabular(self.number.font()))
        self.number.setDecimals(threshold.decimals)
        self.number.setRange(threshold.minimum, threshold.maximum)
        self.number.setSingleStep(threshold.step)
        self.number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(_NUMBER_PX)
        self.title.setBuddy(self.number)
        default = translated(threshold.shown(self._default))
        self.back = QPushButton(
            QCoreApplication.translate("CheckSettingsDialog", "Back to {}").format(default)
        )
        self.back.setObjectName(f"back_{threshold.name}")
        self.back.setProperty("link", True)
        self.back.setAutoDefault(False)
        spoken = QCoreApplication.translate("CheckSettingsDialog", "{title}: back to {default}")
        self.back.setAccessibleName(spoken.format(title=title, default=default))
        self.back.clicked.connect(lambda: self.number.setValue(self._default))

    def value(self) -> float:
        """The number as it stands there; a whole one where it counts."""
        return round(self.number.value()) if self._threshold.whole else self.number.value()

    def judge(self, problem: str | None) -> None:
        """Show whether this is the default, and what is wrong with it."""
        differs = self.value() != self._default
        font = QFont(self.title.font())
        font.setBold(differs)
        self.title.setFont(font)
        self.back.setVisible(differs)
        said = "" if problem is None else translated(problem)
        self.error.setText("" if problem is None else f"{said[0].upper()}{said[1:]}.")
        self.error.setVisible(problem is not None)

    def place(self, grid: QGridLayout, line: int) -> int:
        """Put it into a grid from this line on; the next free line comes back."""
        grid.addWidget(self.title, line, 0)
        grid.addWidget(self.number, line, 1)
        grid.addWidget(self.unit, line, 2)
        grid.addWidget(self.reason, line + 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.back, line + 1, 1, 1, 2, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.error, line + 2, 0, 1, 3)
        return line + 3


def _scrolled(rows: Iterable[_Row]) -> QScrollArea:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 2 * GRID, 0)
    layout.setSpacing(2 * GRID)
    for title, own in groupby(rows, lambda row: row.group):
        if layout.count():
            layout.addSpacing(3 * GRID)
        heading = QLabel(QCoreApplication.translate("Threshold", title))
        font = QFont(heading.font())
        font.setBold(True)
        heading.setFont(font)
        heading.setProperty("muted", True)
        layout.addWidget(heading)
        layout.addWidget(_card(own))
    layout.addStretch()
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _card(rows: Iterable[_Row]) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    grid = QGridLayout(card)
    grid.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(0, 1)
    # The numbers of all cards stand below each other.
    grid.setColumnMinimumWidth(2, _UNIT_PX)
    line = 0
    for row in rows:
        if line:
            grid.setRowMinimumHeight(line, 3 * GRID)
        line = row.place(grid, line + 1)
    return card
