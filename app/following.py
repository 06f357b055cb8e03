"""What others change of a project on a server besides its journal is seen in the window at once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.operations.follow import KIND, follow
from app.team import Team


class Following(QObject):
    """Takes in what is told of, one after the other.

    Parameters
    ----------
    document, jobs, team
    parent
    """

    def __init__(self, document: Document, jobs: Jobs, team: Team, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._waiting: frozenset[str] = frozenset()
        document.opened.connect(self._forget)
        team.told.connect(self._wait)
        jobs.ended.connect(self._go_on)

    def _forget(self) -> None:
        self._waiting = frozenset()

    def _wait(self, tables: frozenset[str]) -> None:
        self._waiting |= tables
        self._go_on("")

    def _go_on(self, _kind: str) -> None:
        """A job that is under way may have read what was there before; it is let come to its end."""
        if self._waiting and self._document.is_open and not self._jobs.running(KIND):
            tables, self._waiting = self._waiting, frozenset()
            follow(self._document, self._jobs, tables)
