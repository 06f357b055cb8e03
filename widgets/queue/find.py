"""The filter as text: one line to type in, with words that complete themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from widgets.choice import CONFIRMING, STEPPING, claims
from widgets.key_text import with_key
from widgets.queue.expression import Completion, complete

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


class TextField(QLineEdit):
    """A line to type in; a key that is typed here is not the window's."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that the window would take while someone types."""
        if claims(event, _TYPING):
            event.accept()
            return True
        return super().event(event)


class Find(TextField):
    """The line for the filter. Down and Up choose among what is offered, Enter or Tab takes it."""

    entered = Signal()
    """Enter was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Find"))
        self.set_key("")
        self.setClearButtonEnabled(True)
        self._class_names: Sequence[str] = ()
        self._completion = Completion(0, 0, ())
        self._offers = QStringListModel(self)
        self._popup = QListView()
        self._popup.setObjectName("completions")
        self._completer = QCompleter(self._offers, self)
        self._completer.setPopup(self._popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def set_key(self, key: str) -> None:
        """Name the key that leads here."""
        self.setPlaceholderText(with_key(self.tr("Find, or kind:… score>=0.5 image:…"), key))
        narrow = self.tr(
            "Or narrow: kind:duplicate,nested  -class:car  image:0012  verdict:any\n"
            'score:0.3..0.7  price>0.001  loss<0.3  worth>0  state:returned  top:100  "two words"'
        )
        self.setToolTip(with_key(self.tr("Find in image, class, kind or reason"), key) + f"\n{narrow}")

    def set_classes(self, names: Sequence[str]) -> None:
        """Offer these classes."""
        self._class_names = names

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001
        """Where something is offered, Tab takes it, or the first of it; else it leads on."""
        if not self._popup.isVisible():
            return super().focusNextPrevChild(forwards)
        self._popup.hide()
        self._take(self._popup.currentIndex().data() or self._completion.offers[0])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what was found; Esc forgets it, or leaves."""
        popup = self._popup
        offering, chosen = popup.isVisible(), popup.currentIndex()
        if offering and event.key() in CONFIRMING and chosen.isValid():
            popup.hide()
            self._take(chosen.data())
        elif offering and event.key() == _Key.Key_Escape:
            popup.hide()
        elif event.key() in CONFIRMING:
            popup.hide()
            self.clearFocus()
            self.entered.emit()
        elif event.key() == _Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        self._completion = complete(self.text(), self.cursorPosition(), self._class_names)
        self._offers.setStringList(list(self._completion.offers))
        if self._completion.offers:
            self._completer.complete()
            self._popup.setCurrentIndex(QModelIndex())
        else:
            self._popup.hide()

    def _take(self, offer: str) -> None:
        text, at = self.text(), self._completion
        # What ends in a sign waits for its value.
        whole = offer if offer.endswith((":", "=")) or at.end < len(text) else f"{offer} "
        self.setText(text[: at.start] + whole + text[at.end :])
        self.setCursorPosition(at.start + len(whole))
        if whole.endswith(":"):
            self._offer()
