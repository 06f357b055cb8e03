"""What to open: annotations, images, predictions or a model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.sources import Sources
from widgets.theme import GRID

_FILE, _FOLDER, _EITHER, _NEW = "file", "folder", "either", "new"


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
        self._lines: dict[str, QLineEdit] = {}
        self._kinds: dict[str, str] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for row, (name, title, hint, kind) in enumerate(
            (
                (
                    "annotations",
                    self.tr("&Annotations"),
                    self.tr("COCO JSON, or a folder of Pascal VOC XML"),
                    _EITHER,
                ),
                ("images", self.tr("&Images"), self.tr("The folder of the images"), _FOLDER),
                ("predictions", self.tr("&Predictions"), self.tr("COCO results JSON"), _FILE),
                (
                    "model",
                    self.tr("or &model"),
                    self.tr("A TensorFlow SavedModel, run where there are none"),
                    _FOLDER,
                ),
                (
                    "label_map",
                    self.tr("&Label map"),
                    self.tr("Names of the classes (label_map.pbtxt)"),
                    _FILE,
                ),
                ("split", self.tr("&Split"), self.tr("A list of the images to open; empty: all"), _FILE),
                ("project", self.tr("P&roject file"), self.tr("Empty: beside the annotations"), _NEW),
            )
        ):
            self._add_row(grid, row, name, title, hint, kind)
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
        layout.addLayout(grid)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons)
        self._check()

    def choice(self) -> OpenChoice:
        """What was chosen; only after the dialog was accepted."""
        found = {name: self._path(name) for name in self._lines}
        annotations = found.pop("annotations")
        project = found.pop("project")
        assert annotations is not None
        return OpenChoice(Sources(annotations, **found), project)

    def _add_row(self, grid: QGridLayout, row: int, name: str, title: str, hint: str, kind: str) -> None:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        line.setAccessibleName(title.replace("&", ""))
        line.textChanged.connect(self._check)
        label = QLabel(title)
        label.setBuddy(line)
        browse = QPushButton(self.tr("Browse…"))
        browse.setAccessibleName(self.tr("Browse for {}").format(title.replace("&", "")))
        browse.setAutoDefault(False)
        if kind == _EITHER:
            menu = QMenu(browse)
            menu.addAction(self.tr("A COCO file…"), partial(self._browse, name, _FILE))
            menu.addAction(self.tr("A folder of Pascal VOC XML…"), partial(self._browse, name, _FOLDER))
            browse.setMenu(menu)
        else:
            browse.clicked.connect(partial(self._browse, name, kind))
        self._lines[name] = line
        self._kinds[name] = kind
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(line, row, 1)
        grid.addWidget(browse, row, 2)

    def _browse(self, name: str, kind: str, *_checked: object) -> None:
        title = self._lines[name].accessibleName()
        start = self._lines[name].text() or self._lines["annotations"].text()
        if kind == _FOLDER:
            path = QFileDialog.getExistingDirectory(self, title, start)
        elif kind == _NEW:
            path, _ = QFileDialog.getSaveFileName(
                self, title, start, self.tr("Boxwright projects (*.boxwright)")
            )
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, start)
        if path:
            self._lines[name].setText(path)

    def _path(self, name: str) -> Path | None:
        text = self._lines[name].text().strip()
        # What is dropped from a file manager.
        if text.startswith("file:"):
            text = QUrl(text).toLocalFile()
        return Path(text).expanduser().absolute() if text else None

    def _check(self) -> None:
        problem = self._problem()
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(problem is None)
        self._message.setText(problem or self.tr("Your files are never written to."))

    def _problem(self) -> str | None:
        if self._path("annotations") is None:
            return self.tr("Choose the annotations to review.")
        if self._path("predictions") is not None and self._path("model") is not None:
            return self.tr("Give either predictions or a model, not both.")
        if self._path("model") is not None and self._path("images") is None:
            return self.tr("A model needs the folder of the images.")
        for name, line in self._lines.items():
            path = self._path(name)
            if name != "project" and path is not None:
                wrong = self._wrong(path, self._kinds[name])
                if wrong is not None:
                    return f"{line.accessibleName()}: {wrong}"
        return None

    def _wrong(self, path: Path, kind: str) -> str | None:
        if not path.exists():
            return self.tr("there is no such file or folder.")
        if kind == _FOLDER and not path.is_dir():
            return self.tr("this is a file; choose a folder.")
        if kind == _FILE and path.is_dir():
            return self.tr("this is a folder; choose a file.")
        return None
