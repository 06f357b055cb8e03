"""Bounds for score, price, loss and worth, for those who would rather not write them as text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from widgets.choice import CONFIRMING
from widgets.queue.button import PanelButton
from widgets.queue.filter import Field, Filter, Within
from widgets.queue.find import TextField
from widgets.theme import GRID

_FIELD_PX = 22 * GRID


class NumbersButton(PanelButton):
    """Opens the bounds."""

    changed = Signal(object, object)
    """`Field` and the `Within` that it is to have now, or None."""

    def __init__(self) -> None:
        super().__init__("numbers")
        self.set_name(self.tr("Bounds for score, price, loss and worth"))
        self._bounds = _Bounds(self)
        self._bounds.changed.connect(self.changed)
        self.clicked.connect(self._open)

    def show_filter(self, wanted: Filter) -> None:
        """Show the bounds that a filter has."""
        self._bounds.show_filter(wanted)

    def _open(self) -> None:
        panel = self._bounds
        panel.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - panel.width(), self.height() + GRID))
        panel.move(max(corner.x(), self.screen().availableGeometry().left()), corner.y())
        panel.show()
        panel.begin()


class _Bounds(QFrame):
    changed = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("bounds")
        self.setProperty("card", True)
        self._rows: dict[Field, tuple[_Bound, _Bound]] = {}
        self._terms: dict[Field, Within | None] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setHorizontalSpacing(2 * GRID)
        layout.setVerticalSpacing(GRID)
        for row, (field, title, meaning) in enumerate(
            (
                (Field.SCORE, self.tr("Score"), self.tr("How likely the label is wrong, 0 to 1")),
                (Field.PRICE, self.tr("Price"), self.tr("Change of mAP if the suggestion is accepted")),
                (Field.LOSS, self.tr("Loss"), self.tr("How far the model contradicts the label, 0 to 1")),
                (Field.WORTH, self.tr("Worth"), self.tr("Size of the price times its probability")),
            )
        ):
            label = QLabel(title)
            label.setToolTip(meaning)
            low = _Bound(self.tr("{field} from").format(field=title), self.tr("from"))
            high = _Bound(self.tr("{field} to").format(field=title), self.tr("to"))
            for column, widget in enumerate((label, low, high)):
                layout.addWidget(widget, row, column)
            self._rows[field], self._terms[field] = (low, high), None
            for bound in (low, high):
                bound.textEdited.connect(self._telling(field))

    def show_filter(self, wanted: Filter) -> None:
        for field, (low, high) in self._rows.items():
            terms = wanted.of(field)
            term = terms[0] if len(terms) == 1 else None
            plain = term if isinstance(term, Within) and not term.negated else None
            self._terms[field] = plain
            low.show_number(None if plain is None else plain.low, several=bool(terms) and plain is None)
            high.show_number(None if plain is None else plain.high, several=bool(terms) and plain is None)

    def begin(self) -> None:
        first = self._rows[Field.SCORE][0]
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        first.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc close it."""
        if event.key() in (*CONFIRMING, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    def _telling(self, field: Field) -> Callable[[], None]:
        def tell() -> None:
            low, high = (bound.number() for bound in self._rows[field])
            before = self._terms[field]
            term = None if low is None and high is None else Within(field, low, high)
            if before is not None and before.strict and (low, high) == (before.low, before.high):
                term = before
            self.changed.emit(field, term)

        return tell


class _Bound(TextField):
    """One number, or none."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._hint = hint
        self.setPlaceholderText(hint)
        self.setFixedWidth(_FIELD_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        numbers = QDoubleValidator(self)
        numbers.setLocale(numbers.locale().c())
        self.setValidator(numbers)

    def number(self) -> float | None:
        return float(self.text()) if self.hasAcceptableInput() else None

    def show_number(self, number: float | None, *, several: bool) -> None:
        self.setPlaceholderText(self.tr("several") if several else self._hint)
        if number != self.number():
            with QSignalBlocker(self):
                self.setText("" if number is None else f"{number:g}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc are the panel's."""
        if event.key() in (*CONFIRMING, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)
