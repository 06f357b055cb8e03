"""The keys of the window's actions: kept in the settings, put into the actions, shown wherever keys are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Signal
from PySide6.QtGui import QAction, QKeySequence

from app.actions import ACTIONS, MENUS, menu_title
from app.errors import log
from app.keys import KeyRefusedError, Keys
from widgets.dialogs.keys import KeyRow
from widgets.key_text import Hints, normal_form, shown_key, with_key

_GROUP = "keys"
_BETWEEN = "; "
"""Between the keys of an action in the settings file: no key is written with it."""
_OF_QT = ("Space", "F10", "Shift+F10", "Alt+F4")
"""Held, it pans; the menu bar; the menu of what has the focus; closes the window."""


class KeySettings(QObject):
    """The keys of the actions, and the way to change them.

    Parameters
    ----------
    actions
        By id, one for each row of the table.
    settings
    parent
    """

    changed = Signal(object)
    """`Hints`: the first key of each action."""

    def __init__(self, actions: Mapping[str, QAction], settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._settings = settings
        defaults = {
            spec.id: tuple(dict.fromkeys(normal_form(key) for key in spec.shortcuts)) for spec in ACTIONS
        }
        menus = (QKeySequence.mnemonic(menu_title(title)).toString() for title in MENUS)
        self._keys, said = Keys(defaults, frozenset({*_OF_QT, *menus})).restored(self._stored())
        for sentence in said:
            log.warning("Keys in %s: %s", settings.fileName(), sentence)
        self._show()

    def rows(self) -> tuple[KeyRow, ...]:
        """What the ? sheet shows, menu by menu."""
        return tuple(
            KeyRow(
                spec.id,
                menu_title(menu).replace("&", "") or QCoreApplication.translate("Menu", "Boxes"),
                self.title(spec.id),
                self._keys.of(spec.id),
                spec.id in self._keys.changes,
            )
            for menu in (*MENUS, "")
            for spec in ACTIONS
            if spec.menu.partition("/")[0] == menu
        )

    def hints(self) -> Hints:
        """The first key of each action as people know it, empty where it has none."""
        return {
            action: shown_key(keys[0]) if (keys := self._keys.of(action)) else "" for action in self._actions
        }

    def title(self, action: str) -> str:
        """What an action is called outside of menus."""
        return self._actions[action].text().replace("&", "").rstrip("…")

    def assign(self, action: str, keys: Sequence[str]) -> str | None:
        """Give an action these keys; the reason, in a sentence, where that is refused."""
        try:
            self._keys = self._keys.assign(action, keys)
        except KeyRefusedError as refused:
            return self._reason(refused)
        self._keep()
        return None

    def reset(self, action: str) -> str | None:
        """Give an action its own keys again; the reason, in a sentence, where that is refused."""
        return self.assign(action, self._keys.defaults[action])

    def reset_all(self) -> None:
        """Give every action its own keys again."""
        self._keys = self._keys.reset_all()
        self._keep()

    def _reason(self, refused: KeyRefusedError) -> str:
        key = shown_key(refused.key)
        if refused.owner is None:
            said = QCoreApplication.translate(
                "Keys",
                "{key} has a meaning that cannot be changed: it moves the picture, opens a menu or closes the window.",
            )
            return said.format(key=key)
        said = QCoreApplication.translate("Keys", "{key} is the key of “{action}”. Take it away there first.")
        return said.format(key=key, action=self.title(refused.owner))

    def _stored(self) -> dict[str, list[str]]:
        self._settings.beginGroup(_GROUP)
        texts = {name: self._settings.value(name, "") for name in self._settings.childKeys()}
        self._settings.endGroup()
        # A comma makes a list of a line that was written by hand.
        lines = {name: ",".join(t) if isinstance(t, list) else str(t) for name, t in texts.items()}
        return {name: line.split(_BETWEEN) if line else [] for name, line in lines.items()}

    def _keep(self) -> None:
        self._settings.remove(_GROUP)
        for action, keys in self._keys.changes.items():
            self._settings.setValue(f"{_GROUP}/{action}", _BETWEEN.join(keys))
        self._show()

    def _show(self) -> None:
        for name, action in self._actions.items():
            keys = self._keys.of(name)
            action.setShortcuts([QKeySequence(key) for key in keys])
            said = ", ".join(map(shown_key, keys))
            action.setToolTip(with_key(self.title(name), said))
        self.changed.emit(self.hints())
