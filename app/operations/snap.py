"""Move rough boxes to the edges that the image shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotation, BoxTuple
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.sentence import sentence
from engine.images import read_image
from engine.snapping import snapped


@dataclass(frozen=True, slots=True)
class SnapRequest:
    """An image file, and boxes on it."""

    path: Path
    boxes: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class SnapResponse:
    """Where each box snaps to; None where no object stands out."""

    boxes: tuple[BoxTuple | None, ...]


def snap_selection(document: Document, jobs: Jobs, say: Callable[[str], None]) -> None:
    """Snap the selected boxes to their objects, as one step; ``say`` is told where nothing stands out."""
    path = document.review.dataset.image_path(document.image) if document.is_open else None
    boxes = document.selected
    if path is None or not boxes:
        return
    review = document.review

    def receive(response: SnapResponse) -> None:
        if not document.is_open or document.review is not review:
            return
        edits = [
            Edit.move(box, found)
            for box, found in zip(boxes, response.boxes, strict=True)
            # One that was edited meanwhile is left alone.
            if found is not None and found != box.box_xyxy and review.annotations.get(box.id) == box
        ]
        if edits:
            entry = document.entry
            doubted = None if entry is None else entry.flag.annotation_id
            settled = entry is not None and doubted in [edit.subject.id for edit in edits]
            verdicts = {entry.flag.key: VerdictKind.FIXED} if entry is not None and settled else None
            document.apply(edits, Origin.SNAPPED, verdicts)
        else:
            say(
                sentence("Message", "No edges stand out here: the box stays as it is.")
                if len(boxes) == 1
                else sentence("Message", "No edges stand out.")
            )

    jobs.start("snap", _snap, SnapRequest(path, boxes), receive)


def _snap(request: SnapRequest, progress: Progress) -> SnapResponse:
    pixels = read_image(request.path).pixels
    found = []
    for number, box in enumerate(request.boxes):
        progress("Snapping boxes", number, len(request.boxes))
        found.append(snapped(pixels, box.box_xyxy))
    return SnapResponse(tuple(found))
