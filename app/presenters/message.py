"""The line at the bottom: what was done last, with a way to take it back, or what was wrong in the sources."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QLabel

from app.document import Document
from engine.data.edit import EditKind
from engine.data.flag import VerdictKind
from engine.data.image_state import Mark, Stage, StateChange
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
_STAGES = {
    Stage.UNREVIEWED: QT_TRANSLATE_NOOP("Step", "Image not reviewed any more"),
    Stage.REVIEWED: QT_TRANSLATE_NOOP("Step", "Image reviewed"),
    Stage.APPROVED: QT_TRANSLATE_NOOP("Step", "Image approved"),
    Stage.RETURNED: QT_TRANSLATE_NOOP("Step", "Image returned"),
}


class MessagePresenter(QObject):
    """Between the document and the message line."""

    undo_clicked = Signal()
    redo_clicked = Signal()
    problems_clicked = Signal()
    finding_clicked = Signal()

    def __init__(self, document: Document, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._label = label
        self._undone = 0
        self._finding = ""
        document.opened.connect(self._open)
        document.problems_changed.connect(self._show_problems)
        document.changed.connect(self._show_step)
        label.linkActivated.connect(self._follow)

    def say(self, text: str) -> None:
        """Show some other text."""
        self._label.setText(translated(text))

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
        if self._finding:
            # Most problems of the files come of it.
            self.say(f'{self._finding} · <a href="doctor">{self.tr("Show")}</a>')
            return
        count = len(self._document.problems)
        if count == 0:
            self.say("")
            return
        if count == 1:
            found = self.tr("1 problem found in the files")
        else:
            found = self.tr("{} problems found in the files").format(count)
        self.say(f'{found} · <a href="problems">{self.tr("Show")}</a>')

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
        links = {"undo": self.undo_clicked, "redo": self.redo_clicked, "doctor": self.finding_clicked}
        links.get(link, self.problems_clicked).emit()


def _said(step: Step) -> str:
    """What a step did, in a few words."""
    if step.edits:
        # An approval that went with an edit must not go unseen.
        return " · ".join([_edited(step), *map(_marked, step.marks)])
    if step.marks:
        return _marked(step.marks[0])
    verdict = step.verdicts[0].after if step.verdicts else None
    return QCoreApplication.translate("Step", str(_VERDICTS[verdict]))


def _marked(mark: Mark) -> str:
    """What was said of an image, or became of a comment."""
    if not isinstance(mark, StateChange):
        return QCoreApplication.translate("Step", "Comment resolved")
    before, after = mark.before, mark.after
    if after.empty and not before.empty:
        return QCoreApplication.translate("Step", "Image reviewed: no objects")
    if before.stage is Stage.APPROVED and after.stage is Stage.REVIEWED:
        return QCoreApplication.translate("Step", "Image not approved any more")
    if before.stage is after.stage:
        return QCoreApplication.translate("Step", "Image not without objects any more")
    return QCoreApplication.translate("Step", str(_STAGES[after.stage]))


def _edited(step: Step) -> str:
    kind, count = step.edits[0].kind, len(step.edits)
    if step.origin is Origin.REVERTED:
        return QCoreApplication.translate("Step", "Box put back to an earlier state")
    if step.origin is Origin.SNAPPED:
        if count == 1:
            return QCoreApplication.translate("Step", "Snapped a box to the object's edges")
        return QCoreApplication.translate("Step", "Snapped {} boxes to the object's edges").format(count)
    if step.origin is Origin.SUGGESTION:
        return QCoreApplication.translate("Step", str(_ACCEPTED[kind]))
    if count == 1:
        return QCoreApplication.translate("Step", str(_ONE[kind]))
    return QCoreApplication.translate("Step", str(_MANY[kind])).format(count)
