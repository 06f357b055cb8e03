"""Which image this is and how it stands, and of which class new boxes are, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from app.document import Document
from widgets.state import state_mark


class WhereaboutsPresenter(QObject):
    """Between the document and two labels of the status bar."""

    def __init__(self, document: Document, image_label: QLabel, class_label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._image_label = image_label
        self._class_label = class_label
        for signal in (
            document.opened,
            document.changed,
            document.category_changed,
            document.image_changed,
        ):
            signal.connect(self._show)

    def _show(self) -> None:
        document = self._document
        if not document.is_open or not len(document.review.dataset.images):
            self._image_label.clear()
            self._class_label.clear()
            return
        review, image = document.review, document.image
        data = review.dataset
        mark = state_mark(review.states.of(image))
        name = data.images.file_names[image]
        self._image_label.setText(f"{image + 1} / {len(data.images)}   {name}   {mark}".rstrip())
        self._image_label.setToolTip(
            self.tr("{done} of {all} images reviewed").format(
                done=len(review.reviewed()), all=len(data.images)
            )
        )
        self._class_label.setText(self.tr("New boxes: {}").format(data.categories.name(document.category)))
