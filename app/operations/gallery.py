"""Settle many boxes at once, over many images, and find those that look unlike the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations import many
from engine.data.dataset import Annotation, Annotations, Dataset, Int
from engine.data.edit import Edit
from engine.data.flag import Flag, VerdictKind
from engine.data.journal import Origin
from engine.similarity import Descriptors, describe, odd_first_by_class


def relabel_boxes(document: Document, jobs: Jobs, annotation_ids: Sequence[int], category: int) -> None:
    """Give boxes another class."""
    if not 0 <= category < len(document.review.dataset.categories):
        return
    document.choose_category(category)

    def edits_now() -> list[Edit]:
        boxes = _boxes(document, annotation_ids)
        return [Edit.relabel(box, category) for box in boxes if box.category != category]

    if edits_now():
        many.apply_edits(document, jobs, edits_now, Origin.GALLERY_RELABEL)


def delete_boxes(document: Document, jobs: Jobs, annotation_ids: Sequence[int]) -> None:
    """Delete boxes."""

    def edits_now() -> list[Edit]:
        return [Edit.delete(box) for box in _boxes(document, annotation_ids)]

    if edits_now():
        many.apply_edits(document, jobs, edits_now, Origin.GALLERY_DELETE)


def confirm_boxes(document: Document, annotation_ids: Iterable[int]) -> None:
    """Say that labels are right: of every flag of theirs that waits, and of each box itself."""
    review = document.review
    boxes = review.annotations.take(np.flatnonzero(np.isin(review.annotations.ids, list(annotation_ids))))
    ids = set(boxes.ids.tolist())
    keys = Flag.keys_of_labels(boxes)
    for image in np.unique(boxes.images).tolist():
        keys += [flag.key for flag in review.flags_of(image) if flag.annotation_id in ids]
    right = VerdictKind.LABEL_IS_RIGHT
    verdicts = {key: right for key in keys if review.verdicts.get(key) in (None, VerdictKind.UNSURE)}
    if verdicts:
        document.apply([], Origin.GALLERY_CONFIRM, verdicts)


def show_box(document: Document, annotation_id: int) -> bool:
    """Go to the image of a box and select it; False where it is gone."""
    box = document.review.annotations.get(annotation_id)
    if box is None:
        return False
    document.go_to_image(box.image)
    document.select((box.id,))
    return True


@dataclass(frozen=True, eq=False, slots=True)
class CompareRequest:
    """Boxes to compare with each other, and what is known of how boxes look."""

    dataset: Dataset
    annotations: Annotations
    known: Descriptors


@dataclass(frozen=True, eq=False, slots=True)
class CompareResponse:
    """Ids of the boxes, those unlike their class first; and what is known now of how boxes look."""

    ids: Int
    known: Descriptors


def compare_boxes(
    document: Document,
    jobs: Jobs,
    category: int | None,
    known: Descriptors,
    receive: Callable[[CompareResponse], None],
) -> None:
    """Compare the boxes of a class in the background; None: those of each class."""
    review = document.review
    annotations = review.annotations
    if category is not None:
        annotations = annotations.take(annotations.categories == category)

    def take(response: CompareResponse) -> None:
        if document.is_open and document.review is review:
            receive(response)

    jobs.start("similar", _compare, CompareRequest(review.dataset, annotations, known), take)


def _compare(request: CompareRequest, progress: Progress) -> CompareResponse:
    annotations, known = request.annotations, request.known
    new = annotations.take(np.flatnonzero(np.isnan(known.of(annotations)).any(axis=1)))
    if len(new):
        found = describe(
            request.dataset, new, progress=lambda done, total: progress("Comparing boxes", done, total)
        )
        known = known.joined(found)
    progress("Sorting boxes", 0, 0)
    order = odd_first_by_class(known.of(annotations), annotations.categories)
    return CompareResponse(annotations.ids[order], known)


def _boxes(document: Document, annotation_ids: Iterable[int]) -> list[Annotation]:
    """The boxes as they are now, in ascending order of id."""
    found = (document.review.annotations.get(id_) for id_ in sorted(annotation_ids))
    return [box for box in found if box is not None]
