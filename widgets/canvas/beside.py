"""Another run's predictions beside the canvas: the same image twice, zoomed and panned as one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.data.dataset import Int, Predictions
from widgets.canvas.canvas import Canvas
from widgets.canvas.viewer import Viewer
from widgets.icons import IconLabel, set_icon
from widgets.one_line import OneLine
from widgets.theme import GRID

_ICON_PX = 4 * GRID


class Beside(QWidget):
    """Holds the canvas, alone or with another run to its right.

    The other side shows what the canvas shows, in the same way: image, labels, colouring, smallest score, theme. Its
    predictions come by `set_predictions`, anew for each image.

    Parameters
    ----------
    canvas
    """

    closed = Signal()
    """The other run is to be shown no more."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._on = False
        self._linking = False
        self._viewer = Viewer()
        # Keys stay the canvas'.
        self._viewer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._own = _Side(canvas, "in_use")
        self._other = _Side(self._viewer, "beside")
        self._close = QToolButton()
        self._close.setObjectName("close_beside")
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setIconSize(QSize(_ICON_PX, _ICON_PX))
        set_icon(self._close, "cancel")
        name = self.tr("Show the run in use alone")
        self._close.setToolTip(name)
        self._close.setAccessibleName(name)
        self._other.head.addWidget(self._close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._own, 1)
        layout.addWidget(self._other, 1)
        self.setFocusProxy(canvas)
        canvas.content_changed.connect(self._follow)
        canvas.view_changed.connect(self._follow_view)
        self._viewer.view_moved.connect(self._lead_view)
        self._close.clicked.connect(self.closed)
        self.hide_other()

    @property
    def is_on(self) -> bool:
        """Whether another run is shown."""
        return self._on

    def show_other(self, own_name: str, other_name: str) -> None:
        """Show another run, and what each of the two is called."""
        self._on = True
        self._own.set_title(self.tr("In use: {name}").format(name=own_name))
        self._other.set_title(self.tr("Beside: {name}").format(name=other_name))
        self._viewer.setAccessibleName(
            self.tr("The same image with the predictions of {name}").format(name=other_name)
        )
        self._follow()
        self._own.show_title(shown=True)
        self._other.show()
        self._follow_view()

    def hide_other(self) -> None:
        """Show the canvas alone."""
        self._on = False
        self._own.show_title(shown=False)
        self._other.hide()

    def set_predictions(
        self,
        predictions: Predictions,
        found: Int | None = None,
        right: Int | None = None,
        *,
        missing: bool = False,
    ) -> None:
        """Show what the other run says of the image.

        Parameters
        ----------
        predictions
        found : (n,) int64 or None
            `Outcome` of each of the canvas' boxes by these predictions.
        right : (m,) int64 or None
            `Outcome` of each of the predictions.
        missing
            Whether the run says nothing since it was not run over this image.
        """
        self._viewer.set_predictions(predictions, np.arange(len(predictions)))
        self._viewer.set_outcomes(found, right)
        self._other.set_note(self.tr("not run over this image") if missing else "")

    def _follow(self) -> None:
        if self._on:
            self._viewer.follow(self._canvas)

    def _follow_view(self) -> None:
        """Show there what is shown here."""
        if self._on and not self._linking:
            self._viewer.set_view_state(*self._canvas.view_state())

    def _lead_view(self) -> None:
        """Show here what is shown there; there it stays as the hand left it."""
        self._linking = True
        self._canvas.set_view_state(*self._viewer.view_state())
        self._linking = False


class _Side(QWidget):
    """A canvas under its title."""

    def __init__(self, canvas: Canvas, icon_name: str) -> None:
        super().__init__()
        sign = IconLabel(_ICON_PX)
        sign.show_icon(icon_name)
        self._title = OneLine()
        self._note = QLabel()
        self._note.setProperty("muted", True)
        self._bar = QWidget()
        self._bar.setFixedHeight(8 * GRID)
        self.head = QHBoxLayout(self._bar)
        self.head.setContentsMargins(2 * GRID, 0, GRID, 0)
        self.head.setSpacing(2 * GRID)
        self.head.addWidget(sign)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(canvas, 1)
        # Whoever held it before may have hidden it.
        canvas.show()

    def set_title(self, title: str) -> None:
        self._title.set_whole(title)

    def set_note(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_title(self, *, shown: bool) -> None:
        self._bar.setVisible(shown)
