"""Asks how a random sample is to be drawn, and says in words what it would tell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.data.sample import SampleRequest, Unit
from widgets.theme import GRID
from widgets.words import translated

_LAST, _READING = "last", "reading"
_WIDTH_PX = 560
_FIELD_PX = 120


class SamplePlanDialog(QDialog):
    """A plan made from a rate and a risk, or one of the standard.

    Parameters
    ----------
    levels
        Inspection levels of the standard.
    aqls
        Its acceptance quality limits, in percent.
    parent
    """

    changed = Signal(object)
    """`SampleRequest` as it stands there; what it would tell is to be shown with `show_plan` or `show_problem`."""
    chosen = Signal(object)
    """`SampleRequest` that a person wants drawn."""
    continued = Signal()
    """The last sample is to be shown instead."""
    read_again = Signal()
    """Some of the last sample is to be read by a second person."""

    def __init__(self, levels: Sequence[str], aqls: Sequence[float], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Review a random sample"))
        self.setMinimumWidth(_WIDTH_PX)
        self._column, self._cards = QVBoxLayout(self), 0
        self._column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        self._column.setSpacing(4 * GRID)
        self._column.addWidget(
            _text(
                self.tr(
                    "You see labels by chance, without flags or predictions, and say what is wrong. That tells how "
                    "many of all are wrong at most."
                )
            )
        )
        self._make_fields(levels, aqls)
        self._column.addWidget(self._fields())
        self._said = _text("")
        self._said.setObjectName("said")
        self._column.addWidget(self._said)
        self._column.addStretch(1)
        self._column.addWidget(self._make_buttons())

    def show_last(self, said: str, *, goes_on: bool) -> None:
        """Offer the last sample: to go on with it, or to see what it says."""
        button = self._offer(_LAST, "continue", said, self.tr("Go on") if goes_on else self.tr("Show"))
        button.setProperty("primary", goes_on)
        button.clicked.connect(self.continued)
        if goes_on:
            button.setDefault(True)

    def show_reading(self, said: str, *, waiting: int | None) -> None:
        """Offer a second reading of the last sample.

        Parameters
        ----------
        said
            What it is, or tells so far.
        waiting
            How much of it waits; None: none was drawn yet.
        """
        words = self.tr("Show") if waiting == 0 else self.tr("Go on")
        button = self._offer(
            _READING, "read_again", said, self.tr("Read again") if waiting is None else words
        )
        button.clicked.connect(self.read_again)

    def take_offers_back(self) -> None:
        """Offer nothing any more."""
        for name in (_LAST, _READING):
            card = self.findChild(QFrame, name)
            if card is not None:
                # Not found again before it is gone.
                card.setObjectName("")
                card.hide()
                card.deleteLater()
                self._column.removeWidget(card)
                self._cards -= 1

    def show_plan(self, sentences: Sequence[str]) -> None:
        """Say what a sample as it stands there would tell."""
        self._said.setText("\n".join(translated(own) for own in sentences))
        self._said.setProperty("bad", False)
        self._draw.setEnabled(True)

    def show_problem(self, said: str) -> None:
        """Say why there is no such sample."""
        self._said.setText(said)
        self._draw.setEnabled(False)

    def request(self) -> SampleRequest:
        """What stands there."""
        standard = self._by_standard.isChecked()
        return SampleRequest(
            unit=Unit(self._unit.currentData()),
            refuse_rate=round(self._refuse.value() / 100, 6),
            risk=round(self._risk.value() / 100, 6),
            accept=0 if standard else self._accept.value(),
            aql=float(self._aql.currentData()) if standard else None,
            level=self._level.currentText(),
            tightened=self._tightened.isChecked(),
            stratified=self._stratified.isChecked(),
        )

    def refresh(self) -> None:
        """Ask again what a sample as it stands there would tell."""
        standard = self._by_standard.isChecked()
        for own in (self._refuse, self._accept):
            own.setEnabled(not standard)
        for field in (self._aql, self._level, self._tightened):
            field.setEnabled(standard)
        self.changed.emit(self.request())

    def _offer(self, name: str, button_name: str, said: str, words: str) -> QPushButton:
        """Put a card with a button above the fields; the button closes the dialog too."""
        card = QFrame()
        card.setObjectName(name)
        card.setProperty("card", True)
        row = QHBoxLayout(card)
        row.addWidget(_text(said), 1)
        button = QPushButton(words)
        button.setObjectName(button_name)
        button.clicked.connect(self.accept)
        row.addWidget(button)
        self._cards += 1
        self._column.insertWidget(self._cards, card)
        return button

    def _make_fields(self, levels: Sequence[str], aqls: Sequence[float]) -> None:
        self._unit = QComboBox()
        self._unit.addItem(self.tr("Boxes"), Unit.BOX.value)
        self._unit.addItem(self.tr("Images, which also tells what is missing"), Unit.IMAGE.value)
        self._by_rate = QRadioButton(self.tr("By an error rate to be refused"))
        self._by_standard = QRadioButton(self.tr("By ISO 2859-1"))
        self._by_rate.setChecked(True)
        self._refuse = _percent(2.0, 0.05, 60.0)
        self._risk = _percent(5.0, 0.1, 50.0)
        self._accept = QSpinBox()
        self._accept.setRange(0, 100)
        self._aql = QComboBox()
        for aql in aqls:
            self._aql.addItem(f"{aql:g} %", aql)
        self._aql.setCurrentIndex(max(self._aql.findData(1.0), 0))
        self._level = QComboBox()
        self._level.addItems(list(levels))
        self._level.setCurrentText("II")
        self._tightened = QCheckBox(self.tr("Tightened inspection"))
        self._stratified = QCheckBox(
            self.tr("In proportion to flagged and other ones, reviewed and other ones, and classes")
        )
        self._stratified.setChecked(True)
        for combo in (self._unit, self._aql, self._level):
            combo.currentIndexChanged.connect(self.refresh)
        for number in (self._refuse, self._risk, self._accept):
            number.valueChanged.connect(self.refresh)
            number.setFixedWidth(_FIELD_PX)
        for switch in (self._by_standard, self._tightened, self._stratified):
            switch.toggled.connect(self.refresh)
        names = ("unit", "by_rate", "by_standard", "refuse", "risk", "accept", "aql", "level", "tightened")
        for name in (*names, "stratified"):
            getattr(self, f"_{name}").setObjectName(name)

    def _fields(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Draw"), self._unit),
            (self.tr("Risk"), self._risk),
            ("", self._by_rate),
            (self.tr("Refused from"), self._refuse),
            (self.tr("May be wrong"), self._accept),
            ("", self._by_standard),
            (self.tr("Acceptance quality limit"), self._aql),
            (self.tr("Inspection level"), self._level),
            ("", self._tightened),
            ("", self._stratified),
        ]
        for line, (title, field) in enumerate(rows):
            if title:
                label = QLabel(title)
                label.setBuddy(field)
                field.setAccessibleName(title)
                grid.addWidget(label, line, 0)
                grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                grid.addWidget(field, line, 0, 1, 2)
        return page

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._draw = QPushButton(self.tr("Draw and review"))
        self._draw.setObjectName("draw")
        self._draw.setProperty("primary", True)
        self._draw.setDefault(True)
        buttons.addButton(self._draw, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self) -> None:
        self.chosen.emit(self.request())
        self.accept()


def _percent(value: float, least: float, most: float) -> QDoubleSpinBox:
    number = QDoubleSpinBox()
    # As everywhere in the program, and on the command line.
    number.setLocale(QLocale.c())
    number.setDecimals(2)
    number.setRange(least, most)
    number.setSingleStep(0.5)
    number.setSuffix(" %")
    number.setValue(value)
    return number


def _text(said: str) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
