"""The journal in the window: its list, a look at the labels of a moment, and what differs between two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from app.actions import ACTIONS
from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations import journal
from engine.data.difference import Difference
from engine.data.journal import JournalEntry
from engine.moments import Moment
from widgets.canvas.tools import Tool
from widgets.journal.dialog import JournalDialog
from widgets.journal.differences import DifferencesDialog
from widgets.journal.model import time_text

_RESTING = frozenset({"accept", "label_is_right", "unsure", "reviewed", "gallery", "zoom_to_flag"})
_ALSO_HERE = frozenset({"journal", "cancel"})
_BY_KEY = ("nudge_", "class_")


class JournalWindow(QObject):
    """Shows the journal, and the labels as they were in the place of the canvas; nothing can be edited then.

    Parameters
    ----------
    document, jobs, window
    say
        What shows a line of text.
    leave_gallery
        Brings the canvas back where the gallery is in its place.
    parent
    """

    changed = Signal()
    """A moment is looked at, or now again."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        say: Callable[[str], None],
        leave_gallery: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._say = say
        self._leave_gallery = leave_gallery
        self._moment: Moment | None = None
        self._dialog: JournalDialog | None = None
        window.past.return_clicked.connect(self._return_to_shown)
        window.past.closed.connect(self.leave)
        document.opened.connect(self.leave)
        document.changed.connect(self._show_entries)
        document.image_changed.connect(self._show_boxes)

    @property
    def moment(self) -> Moment | None:
        """The moment that is looked at; None: now."""
        return self._moment

    def show(self) -> None:
        """Show the journal."""
        if self._dialog is None:
            review = self._document.review
            self._dialog = JournalDialog(review.dataset.categories.names, self._window)
            self._dialog.finished.connect(self._forget_dialog)
            # It is of this dataset.
            self._document.opened.connect(self._dialog.reject)
            self._dialog.look_wanted.connect(self._look_at)
            self._dialog.return_wanted.connect(self._return_to)
            self._dialog.difference_wanted.connect(self._tell_apart)
            self._dialog.export_wanted.connect(self._export_journal)
            self._show_entries()
        self._dialog.show()
        self._dialog.activateWindow()

    def leave(self) -> None:
        """Show the labels of now again."""
        if self._moment is None:
            return
        self._moment = None
        self._window.past.hide_moment()
        if self._document.is_open:
            self._window.show_past(on=False)
        self._window.inspector.setEnabled(True)
        self.changed.emit()

    def cancel(self, otherwise: Callable[[], object]) -> None:
        """Leave the moment that is looked at; where none is, do something else."""
        if self._moment is None:
            otherwise()
        else:
            self.leave()

    def refresh_enabled(self, actions: Mapping[str, QAction]) -> None:
        """While a moment is looked at, enable nothing that edits or judges."""
        if self._moment is None:
            return
        for spec in ACTIONS:
            edits = spec.menu == "&Edit" or spec.id in _RESTING or spec.id.startswith(_BY_KEY)
            if edits and spec.id not in _ALSO_HERE:
                actions[spec.id].setEnabled(False)

    def _look_at(self, number: int) -> None:
        if number == len(self._document.review.journal):
            self.leave()
        else:
            journal.look_at(self._document, self._jobs, number, self._show_moment)

    def _show_moment(self, found: Moment) -> None:
        self._leave_gallery()
        self._moment = found
        self._window.canvas.set_tool(Tool.SELECT)
        self._window.past.show_moment(self._title(found.number))
        self._show_boxes()
        self._window.show_past(on=True)
        self._window.inspector.setEnabled(False)
        self._window.activateWindow()
        self.changed.emit()

    def _title(self, number: int) -> str:
        if not number:
            return self.tr("You look at the source, as it was opened")
        entries = self._document.review.journal
        return self.tr("You look at moment {moment} of {count}, {time}").format(
            moment=number, count=len(entries), time=time_text(entries[number - 1].at)
        )

    def _show_boxes(self) -> None:
        if self._moment is not None:
            labels, names = self._moment.annotations, self._document.review.dataset.categories.names
            own = labels.take(labels.rows_of_image(self._document.image))
            self._window.past.set_annotations(own, names)

    def _show_entries(self) -> None:
        if self._dialog is not None:
            review = self._document.review
            self._dialog.set_entries(review.journal, review.dataset.images.file_names)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _return_to_shown(self) -> None:
        if self._moment is not None:
            self._return_to(self._moment.number)

    def _return_to(self, number: int) -> None:
        journal.return_to(self._document, self._jobs, number, self.leave)

    def _tell_apart(self, start: int, end: int) -> None:
        journal.tell_apart(self._document, self._jobs, start, end, self._show_difference)

    def _show_difference(self, found: Difference) -> None:
        data = self._document.review.dataset
        dialog = DifferencesDialog(found, data.images.file_names, data.categories.names, self._window)
        self._document.opened.connect(dialog.reject)
        dialog.place_chosen.connect(self._go_to)
        dialog.export_wanted.connect(partial(self._export, "difference"))
        dialog.show()

    def _go_to(self, image: int, annotation_id: int | None) -> None:
        self._document.go_to_image(image)
        if annotation_id is not None and self._document.review.annotations.get(annotation_id) is not None:
            self._document.select((annotation_id,))

    def _export_journal(self) -> None:
        self._export("journal", self._document.review.journal)

    def _export(self, name: str, told: tuple[JournalEntry, ...] | Difference) -> None:
        """Ask where to write a table, and write it."""
        start = str(self._document.review.project.path.with_suffix(f".{name}.csv"))
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the table"), start, "CSV (*.csv);;JSON (*.json)"
        )
        if path:
            journal.export(self._document, self._jobs, told, Path(path), self._say)
