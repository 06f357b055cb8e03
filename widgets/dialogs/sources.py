"""Every source of a project: where it is, and whether it is as it was read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.address import place_name
from engine.data.sources import Condition, SourceChanges, SourceKind, SourceStanding
from widgets.dialogs.cards import text
from widgets.dialogs.source_words import source_title
from widgets.icons import IconLabel
from widgets.theme import GRID

_SIGN_PX = 16
_WIDTH_PX = 640
_SHOWN_OF_HASH = 12


class SourcesDialog(QDialog):
    """A card for each source, with what can be done about one that changed or is gone.

    Parameters
    ----------
    standings
    parent
    """

    where_clicked = Signal()
    changes_clicked = Signal()
    load_clicked = Signal()

    def __init__(self, standings: Sequence[SourceStanding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sources"))
        self.setMinimumWidth(_WIDTH_PX)
        self._changes = text("")
        self._changes.setObjectName("changes")
        self._changes.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(
            text(self.tr("What this project was begun from. It is never written to, nor read again unasked."))
        )
        for own in standings:
            layout.addWidget(self._card(own))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no higher than the texts need at this width."""
        self._fit()
        super().showEvent(event)

    def show_changes(self, changes: SourceChanges) -> None:
        """Say how the annotations differ from what was read of them."""
        counts = (
            (changes.added, self.tr("boxes added: {}")),
            (changes.removed, self.tr("boxes removed: {}")),
            (changes.moved, self.tr("boxes moved: {}")),
            (changes.relabelled, self.tr("boxes relabelled: {}")),
            (changes.images_added, self.tr("images added: {}")),
            (changes.images_removed, self.tr("images removed: {}")),
        )
        said = ", ".join(text.format(count) for count, text in counts if count)
        self._changes.setText(said or self.tr("The boxes and images are the same."))
        self._changes.show()
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _card(self, own: SourceStanding) -> QFrame:
        card = QFrame()
        card.setObjectName(own.record.kind.value)
        card.setProperty("card", True)
        grid = QGridLayout(card)
        grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        sign = IconLabel(_SIGN_PX)
        sign.show_icon("accept" if own.condition in (Condition.SAME, Condition.MOVED) else "problem")
        title = text(source_title(own.record.kind))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(title, 0, 1)
        grid.addWidget(text(place_name(own.path)), 1, 1)
        grid.addWidget(text(self._state(own), muted=True), 2, 1, 1, 2)
        button = self._button(own)
        if button is not None:
            grid.addWidget(button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        if own.record.kind is SourceKind.ANNOTATIONS:
            grid.addWidget(self._changes, 3, 1, 1, 2)
        return card

    def _state(self, own: SourceStanding) -> str:
        if own.condition is Condition.MISSING:
            return self.tr("Not found; the project works without it.")
        if own.condition is Condition.CHANGED:
            then, now = (
                self.tr("not readable") if one is None else f"SHA-256 {one.sha256[:_SHOWN_OF_HASH]}"
                for one in (own.record.content, own.content)
            )
            said = self.tr(
                "Changed on disk since the project was begun ({then} then, {now} now); the project still works on what "
                "it read then."
            )
            return said.format(then=then, now=now)
        if own.content is None:
            return self.tr("Found.")
        return self.tr("As it was read (SHA-256 {}).").format(own.content.sha256[:_SHOWN_OF_HASH])

    def _button(self, own: SourceStanding) -> QPushButton | None:
        if own.condition is Condition.MISSING:
            button, signal = QPushButton(self.tr("Where is it?")), self.where_clicked
        elif own.condition is not Condition.CHANGED:
            return None
        elif own.record.kind is SourceKind.ANNOTATIONS:
            button, signal = QPushButton(self.tr("What changed?")), self.changes_clicked
        elif own.record.kind is SourceKind.PREDICTIONS:
            button, signal = QPushButton(self.tr("Load as another run")), self.load_clicked
        else:
            return None
        button.setObjectName(f"{own.record.kind}_button")
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        return button
