"""Why a box is flagged, the numbers of the flag, and what can be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from engine.data.flag import OF_IMAGES, Flag, FlagKind, QueueEntry
from widgets.icons import IconLabel, set_icon
from widgets.inspector.cards import (
    SWATCH_PX,
    Card,
    muted_label,
    number_label,
    swatch,
    text_label,
    title_label,
)
from widgets.inspector.loss_bars import LossBars
from widgets.key_text import Hints, with_key
from widgets.queue.model import class_name, price_text, verdict_icon_name, verdict_title
from widgets.theme import GRID, flag_icon_name, flag_title
from widgets.words import translated

_ICON_PX = 24


class FlagCard(Card):
    """The flag under review."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel(_ICON_PX)
        self._title = title_label()
        self._swatch = QLabel()
        self._class = muted_label()
        self._reason = text_label()
        self._score = number_label()
        self._price = number_label()
        self._expected = number_label()
        self._loss = LossBars()
        self._suggestion = text_label()
        self._verdict_icon = IconLabel(4 * GRID)
        self._verdict = text_label()
        self.accept = KeyButton(self.tr("Accept"), "accept", primary=True)
        self.label_is_right = KeyButton(self.tr("Label is right"), "label_is_right")
        self.unsure = KeyButton(self.tr("Unsure"), "unsure")
        self._of_flag = QWidget()
        self._of_suggestion = QWidget()
        self._of_verdict = QWidget()
        self._reason.setObjectName("reason")
        self._suggestion.setObjectName("suggestion")
        self._verdict.setObjectName("verdict")
        self._next_key = ""
        self._has_entry = False
        self._lay_out()
        self.show_entry(None, (), None)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        for button, action in (
            (self.accept, "accept"),
            (self.label_is_right, "label_is_right"),
            (self.unsure, "unsure"),
        ):
            button.set_key(keys[action])
        self._next_key = keys["next_flag"]
        if not self._has_entry:
            self._reason.setText(self._how_to_begin())

    def show_entry(
        self, entry: QueueEntry | None, class_names: Sequence[str], suggestion: str | None
    ) -> None:
        """Show a flag with its suggestion in words; None: none is under review."""
        self._has_entry = entry is not None
        for widget in (self._icon, self._swatch, self._class, self._of_flag):
            widget.setVisible(entry is not None)
        if entry is None:
            self._title.setText(self.tr("No flag under review"))
            self._reason.setText(self._how_to_begin())
            return
        flag = entry.flag
        self._icon.show_icon(flag_icon_name(flag.kind))
        self._title.setText(flag_title(flag.kind))
        of_image = flag.kind in OF_IMAGES
        self._swatch.setVisible(not of_image)
        self._swatch.setPixmap(swatch(flag.category).pixmap(SWATCH_PX, SWATCH_PX))
        self._class.setText(self._about(flag) if of_image else class_name(class_names, flag.category))
        self._reason.setText(translated(flag.reason))
        self._score.setText(f"{flag.score:.2f}")
        self._price.setText(price_text(entry))
        self._price.setToolTip("" if entry.price is None else repr(entry.price))
        self._expected.setText("–" if entry.expected_price is None else f"{entry.expected_price:+.5f}")
        self._loss.show_loss(entry.loss)
        self._suggestion.setText(suggestion or "")
        self._of_suggestion.setVisible(bool(suggestion))
        self.accept.setEnabled(flag.suggestion is not None)
        self.accept.setText(self.tr("Accept") if flag.suggestion else self.tr("No suggestion to accept"))
        self._of_verdict.setVisible(entry.verdict is not None)
        if entry.verdict is not None:
            self._verdict_icon.show_icon(verdict_icon_name(entry.verdict))
            self._verdict.setText(self.tr("Verdict: {}").format(verdict_title(entry.verdict)))

    def _about(self, flag: Flag) -> str:
        """What a flag of no class is about."""
        x1, y1, x2, y2 = flag.box_xyxy
        if flag.kind is FlagKind.RETURNED and flag.annotation_id is not None:
            return self.tr("The box with the comment")
        if flag.kind is FlagKind.RETURNED and (x1, y1) == (x2, y2):
            return self.tr("The place with the comment")
        return self.tr("The whole image")

    def _how_to_begin(self) -> str:
        if not self._next_key:
            return self.tr("Pick one in the queue.")
        return self.tr("Pick one in the queue, or press {key} for the next.").format(key=self._next_key)

    def _lay_out(self) -> None:
        names = QGridLayout()
        names.setVerticalSpacing(0)
        names.setHorizontalSpacing(GRID)
        names.addWidget(self._title, 0, 0, 1, 2)
        # Beside the first line of a name that takes several.
        above = (self._class.fontMetrics().height() - SWATCH_PX) // 2
        self._swatch.setContentsMargins(0, above, 0, 0)
        names.addWidget(self._swatch, 1, 0, Qt.AlignmentFlag.AlignTop)
        names.addWidget(self._class, 1, 1)
        names.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        self.column.addLayout(head)
        self.column.addWidget(self._reason)
        self.column.addWidget(self._of_flag)
        below = QGridLayout(self._of_flag)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2 * GRID)
        below.addWidget(self._numbers(), 0, 0)
        below.addWidget(self._loss, 1, 0)
        below.addWidget(self._of_suggestion, 2, 0)
        below.addWidget(self._of_verdict, 3, 0)
        said = QGridLayout(self._of_suggestion)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(muted_label(self.tr("Suggestion")), 0, 0)
        said.addWidget(self._suggestion, 1, 0)
        verdict = QHBoxLayout(self._of_verdict)
        verdict.setContentsMargins(0, 0, 0, 0)
        verdict.setSpacing(GRID)
        verdict.addWidget(self._verdict_icon)
        verdict.addWidget(self._verdict, 1)
        for row, button in enumerate((self.accept, self.label_is_right, self.unsure), 4):
            below.addWidget(button, row, 0)

    def _numbers(self) -> QWidget:
        numbers = QWidget()
        numbers.setObjectName("numbers")
        grid = QGridLayout(numbers)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(0)
        for column, (name, value, meaning) in enumerate(
            (
                (self.tr("Score"), self._score, self.tr("How likely the label is wrong, 0 to 1")),
                (self.tr("Price"), self._price, self.tr("Change of mAP if the suggestion is accepted")),
                (self.tr("Expected"), self._expected, self.tr("Score times price")),
            )
        ):
            caption = muted_label(name)
            caption.setToolTip(meaning)
            value.setAccessibleName(name)
            grid.addWidget(caption, 0, column)
            grid.addWidget(value, 1, column)
        grid.setColumnStretch(3, 1)
        return numbers


class KeyButton(QPushButton):
    """A button that says which key does the same; keys themselves belong to the window."""

    def __init__(self, text: str, icon_name: str, *, primary: bool = False) -> None:
        super().__init__(text)
        self._does = text
        self._key = QLabel(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("row", True)
        self.setProperty("primary", primary)
        ground = QPalette.ColorRole.HighlightedText if primary else QPalette.ColorRole.WindowText
        set_icon(self, icon_name, ground)
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 3 * GRID, 0)
        layout.addStretch(1)
        layout.addWidget(self._key)

    def set_key(self, key: str) -> None:
        """Name this key; none where it is empty."""
        self._key.setText(key)
        self.setAccessibleDescription(self.tr("Key: {}").format(key) if key else "")
        self.setToolTip(with_key(self._does, key))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the key as well."""
        return super().sizeHint() + QSize(self._key.sizeHint().width() + 3 * GRID, 0)
