"""Filters under a name, to be chosen again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QToolButton

from widgets.icons import set_icon
from widgets.queue.button import PanelButton

_CONTEXT = "SavedFilters"
_SHIPPED = (
    (QT_TRANSLATE_NOOP("SavedFilters", "Worth most"), "top:100"),
    (QT_TRANSLATE_NOOP("SavedFilters", "Missing labels, sure"), "kind:missing_label score>=0.8"),
    (QT_TRANSLATE_NOOP("SavedFilters", "Unsure"), "verdict:unsure"),
)


class SavedFilters(PanelButton):
    """A menu of filters; the one in force can be saved, renamed and deleted."""

    chosen = Signal(str)
    """The text of the filter that was chosen."""
    changed = Signal(object)
    """`dict` from name to text: the list is another one."""

    def __init__(self) -> None:
        super().__init__("saved_filters")
        self.set_name(self.tr("Saved filters"))
        self._saved = {QCoreApplication.translate(_CONTEXT, str(name)): text for name, text in _SHIPPED}
        self._text = ""
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def set_saved(self, saved: Mapping[str, str]) -> None:
        """Offer these, by name."""
        self._saved = dict(saved)
        self.show_text(self._text)

    def show_text(self, text: str) -> None:
        """The filter in force, as text."""
        self._text = text
        set_icon(self, "saved_filters" if self._name() is None else "saved_filter")

    def _name(self) -> str | None:
        """Name of the filter in force; None where it has none."""
        return next((name for name, text in self._saved.items() if text == self._text), None)

    def _fill(self) -> None:
        menu, current = self.menu(), self._name()
        menu.clear()
        for name, text in self._saved.items():
            action = menu.addAction(name.replace("&", "&&"))
            action.setToolTip(text)
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(lambda _checked=False, text=text: self.chosen.emit(text))
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        if current is None:
            save = menu.addAction(self.tr("Save this filter…"))
            save.setEnabled(bool(self._text))
            save.triggered.connect(lambda: self._ask(self.tr("Save this filter"), None))
        else:
            shown = current.replace("&", "&&")
            rename = menu.addAction(self.tr("Rename “{name}”…").format(name=shown))
            rename.triggered.connect(lambda: self._ask(self.tr("Rename this filter"), current))
            delete = menu.addAction(self.tr("Delete “{name}”").format(name=shown))
            delete.triggered.connect(lambda: self._replace(current, None))

    def _ask(self, title: str, before: str | None) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name of the filter"))
        dialog.setTextValue(before or "")
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.textValueSelected.connect(lambda name: self._replace(before, name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _replace(self, before: str | None, name: str | None) -> None:
        """Put the filter in force under a name, where it stood under the one before; None: under none."""
        name = None if name is None else name.strip()
        if name == "":
            return
        saved = {}
        for own, text in self._saved.items():
            if own == before and name is not None:
                saved[name] = text
            elif own not in (before, name):
                saved[own] = text
        if name is not None:
            saved.setdefault(name, self._text)
        self.set_saved(saved)
        self.changed.emit(dict(saved))
