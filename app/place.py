"""Where the reviewer is, kept in the project so that it opens there again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.document import Document
from app.errors import log
from app.presenters.canvas import CanvasPresenter
from engine.errors import UserError

_SAVED_AFTER_MS = 400


class PlaceKeeper(QObject):
    """Saves the place a moment after the last move.

    Parameters
    ----------
    document, canvas
    say
        Shows a line at the bottom.
    parent
    """

    def __init__(
        self, document: Document, canvas: CanvasPresenter, say: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._say = say
        self._timer = QTimer(self, singleShot=True, interval=_SAVED_AFTER_MS)
        self._timer.timeout.connect(self.save)
        moves = (document.image_changed, document.flag_changed, document.selection_changed)
        for signal in (*moves, canvas.view_changed):
            signal.connect(self._save_soon)

    def save(self) -> None:
        """Save it now."""
        self._timer.stop()
        if not self._document.is_open:
            return
        try:
            self._document.review.project.set_place(self._canvas.place())
        except UserError as error:
            # A place lost is no work lost: a line says so, and closing goes on.
            log.warning("%s", error)
            self._say(self.tr("The place was not saved: {}").format(error.problem))

    def _save_soon(self) -> None:
        # While the window closes, the canvas still changes.
        if self._document.is_open:
            self._timer.start()
