"""Light, dark, or whatever the system asks for: chosen by a person, kept, and followed while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication

from widgets.icons import refresh_icons
from widgets.theme import Scheme, Theme, apply_theme, scheme_of, system_scheme

_SETTING = "scheme"


class SchemeChoice(QObject):
    """The scheme of the whole program.

    Parameters
    ----------
    qt
        The only QApplication.
    settings
    parent
    """

    theme_changed = Signal(object)
    """`Theme` that the program has now."""

    def __init__(self, qt: QApplication, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._qt = qt
        self._settings = settings
        self._following = True
        saved = str(settings.value(_SETTING, ""))
        self._chosen = Scheme(saved) if saved in set(Scheme) else None
        self._theme = apply_theme(qt, self._chosen or system_scheme(qt))
        qt.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def chosen(self) -> Scheme | None:
        """The scheme that a person chose; None: that of the system."""
        return self._chosen

    @property
    def theme(self) -> Theme:
        """What everything is drawn in."""
        return self._theme

    def choose(self, scheme: Scheme | None) -> None:
        """Have this scheme from now on; None: whatever the system asks for."""
        self._chosen = scheme
        if scheme is None:
            self._settings.remove(_SETTING)
        else:
            self._settings.setValue(_SETTING, str(scheme))
        self._apply(scheme or system_scheme(self._qt))

    def stop_following(self) -> None:
        """Hear no more of the system: the window goes away."""
        self._following = False

    def _follow(self, asked: Qt.ColorScheme) -> None:
        if self._following and self._chosen is None:
            self._apply(scheme_of(asked))

    def _apply(self, scheme: Scheme) -> None:
        if scheme is not self._theme.scheme:
            self._theme = apply_theme(self._qt, scheme)
            refresh_icons(self._qt)
            self.theme_changed.emit(self._theme)
