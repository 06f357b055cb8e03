"""Which labels of another person to compare with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.dialogs.paths import PathKind, PathRow, PathRows
from widgets.theme import GRID

_LABELS = "labels"


class OtherLabelsDialog(QDialog):
    """Asks for a file or folder of labels, and whose they are."""

    chosen = Signal(object, str)
    """Path, and the name of whose labels they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare annotators"))
        self.setMinimumWidth(640)
        explanation = QLabel(
            self.tr(
                "Another person's labels of these images, or of some of them. Where they differ from the labels under "
                "review, the queue gets a flag: to accept it takes theirs, to say that the label is right keeps yours."
            )
        )
        explanation.setWordWrap(True)
        self._paths = PathRows(
            [
                PathRow(
                    _LABELS,
                    self.tr("&Labels"),
                    self.tr("COCO JSON, a folder of Pascal VOC XML, or any other format that is read"),
                    PathKind.EITHER,
                    (self.tr("A file…"), self.tr("A folder…")),
                )
            ]
        )
        self._name = QLineEdit()
        self._name.setObjectName("name")
        names = QFormLayout()
        names.setHorizontalSpacing(2 * GRID)
        names.addRow(self.tr("&Whose they are"), self._name)
        self._message = QLabel()
        self._message.setObjectName("message")
        self._message.setWordWrap(True)
        self._message.setProperty("muted", True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Compare"))
        self._buttons.accepted.connect(self._choose)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(explanation)
        layout.addWidget(self._paths)
        layout.addLayout(names)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons)
        self._paths.changed.connect(self._check)
        self._check()

    def _check(self) -> None:
        path = self._paths.path(_LABELS)
        problem = self.tr("Choose the labels.") if path is None else self._paths.problem()
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(problem is None)
        self._message.setText(problem or self.tr("Your files are never written to."))
        self._name.setPlaceholderText("" if path is None else path.stem)

    def _choose(self) -> None:
        path = self._paths.path(_LABELS)
        assert path is not None
        name = self._name.text().strip() or Path(path).stem
        self.accept()
        self.chosen.emit(path, name)
