"""Draw, move, relabel, delete, undo, redo."""

from collections.abc import Iterable
from dataclasses import replace

from app.document import Document
from engine.assessment import Assessment
from engine.data.dataset import NEW_ID, Annotation, BoxTuple
from engine.data.edit import Edit
from engine.data.flag import Flag, VerdictKind
from engine.data.journal import Origin, Step

_DUPLICATE_SHIFT = 8.0
"""Pixels of the image: enough to see that there are two."""


def draw_box(document: Document, box_xyxy: BoxTuple, category: int, origin: Origin = Origin.DRAWN) -> None:
    """Add a box to the image shown and select it."""
    box = Annotation.new(document.image, category, box_xyxy)
    changes = document.apply([Edit.add(box)], origin, _settled(document))
    document.select((changes.edits[0].subject.id,))


def move_boxes(
    document: Document, moves: Iterable[tuple[int, BoxTuple]], origin: Origin = Origin.DRAGGED
) -> None:
    """Give boxes, by id, other corners, as one step."""
    found = [(document.review.annotations.get(own), box) for own, box in moves]
    edits = [Edit.move(own, box) for own, box in found if own is not None and own.box_xyxy != tuple(box)]
    if edits:
        document.apply(edits, origin, _settled(document, *(edit.subject.id for edit in edits)))


def revert_box(document: Document, state: Annotation) -> None:
    """Give a box corners and class of an earlier state of it."""
    now = document.review.annotations.get(state.id)
    if now is not None and repr(now) != repr(state):
        document.apply([Edit(now, state)], Origin.REVERTED)


def relabel_selection(document: Document, category: int) -> None:
    """Give the selected boxes another class."""
    edits = [Edit.relabel(box, category) for box in document.selected if box.category != category]
    if edits:
        document.apply(edits, Origin.RELABELLED, _settled(document, *document.selection))


def choose_class(document: Document, category: int) -> None:
    """Give the selected boxes this class; the next box drawn gets it too."""
    if 0 <= category < len(document.review.dataset.categories):
        document.choose_category(category)
        relabel_selection(document, category)


def adopt_prediction(document: Document, prediction: int) -> None:
    """Add a prediction as a box."""
    predictions = document.review.predictions
    if predictions is not None:
        x1, y1, x2, y2 = predictions.boxes_xyxy[prediction].tolist()
        draw_box(document, (x1, y1, x2, y2), int(predictions.categories[prediction]), Origin.ADOPTED)


def select_all(document: Document) -> None:
    """Select every box of the image shown."""
    annotations = document.review.annotations
    document.select(annotations.ids[annotations.rows_of_image(document.image)].tolist())


def copy_selection(document: Document) -> None:
    """Keep the selected boxes to paste them."""
    document.copy(document.selected)


def paste(document: Document) -> None:
    """Add the copied boxes to the image shown, where they were."""
    _add(document, document.copied, Origin.PASTED)


def duplicate_selection(document: Document) -> None:
    """Add copies of the selected boxes a little below and to the right of them."""
    _add(document, document.selected, Origin.DUPLICATED, shift=_DUPLICATE_SHIFT)


def copy_previous_image(document: Document) -> None:
    """Add the boxes of the image before this one."""
    if document.image > 0:
        annotations = document.review.annotations
        rows = annotations.rows_of_image(document.image - 1)
        _add(document, [annotations.at(int(row)) for row in rows], Origin.COPIED_PREVIOUS)


def delete_selection(document: Document) -> None:
    """Delete the selected boxes."""
    edits = [Edit.delete(box) for box in document.selected]
    if edits:
        document.apply(edits, Origin.DELETED, _settled(document, *document.selection))


def undo(document: Document, *, outcome: Assessment | None = None) -> None:
    """Take back the last step and show where it was; ``outcome`` as for `engine.review.Review.apply`."""
    if document.is_open and document.review.history.done:
        step = document.review.history.done[-1].inverse
        document.undo(outcome=outcome)
        _show(document, step)


def redo(document: Document, *, outcome: Assessment | None = None) -> None:
    """Do again what was last taken back and show where it was; ``outcome`` as for `engine.review.Review.apply`."""
    if document.is_open and document.review.history.undone:
        step = document.review.history.undone[-1]
        document.redo(outcome=outcome)
        _show(document, step)


def _add(document: Document, boxes: Iterable[Annotation], origin: Origin, *, shift: float = 0.0) -> None:
    """Add copies of boxes to the image shown, inside of it, as one step, and select them."""
    width, height = (int(v) for v in document.review.dataset.images.sizes_wh[document.image])
    edits = []
    for box in boxes:
        x1, y1, x2, y2 = box.box_xyxy
        # A size of 0 is unknown: nothing to stay inside of.
        dx = min(shift, max(width - x2, 0.0)) if width else shift
        dy = min(shift, max(height - y2, 0.0)) if height else shift
        moved = box.moved((x1 + dx, y1 + dy, x2 + dx, y2 + dy))
        edits.append(Edit.add(replace(moved, id=NEW_ID, source_id=0, image=document.image)))
    if edits:
        changes = document.apply(edits, origin)
        document.select(edit.subject.id for edit in changes.edits)


def _settled(document: Document, *annotation_ids: int) -> dict[str, VerdictKind]:
    """Correcting by hand what the flag under review doubts settles that flag."""
    entry = document.entry
    if entry is None:
        return {}
    doubted = entry.flag.annotation_id
    if doubted in annotation_ids or (doubted is None and not annotation_ids):
        return {entry.flag.key: VerdictKind.FIXED}
    return {}


def _show(document: Document, step: Step) -> None:
    """Go where a step was: to the flag it spoke of if that is there again, else to its boxes."""
    keys = {verdict.flag_key for verdict in step.verdicts}
    images = {edit.subject.image for edit in step.edits} or {Flag.image_of(key) for key in keys}
    flags = (flag for image in images for flag in document.review.flags_of(image))
    flag = next((flag for flag in flags if flag.key in keys), None)
    if flag is not None:
        document.go_to_flag(document.review.entry(flag))
        return
    document.go_to_flag(None)
    if images and document.image not in images:
        document.go_to_image(min(images))
    there = (edit.after for edit in step.edits if edit.after is not None)
    document.select(box.id for box in there if box.image == document.image)
