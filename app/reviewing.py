"""The loop of a review: the flag that is up is settled, and the next one comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.document import Document
from app.main_window import MainWindow
from app.operations import navigate, review
from app.presenters.queue import QueuePresenter
from engine.data.flag import VerdictKind


class Reviewing(QObject):
    """What keys and buttons do to the flag under review, and where they lead next.

    Parameters
    ----------
    document, queue, window
    say
        Shows a line at the bottom.
    parent
    """

    def __init__(
        self,
        document: Document,
        queue: QueuePresenter,
        window: MainWindow,
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._queue = queue
        self._window = window
        self._say = say
        self._at_start = False
        document.opened.connect(self._open)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do, by their ids."""
        document, shown = self._document, self._window.queue
        return {
            "accept": self.accept,
            "label_is_right": partial(
                self._settle, partial(review.judge, document, VerdictKind.LABEL_IS_RIGHT)
            ),
            "unsure": partial(self._settle, partial(review.judge, document, VerdictKind.UNSURE)),
            "next_flag": self._queue.go_on,
            "previous_flag": shown.choose_previous,
            "find": shown.go_to_find,
            "all_flags": partial(document.narrow, None),
            "next_on_image": partial(navigate.next_flag_on_image, document),
            "previous_on_image": partial(navigate.previous_flag_on_image, document),
            "next_image": partial(self._step_image, 1),
            "previous_image": partial(self._step_image, -1),
        }

    def accept(self) -> None:
        """Accept the suggestion; after a correction by hand there is none, and the next flag comes up."""
        if self._document.entry is None:
            self._queue.go_on()
        else:
            self._settle(partial(review.accept_suggestion, self._document))

    def begin(self) -> None:
        """Where the reviewer has nothing in hand yet, bring up the top of the queue."""
        if self._document.is_open and self._document.entry is None and self._at_start:
            self._at_start = False
            upcoming = self._queue.upcoming(1)
            if upcoming:
                self._document.go_to_flag(upcoming[0])

    def _open(self) -> None:
        document = self._document
        self._at_start = document.is_open and document.review.project.place() is None

    def _settle(self, operation: Callable[[], bool]) -> None:
        """Settle the flag under review; the next one comes up."""
        if self._document.entry is not None:
            with self._queue.advancing():
                operation()

    def _step_image(self, step: int) -> None:
        """Go on among the images that the queue shows flags of, where it does not show those of all."""
        queue = self._window.queue
        document = self._document
        narrowed = bool(queue.filter_text() or document.held) or document.narrowing is not None
        if not navigate.step_image(document, step, queue.images_shown() if narrowed else None):
            if narrowed and step > 0:
                said = self.tr("This is the last image that the queue shows.")
            elif narrowed:
                said = self.tr("This is the first image that the queue shows.")
            else:
                said = self.tr("This is the last image.") if step > 0 else self.tr("This is the first image.")
            self._say(said)
