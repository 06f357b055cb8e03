"""Other people's steps, brought into the window while they do them."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.document import Document
from app.jobs import Jobs
from app.operations.merge import merge
from engine.data.journal import JournalPart
from engine.errors import UserError
from engine.store.listening import Listener

_SECONDS_BETWEEN_TRIES = 2.0


class Team(QObject):
    """Listens where the project is on a server, on a thread of its own: it waits for as long as the project is open.

    Parameters
    ----------
    document, jobs
    parent
    """

    said = Signal(str)
    """The line went down, or is back."""
    told = Signal(object)
    """Names of tables that somebody changed."""
    _came = Signal(object, object)
    _told = Signal(object, object)
    _failed = Signal(object, object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._stop = threading.Event()
        self._waiting: list[JournalPart] = []
        self._is_down = False
        self._came.connect(self._take_in)
        self._told.connect(self._pass_on)
        self._failed.connect(self._tell)
        jobs.ended.connect(self._go_on)
        document.opened.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self._stop.set()
        self._waiting.clear()
        self._is_down = False
        listener = self._document.review.project.listener() if self._document.is_open else None
        if listener is not None:
            self._stop = threading.Event()
            # A daemon: a line that hangs must not keep the program from ending.
            threading.Thread(
                target=self._listen, args=(listener, self._stop), name="team", daemon=True
            ).start()

    def _listen(self, listener: Listener, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                for part in listener.parts(stop.is_set, partial(self._told.emit, stop)):
                    self._came.emit(stop, part)
            except UserError as error:
                self._failed.emit(stop, error)
                stop.wait(_SECONDS_BETWEEN_TRIES)

    @Slot(object, object)
    def _take_in(self, stop: threading.Event, part: JournalPart) -> None:
        if stop is not self._stop or stop.is_set():
            return
        self._mark_up()
        self._waiting.append(part)
        self._go_on("")

    def _go_on(self, _kind: str) -> None:
        """One after the other: a later part stands on the one before."""
        while self._waiting and self._document.is_open and not self._jobs.running("merge"):
            merge(self._document, self._jobs, self._waiting.pop(0))

    @Slot(object, object)
    def _pass_on(self, stop: threading.Event, tables: frozenset[str]) -> None:
        if stop is self._stop and not stop.is_set():
            self._mark_up()
            self.told.emit(tables)

    def _mark_up(self) -> None:
        if self._is_down:
            self._is_down = False
            self.said.emit(self.tr("The server is back: you see again what others do."))

    @Slot(object, object)
    def _tell(self, stop: threading.Event, error: UserError) -> None:
        if stop is self._stop and not stop.is_set() and not self._is_down:
            self._is_down = True
            self.said.emit(self.tr("What others do cannot be seen at present: {}").format(error))
