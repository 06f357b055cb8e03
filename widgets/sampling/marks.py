"""What a reviewer has marked as wrong on the image shown."""

from __future__ import annotations

from collections.abc import Iterable

from engine.data.dataset import Annotations, BoxTuple
from engine.data.sample import FoundError, FoundErrorKind


class Marks:
    """Errors of the boxes of one image, one a box, and of places that have none.

    Parameters
    ----------
    labels
        Of the image.
    judged
        Ids of the boxes to be judged.
    errors
        What was said before.
    """

    def __init__(self, labels: Annotations, judged: Iterable[int], errors: Iterable[FoundError]) -> None:
        self.labels = labels
        self.judged = tuple(judged)
        self._of_box = {error.annotation_id: error for error in errors if error.annotation_id is not None}
        self.missing = [error for error in errors if error.annotation_id is None]

    def kind_of(self, annotation_id: int) -> FoundErrorKind | None:
        """What is wrong with a box; None: nothing."""
        error = self._of_box.get(annotation_id)
        return None if error is None else error.kind

    def toggle(self, annotation_id: int, kind: FoundErrorKind) -> None:
        """Say that this is wrong with a box; said again, it is taken back."""
        if self.kind_of(annotation_id) is kind:
            del self._of_box[annotation_id]
            return
        box = self.labels.get(annotation_id)
        assert box is not None
        self._of_box[annotation_id] = FoundError(kind, box.category, annotation_id)

    def add_missing(self, box_xyxy: BoxTuple, category: int) -> None:
        """Say that an object has no label here."""
        self.missing.append(FoundError(FoundErrorKind.MISSING, category, None, box_xyxy))

    def errors(self) -> tuple[FoundError, ...]:
        """Everything that is wrong."""
        return (*self._of_box.values(), *self.missing)
