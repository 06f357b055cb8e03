"""The line at the bottom: what was done last, with a way to take it back, or what was wrong in the sources."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QLabel

from app.document import Document
from engine.data.edit import EditKind
from engine.data.flag import VerdictKind, is_reviewed_key
from engine.data.journal import Origin, Step
from widgets.words import translated

_ONE = {
    EditKind.ADD: QT_TRANSLATE_NOOP("Step", "Added a box"),
    EditKind.MOVE: QT_TRANSLATE_NOOP("Step", "Moved a box"),
    EditKind.RELABEL: QT_TRANSLATE_NOOP("Step", "Relabelled a box"),
    EditKind.DELETE: QT_TRANSLATE_NOOP("Step", "Deleted a box"),
    EditKind.REPLACE: QT_TRANSLATE_NOOP("Step", "Replaced a box"),
}
_MANY = {
    EditKind.ADD: QT_TRANSLATE_NOOP("Step", "Added {} boxes"),
    EditKind.MOVE: QT_TRANSLATE_NOOP("Step", "Moved {} boxes"),
    EditKind.RELABEL: QT_TRANSLATE_NOOP("Step", "Relabelled {} boxes"),
    EditKind.DELETE: QT_TRANSLATE_NOOP("Step", "Deleted {} boxes"),
    EditKind.REPLACE: QT_TRANSLATE_NOOP("Step", "Replaced {} boxes"),
}
_ACCEPTED = {
    EditKind.ADD: QT_TRANSLATE_NOOP("Step", "Suggestion accepted: added a box"),
    EditKind.MOVE: QT_TRANSLATE_NOOP("Step", "Suggestion accepted: moved a box"),
    EditKind.RELABEL: QT_TRANSLATE_NOOP("Step", "Suggestion accepted: relabelled a box"),
    EditKind.DELETE: QT_TRANSLATE_NOOP("Step", "Suggestion accepted: deleted a box"),
    EditKind.REPLACE: QT_TRANSLATE_NOOP("Step", "Suggestion accepted: replaced a box"),
}
_VERDICTS = {
    None: QT_TRANSLATE_NOOP("Step", "Verdict: none"),
    VerdictKind.FIXED: QT_TRANSLATE_NOOP("Step", "Verdict: fixed"),
    VerdictKind.LABEL_IS_RIGHT: QT_TRANSLATE_NOOP("Step", "Verdict: label is right"),
    VerdictKind.UNSURE: QT_TRANSLATE_NOOP("Step", "Verdict: unsure"),
}


class MessagePresenter(QObject):
    """Between the document and the message line."""

    undo_clicked = Signal()
    redo_clicked = Signal()
    problems_clicked = Signal()
    finding_clicked = Signal()
    folder_clicked = Signal(str)
    """The folder into which something was written."""

    def __init__(self, document: Document, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._label = label
        self._undone = 0
        self._finding = ""
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

    def _open(self) -> None:
        self._finding = ""
        self._show_problems()

    def _show_problems(self) -> None:
        self._undone = len(self._document.review.history.undone) if self._document.is_open else 0
        count = len(self._document.problems)
        said = []
        if self._finding:
            said.append(f'{self._finding} · <a href="doctor">{self.tr("Show")}</a>')
        if count:
            found = self.tr("{} problems found in the files").format(count)
            if count == 1:
                found = self.tr("1 problem found in the files")
            said.append(f'{found} · <a href="problems">{self.tr("Show")}</a>')
        self.say("   ".join(said))

    def _show_step(self) -> None:
        history = self._document.review.history
        undone, self._undone = self._undone, len(history.undone)
        if len(history.undone) > undone:
            # Else the step before it would stand there as if it had just been done.
            said = self.tr("Undone: {step}").format(step=_said(history.undone[-1]))
            self.say(f'{said} · <a href="redo">{self.tr("Redo")}</a>')
        elif history.done:
            self.say(f'{_said(history.done[-1])} · <a href="undo">{self.tr("Undo")}</a>')
        else:
            self.say("")

    def _follow(self, link: str) -> None:
        if link == "folder":
            self.folder_clicked.emit(str(self._folder))
            return
        links = {"undo": self.undo_clicked, "redo": self.redo_clicked, "doctor": self.finding_clicked}
        links.get(link, self.problems_clicked).emit()


def _said(step: Step) -> str:
    """What a step did, in a few words."""
    if step.edits:
        return _edited(step)
    verdict = step.verdicts[0].after if step.verdicts else None
    if step.verdicts and is_reviewed_key(step.verdicts[0].flag_key):
        if verdict:
            return QCoreApplication.translate("Step", "Image reviewed")
        return QCoreApplication.translate("Step", "Image not reviewed any more")
    return QCoreApplication.translate("Step", str(_VERDICTS[verdict]))


def _edited(step: Step) -> str:
    kind, count = step.edits[0].kind, len(step.edits)
    if step.origin is Origin.REVERTED:
        return QCoreApplication.translate("Step", "Box put back to an earlier state")
    if step.origin is Origin.READ_ANEW:
        if count == 1:
            return QCoreApplication.translate("Step", "Read a box anew")
        return QCoreApplication.translate("Step", "Read {} boxes anew").format(count)
    if step.origin is Origin.SNAPPED:
        if count == 1:
            return QCoreApplication.translate("Step", "Snapped a box to the object's edges")
        return QCoreApplication.translate("Step", "Snapped {} boxes to the object's edges").format(count)
    if step.origin is Origin.SUGGESTION:
        return QCoreApplication.translate("Step", str(_ACCEPTED[kind]))
    if count == 1:
        return QCoreApplication.translate("Step", str(_ONE[kind]))
    return QCoreApplication.translate("Step", str(_MANY[kind])).format(count)
