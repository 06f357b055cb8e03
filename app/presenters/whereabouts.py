"""Which image this is and how it stands, who else is there, and of which class new boxes are, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from app.document import Document
from widgets.state import state_mark


class WhereaboutsPresenter(QObject):
    """Between the document and three labels of the status bar."""

    def __init__(
        self,
        document: Document,
        image_label: QLabel,
        others_label: QLabel,
        class_label: QLabel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._image_label = image_label
        self._others_label = others_label
        self._class_label = class_label
        for signal in (
            document.opened,
            document.changed,
            document.category_changed,
            document.image_changed,
            document.attendance_changed,
        ):
            signal.connect(self._show)

    def _show(self) -> None:
        document = self._document
        if not document.is_open or not len(document.review.dataset.images):
            self._image_label.clear()
            self._show_others("")
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
        self._show_others(self._others(image))
        self._class_label.setText(self.tr("New boxes: {}").format(data.categories.name(document.category)))

    def _others(self, image: int) -> str:
        """Who else has an image; empty: nobody."""
        attendance = self._document.attendance
        holder = None if attendance is None else attendance.holders.get(image)
        if holder is not None:
            return self.tr("⚠ {} has this image").format(holder)
        visitors = "" if attendance is None else attendance.visitors(image)
        return self.tr("● {} too").format(visitors) if visitors else ""

    def _show_others(self, said: str) -> None:
        self._others_label.setText(said)
        self._others_label.setVisible(bool(said))
