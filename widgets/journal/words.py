"""Steps of the journal in words: what was done, and what it came from."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.data.difference import Change
from engine.data.edit import EditKind
from engine.data.flag import VerdictKind
from engine.data.image_state import Comment, ImageState, Mark, Stage, StateChange
from engine.data.journal import Action, JournalEntry, Origin, Step
from widgets.state import state_title

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
_CHANGES = {
    Change.ADDED: QT_TRANSLATE_NOOP("Change", "added"),
    Change.REMOVED: QT_TRANSLATE_NOOP("Change", "removed"),
    Change.MOVED: QT_TRANSLATE_NOOP("Change", "moved"),
    Change.RELABELLED: QT_TRANSLATE_NOOP("Change", "relabelled"),
    Change.MARKED: QT_TRANSLATE_NOOP("Change", "marks changed"),
}
_ORIGINS = {
    Origin.DRAWN: QT_TRANSLATE_NOOP("Origin", "Drawn"),
    Origin.DRAGGED: QT_TRANSLATE_NOOP("Origin", "Moved"),
    Origin.TYPED: QT_TRANSLATE_NOOP("Origin", "Typed in"),
    Origin.RELABELLED: QT_TRANSLATE_NOOP("Origin", "Relabelled"),
    Origin.DELETED: QT_TRANSLATE_NOOP("Origin", "Deleted"),
    Origin.PASTED: QT_TRANSLATE_NOOP("Origin", "Pasted"),
    Origin.DUPLICATED: QT_TRANSLATE_NOOP("Origin", "Duplicated"),
    Origin.COPIED_PREVIOUS: QT_TRANSLATE_NOOP("Origin", "Copied from the image before"),
    Origin.ADOPTED: QT_TRANSLATE_NOOP("Origin", "Prediction taken over"),
    Origin.SUGGESTION: QT_TRANSLATE_NOOP("Origin", "Suggestion accepted"),
    Origin.VERDICT: QT_TRANSLATE_NOOP("Origin", "Judged"),
    Origin.CONSENSUS: QT_TRANSLATE_NOOP("Origin", "Settled by majority"),
    Origin.READ_ANEW: QT_TRANSLATE_NOOP("Origin", "Read anew"),
    Origin.REVERTED: QT_TRANSLATE_NOOP("Origin", "Put back"),
    Origin.SNAPPED: QT_TRANSLATE_NOOP("Origin", "Snapped to its edges"),
    Origin.GALLERY_RELABEL: QT_TRANSLATE_NOOP("Origin", "Relabelled in the gallery"),
    Origin.GALLERY_DELETE: QT_TRANSLATE_NOOP("Origin", "Deleted in the gallery"),
    Origin.GALLERY_CONFIRM: QT_TRANSLATE_NOOP("Origin", "Confirmed in the gallery"),
    Origin.IMPORTED: QT_TRANSLATE_NOOP("Origin", "Imported"),
    Origin.RETURNED: QT_TRANSLATE_NOOP("Origin", "Returned to a moment"),
}
_BY_HAND = QT_TRANSLATE_NOOP("Origin", "By hand")
_HANDMADE = frozenset({Origin.DRAWN, Origin.DRAGGED, Origin.RELABELLED, Origin.DELETED, Origin.VERDICT})
"""What was done says how as well."""
_UNDONE = QT_TRANSLATE_NOOP("Origin", "Undone: {}")
_REFUSED = QT_TRANSLATE_NOOP("Origin", "Not done, somebody else was first: {}")
_REDONE = QT_TRANSLATE_NOOP("Origin", "Done again: {}")


def origin_said(origin: Origin, action: Action = Action.DO) -> str:
    """What a step came from, and whether it was undone or done again."""
    return _again(QCoreApplication.translate("Origin", str(_ORIGINS[origin])), action)


def how_said(origin: Origin) -> str:
    """How a step came to be, beside the words of what it did."""
    return QCoreApplication.translate("Origin", str(_BY_HAND)) if origin in _HANDMADE else origin_said(origin)


def entry_said(entry: JournalEntry) -> str:
    """What a journal entry did, in a few words; `how_said` tells the rest."""
    # The step of an undo is the inverse of what was undone.
    step = entry.step.inverse if entry.action is Action.UNDO else entry.refused or entry.step
    plain = replace(step, origin=Origin.DRAWN) if step.origin is Origin.SUGGESTION else step
    return _again(step_said(plain), entry.action)


def step_said(step: Step) -> str:
    """What a step did, in a few words."""
    if step.origin is Origin.RETURNED:
        return QCoreApplication.translate("Step", "Returned to an earlier state")
    if step.origin is Origin.CONSENSUS:
        said = QCoreApplication.translate("Step", "{} disagreements settled by majority")
        return said.format(len(step.verdicts))
    if step.said:
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
    kind, count = step.said[0].kind, len(step.said)
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


def change_said(change: Change) -> str:
    """What is different about a box."""
    return ", ".join(
        QCoreApplication.translate("Change", str(text)) for own, text in _CHANGES.items() if own in change
    )


def side_said(side: ImageState | Comment | None) -> str:
    """What an image or a comment was at one of two moments; empty where there was no comment."""
    if isinstance(side, ImageState):
        return state_title(side)
    if side is None:
        return ""
    resolved = QCoreApplication.translate("Step", "{} (resolved)")
    return resolved.format(side.text) if side.resolved else side.text


def verdict_said(verdict: VerdictKind | None) -> str:
    """What was said of a flag."""
    return QCoreApplication.translate("Step", str(_VERDICTS[verdict]))


def _again(done: str, action: Action) -> str:
    if action is Action.DO:
        return done
    again = {Action.REDO: _REDONE, Action.UNDO: _UNDONE, Action.CONFLICT: _REFUSED}[action]
    return QCoreApplication.translate("Origin", str(again)).format(done)
