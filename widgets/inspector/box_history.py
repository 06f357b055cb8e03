"""What happened to a box: who changed it, when, from what to what, and the way back to any state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from engine.data.dataset import Annotation
from engine.data.journal import Action, BoxChange, Origin
from widgets.icons import set_icon
from widgets.inspector.cards import muted_label, number_label, text_label
from widgets.queue.model import class_name
from widgets.theme import GRID

_MOST_ROWS = 12
_ORIGINS = {
    Origin.DRAWN: QT_TRANSLATE_NOOP("Origin", "Drawn"),
    Origin.DRAGGED: QT_TRANSLATE_NOOP("Origin", "Moved"),
    Origin.RELABELLED: QT_TRANSLATE_NOOP("Origin", "Relabelled"),
    Origin.DELETED: QT_TRANSLATE_NOOP("Origin", "Deleted"),
    Origin.PASTED: QT_TRANSLATE_NOOP("Origin", "Pasted"),
    Origin.SUGGESTION: QT_TRANSLATE_NOOP("Origin", "Suggestion accepted"),
    Origin.VERDICT: QT_TRANSLATE_NOOP("Origin", "Judged"),
    Origin.REVERTED: QT_TRANSLATE_NOOP("Origin", "Put back"),
    Origin.SNAPPED: QT_TRANSLATE_NOOP("Origin", "Snapped to its edges"),
    Origin.READ_ANEW: QT_TRANSLATE_NOOP("Origin", "Read anew"),
}
_UNDONE = QT_TRANSLATE_NOOP("Origin", "Undone: {}")
_REDONE = QT_TRANSLATE_NOOP("Origin", "Done again: {}")


class BoxHistory(QWidget):
    """The changes of one box, the last at the top, down to how it was opened or drawn."""

    state_chosen = Signal(object)
    """`Annotation`: the state to go back to."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(muted_label(self.tr("History")))
        self._rows: list[QWidget] = []
        self._shown: object = None
        self.hide()

    def show_changes(
        self, now: Annotation | None, changes: Sequence[BoxChange], class_names: Sequence[str]
    ) -> None:
        """Show what led to the box as it is now; nothing where it is as it was opened."""
        self.setVisible(bool(changes))
        shown = (repr(now), len(changes))
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for change in list(reversed(changes))[:_MOST_ROWS]:
            when = change.at.astimezone().strftime("%Y-%m-%d %H:%M")
            self._add(_said(change), f"{change.author}, {when}", change.edit.after, now, class_names)
        left_out = len(changes) - _MOST_ROWS
        if left_out > 0:
            more = muted_label(self.tr("{} earlier changes").format(left_out))
            self._place(more)
        if changes and changes[0].edit.before is not None:
            self._add(self.tr("As opened"), "", changes[0].edit.before, now, class_names)

    def _add(
        self,
        said: str,
        who: str,
        state: Annotation | None,
        now: Annotation | None,
        class_names: Sequence[str],
    ) -> None:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        title = text_label()
        title.setText(said)
        grid.addWidget(title, 0, 0)
        if who:
            grid.addWidget(muted_label(who), 1, 0)
        if state is not None:
            figures = number_label()
            figures.setText(_figures(state, class_names))
            figures.setProperty("muted", True)
            grid.addWidget(figures, 2, 0)
            if now is not None and repr(state) != repr(now):
                grid.addWidget(self._button(state, said), 0, 1, 3, 1)
        grid.setColumnStretch(0, 1)
        self._place(row)

    def _place(self, row: QWidget) -> None:
        self._rows.append(row)
        self._column.addWidget(row)

    def _button(self, state: Annotation, said: str) -> QToolButton:
        button = QToolButton()
        set_icon(button, "undo")
        # Qt may paint it once before it is laid out, and an icon of no height is a warning.
        button.setMinimumSize(button.sizeHint())
        button.setToolTip(self.tr("Put the box back to this state"))
        button.setAccessibleName(self.tr("Put the box back to: {}").format(said))
        button.clicked.connect(partial(self.state_chosen.emit, state))
        return button


def _figures(state: Annotation, class_names: Sequence[str]) -> str:
    (x, y, _, _), (width, height) = state.box_xyxy, state.size_wh
    return f"{class_name(class_names, state.category)}  {width:.0f} × {height:.0f}  @ {x:.0f}, {y:.0f}"


def _said(change: BoxChange) -> str:
    done = QCoreApplication.translate("Origin", str(_ORIGINS[change.origin]))
    if change.action is Action.DO:
        return done
    again = _REDONE if change.action is Action.REDO else _UNDONE
    return QCoreApplication.translate("Origin", str(again)).format(done)
