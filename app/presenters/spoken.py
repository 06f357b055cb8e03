"""What a screen reader says of the canvas, which is a picture to it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.document import Document
from widgets.canvas.canvas import Canvas
from widgets.theme import flag_title


class SpokenPresenter(QObject):
    """Between the document and the canvas' accessible name."""

    def __init__(self, document: Document, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        for signal in (
            document.opened,
            document.changed,
            document.image_changed,
            document.flag_changed,
            document.selection_changed,
        ):
            signal.connect(self._tell)

    def _tell(self) -> None:
        document = self._document
        images = len(document.review.dataset.images) if document.is_open else 0
        if not images:
            self._canvas.setAccessibleName(self.tr("No image"))
            self._canvas.setAccessibleDescription("")
            return
        boxes = len(document.review.annotations.rows_of_image(document.image))
        said = self.tr("Image {place} of {count}, {name}, boxes: {boxes}.").format(
            place=document.image + 1,
            count=images,
            name=document.review.dataset.images.file_names[document.image],
            boxes=boxes,
        )
        self._canvas.setAccessibleName(f"{said} {self._under_review()}".rstrip())
        self._canvas.setAccessibleDescription(self._selected())

    def _under_review(self) -> str:
        entry = self._document.entry
        if entry is None or entry.flag.image != self._document.image:
            return ""
        said = self.tr("Under review: {kind}, {category}. {reason}")
        return said.format(
            kind=flag_title(entry.flag.kind),
            category=self._class(entry.flag.category),
            reason=entry.flag.reason,
        )

    def _selected(self) -> str:
        boxes = self._document.selected
        if not boxes:
            return self.tr("No box is selected.")
        if len(boxes) > 1:
            return self.tr("{count} boxes are selected.").format(count=len(boxes))
        (box,) = boxes
        # A broken file may give a box numbers that are none.
        x, y, width, height = (f"{number:.0f}" for number in (*box.box_xyxy[:2], *box.size_wh))
        said = self.tr("Selected: {category}, x {x}, y {y}, width {width}, height {height}.")
        return said.format(category=self._class(box.category), x=x, y=y, width=width, height=height)

    def _class(self, category: int) -> str:
        categories = self._document.review.dataset.categories
        known = 0 <= category < len(categories)
        return categories.name(category) if known else self.tr("unknown class")
