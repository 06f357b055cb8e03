"""Asks where sources are that cannot be found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.data.sources import SourceKind, SourceStanding
from widgets.dialogs.paths import PathKind, PathRow, PathRows
from widgets.dialogs.source_words import source_title
from widgets.theme import GRID


class WhereDialog(QDialog):
    """Asks for a file or a folder for each source that is missing; one may go on without.

    Parameters
    ----------
    missing
        The sources; at least one.
    parent
    """

    chosen = Signal()
    """Some places were given; whoever takes them closes the dialog, and leaves it open where they are not right."""
    skipped = Signal()
    """To go on without, and not to be asked again."""

    def __init__(self, missing: Sequence[SourceStanding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = missing[0].path.name
        title = self.tr("Where is “{name}”?").format(name=first)
        self.setWindowTitle(title if len(missing) == 1 else self.tr("Where are these?"))
        self.setMinimumWidth(640)
        self._missing = tuple(missing)
        said = QLabel(self._explanation())
        said.setObjectName("explanation")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._paths = PathRows([self._row(own) for own in missing])
        self._paths.changed.connect(self._check)
        self._message = QLabel()
        self._message.setObjectName("message")
        self._message.setWordWrap(True)
        self._message.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(said)
        layout.addWidget(self._paths)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons())
        self._check()

    def path(self, kind: SourceKind) -> Path | None:
        """Where a source is said to be; None: nothing was said."""
        return self._paths.path(kind)

    def _explanation(self) -> str:
        if len(self._missing) == 1:
            said = self.tr("This is not where it was any more, nor near the project:")
        else:
            said = self.tr("These are not where they were any more, nor near the project:")
        return "\n".join([said, *(str(own.path) for own in self._missing)])

    def _row(self, own: SourceStanding) -> PathRow:
        kind = {SourceKind.IMAGES: PathKind.FOLDER, SourceKind.SPLIT: PathKind.FILE}.get(
            own.record.kind, PathKind.EITHER
        )
        return PathRow(
            own.record.kind,
            source_title(own.record.kind),
            self.tr("Where “{name}” is now").format(name=own.path.name),
            kind,
            (self.tr("A file…"), self.tr("A folder…")),
            remote=own.record.kind is SourceKind.IMAGES,
        )

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self._use = QPushButton(self.tr("It is there"))
        self._use.setObjectName("use")
        self._use.setProperty("primary", True)
        self._use.clicked.connect(self.chosen)
        without = QPushButton(self.tr("Go on without"))
        without.setObjectName("without")
        without.setAutoDefault(False)
        without.clicked.connect(self.skipped)
        without.clicked.connect(self.reject)
        buttons.addButton(self._use, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(without, QDialogButtonBox.ButtonRole.RejectRole)
        return buttons

    def _check(self) -> None:
        given = [own for own in self._missing if self.path(own.record.kind) is not None]
        problem = self._paths.problem()
        self._use.setEnabled(bool(given) and problem is None)
        self._message.setText(
            problem
            or self.tr("The labels and every edit are in the project: nothing is lost without these files.")
        )
