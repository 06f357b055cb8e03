"""The queue shows the flags; choosing one puts it under review."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from PySide6.QtCore import QObject

from app.document import Document
from engine.data.flag import Flag, QueueEntry
from widgets.queue.queue import Queue

_KEPT = 100
"""How many of the flags that follow one are remembered when it goes."""


class QueuePresenter(QObject):
    """Between the document and the queue."""

    def __init__(self, document: Document, queue: Queue, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._queue = queue
        self._shown_key: str | None = None
        self._left: tuple[str, ...] = ()
        self._held: frozenset[int] = frozenset()
        document.opened.connect(self._show)
        document.changed.connect(self._show)
        document.flags_changed.connect(self._show)
        document.flag_changed.connect(self._show_current)
        document.narrowed.connect(self._show_narrowed)
        document.attendance_changed.connect(self._show_attendance)
        queue.flag_chosen.connect(self._choose)

    def upcoming(self, count: int) -> tuple[QueueEntry, ...]:
        """The next entries that wait for a verdict, after the one under review."""
        waiting = (entry for entry in self._queue.following() if entry.verdict is None)
        return tuple(islice(waiting, count))

    @contextmanager
    def advancing(self) -> Iterator[None]:
        """Settle the flag under review inside, and the next one that waits comes up."""
        after = self._queue.following()
        yield
        following = (self._queue.waiting(entry.flag.key) for entry in after if entry.verdict is None)
        self._document.go_to_flag(next(filter(None, following), None))

    def go_on(self) -> None:
        """Put the next flag that waits under review: after the one there, or after that corrected by hand last."""
        waiting = filter(None, map(self._queue.waiting, self._left))
        entry = next(waiting, None) if self._document.entry is None else None
        if entry is None:
            self._queue.choose_next()
        else:
            self._document.go_to_flag(entry)

    def _show(self) -> None:
        if self._document.entry is None and self._shown_key is not None:
            # It is gone with the box that it doubted: whoever corrected that goes on from there.
            self._left = tuple(entry.flag.key for entry in islice(self._queue.following(), _KEPT))
        if self._document.is_open:
            dataset = self._document.review.dataset
            review, names = self._document.review, dataset.images.file_names
            narrowing = self._document.narrowing
            self._queue.set_narrowing(None if narrowing is None else narrowing.behind.said())
            held, settled = self._show_held(), review.verdicts
            states = {image: held.state for image, held in review.states.by_image.items()}
            self._queue.set_entries(
                self._document.queue(),
                dataset.categories.names,
                names,
                settled=sum(Flag.image_of(key) in held for key in settled) if held else len(settled),
                states=states,
            )
        else:
            self._held = frozenset()
            self._queue.set_narrowing(None)
            self._queue.set_work(None)
            self._queue.set_others({})
            self._queue.set_entries((), (), (), settled=0)
        self._show_current()

    def _show_held(self) -> frozenset[int]:
        """Say what the queue is of where images were handed out, and nothing else was asked for; these images."""
        document = self._document
        held = document.held if document.narrowing is None else frozenset[int]()
        said = None
        if held:
            said = self.tr("Your work: 1 image") if len(held) == 1 else self.tr("Your work: {} images")
            said = said.format(f"{len(held):,}")
        self._queue.set_work(said)
        return held

    def _show_attendance(self) -> None:
        """Others moved on; where images were handed out or went back the queue is another, and from its top."""
        document = self._document
        attendance, before = document.attendance, self._held
        assert attendance is not None
        self._queue.set_others(attendance.elsewhere)
        if attendance.held == before:
            return
        self._held = attendance.held
        self._show()
        if document.narrowing is None and attendance.held - before:
            self._queue.show_all_waiting()
            here = None if document.entry is None else document.entry.flag.image
            waiting = (entry for entry in self._queue.entries_shown() if entry.verdict is None)
            first = next(waiting, None)
            if here not in attendance.held and first is not None:
                document.go_to_flag(first)

    def _show_narrowed(self) -> None:
        """Other boxes: all of them are shown, and the first that waits comes up."""
        self._queue.show_all_waiting()
        self._show()
        if self._document.narrowing is not None:
            waiting = (entry for entry in self._queue.entries_shown() if entry.verdict is None)
            self._document.go_to_flag(next(waiting, None))

    def _show_current(self) -> None:
        entry = self._document.entry
        self._shown_key = None if entry is None else entry.flag.key
        self._queue.set_current(self._shown_key)

    def _choose(self, entry: QueueEntry) -> None:
        current = self._document.entry
        if current is None or current.flag.key != entry.flag.key:
            self._document.go_to_flag(entry)
