"""Other people's steps, brought into the window while they do them; one's own, while there is no line."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.merge import merge
from engine.data.journal import Action, JournalPart
from engine.errors import UserError
from engine.handing_in import hand_in
from engine.review import Review
from engine.store.listening import Listener
from engine.store.refusal import RefusedError

_SECONDS_BETWEEN_TRIES = 2.0


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """What waited is in it, as far as the server could be reached."""

    review: Review
    of: Review
    conflicts: int
    refused: tuple[str, ...]
    failure: str


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
    waiting = Signal(int)
    """How many steps wait for the server."""
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
        self._count = 0
        self._again = QTimer(self)
        self._again.setInterval(int(_SECONDS_BETWEEN_TRIES * 1000))
        self._again.timeout.connect(self._hand_in)
        self._came.connect(self._take_in)
        self._told.connect(self._pass_on)
        self._failed.connect(self._tell)
        jobs.ended.connect(self._go_on)
        document.opened.connect(self._follow)
        document.changed.connect(self._count_waiting)

    @Slot()
    def _follow(self) -> None:
        self._stop.set()
        self._waiting.clear()
        self._is_down = False
        self._jobs.cancel("hand_in")
        self._count_waiting()
        listener = self._document.review.project.listener() if self._document.is_open else None
        if listener is not None:
            self._stop = threading.Event()
            # A daemon: a line that hangs must not keep the program from ending.
            threading.Thread(
                target=self._listen,
                args=(listener, self._document.review, self._stop),
                name="team",
                daemon=True,
            ).start()

    def _listen(self, listener: Listener, review: Review, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                _get_ready(review)
                for part in listener.parts(stop.is_set, partial(self._told.emit, stop)):
                    self._came.emit(stop, part)
                    _get_ready(review)
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
        self._hand_in()

    def _go_on(self, _kind: str) -> None:
        """One after the other: a later part stands on the one before, and all on what was handed in."""
        while self._waiting and self._document.is_open and not self._document.review.waits:
            if self._jobs.running("merge"):
                return
            merge(self._document, self._jobs, self._waiting.pop(0))

    @Slot(object, object)
    def _pass_on(self, stop: threading.Event, tables: frozenset[str]) -> None:
        if stop is self._stop and not stop.is_set():
            self._mark_up()
            self.told.emit(tables)

    def _mark_up(self) -> None:
        if self._is_down:
            self._is_down = False
            if not self._count:
                self.said.emit(self.tr("The server is back: you see again what others do."))

    @Slot(object, object)
    def _tell(self, stop: threading.Event, error: UserError) -> None:
        if stop is self._stop and not stop.is_set() and not self._is_down:
            self._is_down = True
            self.said.emit(self.tr("What others do cannot be seen at present: {}").format(error))

    @Slot()
    def _count_waiting(self) -> None:
        count = self._document.review.project.waiting.count if self._document.is_open else 0
        if count == self._count:
            return
        began, self._count = not self._count, count
        self.waiting.emit(count)
        if began and self._document.review.waits:
            self._again.start()
            # After what is said of the step itself.
            self.said.emit(
                self.tr(
                    "The server cannot be reached: you can go on. Your steps are kept on this machine, and handed in "
                    "when it is back."
                )
            )

    @Slot()
    def _hand_in(self) -> None:
        if not self._document.is_open or not self._document.review.waits:
            self._again.stop()
        elif not self._jobs.running("hand_in") and not self._jobs.running("merge"):
            self._jobs.start("hand_in", _hand_in, self._document.review, self._receive)

    def _receive(self, answer: _HandedIn) -> None:
        document = self._document
        if not document.is_open or document.review is not answer.of:
            return
        before = self._count
        taken_over = document.take_over(answer.review)
        self._count_waiting()
        if answer.failure:
            self.said.emit(answer.failure)
        elif answer.refused:
            told = self.tr(
                "The server does not take some of your steps ({}), which stay in the project's file here: {}"
            )
            self.said.emit(told.format(len(answer.refused), answer.refused[0]))
        elif taken_over and answer.conflicts:
            told = self.tr("The server is back, and has your steps ({}). Others had changed the same as some of them "
                           "({}), which are kept as conflicts.")  # fmt: skip
            self.said.emit(told.format(before, answer.conflicts))
        elif taken_over:
            self.said.emit(self.tr("The server is back, and has your steps ({}).").format(before))
        if taken_over:
            self._go_on("")
        elif self._count < before:
            # More was done meanwhile.
            self._hand_in()


def _get_ready(review: Review) -> None:
    try:
        review.get_ready_for_no_line()
    except RefusedError:
        # Whoever may only read draws nothing either.
        return


def _hand_in(review: Review, progress: Progress) -> _HandedIn:
    own = review.without_waiting()
    known = len(own.journal)
    refused: tuple[str, ...] = ()
    failure = ""
    try:
        refused = hand_in(own, progress)
    except UserError as error:
        # It is tried again, and what was handed in before it counts.
        failure = str(error)
    conflicts = sum(
        entry.action is Action.CONFLICT and entry.author == review.author for entry in own.journal[known:]
    )
    return _HandedIn(own, review, conflicts, refused, failure)
