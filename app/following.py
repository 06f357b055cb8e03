"""What others change of a project on a server besides its journal is seen in the window at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.document import Document
from app.jobs import Jobs
from app.operations.follow import KIND, Kept, follow
from app.team import Team
from engine.data.pause import Pause


class Following(QObject):
    """Takes in what is told of, one after the other.

    Parameters
    ----------
    document, jobs, team
    parent
    """

    paused = Signal(object)
    """`Pause` or None: a lead paused the project, or let it go on."""
    named = Signal(str)
    """What the login is called in this project, where that is not what the person is called here."""

    def __init__(self, document: Document, jobs: Jobs, team: Team, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._waiting: frozenset[str] = frozenset()
        self._pause: Pause | None = None
        document.opened.connect(self._forget)
        team.told.connect(self._wait)
        jobs.ended.connect(self._go_on)

    def _forget(self) -> None:
        self._waiting, self._pause = frozenset(), None

    def _wait(self, tables: frozenset[str]) -> None:
        self._waiting |= tables
        self._go_on("")

    def _go_on(self, _kind: str) -> None:
        """A job that is under way may have read what was there before; it is let come to its end."""
        if self._waiting and self._document.is_open and not self._jobs.running(KIND):
            tables, self._waiting = self._waiting, frozenset()
            follow(self._document, self._jobs, tables, self._take)

    def _take(self, kept: Kept) -> None:
        if kept.pause != self._pause:
            self._pause = kept.pause
            self.paused.emit(kept.pause)
        if kept.name is not None and kept.name != self._document.person:
            self.named.emit(kept.name)
