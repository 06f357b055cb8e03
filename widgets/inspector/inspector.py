"""Why the current box is flagged, its numbers, and its suggestion; class and geometry of the selected box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Annotation
from engine.data.flag import QueueEntry
from widgets.icons import icon, set_icon
from widgets.queue.model import class_name, price_text, verdict_title
from widgets.theme import GRID, flag_icon_name, flag_title, tabular

_ICON_PX = 20


class Inspector(QWidget):
    """Shows the flag under review and the selected box."""

    accept_clicked = Signal()
    label_is_right_clicked = Signal()
    unsure_clicked = Signal()
    relabel_chosen = Signal(int)
    """Index of the class chosen for the selected box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flag = _FlagCard()
        self._box = _BoxCard()
        self._flag.accept.clicked.connect(self.accept_clicked)
        self._flag.label_is_right.clicked.connect(self.label_is_right_clicked)
        self._flag.unsure.clicked.connect(self.unsure_clicked)
        self._box.relabel_chosen.connect(self.relabel_chosen)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._flag)
        column.addWidget(self._box)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.setMinimumWidth(300)
        self.show_flag(None, (), None)
        self.show_box(None, (), None)

    def show_flag(
        self, entry: QueueEntry | None, class_names: Sequence[str], suggestion_text: str | None
    ) -> None:
        """Show a flag with its suggestion in words, or that none is under review."""
        self._flag.show_entry(entry, class_names, suggestion_text)

    def show_box(
        self, annotation: Annotation | None, class_names: Sequence[str], match_text: str | None
    ) -> None:
        """Show one selected box and its match in words, or that none is selected."""
        self._box.show_annotation(annotation, class_names, match_text)


class _FlagCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._icon = QLabel()
        self._title = _label(bold=True)
        self._reason = _label()
        self._numbers = _label(muted=True)
        self._suggestion = _label()
        self._verdict = _label(muted=True)
        self.accept = _button(self.tr("Accept"), self.tr("Accept the suggestion (Enter)"), "accept")
        self.accept.setProperty("primary", True)
        self.label_is_right = _button(
            self.tr("Label is right"), self.tr("Say that the label is right (X)"), "label_is_right"
        )
        self.unsure = _button(self.tr("Unsure"), self.tr("Say that you are unsure (U)"), "unsure")
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        others = QHBoxLayout()
        others.setSpacing(GRID)
        others.addWidget(self.label_is_right, 1)
        others.addWidget(self.unsure, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(head)
        for widget in (self._reason, self._numbers, self._suggestion, self._verdict, self.accept):
            layout.addWidget(widget)
        layout.addLayout(others)

    def show_entry(
        self, entry: QueueEntry | None, class_names: Sequence[str], suggestion: str | None
    ) -> None:
        shown = entry is not None
        for widget in (self._icon, self._numbers, self.accept, self.label_is_right, self.unsure):
            widget.setVisible(shown)
        self._suggestion.setVisible(suggestion is not None)
        self._verdict.setVisible(entry is not None and entry.verdict is not None)
        if entry is None:
            self._title.setText(self.tr("No flag under review"))
            self._reason.setText(self.tr("Pick one in the queue, or press Down."))
            return
        flag = entry.flag
        self._icon.setPixmap(icon(flag_icon_name(flag.kind)).pixmap(_ICON_PX, _ICON_PX))
        self._title.setText(f"{flag_title(flag.kind)}: {class_name(class_names, flag.category)}")
        self._reason.setText(flag.reason)
        price = price_text(entry)
        worth = "" if price == "–" else self.tr("   price {price} points of mAP").format(price=price)
        self._numbers.setText(self.tr("score {score}").format(score=f"{flag.score:.2f}") + worth)
        self._suggestion.setText(suggestion or "")
        self.accept.setEnabled(flag.suggestion is not None)
        self.accept.setText(self.tr("Accept   Enter") if flag.suggestion else self.tr("No suggestion"))
        if entry.verdict is not None:
            self._verdict.setText(self.tr("Verdict: {}").format(verdict_title(entry.verdict)))


class _BoxCard(QFrame):
    relabel_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._title = _label(bold=True)
        self._class = QComboBox()
        self._class.setAccessibleName(self.tr("Class of the selected box"))
        self._class.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._class.activated.connect(self._choose)
        self._values = {name: _label() for name in ("x", "y", "width", "height", "area")}
        self._match = _label(muted=True)
        self._details = QWidget()
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(_label(self.tr("Class"), muted=True), self._class)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        for i, (name, value) in enumerate(self._values.items()):
            value.setFont(tabular(value.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(_label(name, muted=True), i // 2, 2 * (i % 2))
            grid.addWidget(value, i // 2, 2 * (i % 2) + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * GRID)
        inside.addLayout(form)
        inside.addLayout(grid)
        inside.addWidget(self._match)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._title)
        layout.addWidget(self._details)

    def show_annotation(
        self, annotation: Annotation | None, class_names: Sequence[str], match: str | None
    ) -> None:
        self._details.setVisible(annotation is not None)
        if annotation is None:
            self._title.setText(self.tr("No single box selected"))
            return
        self._title.setText(self.tr("Box {id}").format(id=annotation.source_id))
        if [self._class.itemText(i) for i in range(self._class.count())] != list(class_names):
            self._class.clear()
            self._class.addItems(list(class_names))
        self._class.setCurrentIndex(annotation.category)
        numbers = (*annotation.box_xyxy[:2], *annotation.size_wh, annotation.area)
        for label, number in zip(self._values.values(), numbers, strict=True):
            label.setText(f"{number:,.1f}")
        self._match.setVisible(match is not None)
        self._match.setText(match or "")

    def _choose(self, index: int) -> None:
        self._class.clearFocus()
        self.relabel_chosen.emit(index)


def _label(text: str = "", *, bold: bool = False, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(bool(not text))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("muted", muted)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label


def _button(text: str, tip: str, icon_name: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    if icon_name != "accept":
        set_icon(button, icon_name)
    # Keys belong to the window: Enter accepts wherever the focus is.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button
