"""What to open: annotations, images, predictions or a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from engine.data.sources import Sources
from widgets.dialogs.paths import PathKind, PathRow, PathRows
from widgets.theme import GRID

_SOURCES = ("annotations", "images", "predictions", "model", "label_map", "split")


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """The sources chosen, and the project file; None: beside the annotations."""

    sources: Sources
    project: Path | None


class OpenDatasetDialog(QDialog):
    """Asks for the files of a dataset; says what is still missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open dataset"))
        self.setMinimumWidth(640)
        self._paths = PathRows(self._rows())
        self._paths.changed.connect(self._check)
        self._message = QLabel()
        self._message.setObjectName("message")
        self._message.setWordWrap(True)
        self._message.setProperty("muted", True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addWidget(self._paths)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons)
        self._check()

    def choice(self) -> OpenChoice:
        """What was chosen; only after the dialog was accepted."""
        found = {name: self._paths.path(name) for name in _SOURCES}
        annotations = found.pop("annotations")
        assert annotations is not None
        return OpenChoice(Sources(annotations, **found), self._paths.path("project"))

    def _rows(self) -> tuple[PathRow, ...]:
        return (
            PathRow(
                "annotations",
                self.tr("&Annotations"),
                self.tr("COCO JSON, or a folder of Pascal VOC XML"),
                PathKind.EITHER,
                (self.tr("A COCO file…"), self.tr("A folder of Pascal VOC XML…")),
            ),
            PathRow("images", self.tr("&Images"), self.tr("The folder of the images"), PathKind.FOLDER),
            PathRow("predictions", self.tr("&Predictions"), self.tr("COCO results JSON"), PathKind.FILE),
            PathRow(
                "model",
                self.tr("or &model"),
                self.tr("A SavedModel, .keras or .tflite, run where there are none"),
                PathKind.EITHER,
                (self.tr("A .keras or .tflite file…"), self.tr("The folder of a SavedModel…")),
            ),
            PathRow(
                "label_map",
                self.tr("&Label map"),
                self.tr("Names of the model's classes (pbtxt, txt, JSON, YAML)"),
                PathKind.FILE,
            ),
            PathRow(
                "split", self.tr("&Split"), self.tr("A list of the images to open; empty: all"), PathKind.FILE
            ),
            PathRow(
                "project", self.tr("P&roject file"), self.tr("Empty: beside the annotations"), PathKind.NEW
            ),
        )

    def _check(self) -> None:
        problem = self._problem()
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(problem is None)
        self._message.setText(problem or self.tr("Your files are never written to."))

    def _problem(self) -> str | None:
        if self._paths.path("annotations") is None:
            return self.tr("Choose the annotations to review.")
        if self._paths.path("predictions") is not None and self._paths.path("model") is not None:
            return self.tr("Give either predictions or a model, not both.")
        if self._paths.path("model") is not None and self._paths.path("images") is None:
            return self.tr("A model needs the folder of the images.")
        return self._paths.problem()
