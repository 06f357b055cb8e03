"""Project files that the desktop hands to the running program, as macOS does on a double click."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class FileEvents(QObject):
    """Filters the application's events.

    Parameters
    ----------
    app
        The only QApplication; the parent.
    """

    asked = Signal(Path)
    """A file to open."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take what is to be opened, let all else pass."""
        if isinstance(event, QFileOpenEvent) and watched is self.parent():
            self.asked.emit(Path(event.file()))
            return True
        return False
