"""Which labels to export, in which format, and where to; what the format cannot say is told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Problem
from widgets.dialogs.cards import Cards, card
from widgets.dialogs.form import FormDialog
from widgets.dialogs.paths import PathKind, PathRow, PathRows
from widgets.theme import GRID
from widgets.words import translated

_MOST_CARDS_PX = 300
_LEAST_CARDS_PX = 140
"""Formats with more and less to say are looked at one after the other, without the buttons jumping."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format to choose.

    Attributes
    ----------
    key : str
        What the choice gives back.
    title : str
        For people.
    suffix : str
        Of the file it is; empty: it is a folder.
    has_room : bool
        Whether project and moment are written into it.
    """

    key: str
    title: str
    suffix: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class ExportPart:
    """Some of the images: what the choice gives back, how people call it, and how many there are."""

    key: str
    title: str
    images: int


@dataclass(frozen=True, slots=True)
class ExportQuestion:
    """What is to be written, by the keys of `ExportFormat` and `ExportPart`."""

    format: str
    part: str


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What a person asked for."""

    question: ExportQuestion
    output: Path


class ExportDialog(FormDialog):
    """Asks what to export; a file that is there already is replaced after a second click alone.

    Parameters
    ----------
    formats, parts
        To choose from; the first of each is chosen.
    place
        Where exports go unless somebody says otherwise: the folder, and the beginning of their names.
    """

    asked = Signal(object)
    """An `ExportQuestion`: what would be lost? The answer is `set_losses`."""
    chosen = Signal(object)
    """An `ExportChoice`."""

    def __init__(
        self,
        formats: Sequence[ExportFormat],
        parts: Sequence[ExportPart],
        place: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Export labels"), QDialogButtonBox.StandardButton.Save, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._formats = {own.key: own for own in formats}
        self._place = place
        self._proposed: Path | None = None
        self._replaces: Path | None = None
        self._refusal = ""
        self._format = _choice("format", [(own.title, own.key) for own in formats])
        self._part = _choice("part", [(self._part_text(own), own.key) for own in parts])
        row = PathRow("output", self.tr("&Write to"), self.tr("Where the labels go"), PathKind.NEW)
        choices = ((self.tr("&Format"), self._format), (self.tr("&Labels of"), self._part))
        self._paths = PathRows([row], above=choices)
        self._cards = Cards(_MOST_CARDS_PX)
        self._heading = QLabel()
        self._heading.setObjectName("losses")
        self._heading.setWordWrap(True)
        self._lay_out()
        self._format.currentIndexChanged.connect(self._propose)
        self._format.currentIndexChanged.connect(self._ask)
        self._part.currentIndexChanged.connect(self._ask)
        self._paths.changed.connect(self._check_anew)
        self._propose()

    def set_losses(self, question: ExportQuestion, losses: Sequence[Problem]) -> None:
        """List what the format cannot say of these labels, unless something else was asked by now."""
        if question != self.question():
            return
        title = self._target().title
        self._heading.setText(
            self.tr("What {format} cannot say of these labels:").format(format=title)
            if losses
            else self.tr("Nothing is lost: {format} can say all of it.").format(format=title)
        )
        self._show_cards([card("problem", _sentence(own.problem), _sentence(own.remedy)) for own in losses])

    def refuse(self, reason: str) -> None:
        """Say why nothing can be written there."""
        self._refusal = reason
        self._check()

    def question(self) -> ExportQuestion:
        """What is to be written, as it is chosen now."""
        return ExportQuestion(self._format.currentData(), self._part.currentData())

    def choose(self) -> None:
        """Hand over what was chosen; where that would replace a file, only if asked twice."""
        output = self._paths.path("output")
        assert output is not None
        if output.is_file() and self._replaces != output:
            self._replaces = output
            self._check()
            return
        self.chosen.emit(ExportChoice(self.question(), output))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what is chosen at first."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        self._heading.setText(self.tr("Looking what would be lost…"))
        self._show_cards([])
        self.asked.emit(self.question())

    def _show_cards(self, cards: Sequence[QFrame]) -> None:
        self._cards.set_cards(cards)
        self._cards.fit(self.width() - 10 * GRID)
        self._cards.setMinimumHeight(max(self._cards.minimumHeight(), _LEAST_CARDS_PX))

    def _target(self) -> ExportFormat:
        return self._formats[self._format.currentData()]

    def _propose(self) -> None:
        """Name a place for the format, in the folder that was chosen; a name of one's own keeps all but its suffix."""
        target = self._target()
        chosen = self._paths.path("output")
        if chosen is None or chosen == self._proposed:
            folder = self._place.parent if chosen is None else chosen.parent
            self._proposed = _free(folder / f"{self._place.name}-{target.key}{target.suffix}")
            self._paths.set_path("output", self._proposed)
        else:
            suffixes = {own.suffix for own in self._formats.values()}
            stem = chosen.stem if chosen.suffix in suffixes else chosen.name
            self._paths.set_path("output", chosen.with_name(stem + target.suffix))

    def _check_anew(self) -> None:
        self._replaces, self._refusal = None, ""
        self._check()

    def _check(self) -> None:
        asked_twice = self._replaces is not None
        self.go_on.setText(self.tr("Replace it") if asked_twice else self.tr("&Export"))
        if asked_twice and not self._refusal:
            otherwise = self.tr("There is a file of this name already. It would be replaced.")
        elif self._target().has_room:
            otherwise = self.tr("Project and moment are written into it. Your files are never written to.")
        else:
            otherwise = self.tr("Your files are never written to.")
        self.show_state(self._problem(), otherwise)

    def _problem(self) -> str | None:
        if self._refusal:
            return self._refusal
        output = self._paths.path("output")
        if output is None:
            return self.tr("Choose where to write.")
        if not output.parent.is_dir():
            return self.tr("There is no folder {}.").format(output.parent)
        if self._target().suffix:
            return self.tr("This is a folder; name a file.") if output.is_dir() else None
        if output.is_file() or (output.is_dir() and any(output.iterdir())):
            return self.tr("There is something here already; name a new or an empty folder.")
        return None

    def _part_text(self, part: ExportPart) -> str:
        if part.images == 1:
            return self.tr("{title} (1 image)").format(title=part.title)
        return self.tr("{title} ({count} images)").format(title=part.title, count=f"{part.images:,}")

    def _lay_out(self) -> None:
        losses = QWidget()
        column = QVBoxLayout(losses)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._heading)
        column.addWidget(self._cards, 1)
        self.add_part(self._paths)
        self.add_part(losses, 1)


def _choice(name: str, texts: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    # The style's own delegate draws no hover in a list that a sheet styles.
    box.setItemDelegate(QStyledItemDelegate(box))
    for text, key in texts:
        box.addItem(text, key)
    return box


def _free(path: Path) -> Path:
    """The path, or the first like it that nothing is at."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _sentence(said: str) -> str:
    text = translated(said)
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else f"{text}."
