"""Where models run, how much memory that takes and how quick it is: a word in the status bar, and a choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from engine.data.model import Device
from widgets.icons import set_icon
from widgets.runs.figures import memory_text, speed_text
from widgets.theme import GRID, tabular

_BETWEEN = " · "
_MOST_TITLE_PX = 180


class DeviceLabel(QToolButton):
    """Not there while there is no model; a menu of devices where there are several."""

    device_chosen = Signal(str)
    """Name of a `Device`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: tuple[Device, ...] = ()
        self._title = ""
        self._widest = 0
        self._menu = QMenu(self)
        self.setFont(tabular(self.font()))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_icon(self, "device")
        self.setIconSize(QSize(4 * GRID, 4 * GRID))
        self.setProperty("chooses", True)
        self.hide()

    def set_devices(self, devices: Sequence[Device], chosen: str | None) -> None:
        """Say where models run.

        Parameters
        ----------
        devices
            All that there are; none: nothing is known of them yet, and nothing is shown.
        chosen
            Name of the one in use, or to be used next; None: of none yet.
        """
        self._devices = tuple(devices)
        self._title = next((own.title for own in devices if own.name == chosen), "")
        self._menu.clear()
        group = QActionGroup(self._menu)
        for device in devices:
            action = self._menu.addAction(device.title, partial(self.device_chosen.emit, device.name))
            action.setCheckable(True)
            action.setChecked(device.name == chosen)
            group.addAction(action)
        # PySide's stubs do not know that a button can be without.
        self.setMenu(self._menu if len(self._devices) > 1 else None)  # type: ignore[arg-type]
        self._widest = 0
        self.set_figures(None, None)
        self.setVisible(bool(self._title))

    def set_figures(self, memory: int | None, images_per_second: float | None) -> None:
        """Say how much memory is in use there, in bytes, and how quick it is; None: nothing is run."""
        title = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, _MOST_TITLE_PX)
        parts = [title]
        if memory is not None:
            parts.append(memory_text(memory))
        if images_per_second is not None:
            parts.append(speed_text(images_per_second))
        text = _BETWEEN.join(parts)
        if text != self.text():
            self.setText(text)
        # What is read out stays the same, lest every figure be said.
        name = self.tr("Models run on {device}").format(device=self._title)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """As wide as it was at its widest on this device, so that nothing beside it moves."""
        hint = super().sizeHint()
        self._widest = max(self._widest, hint.width())
        return QSize(self._widest, hint.height())
