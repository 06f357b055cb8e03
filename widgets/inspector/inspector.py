"""The inspector: the flag under review above, the image below it, then the selected box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engine.data.dataset import Annotation
from engine.data.flag import QueueEntry
from engine.data.journal import BoxChange
from widgets.inspector.box_card import BoxCard
from widgets.inspector.flag_card import FlagCard
from widgets.inspector.image_card import ImageCard
from widgets.key_text import Hints
from widgets.theme import GRID


class Inspector(QWidget):
    """Shows the flag under review, the state of the image, and the selected box."""

    accept_clicked = Signal()
    label_is_right_clicked = Signal()
    unsure_clicked = Signal()
    relabel_chosen = Signal(int)
    """Index of the class chosen for the selected box."""
    box_entered = Signal(object)
    """x1, y1, x2, y2 in image pixels: where the selected box is to be."""
    flag_chosen = Signal(str)
    """Key of another flag of the selected box."""
    state_chosen = Signal(object)
    """`Annotation`: the state of the selected box to go back to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image_card = ImageCard()
        self._flag = FlagCard()
        self._box = BoxCard()
        self._flag.accept.clicked.connect(self.accept_clicked)
        self._flag.label_is_right.clicked.connect(self.label_is_right_clicked)
        self._flag.unsure.clicked.connect(self.unsure_clicked)
        self._box.relabel_chosen.connect(self.relabel_chosen)
        self._box.box_entered.connect(self.box_entered)
        self._box.other_flags.chosen.connect(self.flag_chosen)
        self._box.history.state_chosen.connect(self.state_chosen)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._flag)
        column.addWidget(self.image_card)
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
        self.setMinimumWidth(288)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys wherever one is named."""
        self.image_card.set_keys(keys)
        self._flag.set_keys(keys)
        self._box.set_keys(keys)

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

    def show_other_flags(self, entries: Sequence[QueueEntry]) -> None:
        """Show the flags of the selected box that are not under review."""
        self._box.other_flags.show_entries(entries)

    def show_history(
        self, annotation: Annotation | None, changes: Sequence[BoxChange], class_names: Sequence[str]
    ) -> None:
        """Show what happened to the selected box."""
        self._box.history.show_changes(annotation, changes, class_names)
