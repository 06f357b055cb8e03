"""A canvas to look at: nothing on it can be selected or changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.data.dataset import Int
from widgets.canvas.canvas import Canvas
from widgets.canvas.colouring import Known


class Viewer(Canvas):
    """Shows an image with boxes and predictions; a drag pans, and what lies under the mouse is named."""

    view_moved = Signal()
    """The person zoomed or panned here."""
    pans_with_left = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Int | None = None
        self._right: Int | None = None
        self.update_cursor()

    def set_outcomes(self, found: Int | None, right: Int | None) -> None:
        """Say what became of the boxes and predictions set last, as in `Known`; None: that is not known."""
        self._found, self._right = found, right
        self._know(self._scene.known)
        self._repaint_all()

    def follow(self, canvas: Canvas) -> None:
        """Show the image and the boxes of another canvas, in the same way; predictions and outcomes stay."""
        own, theirs = self._scene, canvas._scene
        own.size_wh = theirs.size_wh
        own.set_annotations(theirs.annotations, theirs.class_names)
        own.ghosts, own.colouring, own.min_score = theirs.ghosts, theirs.colouring, theirs.min_score
        own.boxes_shown, own.predictions_shown = theirs.boxes_shown, theirs.predictions_shown
        own.focus = theirs.focus
        self._image, self._message = canvas._image, canvas._message
        self._adjustment = canvas._adjustment
        self._know(theirs.known)
        self.set_frame(own.frame)
        if self._theme is not canvas._theme:
            self.set_theme(canvas._theme)
        self._repaint_all()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start to pan."""
        self.start_pan(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or name what is under the mouse."""
        super().mouseMoveEvent(event)
        if event.buttons():
            self.view_moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop panning."""
        self.end_pan()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Another press."""
        self.start_pan(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the cursor."""
        super().wheelEvent(event)
        self.view_moved.emit()

    def _know(self, known: Known) -> None:
        """Keep what is known of the labels, and what became of them by these predictions, as far as it fits."""
        scene = self._scene
        found = self._found if self._found is not None and len(self._found) == len(scene.boxes) else None
        right = (
            self._right if self._right is not None and len(self._right) == len(scene.predictions) else None
        )
        scene.known = Known(known.kinds, known.losses, found, right)
