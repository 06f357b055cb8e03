"""The state of the image shown, what can be said of it, and the comments on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine.data.image_state import Comment, HeldState, ImageState
from widgets.icons import IconLabel, set_icon
from widgets.inspector.cards import Card, muted_label, text_label, title_label
from widgets.key_text import Hints, with_key
from widgets.state import state_icon_name, state_title
from widgets.theme import GRID

_INTENTS = ("reviewed", "approve", "return_image", "no_objects")


class ImageCard(Card):
    """The image as a whole."""

    intent_chosen = Signal(str)
    """Id of the action that says something of the image."""
    comment_chosen = Signal(int)
    """Id of a comment to be shown on the image."""
    resolve_chosen = Signal(int)
    answer_chosen = Signal(int)
    """Ids of comments."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel(4 * GRID)
        self._title = title_label()
        self._who = muted_label()
        self._names = {
            "reviewed": self.tr("Image is reviewed, or not"),
            "approve": self.tr("Approve the image, or take that back"),
            "return_image": self.tr("Return the image with a comment"),
            "no_objects": self.tr("There are no objects here"),
        }
        self._buttons = {name: self._button(name) for name in _INTENTS}
        self._comments = QVBoxLayout()
        self._rows: list[QWidget] = []
        self._shown: object = None
        self._lay_out()
        self.hide()

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        for name, button in self._buttons.items():
            button.setToolTip(with_key(self._names[name], keys[name]))

    def show_state(self, held: HeldState | None, comments: Sequence[Comment]) -> None:
        """Show the state of the image and its comments, numbered from 1; None: nobody said anything of it."""
        shown = (held, tuple(comments))
        if shown == self._shown:
            return
        self._shown = shown
        state = ImageState() if held is None else held.state
        said = state_title(state)
        self._icon.show_icon(state_icon_name(state))
        self._title.setText(said[:1].upper() + said[1:])
        self._title.setToolTip(self.tr("State of the image"))
        self._who.setText("" if held is None else f"{held.author}, {_when(held.at)}")
        self._who.setVisible(held is not None)
        for row in self._rows:
            self._comments.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(number, comment) for number, comment in enumerate(comments, 1)]
        for row in self._rows:
            self._comments.addWidget(row)

    def _row(self, number: int, comment: Comment) -> QWidget:
        row = QWidget()
        row.setObjectName(f"comment_{comment.id}")
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        sign = IconLabel(4 * GRID)
        sign.show_icon("comment_resolved" if comment.resolved else "comment")
        sign.setToolTip(self.tr("Resolved") if comment.resolved else self.tr("Open"))
        sign.setAccessibleName(sign.toolTip())
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        text = text_label()
        text.setText(f"{number}  {comment.text}")
        grid.addWidget(text, 0, 1)
        grid.addWidget(_by(f"{comment.author}, {_when(comment.at)}"), 1, 1)
        if comment.answer:
            answer = text_label()
            answer.setText(f"→ {comment.answer}")
            grid.addWidget(answer, 2, 1)
        grid.addWidget(self._links(comment), 3, 1)
        return row

    def _links(self, comment: Comment) -> QWidget:
        links = QWidget()
        line = QHBoxLayout(links)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        offered = []
        if comment.box_xyxy is not None:
            offered.append(("show", self.tr("Show"), self.comment_chosen))
        if not comment.resolved:
            offered.append(("resolve", self.tr("Resolve"), self.resolve_chosen))
            offered.append(("answer", self.tr("Answer…"), self.answer_chosen))
        for name, title, signal in offered:
            link = QPushButton(title)
            link.setObjectName(name)
            link.setProperty("link", True)
            link.setAutoDefault(False)
            link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            # Qt may paint it once before it is laid out, and a text of no height is a warning.
            link.setMinimumHeight(link.sizeHint().height())
            link.setAccessibleDescription(comment.text)
            link.clicked.connect(partial(signal.emit, comment.id))
            line.addWidget(link)
        line.addStretch(1)
        return links

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIconSize(QSize(4 * GRID, 4 * GRID))
        set_icon(button, name)
        button.setAccessibleName(self._names[name])
        button.setToolTip(self._names[name])
        button.clicked.connect(partial(self.intent_chosen.emit, name))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        for button in self._buttons.values():
            head.addWidget(button)
        self._comments.setSpacing(2 * GRID)
        self.column.setSpacing(GRID)
        self.column.addLayout(head)
        self.column.addWidget(self._who)
        self.column.addLayout(self._comments)


def _by(text: str) -> QWidget:
    label = muted_label()
    label.setText(text)
    return label


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")
