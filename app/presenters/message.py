"""The line at the bottom: what was done last, with a way to take it back, or what was wrong in the sources."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.document import Document
from widgets.journal.words import step_said
from widgets.words import translated


class MessagePresenter(QObject):
    """Between the document and the message line."""

    undo_clicked = Signal()
    redo_clicked = Signal()
    problems_clicked = Signal()
    finding_clicked = Signal()
    sources_clicked = Signal()
    folder_clicked = Signal(str)
    """The folder into which something was written."""

    def __init__(self, document: Document, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._label = label
        self._undone = 0
        self._finding = ""
        self._sources = ""
        self._folder = Path()
        document.opened.connect(self._open)
        document.problems_changed.connect(self._show_problems)
        document.changed.connect(self._show_step)
        label.linkActivated.connect(self._follow)

    def say(self, text: str) -> None:
        """Show some other text."""
        self._label.setText(translated(text))

    def say_written(self, text: str, folder: Path) -> None:
        """Say what was written, with a way into its folder."""
        self._folder = folder
        # A path may hold what would be taken for markup.
        self.say(f'{escape(translated(text))} · <a href="folder">{self.tr("Open the folder")}</a>')

    def set_finding(self, text: str) -> None:
        """Show what the doctor found, until something else is done; empty: nothing, or nothing any more."""
        if text != self._finding:
            self._finding = text
            self._show_problems()

    def set_sources(self, text: str) -> None:
        """Show what became of the sources, until something else is done; empty: nothing to tell."""
        if text != self._sources:
            self._sources = text
            self._show_problems()

    def _open(self) -> None:
        self._finding = self._sources = ""
        self._show_problems()

    def _show_problems(self) -> None:
        self._undone = len(self._document.review.history.undone) if self._document.is_open else 0
        count = len(self._document.problems)
        show = self.tr("Show")
        told = [(self._sources, "sources"), (self._finding, "doctor")]
        said = [f'{escape(text, quote=False)} · <a href="{link}">{show}</a>' for text, link in told if text]
        # Those of sources are among the problems; there is not room for all.
        if count and not self._sources:
            found = self.tr("{} problems found in the files").format(count)
            if count == 1:
                found = self.tr("1 problem found in the files")
            said.append(f'{found} · <a href="problems">{show}</a>')
        self.say("   ".join(said))

    def _show_step(self) -> None:
        history = self._document.review.history
        undone, self._undone = self._undone, len(history.undone)
        if len(history.undone) > undone:
            # Else the step before it would stand there as if it had just been done.
            said = self.tr("Undone: {step}").format(step=step_said(history.undone[-1]))
            self.say(f'{said} · <a href="redo">{self.tr("Redo")}</a>')
        elif history.done:
            self.say(f'{step_said(history.done[-1])} · <a href="undo">{self.tr("Undo")}</a>')
        else:
            self.say("")

    def _follow(self, link: str) -> None:
        if link == "folder":
            self.folder_clicked.emit(str(self._folder))
            return
        links = {
            "undo": self.undo_clicked,
            "redo": self.redo_clicked,
            "doctor": self.finding_clicked,
            "sources": self.sources_clicked,
        }
        links.get(link, self.problems_clicked).emit()
