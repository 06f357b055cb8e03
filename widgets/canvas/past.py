"""The labels as they were at a moment, over the image that the canvas shows; to look at alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from engine.data.dataset import Annotations
from widgets.canvas.canvas import Canvas
from widgets.canvas.viewer import Viewer
from widgets.icons import IconLabel, Role, set_icon
from widgets.one_line import OneLine
from widgets.theme import GRID

_ICON_PX = 4 * GRID


class Past(QWidget):
    """Stands in the place of the canvas under a bar that says which moment is shown.

    Image, view, colouring and theme are the canvas'; labels come by `set_annotations`, anew for each image.

    Parameters
    ----------
    canvas
    """

    return_clicked = Signal()
    """The labels are to be brought back to this moment."""
    closed = Signal()
    """The labels of now are to be seen again."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._annotations = Annotations.empty()
        self._class_names: Sequence[str] = ()
        self._on = False
        self._linking = False
        self._viewer = Viewer()
        sign = IconLabel(_ICON_PX)
        sign.show_icon("journal")
        self._title = OneLine()
        self._title.setObjectName("past_title")
        self._return = QPushButton(self.tr("Return to this state"))
        self._return.setObjectName("return_to_past")
        set_icon(self._return, "undo")
        self._now = QPushButton(self.tr("Back to now"))
        self._now.setObjectName("back_to_now")
        self._now.setProperty("primary", True)
        set_icon(self._now, "cancel", Role.HighlightedText)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        # The title has a line of its own: beside the buttons it would be cut in a small window.
        bar = QGridLayout()
        bar.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(sign, 0, 0)
        bar.addWidget(self._title, 0, 1, 1, 3)
        bar.addWidget(self._return, 1, 2)
        bar.addWidget(self._now, 1, 3)
        bar.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._viewer, 1)
        self.setFocusProxy(self._viewer)
        canvas.content_changed.connect(self._follow)
        canvas.view_changed.connect(self._follow_view)
        self._viewer.view_moved.connect(self._lead_view)
        self._return.clicked.connect(self.return_clicked)
        self._now.clicked.connect(self.closed)

    @property
    def annotations(self) -> Annotations:
        """The labels shown."""
        return self._annotations

    def show_moment(self, title: str) -> None:
        """Begin to show a moment, under this title."""
        self._title.set_whole(title)
        self._viewer.setAccessibleName(title)
        self._on = True
        self._follow_view()

    def hide_moment(self) -> None:
        """Show none any more."""
        self._on = False

    def set_annotations(self, annotations: Annotations, class_names: Sequence[str]) -> None:
        """Show these labels of the image."""
        self._annotations, self._class_names = annotations, class_names
        self._follow()

    def _follow(self) -> None:
        if self._on:
            self._viewer.follow(self._canvas)
            # Flags, predictions and ghosts of now say nothing of the labels of then.
            self._viewer.set_annotations(self._annotations, self._class_names)
            self._viewer.set_ghosts(None)
            self._viewer.set_focus(None, None)

    def _follow_view(self) -> None:
        """Show there what the canvas would show."""
        if self._on and not self._linking:
            self._viewer.set_view_state(*self._canvas.view_state())

    def _lead_view(self) -> None:
        """Keep for the canvas what the hand chose here."""
        self._linking = True
        self._canvas.set_view_state(*self._viewer.view_state())
        self._linking = False
