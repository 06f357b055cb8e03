"""Rows that ask for files and folders: a title, a line to type or drop into, and a button to look for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from engine.data.address import image_folder, is_address, place_name, wrong_with
from engine.data.sources import exists
from widgets.theme import GRID

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ASKED_AFTER_MS = 150
"""A path that is being typed is not looked at letter by letter."""


class PathKind(StrEnum):
    """What a row asks for."""

    FILE = "file"
    FOLDER = "folder"
    EITHER = "either"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class PathRow:
    """One row.

    Attributes
    ----------
    name : str
        What the program calls it.
    title : str
        For people, with the letter that goes there after an ``&``.
    hint : str
        What it is, shown while nothing is given.
    kind : PathKind
    choices : tuple of str
        Of `PathKind.EITHER`: how the button's menu calls the file and the folder.
    pattern : str
        Of `PathKind.NEW`: what is shown of the files that are there, as ``"COCO (*.json)"``; empty: all.
    recognised : bool
        Whether it is asked what a path turns out to be.
    remote : bool
        Of a folder of images: whether it may be in a store, given by its address.
    """

    name: str
    title: str
    hint: str
    kind: PathKind
    choices: tuple[str, str] = ("", "")
    pattern: str = ""
    recognised: bool = False
    remote: bool = False


class PathRows(QWidget):
    """Asks for files and folders, and says what is wrong with those given.

    Parameters
    ----------
    rows
    above
        What else is to be chosen, in lines above them: a title, with the letter that goes there, and the widget.
    """

    changed = Signal()
    given = Signal(str, object)
    """A row's name, and a path that is there: what is it? The answer is `set_recognised`."""

    noted = Signal()
    """A row says more or less under it, and needs another height."""

    def __init__(self, rows: Sequence[PathRow], *, above: Sequence[tuple[str, QWidget]] = ()) -> None:
        super().__init__()
        self._asked: dict[str, Path | None] = {row.name: None for row in rows if row.recognised}
        self._timer = QTimer(self, singleShot=True, interval=_ASKED_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.changed.connect(self._ask_soon)
        self._lines: dict[str, QLineEdit] = {}
        self._notes: dict[str, QLabel] = {}
        self._rows = {row.name: row for row in rows}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for place, (title, widget) in enumerate(above):
            label = QLabel(title)
            label.setBuddy(widget)
            grid.addWidget(label, place, 0, _RIGHT)
            grid.addWidget(widget, place, 1, 1, 2)
        for place, row in enumerate(rows):
            self._add(grid, len(above) + 2 * place, row)

    def path(self, name: str) -> Path | None:
        """What a row was given, of an address the folder that stands for it; None: nothing, or no such address."""
        text = self._lines[name].text().strip()
        if self._is_address(name):
            return None if wrong_with(text) else image_folder(text)
        # What is dropped from a file manager.
        if text.startswith("file:"):
            text = QUrl(text).toLocalFile()
        return Path(text).expanduser().absolute() if text else None

    def set_path(self, name: str, path: Path | None) -> None:
        """Fill a row."""
        self._lines[name].setText("" if path is None else place_name(path))

    def set_recognised(self, name: str, path: Path, said: str, *, usable: bool) -> None:
        """Say under a row what its path is, unless another one is there by now.

        Parameters
        ----------
        name, path
            As in `given`.
        said
            The format, or what is wrong.
        usable
            Whether it is something that can be opened.
        """
        if self.path(name) == path:
            self._note(name, self.tr("Recognised as {}").format(said) if usable else said)

    def problem(self) -> str | None:
        """What is wrong with the first row that is not right; None: nothing."""
        for name, line in self._lines.items():
            if self._is_address(name):
                wrong = wrong_with(line.text())
                if wrong is not None:
                    return f"{line.accessibleName()}: {wrong}"
                continue
            path = self.path(name)
            kind = self._rows[name].kind
            if kind is not PathKind.NEW and path is not None:
                wrong = self._wrong(path, kind)
                if wrong is not None:
                    return f"{line.accessibleName()}: {wrong}"
        return None

    def _is_address(self, name: str) -> bool:
        return self._rows[name].remote and is_address(self._lines[name].text().strip())

    def _ask_soon(self) -> None:
        if any(self.path(name) != asked for name, asked in self._asked.items()):
            self._timer.start()

    def _ask(self) -> None:
        for name, asked in self._asked.items():
            path = self.path(name)
            if path != asked:
                self._asked[name] = path
                self._note(name, "")
                if path is not None and path.exists():
                    self.given.emit(name, path)

    def _note(self, name: str, text: str) -> None:
        note = self._notes[name]
        note.setText(text)
        note.setVisible(bool(text))
        self._lines[name].setAccessibleDescription(text)
        self.noted.emit()

    def _add(self, grid: QGridLayout, place: int, row: PathRow) -> None:
        plain = row.title.replace("&", "")
        line = QLineEdit()
        line.setObjectName(row.name)
        line.setPlaceholderText(row.hint)
        line.setAccessibleName(plain)
        line.textChanged.connect(self.changed)
        label = QLabel(row.title)
        label.setBuddy(line)
        browse = QPushButton(self.tr("Browse…"))
        browse.setAccessibleName(self.tr("Browse for {}").format(plain))
        browse.setAutoDefault(False)
        if row.kind is PathKind.EITHER:
            menu = QMenu(browse)
            for text, kind in zip(row.choices, (PathKind.FILE, PathKind.FOLDER), strict=True):
                menu.addAction(text, partial(self._browse, row.name, kind))
            browse.setMenu(menu)
        else:
            browse.clicked.connect(partial(self._browse, row.name, row.kind))
        self._lines[row.name] = line
        grid.addWidget(label, place, 0, _RIGHT)
        grid.addWidget(line, place, 1)
        grid.addWidget(browse, place, 2)
        note = QLabel()
        note.setObjectName(f"{row.name}_note")
        note.setProperty("muted", True)
        note.setWordWrap(True)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.hide()
        self._notes[row.name] = note
        grid.addWidget(note, place + 1, 1)

    def _browse(self, name: str, kind: PathKind, *_checked: object) -> None:
        title = self._lines[name].accessibleName()
        first = next(iter(self._lines.values()))
        start = self._lines[name].text() or first.text()
        if kind is PathKind.FOLDER:
            path = QFileDialog.getExistingDirectory(self, title, start)
        elif kind is PathKind.NEW:
            # Whoever asks for the path knows whether what is there would be replaced.
            path, _ = QFileDialog.getSaveFileName(
                self,
                title,
                start,
                self._rows[name].pattern,
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, start)
        if path:
            self._lines[name].setText(path)

    def _wrong(self, path: Path, kind: PathKind) -> str | None:
        if not exists(path):
            return self.tr("there is no such file or folder.")
        if kind is PathKind.FOLDER and not path.is_dir():
            return self.tr("this is a file; choose a folder.")
        if kind is PathKind.FILE and path.is_dir():
            return self.tr("this is a folder; choose a file.")
        return None
