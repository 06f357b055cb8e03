"""A model is a program: asked before one from an unknown source is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.dialogs.cards import text
from widgets.icons import IconLabel, Role, set_icon
from widgets.runs.figures import memory_text
from widgets.theme import GRID
from widgets.words import translated

_ICON_PX = 32
_SIGN_PX = 16
_WIDTH_PX = 560
_HASH_SHOWN = 16
"""Enough to compare by eye with what a colleague reads out."""


class TrustDialog(QDialog):
    """Says what the model is and what was found in it; accepted where a person says that it may be run.

    Parameters
    ----------
    path
        Of the model.
    kind
        What it was recognised as, for people; empty where it was not.
    size
        Bytes, of all its files.
    sha256
        Of these bytes: what the answer is remembered by.
    dangers
        What was found in it that can act by itself, a sentence each.
    """

    def __init__(
        self, path: Path, kind: str, size: int, sha256: str, dangers: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Run this model?"))
        self.setMinimumWidth(_WIDTH_PX)
        self._dangers = tuple(dangers)
        buttons = QDialogButtonBox()
        run = QPushButton(self.tr("Run this model"))
        cancel = QPushButton(self.tr("Cancel"))
        run.setObjectName("run")
        cancel.setObjectName("cancel")
        buttons.addButton(run, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        # Enter without a thought must not start what can act by itself.
        first = cancel if self._dangers else run
        first.setProperty("primary", True)
        first.setDefault(True)
        for button in (run, cancel):
            button.setAutoDefault(button is first)
        set_icon(run, "run", Role.HighlightedText if first is run else Role.WindowText)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(4 * GRID)
        column.addLayout(self._head())
        column.addLayout(self._facts(path, kind, size, sha256))
        column.addWidget(self._findings())
        column.addWidget(
            text(
                self.tr(
                    "Your answer is remembered for exactly these bytes. If the file changes, you are asked again."
                ),
                muted=True,
            )
        )
        column.addStretch(1)
        column.addWidget(buttons)
        first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be no higher than the texts need at this width."""
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _head(self) -> QHBoxLayout:
        sign = IconLabel(_ICON_PX)
        sign.show_icon("problem" if self._dangers else "program")
        heading = text(self.tr("A model is a program"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        why = text(
            self.tr(
                "Loading it runs what its author put into it, with your rights: it can read your files and reach "
                "the network. Run it if you know where it comes from."
            )
        )
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(heading)
        words.addWidget(why)
        head = QHBoxLayout()
        head.setSpacing(3 * GRID)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _facts(self, path: Path, kind: str, size: int, sha256: str) -> QGridLayout:
        facts = QGridLayout()
        facts.setHorizontalSpacing(3 * GRID)
        facts.setVerticalSpacing(GRID)
        facts.setColumnStretch(1, 1)
        digest = text(f"{sha256[:_HASH_SHOWN]}…")
        digest.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        digest.setToolTip(sha256)
        place = text(str(path))
        place.setObjectName("path")
        for row, (title, value) in enumerate(
            (
                (self.tr("Model"), place),
                (self.tr("Kind"), text(translated(kind) or self.tr("not recognised"))),
                (self.tr("Size"), text(memory_text(size))),
                (self.tr("SHA-256"), digest),
            )
        ):
            caption = QLabel(title)
            caption.setProperty("muted", True)
            facts.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        return facts

    def _findings(self) -> QFrame:
        """What was looked for in it, and found."""
        card = QFrame()
        card.setProperty("card", True)
        rows = QGridLayout(card)
        rows.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        rows.setHorizontalSpacing(2 * GRID)
        rows.setVerticalSpacing(2 * GRID)
        rows.setColumnStretch(1, 1)
        if self._dangers:
            said = self.tr("This was found in it, which can act by itself:")
        else:
            said = self.tr(
                "Nothing was found in it that acts by itself: no Lambda layers, no pickles, no operations that touch "
                "files. That is a sign, no proof."
            )
        title = text(said)
        title.setObjectName("found")
        rows.addWidget(title, 0, 0, 1, 2)
        for row, danger in enumerate(self._dangers, start=1):
            sign = IconLabel(_SIGN_PX)
            sign.show_icon("problem")
            rows.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(text(translated(danger)), row, 1)
        return card
