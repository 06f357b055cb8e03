"""The gallery shows the boxes; what is done to many of them there becomes one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from app.crops import Crops, Wish
from app.document import Document
from app.jobs import Jobs
from app.operations import gallery as operations
from app.operations.gallery import CompareResponse
from engine.gallery import make_cells
from engine.similarity import Descriptors
from widgets.gallery.gallery import Gallery

_PRICES_SHOWN_AFTER_MS = 250
"""Prices come in a few at a time, and each time all cells are put together anew."""


class GalleryPresenter(QObject):
    """Between the document and the gallery; idle while that is not shown."""

    def __init__(
        self, document: Document, jobs: Jobs, crops: Crops, gallery: Gallery, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._crops = crops
        self._gallery = gallery
        self._known = Descriptors.empty()
        self._compared: int | None = None
        self._shown = False
        self._is_new = True
        self._later = QTimer(self, singleShot=True, interval=_PRICES_SHOWN_AFTER_MS)
        self._later.timeout.connect(self._show)
        document.opened.connect(self._forget)
        document.changed.connect(self._show)
        document.flags_changed.connect(self._later.start)
        gallery.crops_wanted.connect(self._cut)
        gallery.similarity_wanted.connect(self._compare)
        jobs.ended.connect(self._end_comparing)

    def show(self) -> None:
        """The gallery comes into sight, at the box that is selected on the canvas."""
        self._shown = True
        self._show()
        if self._gallery.by_similarity and self._compared != self._gallery.category:
            self._compare()
        if self._document.selection:
            self._gallery.go_to(self._document.selection[0])

    def hide(self) -> None:
        """The gallery is out of sight; nothing is done for it meanwhile."""
        self._shown = False
        self._jobs.cancel("similar")
        self._jobs.cancel("crops")

    def relabel(self, category: int) -> None:
        """Give the selected boxes this class."""
        operations.relabel_boxes(self._document, self._jobs, self._gallery.selected, category)

    def delete(self) -> None:
        """Delete the selected boxes."""
        operations.delete_boxes(self._document, self._jobs, self._gallery.selected)

    def confirm(self) -> None:
        """Say that the labels of the selected boxes are right."""
        operations.confirm_boxes(self._document, self._gallery.selected)

    def _forget(self) -> None:
        self._crops.clear()
        self._jobs.cancel("similar")
        self._known = Descriptors.empty()
        self._is_new = True
        self._show()

    def _show(self) -> None:
        self._later.stop()
        document = self._document
        if not self._shown or not document.is_open:
            return
        review = document.review
        cells = make_cells(review.annotations, review.losses, review.queue(), review.verdicts)
        self._gallery.set_boxes(cells, review.dataset.categories.names, review.dataset.images.file_names)
        if self._is_new:
            self._is_new = False
            self._gallery.start_over()

    def _cut(self, annotation_ids: Sequence[int], side: int) -> None:
        if not self._shown or not self._document.is_open:
            return
        dataset, annotations = self._document.review.dataset, self._document.review.annotations
        wishes = []
        for id_ in annotation_ids:
            box = annotations.get(id_)
            if box is not None:
                width, height = dataset.images.sizes_wh[box.image].tolist()
                path = dataset.image_path(box.image)
                wishes.append(Wish(id_, path, (width, height), box.box_xyxy, side))
        self._gallery.set_crops(self._crops.want(wishes, self._gallery.set_crops))

    def _compare(self) -> None:
        if self._shown and self._document.is_open:
            self._compared = self._gallery.category
            operations.compare_boxes(
                self._document, self._jobs, self._gallery.category, self._known, self._take
            )

    def _take(self, response: CompareResponse) -> None:
        self._known = response.known
        self._gallery.set_similar(response.ids)

    def _end_comparing(self, kind: str) -> None:
        if kind == "similar":
            self._gallery.end_comparing()
