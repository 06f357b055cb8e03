"""What narrows the queue: text, kind, class, and whether a flag is settled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from engine.data.flag import BEHIND_PLOTS, FlagKind
from widgets.choice import CONFIRMING, STEPPING, Choice, claims
from widgets.icons import icon
from widgets.key_text import Hints, with_key
from widgets.queue.rows import Filter, Stand
from widgets.theme import GRID, flag_icon_name, flag_title

_Key = Qt.Key
_TYPING = (
    *CONFIRMING,
    *STEPPING,
    _Key.Key_Escape,
    _Key.Key_Left,
    _Key.Key_Right,
    _Key.Key_Up,
    _Key.Key_Down,
)


class FilterBar(QWidget):
    """Says what to show; a key that is typed here is not the window's."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = _Find()
        self._kind = Choice(self.tr("Kind of flag"))
        self._class = Choice(self.tr("Class"))
        self._stand = Choice(self.tr("Verdict"))
        self._kind.addItem(self.tr("Every kind"), None)
        for kind in sorted(FlagKind, key=BEHIND_PLOTS.__contains__):
            self._kind.addItem(icon(flag_icon_name(kind)), flag_title(kind), kind)
        self._kind.insertSeparator(self._kind.count() - len(BEHIND_PLOTS))
        self.set_classes(())
        for title, stand in (
            (self.tr("Waiting"), Stand.WAITING),
            (self.tr("Settled"), Stand.SETTLED),
            (self.tr("All"), Stand.ALL),
        ):
            self._stand.addItem(title, stand)
        self._lay_out()
        self._text.textChanged.connect(self.changed)
        self._text.entered.connect(self.entered)
        for choice in (self._kind, self._class, self._stand):
            choice.currentIndexChanged.connect(self.changed)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again where the colours changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            for kind in FlagKind:
                self._kind.setItemIcon(self._kind.findData(kind), icon(flag_icon_name(kind)))

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        self._text.set_key(keys["find"])

    def filter(self) -> Filter:
        """What is asked for now."""
        # Qt hands back what is text as plain text.
        kind = self._kind.currentData()
        return Filter(
            kind=None if kind is None else FlagKind(kind),
            category=self._class.currentData(),
            stand=Stand(self._stand.currentData()),
            text=self._text.text(),
        )

    def clear(self) -> None:
        """Show all that waits."""
        with QSignalBlocker(self):
            self._text.clear()
            for choice in (self._kind, self._class, self._stand):
                choice.setCurrentIndex(0)
        self.changed.emit()

    def set_classes(self, names: Sequence[str]) -> None:
        """Offer these classes; the one chosen stays where it is among them."""
        chosen = self._class.currentText()
        with QSignalBlocker(self._class):
            self._class.clear()
            self._class.addItem(self.tr("Every class"), None)
            for index, name in enumerate(names):
                self._class.addItem(name, index)
            self._class.setCurrentIndex(max(self._class.findText(chosen, Qt.MatchFlag.MatchExactly), 0))

    def choose_class(self, category: int | None) -> None:
        """Let one class through alone; None: every class."""
        self._class.setCurrentIndex(0 if category is None else category + 1)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001
        """Step around in here: Tab is the window's key elsewhere, and nothing here may have the focus unasked."""
        fields: list[QWidget] = [self._text, self._kind, self._class, self._stand]
        here = next((i for i, field in enumerate(fields) if field.hasFocus()), 0)
        fields[(here + (1 if forwards else -1)) % len(fields)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def go_to_find(self) -> None:
        """Go to the text filter, what it holds selected."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(GRID)
        for choice in (self._kind, self._class, self._stand):
            choices.addWidget(choice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._text)
        layout.addLayout(choices)


class _Find(QLineEdit):
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_key("")
        self.setAccessibleName(self.tr("Find"))
        self.setClearButtonEnabled(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_key(self, key: str) -> None:
        self.setPlaceholderText(with_key(self.tr("Find in image, class or reason"), key))
        self.setToolTip(with_key(self.tr("Find in image, class, kind or reason"), key))

    def event(self, event: QEvent) -> bool:
        """Claim the keys that the window would take while someone types."""
        if claims(event, _TYPING):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what was found; Esc forgets it, or leaves."""
        if event.key() in CONFIRMING:
            self.clearFocus()
            self.entered.emit()
        elif event.key() == _Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.clearFocus()
        else:
            super().keyPressEvent(event)
