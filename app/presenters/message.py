"""The line at the bottom: what was done last, with a way to take it back, or what was wrong in the sources."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.document import Document
from engine.data.edit import EditKind
from engine.data.flag import is_reviewed_key
from engine.data.journal import Origin, Step

_DONE = {
    EditKind.ADD: "Added",
    EditKind.MOVE: "Moved",
    EditKind.RELABEL: "Relabelled",
    EditKind.DELETE: "Deleted",
    EditKind.REPLACE: "Replaced",
}


class MessagePresenter(QObject):
    """Between the document and the message line."""

    undo_clicked = Signal()
    problems_clicked = Signal()

    def __init__(self, document: Document, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._label = label
        document.opened.connect(self._show_problems)
        document.problems_changed.connect(self._show_problems)
        document.changed.connect(self._show_step)
        label.linkActivated.connect(self._follow)

    def say(self, text: str) -> None:
        """Show some other text."""
        self._label.setText(text)

    def _show_problems(self) -> None:
        count = len(self._document.problems)
        noun = "problem" if count == 1 else "problems"
        self.say(f'{count} {noun} found in the files · <a href="problems">Show</a>' if count else "")

    def _show_step(self) -> None:
        done = self._document.review.history.done
        self.say(f'{_said(done[-1])} · <a href="undo">Undo</a>' if done else "")

    def _follow(self, link: str) -> None:
        (self.undo_clicked if link == "undo" else self.problems_clicked).emit()


def _said(step: Step) -> str:
    """What a step did, in a few words."""
    if step.edits:
        kind, count = step.edits[0].kind, len(step.edits)
        boxes = "a box" if count == 1 else f"{count} boxes"
        if step.origin is Origin.SNAPPED:
            return f"Snapped {boxes} to the object's edges"
        if step.origin is Origin.REVERTED:
            return "Box put back to an earlier state"
        accepted = "Suggestion accepted: " if step.origin is Origin.SUGGESTION else ""
        done = _DONE[kind].lower() if accepted else _DONE[kind]
        return f"{accepted}{done} {boxes}"
    verdict = step.verdicts[0].after if step.verdicts else None
    if step.verdicts and is_reviewed_key(step.verdicts[0].flag_key):
        return "Image reviewed" if verdict else "Image not reviewed any more"
    return "Verdict: " + ("none" if verdict is None else verdict.value.replace("_", " "))
