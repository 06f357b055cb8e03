"""Settle the flag under review; say of images that they are reviewed, approved, returned or without objects."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

from app.document import Document
from engine import states
from engine.data.dataset import Annotation, BoxTuple
from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.data.image_state import Comment, Mark, Stage
from engine.data.journal import Origin

_MISSING = (FlagKind.NO_BOXES, FlagKind.MISSING_LABEL)
"""What is doubted of an image on which there is nothing, and answered by somebody who says so."""


@dataclass(frozen=True, slots=True)
class Pin:
    """What a comment is about: a box, else a place in image pixels, else the image as a whole."""

    box: Annotation | None = None
    point_xy: tuple[float, float] | None = None

    @property
    def box_xyxy(self) -> BoxTuple | None:
        """Where it is; None for the image as a whole, and for a box that is nowhere."""
        if self.box is not None:
            return self.box.box_xyxy if all(map(isfinite, self.box.box_xyxy)) else None
        return None if self.point_xy is None else (*self.point_xy, *self.point_xy)


def accept_suggestion(document: Document) -> bool:
    """Apply the suggestion of the flag under review; False where it has none."""
    entry = document.entry
    if entry is None or entry.flag.suggestion is None:
        return False
    document.apply([entry.flag.suggestion], Origin.SUGGESTION, {entry.flag.key: VerdictKind.FIXED})
    return True


def judge(document: Document, verdict: VerdictKind) -> bool:
    """Say of the flag under review that the label is right, or that one is unsure; False where there is none."""
    entry = document.entry
    if entry is None:
        return False
    document.apply([], Origin.VERDICT, {entry.flag.key: verdict})
    return True


def toggle_reviewed(document: Document) -> None:
    """Say that the image shown is reviewed, or take the last thing said of it back."""
    if _image_shown(document):
        _mark(document, states.toggled_reviewed(document.review.states, document.image))


def toggle_approved(document: Document) -> bool:
    """Approve the image shown, or take that back; False where it is not reviewed yet."""
    marks = states.toggled_approved(document.review.states, document.image)
    _mark(document, marks)
    return bool(marks)


def toggle_empty(document: Document) -> bool:
    """Say that nothing on the image shown is to be labelled, or take that back; False where it has boxes.

    Flags that doubt just this are answered with it.
    """
    review, image = document.review, document.image
    if len(review.annotations.rows_of_image(image)):
        return False
    doubts = (flag for flag in review.flags_of(image) if flag.kind in _MISSING)
    said = {flag.key: VerdictKind.LABEL_IS_RIGHT for flag in doubts if flag.key not in review.verdicts}
    taken_back = review.states.of(image).empty
    marks = states.toggled_empty(review.states, image)
    document.apply([], Origin.VERDICT, {} if taken_back else said, marks=marks)
    return True


def return_image(document: Document, image: int, text: str, pin: Pin) -> None:
    """Send an image back with a reason."""
    review = document.review
    box_id, place = None if pin.box is None else pin.box.id, pin.box_xyxy
    marks = states.returned(
        review.states, image, text, document.person, datetime.now(UTC), annotation_id=box_id, box_xyxy=place
    )
    # What was answered there before is asked again.
    again = {key: None for key in review.verdicts if _is_of(key, image, box_id)}
    document.apply([], Origin.VERDICT, again, marks=marks)


def resolve(document: Document, comment: Comment, answer: str = "") -> None:
    """Settle a comment, with an answer or without."""
    _mark(document, states.resolved(comment, answer))


def next_to_decide(document: Document) -> bool:
    """Show the next image that is reviewed and neither approved nor returned; False where there is none."""
    waiting = sorted(document.review.states.at_stage(Stage.REVIEWED) - {document.image})
    later = [image for image in waiting if image > document.image]
    if not waiting:
        return False
    document.go_to_image((later or waiting)[0])
    return True


def _is_of(key: str, image: int, annotation_id: int | None) -> bool:
    """Whether a key is of what was returned on an image, for a box or for none."""
    if not key.startswith(f"{FlagKind.RETURNED}|") or Flag.image_of(key) != image:
        return False
    return Flag.annotation_of(key) == (annotation_id or 0)


def _mark(document: Document, marks: tuple[Mark, ...]) -> None:
    if marks:
        document.apply([], Origin.VERDICT, marks=marks)


def _image_shown(document: Document) -> bool:
    return document.is_open and len(document.review.dataset.images) > 0
