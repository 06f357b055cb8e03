"""A project's sources in the window: looked for when it is opened, asked for where gone, shown where changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.document import Document
from app.jobs import Jobs
from app.operations import sources
from app.operations.dataset import OpenRequest
from app.operations.sources import Standings
from app.presenters.message import MessagePresenter
from engine.data.sources import Condition, SourceChanges, SourceKind, SourceStanding
from engine.sources import problems_of
from widgets.dialogs.sources import SourcesDialog
from widgets.dialogs.where import WhereDialog

_NAME_SHOWN = 32


class SourceWatch(QObject):
    """Looks at the sources of every project that is opened; never reads one anew unless somebody asks for it.

    Parameters
    ----------
    document, jobs
    window
        Over which dialogs are shown.
    message
        The line that says what changed.
    open_request
        What opens a project again.
    parent
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: QWidget,
        message: MessagePresenter,
        open_request: Callable[[OpenRequest], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._message = message
        self._open = open_request
        document.opened.connect(self._look)

    def show(self) -> None:
        """Show every source, after another look."""
        sources.look_at_sources(self._document, self._jobs, self._show)

    def _look(self) -> None:
        for kind in ("sources", "place_sources", "source_changes"):
            self._jobs.cancel(kind)
        if self._document.is_open:
            sources.look_at_sources(self._document, self._jobs, self._tell)

    def _tell(self, standings: Standings) -> None:
        self._document.add_problems(problems_of(standings))
        self._message.set_sources(self._sentence(standings))
        missing = tuple(
            own for own in standings if own.condition is Condition.MISSING and not own.record.skipped
        )
        if missing:
            self._ask(missing)

    def _sentence(self, standings: Standings) -> str:
        changed = [own.path.name for own in standings if own.condition is Condition.CHANGED]
        missing = [own.path.name for own in standings if own.condition is Condition.MISSING]
        if len(changed) == 1:
            said = self.tr("{name} changed on disk; the project works on what it read")
            return said.format(name=_shortened(changed[0]))
        if changed:
            said = self.tr("{count} sources changed on disk; the project works on what it read")
            return said.format(count=len(changed))
        if len(missing) == 1:
            return self.tr("{name} is not found; the project works without").format(
                name=_shortened(missing[0])
            )
        if missing:
            return self.tr("{count} sources are not found; the project works without").format(
                count=len(missing)
            )
        return ""

    def _ask(self, missing: Standings) -> None:
        dialog = WhereDialog(missing, self._window)
        # They are those of this project.
        self._document.opened.connect(dialog.reject)
        dialog.skipped.connect(partial(sources.skip, self._document, missing))
        dialog.chosen.connect(partial(self._place, dialog, missing))
        dialog.open()

    def _place(self, dialog: WhereDialog, missing: Standings) -> None:
        given = {own.record: path for own in missing if (path := dialog.path(own.record.kind)) is not None}

        def done() -> None:
            dialog.accept()
            # What was opened without them is opened with them, at the place where it was.
            self._open(OpenRequest(None, self._document.review.project.path))

        sources.place_sources(self._document, self._jobs, given, done)

    def _show(self, standings: Standings) -> None:
        dialog = SourcesDialog(standings, self._window)
        self._document.opened.connect(dialog.reject)
        missing = tuple(own for own in standings if own.condition is Condition.MISSING)
        by_kind = {own.record.kind: own for own in standings}
        dialog.where_clicked.connect(partial(self._ask_instead, dialog, missing))
        dialog.changes_clicked.connect(lambda: self._count(dialog, by_kind[SourceKind.ANNOTATIONS]))
        dialog.load_clicked.connect(lambda: self._load(dialog, by_kind[SourceKind.PREDICTIONS]))
        dialog.open()

    def _ask_instead(self, dialog: SourcesDialog, missing: Standings) -> None:
        dialog.reject()
        self._ask(missing)

    def _count(self, dialog: SourcesDialog, annotations: SourceStanding) -> None:
        def receive(changes: SourceChanges) -> None:
            dialog.show_changes(changes)

        sources.count(self._document, self._jobs, annotations, receive)

    def _load(self, dialog: SourcesDialog, predictions: SourceStanding) -> None:
        dialog.accept()
        name = self.tr("{file}, as changed").format(file=predictions.path.name)

        def done() -> None:
            self._message.set_sources("")
            self._message.say(
                self.tr("The changed predictions are in use now. The way back is Use, among the runs.")
            )

        sources.load_predictions(self._document, self._jobs, predictions, name, done)


def _shortened(name: str) -> str:
    """A name that leaves room for the rest of the line."""
    return name if len(name) <= _NAME_SHOWN else f"{name[: _NAME_SHOWN // 2]}…{name[-_NAME_SHOWN // 2 :]}"
