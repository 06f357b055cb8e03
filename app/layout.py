"""Where the window is and how its docks are arranged: remembered for each screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication, QScreen

from app.main_window import MainWindow

_GROUP = "layout"
_IN_SIGHT = 0.5
"""Of a window's area, at least, lies on screens; one with less is brought back."""


class Layout:
    """The window's place and its docks, in the settings.

    Parameters
    ----------
    window, settings
    """

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        self._window = window
        self._settings = settings

    def restore(self) -> None:
        """Bring the window back to where it was on the screen that it was on last, if that is still there."""
        screens = QGuiApplication.screens()
        last = self._settings.value(f"{_GROUP}/screen")
        screen = next((one for one in screens if _name(one) == last), QGuiApplication.primaryScreen())
        docks = self._settings.value(f"{_GROUP}/{_name(screen)}/docks")
        geometry = self._settings.value(f"{_GROUP}/{_name(screen)}/geometry")
        if isinstance(docks, QByteArray):
            self._window.arrange(docks)
        if not isinstance(geometry, QByteArray) or not self._window.restoreGeometry(geometry):
            self._window.take_size()
        elif not self._window.isMaximized() and not self._window.isFullScreen():
            areas = [one.availableGeometry() for one in screens]
            self._window.setGeometry(in_sight(self._window.geometry(), areas))

    def keep(self) -> None:
        """Remember the window as it is now, for the screen it is on."""
        name = _name(self._window.screen())
        self._settings.setValue(f"{_GROUP}/screen", name)
        self._settings.setValue(f"{_GROUP}/{name}/geometry", self._window.saveGeometry())
        self._settings.setValue(f"{_GROUP}/{name}/docks", self._window.arrangement())


def in_sight(window: QRect, screens: Sequence[QRect]) -> QRect:
    """The same place, or one within a screen if too little of it lies on any.

    Parameters
    ----------
    window, screens
        In logical pixels of the desktop; of the screens, one at least.
    """
    seen = [window.intersected(screen) for screen in screens]
    if sum(map(_area, seen)) >= _IN_SIGHT * _area(window) and any(
        part.top() == window.top() for part in seen
    ):
        return window
    screen = max(screens, key=lambda screen: _area(window.intersected(screen)))
    placed = QRect(window.topLeft(), window.size().boundedTo(screen.size()))
    placed.moveLeft(min(max(placed.left(), screen.left()), screen.left() + screen.width() - placed.width()))
    placed.moveTop(min(max(placed.top(), screen.top()), screen.top() + screen.height() - placed.height()))
    return placed


def _area(rect: QRect) -> int:
    return max(rect.width(), 0) * max(rect.height(), 0)


def _name(screen: QScreen) -> str:
    """The same for the same screen at the same size and scale, and for no other."""
    size = screen.geometry().size()
    name = f"{screen.name()} {size.width()}x{size.height()} {screen.devicePixelRatio():g}"
    # These make groups of a settings file.
    return name.replace("/", "-").replace("\\", "-")
