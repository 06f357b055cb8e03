"""The state of the image shown and its comments: in the inspector, on the image, and in the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from app.document import Document
from app.operations import review
from app.operations.review import Pin
from engine.data.image_state import Comment
from widgets.canvas.canvas import Canvas
from widgets.canvas.comment_box import CommentBox
from widgets.canvas.geometry import Point
from widgets.canvas.pins import PinMark, Pins
from widgets.inspector.image_card import ImageCard

_SURROUNDINGS = 1.5


class StatesPresenter(QObject):
    """Between the document and what shows and asks for the state of an image.

    Parameters
    ----------
    document, card, canvas
    comments
        Where comments are typed.
    say
        What shows a line of text.
    parent
    """

    def __init__(
        self,
        document: Document,
        card: ImageCard,
        canvas: Canvas,
        comments: CommentBox,
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._card = card
        self._canvas = canvas
        self._box = comments
        self._say = say
        self._cursor_xy: Point | None = None
        self._receive: Callable[[str], None] | None = None
        self._pins = Pins(canvas)
        for signal in (document.opened, document.changed, document.image_changed):
            signal.connect(self._show)
        for signal in (document.opened, document.image_changed):
            signal.connect(comments.leave)
        canvas.cursor_moved.connect(self._follow)
        comments.entered.connect(self._take)
        self._pins.chosen.connect(self._show_comment)
        card.comment_chosen.connect(self._show_comment)
        card.resolve_chosen.connect(self._resolve)
        card.answer_chosen.connect(self._answer)

    def approve(self) -> None:
        """Approve the image shown, or say why not."""
        if not review.toggle_approved(self._document):
            self._say(self.tr("Only a reviewed image can be approved."))

    def say_empty(self) -> None:
        """Say that there are no objects on the image shown, or why that cannot be."""
        if not review.toggle_empty(self._document):
            self._say(self.tr("There are boxes on this image: delete them first."))

    def next_to_decide(self) -> None:
        """Go to the next image that waits for a lead."""
        if not review.next_to_decide(self._document):
            self._say(self.tr("No other image is reviewed and waits for a decision."))

    def ask_reason(self) -> None:
        """Ask why the image goes back: for the selected box, else for the place under the mouse, else for all of it."""
        document, image = self._document, self._document.image
        pin = self._pin()
        titles = {
            True: self.tr("Return the image: what is wrong with this box?"),
            False: self.tr("Return the image: what is wrong at this place?"),
        }
        whole = self.tr("Return the image: what is wrong with it?")
        place = pin.box_xyxy
        self._ask(
            whole if place is None else titles[pin.box is not None],
            self.tr("Return"),
            lambda text: review.return_image(document, image, text, pin),
            place and (place[2], place[3]),
            required=True,
        )

    def _pin(self) -> Pin:
        selected = self._document.selected
        if len(selected) == 1:
            return Pin(selected[0])
        if self._cursor_xy is None:
            return Pin()
        (x, y), (width, height) = self._cursor_xy, self._size()
        return Pin(point_xy=(x, y)) if 0 <= x <= width and 0 <= y <= height else Pin()

    def _ask(
        self, title: str, button: str, receive: Callable[[str], None], at: Point | None, *, required: bool
    ) -> None:
        self._receive = receive
        where = None
        if at is not None:
            x, y = self._canvas.view.point_to_screen(at)
            where = QPoint(round(x / self._canvas.ratio), round(y / self._canvas.ratio))
        self._box.ask(title, button, self.tr("In one line"), where, required=required)

    def _take(self, text: str) -> None:
        receive, self._receive = self._receive, None
        if receive is not None:
            receive(text)

    def _resolve(self, comment_id: int) -> None:
        if comment := self._comment(comment_id):
            review.resolve(self._document, comment)

    def _answer(self, comment_id: int) -> None:
        comment = self._comment(comment_id)
        if comment is None:
            return

        def receive(text: str) -> None:
            now = self._comment(comment_id)
            if now is not None and not now.resolved:
                review.resolve(self._document, now, text)

        title = self.tr("Answer to: {}").format(comment.text)
        self._ask(title, self.tr("Resolve"), receive, self._place_of(comment), required=True)

    def _show_comment(self, comment_id: int) -> None:
        """Select the box of a comment, and bring its place into sight."""
        comment = self._comment(comment_id)
        if comment is None:
            return
        box = (
            None
            if comment.annotation_id is None
            else self._document.review.annotations.get(comment.annotation_id)
        )
        if box is not None and box.image == self._document.image:
            self._document.select((box.id,))
        place = comment.box_xyxy if box is None else box.box_xyxy
        if place is not None and not self._canvas.shows(place, least_px=0.0):
            self._canvas.zoom_to(place, margin=_SURROUNDINGS)

    def _comment(self, comment_id: int) -> Comment | None:
        if not self._document.is_open:
            return None
        comments = self._document.review.states.comments_of(self._document.image)
        return next((own for own in comments if own.id == comment_id), None)

    def _show(self) -> None:
        document = self._document
        is_image = document.is_open and len(document.review.dataset.images) > 0
        self._card.setVisible(is_image)
        states = document.review.states if is_image else None
        comments = () if states is None else states.comments_of(document.image)
        self._card.show_state(None if states is None else states.by_image.get(document.image), comments)
        marks = []
        for number, comment in enumerate(comments, 1):
            place = self._place_of(comment)
            if place is not None:
                said = self.tr("{text}\n{author}").format(text=comment.text, author=comment.author)
                marks.append(PinMark(comment.id, number, said, place, comment.resolved))
        self._pins.set_marks(marks)

    def _place_of(self, comment: Comment) -> Point | None:
        """Where its pin stands: at the upper right corner of the box as it is now, else where it was."""
        box = comment.box_xyxy
        if comment.annotation_id is not None:
            now = self._document.review.annotations.get(comment.annotation_id)
            box = box if now is None or box is None else now.box_xyxy
        return None if box is None else (box[2], box[1])

    def _follow(self, image_xy: Point | None) -> None:
        self._cursor_xy = image_xy

    def _size(self) -> tuple[float, float]:
        width, height = self._document.review.dataset.images.sizes_wh[self._document.image].tolist()
        return float(width), float(height)
