"""The gallery in the place of the canvas, and what actions do while it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from app.actions import ACTIONS
from app.crops import Crops
from app.dialogs import Dialogs
from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.gallery import show_box
from app.presenters.gallery import GalleryPresenter
from widgets.canvas.tools import Tool

Handler = Callable[[], object]

_ALSO_HERE = frozenset(
    {
        "undo",
        "redo",
        "find",
        "all_flags",
        "gallery",
        "journal",
        "plots",
        "reset_layout",
        "system",
        "light",
        "dark",
        "select_all",
    }
)
_MENUS_ALSO_HERE = frozenset({"&File", "&Go", "&View/La&nguage", "&Model", "&Help"})
"""What else can be done while the canvas is hidden; all other actions are the canvas's, and rest."""

_SURROUNDINGS = 1.5
"""What is left free around a box that was opened, as a multiple of its longer side."""

_OF_A_SELECTION = frozenset(
    {"delete", "label_is_right", "choose_class", *(f"class_{n}" for n in range(1, 10))}
)


class GallerySurface(QObject):
    """Shows the gallery, and lets keys and menus act on its boxes instead of the canvas's.

    Parameters
    ----------
    document, jobs, window, dialogs
    parent
    """

    changed = Signal()
    """It was shown or left, or other boxes are selected in it."""

    def __init__(
        self, document: Document, jobs: Jobs, window: MainWindow, dialogs: Dialogs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._window = window
        self._gallery = window.gallery
        self._dialogs = dialogs
        self._presenter = GalleryPresenter(document, jobs, Crops(jobs), window.gallery, self)
        self._gallery.selection_changed.connect(self.changed)
        self._gallery.opened.connect(self._open)
        document.opened.connect(self._rest)
        # Whoever picks a flag, or settles the one under review, wants to see it.
        inspector = window.inspector
        for signal in (
            window.queue.flag_chosen,
            inspector.accept_clicked,
            inspector.label_is_right_clicked,
            inspector.unsure_clicked,
            inspector.relabel_chosen,
        ):
            signal.connect(self.leave)

    @property
    def is_shown(self) -> bool:
        """Whether the gallery is in the place of the canvas."""
        return self._window.gallery_shown

    def toggle(self) -> None:
        """Show the gallery, or the canvas again."""
        if self.is_shown:
            self.leave()
        elif self._document.is_open:
            self._window.canvas.set_tool(Tool.SELECT)
            self._window.show_gallery(on=True)
            self._presenter.show()
            self._gallery.take_keys()
            self.changed.emit()

    def wrap(self, handlers: Mapping[str, Handler]) -> dict[str, Handler]:
        """All handlers of actions; those that mean something else in the gallery do that while it is shown."""
        here: dict[str, Handler] = {
            "gallery": self.toggle,
            "delete": self._presenter.delete,
            "label_is_right": self._presenter.confirm,
            "select_all": self._gallery.select_all,
            "choose_class": partial(self._dialogs.ask_class, self._presenter.relabel),
            "cancel": self._cancel,
        }
        here |= {f"class_{n}": partial(self._presenter.relabel, n - 1) for n in range(1, 10)}

        def either(there: Handler, name: str) -> Handler:
            return lambda: here[name]() if self.is_shown else there()

        return {name: either(there, name) if name in here else there for name, there in handlers.items()}

    def refresh_enabled(self, actions: Mapping[str, QAction]) -> None:
        """While the gallery is shown, enable only what acts on it, and what has nothing to do with either."""
        actions["gallery"].setChecked(self.is_shown)
        if not self.is_shown:
            return
        for spec in ACTIONS:
            if spec.id in _OF_A_SELECTION:
                actions[spec.id].setEnabled(self._gallery.has_selection)
            elif spec.id == "cancel":
                actions[spec.id].setEnabled(True)
            elif spec.id not in _ALSO_HERE and spec.menu not in _MENUS_ALSO_HERE:
                actions[spec.id].setEnabled(False)

    def _cancel(self) -> None:
        """Select nothing; once nothing is selected, leave."""
        if self._gallery.has_selection:
            self._gallery.clear_selection()
        else:
            self.leave()

    def leave(self) -> None:
        """Show the canvas again."""
        if self.is_shown:
            self._window.show_gallery(on=False)
            self._window.canvas.setFocus()
            self._rest()

    def _rest(self) -> None:
        """Do nothing for the gallery while it is not shown."""
        if not self.is_shown:
            self._presenter.hide()
            self.changed.emit()

    def _open(self, annotation_id: int) -> None:
        box = self._document.review.annotations.get(annotation_id)
        if box is not None and show_box(self._document, annotation_id):
            self.leave()
            self._window.canvas.zoom_to(box.box_xyxy, margin=_SURROUNDINGS)
