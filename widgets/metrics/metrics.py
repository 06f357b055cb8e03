"""Metrics of the labels as they are, beside those of the labels as they were opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from engine.data.metrics import NOT_DEFINED, Metrics
from widgets.metrics.table import NumberTable
from widgets.theme import GRID, tabular

NONE = "–"
_LEAST_SHOWN = 0.5e-4
"""What rounds to 0.0001; less is there, but not zero."""
_MOST_SAVED_PX = 240
WIDEST_DELTA = "▼ < 0.0001"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def number_text(value: float | None) -> str:
    """A metric with four decimals; a dash where it is not defined."""
    return NONE if value is None or value == NOT_DEFINED else f"{value:.4f}"


def delta_of(baseline: float | None, current: float | None) -> float | None:
    """Current minus baseline, or None where either is not defined."""
    if baseline is None or current is None or NOT_DEFINED in (baseline, current):
        return None
    return current - baseline


def delta_text(delta: float | None) -> str:
    """A delta with sign and an arrow, so that its direction needs no colour."""
    if delta is None:
        return NONE
    if delta == 0:
        return "0.0000"
    arrow = "▲" if delta > 0 else "▼"
    return f"{arrow} {delta:+.4f}" if abs(delta) >= _LEAST_SHOWN else f"{arrow} < 0.0001"


class MetricsBar(QWidget):
    """Baseline mAP, current mAP and the delta, always in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baseline_ap: float | None = None
        self._current_ap: float | None = None
        self._baseline = _value("baseline_ap", self.tr("Baseline mAP"), "0.0000")
        self._current = _value("current_ap", self.tr("Current mAP"), "0.0000")
        self._delta = _value("delta_ap", self.tr("Delta of mAP"), WIDEST_DELTA)
        self._what_if = QLabel()
        self._what_if.setObjectName("what_if")
        self._what_if.setFont(tabular(self._what_if.font()))
        self._what_if.setAlignment(_RIGHT)
        self._what_if.setAccessibleName(self.tr("mAP if the box is let go now"))
        self._saved = QLabel()
        self._saved.setObjectName("saved")
        self._saved.setTextFormat(Qt.TextFormat.PlainText)
        self._saved.setProperty("muted", True)
        self._saved.setAlignment(_RIGHT)
        # In one place, so that what is always in sight does not move while a box is dragged.
        self._state = QStackedLayout()
        self._state.addWidget(self._saved)
        self._state.addWidget(self._what_if)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 0, GRID, 0)
        layout.setSpacing(2 * GRID)
        layout.addLayout(self._state, 1)
        layout.addSpacing(2 * GRID)
        self._note = QLabel()
        self._note.setObjectName("settings_note")
        self._note.setProperty("bad", True)
        self._note.hide()
        layout.addWidget(self._note)
        for title, value in (
            (self.tr("Baseline mAP"), self._baseline),
            (self.tr("Current"), self._current),
            (self.tr("Delta"), self._delta),
        ):
            caption = QLabel(title)
            caption.setProperty("muted", True)
            layout.addWidget(caption)
            layout.addWidget(value)
            layout.addSpacing(GRID)
        self.set_metrics(None, None)

    def set_metrics(self, baseline: Metrics | None, current: Metrics | None) -> None:
        """Show the metrics of the labels as opened and as they are; None: there are no predictions."""
        self._baseline_ap = None if baseline is None else baseline.ap
        self._current_ap = None if current is None else current.ap
        delta = delta_of(self._baseline_ap, self._current_ap)
        _show(self._baseline, number_text(self._baseline_ap), self._baseline_ap)
        _show(self._current, number_text(self._current_ap), self._current_ap)
        _show(self._delta, delta_text(delta), delta)
        _tone(self._delta, delta)

    def set_what_if(self, ap: float | None) -> None:
        """Show the AP that letting go would lead to, while a box is dragged."""
        self._state.setCurrentWidget(self._saved if ap is None else self._what_if)
        if ap is not None:
            delta = delta_of(self._current_ap, ap)
            self._what_if.setText(f"→ {number_text(ap)}  {delta_text(delta)}")
            _tone(self._what_if, delta)

    def set_settings_note(self, note: str, settings: str) -> None:
        """Say beside the numbers that they are measured in another way than COCO's; empty: they are COCO's."""
        self._note.setText(note)
        self._note.setToolTip(settings)
        self._note.setVisible(bool(note))

    def set_saved(self, text: str) -> None:
        """Say where the edits are."""
        self._saved.setToolTip(text)
        self._saved.setText(
            self._saved.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _MOST_SAVED_PX)
        )


class SummaryTable(QWidget):
    """COCO's twelve metrics."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            (self.tr("Metric"), ""),
            (self.tr("Baseline"), "0.0000"),
            (self.tr("Current"), "0.0000"),
            (self.tr("Delta"), WIDEST_DELTA),
        )
        self._table = NumberTable(columns, spare=(1,))
        self._table.setAccessibleName(self.tr("The twelve metrics"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._table)

    def set_metrics(self, names: Sequence[str], baseline: Metrics | None, current: Metrics | None) -> None:
        """Show the twelve by name, before and now."""
        before = [None] * len(names) if baseline is None else baseline.summary.tolist()
        now = [None] * len(names) if current is None else current.summary.tolist()
        self._table.show_rows(
            [
                (name, number_text(old), number_text(new), delta_text(delta_of(old, new)))
                for name, old, new in zip(names, before, now, strict=True)
            ]
        )


def _value(name: str, spoken: str, widest: str) -> QLabel:
    label = QLabel(widest)
    label.setObjectName(name)
    label.setAccessibleName(spoken)
    font = tabular(label.font())
    font.setPointSizeF(font.pointSizeF() * 1.25)
    font.setBold(True)
    label.setFont(font)
    # As wide as it gets, so that nothing moves when the number does.
    label.setMinimumWidth(label.sizeHint().width())
    return label


def _show(label: QLabel, text: str, exact: float | None) -> None:
    label.setText(text)
    # Rounded to be read, exact to be checked.
    label.setToolTip("" if exact is None else f"{label.accessibleName()}: {exact!r}")
    label.setAccessibleDescription("" if exact is None else repr(exact))


def _tone(label: QLabel, delta: float | None) -> None:
    label.setProperty("good", delta is not None and delta > 0)
    label.setProperty("bad", delta is not None and delta < 0)
    label.style().unpolish(label)
    label.style().polish(label)
