"""The canvas shows the image, its boxes and predictions; what is done there becomes edits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.document import Document
from app.operations import edit
from app.pictures import PartRequest, Picture, Pictures
from engine.agreement.disputes import opinions_on
from engine.data.address import origin
from engine.data.dataset import BoxTuple, Predictions
from engine.data.edit import Edit
from engine.data.metrics import Changes
from engine.data.sources import Place
from widgets.canvas.canvas import Canvas
from widgets.canvas.colouring import Known
from widgets.canvas.picture import Levels, ScaledImage, missing_part
from widgets.canvas.tools import Moves, Tool

_SURROUNDINGS = 1.5
"""What is left free around a flag, as a multiple of its longer side: enough to see its neighbours."""

_PART_READ_AFTER_MS = 150

_LARGE_ENOUGH_PX = 48.0
"""A flag in sight whose longer side is this many logical pixels can be judged as it is."""


class CanvasPresenter(QObject):
    """Between the document and the canvas."""

    what_if_changed = Signal(object)
    """AP if the box being dragged were let go now, float, or None when no box is."""
    view_changed = Signal()
    picture_shown = Signal(str)
    """Another picture, a better one of the same image, or none; with what is to be said of how it is shown."""

    def __init__(self, document: Document, canvas: Canvas, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._pictures = pictures
        self._keeps_view = False
        self._reads_parts = False
        document.opened.connect(self._show_review)
        document.changed.connect(self._show_changes)
        document.flags_changed.connect(self._show_known)
        document.image_changed.connect(self._show_image)
        document.flag_changed.connect(self._show_flag)
        document.selection_changed.connect(self._show_selection)
        canvas.selection_changed.connect(document.select)
        canvas.box_drawn.connect(self._draw)
        canvas.boxes_dragging.connect(self._drag)
        canvas.boxes_moved.connect(self._move)
        canvas.drag_cancelled.connect(self._end_drag)
        canvas.prediction_chosen.connect(self._adopt)
        canvas.view_changed.connect(self.view_changed)
        # Not at every step of a zoom or a pan: when it comes to rest.
        self._part_timer = QTimer(self, singleShot=True, interval=_PART_READ_AFTER_MS)
        self._part_timer.timeout.connect(self._load_part)
        canvas.view_changed.connect(self._load_part_soon)

    def place(self) -> Place:
        """Where the reviewer is."""
        zoom, centre = self._canvas.view_state()
        entry = self._document.entry
        return Place(
            image=self._document.image,
            flag_key=None if entry is None else entry.flag.key,
            annotation_ids=self._document.selection,
            zoom=zoom,
            centre_xy=centre,
        )

    def keep_view(self, *, on: bool) -> None:
        """Keep zoom and place from image to image; a flag is gone to only where it cannot be judged as it is."""
        self._keeps_view = on

    def zoom_to_flag(self) -> None:
        """Show the flag under review with its surroundings."""
        entry = self._document.entry
        if entry is not None:
            self._canvas.zoom_to(entry.flag.box_xyxy, margin=_SURROUNDINGS)

    def _show_review(self) -> None:
        self._pictures.clear()
        self._show_image()
        self._show_focus()
        place = self._document.review.project.place() if self._document.is_open else None
        if place is not None:
            self._canvas.set_view_state(place.zoom, place.centre_xy)
        else:
            # The view of another dataset is none to keep.
            self._canvas.fit()

    def _show_changes(self, changes: Changes) -> None:
        if changes.everything or self._document.image in changes.images or not changes.images:
            self._show_boxes()
        self._show_focus()

    def _show_image(self) -> None:
        document = self._document
        place = self._canvas.place_in_frame()
        if not document.is_open or not len(document.review.dataset.images):
            none = self.tr("This dataset has no images.") if document.is_open else None
            self._canvas.set_image(None, (0, 0), none)
            self.picture_shown.emit("")
            self._show_boxes()
            return
        path = document.review.dataset.image_path(document.image)
        if path is None:
            unknown = self.tr("The folder of the images is not known. Open it with images.")
            self._show_picture(Picture(None, (0, 0), unknown))
        elif (picture := self._pictures.get(path)) is not None:
            self._show_picture(picture)
        else:
            image = document.image
            self._show_picture(Picture(None, (0, 0), self._coming(path)))
            self._pictures.load(path, lambda picture: self._show_loaded(image, picture))
        self._show_boxes()
        self._canvas.set_focus(None, None)
        self._canvas.set_opinions(())
        if self._keeps_view:
            self._canvas.set_place_in_frame(*place)
        else:
            self._canvas.fit()

    def _coming(self, path: Path) -> str | None:
        """What is said while a picture is not there yet: nothing of one that is only to be decoded."""
        found = origin(path)
        if found is None or path.exists():
            return None
        return self.tr("Fetching the image from {address}…").format(address=found.address)

    def _show_loaded(self, image: int, picture: Picture) -> None:
        if self._document.is_open and self._document.image == image:
            self._show_picture(picture)

    def _show_picture(self, picture: Picture) -> None:
        width, height = picture.size_wh
        if width == 0:
            width, height = (
                int(v) for v in self._document.review.dataset.images.sizes_wh[self._document.image]
            )
        self._canvas.set_image(picture.image, (width, height), picture.message)
        self.picture_shown.emit(picture.note or "")
        self._reads_parts = picture.final and picture.note is None
        self._part_timer.start()

    def _load_part_soon(self) -> None:
        if self._document.is_open:
            self._part_timer.start()

    def _load_part(self) -> None:
        """Where an image is too large to be kept in full detail, read what of it is in sight."""
        document, image = self._document, self._canvas.image
        if not document.is_open or image is None or not self._reads_parts:
            return
        path = document.review.dataset.image_path(document.image)
        area = missing_part(image, self._canvas.view, self._canvas.viewport_wh)
        if path is not None and area is not None:
            self._pictures.load_part(PartRequest(path, area), lambda part: self._show_part(image, part))

    def _show_part(self, image: ScaledImage, part: Levels | None) -> None:
        if part is not None:
            image.part = part
        if part is not None and self._canvas.image is image:
            self._canvas.repaint_image()

    def _show_boxes(self) -> None:
        document = self._document
        if not document.is_open:
            return
        review, image = document.review, document.image
        boxes = review.annotations.take(review.annotations.rows_of_image(image))
        self._canvas.set_annotations(boxes, review.dataset.categories.names)
        predictions = review.predictions or Predictions.empty()
        rows = predictions.rows_of_image(image)
        self._canvas.set_predictions(predictions.take(rows), rows)
        self._canvas.set_ghosts(None if image in review.reviewed() else review.changed_boxes(image))
        self._show_known()
        self._show_selection()

    def _show_known(self) -> None:
        document = self._document
        if not document.is_open:
            return
        review, image = document.review, document.image
        boxes = review.annotations.take(review.annotations.rows_of_image(image))
        waiting = [flag for flag in review.flags_of(image) if flag.key not in review.verdicts]
        # The likeliest of a box last, so that it stands.
        waiting.sort(key=lambda flag: flag.score)
        kinds = {flag.annotation_id: flag.kind for flag in waiting if flag.annotation_id is not None}
        predictions, losses = review.predictions, review.losses
        if predictions is None or losses is None:
            self._canvas.set_known(Known(kinds))
            return
        matches = review.matches(image)
        self._canvas.set_known(
            Known(
                kinds,
                losses.totals_of(boxes.ids),
                matches.of_annotations(boxes),
                matches.of_predictions(predictions.rows_of_image(image)),
            )
        )

    def _show_flag(self) -> None:
        self._show_focus()
        entry = self._document.entry
        if entry is None or (
            self._keeps_view and self._canvas.shows(entry.flag.box_xyxy, least_px=_LARGE_ENOUGH_PX)
        ):
            return
        self.zoom_to_flag()

    def _show_focus(self) -> None:
        entry = self._document.entry
        if entry is None or entry.flag.image != self._document.image:
            self._canvas.set_focus(None, None)
            self._canvas.set_opinions(())
        else:
            review = self._document.review
            self._canvas.set_opinions(opinions_on(review.annotations, review.label_sets, entry.flag))
            # A settled suggestion would be a ghost of what is there already.
            suggestion = entry.flag.suggestion if entry.verdict is None else None
            self._canvas.set_focus(entry.flag.box_xyxy, suggestion)

    def _show_selection(self) -> None:
        self._canvas.select(self._document.selection)

    def _draw(self, box_xyxy: BoxTuple) -> None:
        self._canvas.set_tool(Tool.SELECT)
        if self._document.is_open and len(self._document.review.dataset.categories):
            edit.draw_box(self._document, box_xyxy, self._document.category)

    def _drag(self, moves: Moves) -> None:
        review = self._document.review
        found = ((review.annotations.get(own), box) for own, box in moves)
        edits = [Edit.move(annotation, box) for annotation, box in found if annotation is not None]
        if not edits:
            return
        x1, y1, x2, y2 = moves[0][1]
        many = self.tr("{} boxes").format(len(moves))
        size = f"{x2 - x1:.0f} × {y2 - y1:.0f}" if len(moves) == 1 else many
        if review.predictions is None:
            self._canvas.set_drag_caption(size)
            return
        ap = review.what_if_ap(edits)
        self._canvas.set_drag_caption(f"{size}   Δ mAP {ap - review.metrics.ap:+.4f}")
        self.what_if_changed.emit(ap)

    def _move(self, moves: Moves) -> None:
        self._end_drag()
        try:
            edit.move_boxes(self._document, moves)
        finally:
            # Where the edit could not be kept, the boxes go back to where they are.
            self._show_boxes()

    def _end_drag(self) -> None:
        self._canvas.set_drag_caption(None)
        self.what_if_changed.emit(None)

    def _adopt(self, prediction: int) -> None:
        edit.adopt_prediction(self._document, prediction)
