"""Over which images a model can be run, and the button that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from widgets.icons import set_icon
from widgets.key_text import Hints, with_key

ACTION = "run_model"
"""The action of the window that does the same as the first scope."""


class Scope(StrEnum):
    """Over which images."""

    EVERYTHING = "everything"
    CHANGED = "changed"
    FILTERED = "filtered"
    SAMPLE = "sample"
    SHARED = "shared"
    """All, on every machine that takes a part."""


class RunButton(QPushButton):
    """Runs the model over all images, or over those chosen from its menu."""

    run_clicked = Signal(str)
    """A `Scope`."""
    model_clicked = Signal()
    """Another model is to be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("run_scope")
        self.setText(self.tr("Run the model"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("chooses", True)
        set_icon(self, "run")
        self._keys: Hints = {}
        self._counts: Mapping[Scope, int] = {}
        self._why_not = ""
        self._texts = {
            Scope.EVERYTHING: self.tr("Over everything"),
            Scope.CHANGED: self.tr("Over new and changed images"),
            Scope.FILTERED: self.tr("Over the images that the filter shows"),
            Scope.SAMPLE: self.tr("Over a sample: a quick look in 30 seconds"),
            Scope.SHARED: self.tr("Over everything, shared with other machines"),
        }
        menu = QMenu(self)
        self._actions: dict[Scope, QAction] = {}
        for scope in Scope:
            self._actions[scope] = menu.addAction(
                self._texts[scope], partial(self.run_clicked.emit, scope.value)
            )
        menu.addSeparator()
        self._model = menu.addAction(self.tr("Choose a model…"), self.model_clicked.emit)
        self.setMenu(menu)
        self._refresh()

    def set_keys(self, keys: Hints) -> None:
        """Name the key that runs the model over everything."""
        self._keys = keys
        self._refresh()

    def set_counts(self, counts: Mapping[Scope, int]) -> None:
        """Say how many images each scope has; one without any cannot be chosen, nor shared where that is not said."""
        self._counts = counts
        self._refresh()

    def set_why_not(self, reason: str) -> None:
        """Say why the model cannot be run now; empty: it can."""
        self._why_not = reason
        self._refresh()

    def _refresh(self) -> None:
        for scope, action in self._actions.items():
            count = self._counts.get(scope)
            text = self._texts[scope]
            if count is not None:
                text = self.tr("{scope} · {count}").format(scope=text, count=f"{count:,}")
            key = self._keys.get(ACTION, "") if scope is Scope.EVERYTHING else ""
            action.setText(with_key(text, key))
            action.setVisible(scope is not Scope.SHARED or count is not None)
            action.setEnabled(not self._why_not and count != 0)
        self.setToolTip(self._why_not)
