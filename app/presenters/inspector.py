"""The inspector says why the current box is flagged, and its numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.document import Document
from app.operations import edit
from engine.data.dataset import Annotation, BoxTuple
from engine.data.edit import Edit, EditKind
from engine.data.journal import Origin
from widgets.inspector.inspector import Inspector
from widgets.words import translated


class InspectorPresenter(QObject):
    """Between the document and the inspector."""

    def __init__(self, document: Document, inspector: Inspector, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._inspector = inspector
        for signal in (
            document.opened,
            document.changed,
            document.flags_changed,
            document.image_changed,
            document.flag_changed,
            document.selection_changed,
        ):
            signal.connect(self._show)
        inspector.box_entered.connect(self._enter_box)
        inspector.state_chosen.connect(partial(edit.revert_box, document))
        inspector.flag_chosen.connect(self._choose_flag)

    def _show(self) -> None:
        document = self._document
        names = document.review.dataset.categories.names if document.is_open else ()
        entry = document.entry
        suggestion = (
            None if entry is None or entry.flag.suggestion is None else self._said(entry.flag.suggestion)
        )
        self._inspector.show_flag(entry, names, suggestion)
        box = document.selected[0] if document.is_open and len(document.selected) == 1 else None
        self._inspector.show_box(box, names, None if box is None else self._match(box))
        if box is not None:
            review = document.review
            flags = (flag for flag in review.flags_of(box.image) if flag.annotation_id == box.id)
            others = (flag for flag in flags if entry is None or flag.key != entry.flag.key)
            self._inspector.show_other_flags([review.entry(flag) for flag in others])
            self._inspector.show_history(box, review.changes_of(box.id), names)

    def _enter_box(self, box_xyxy: BoxTuple) -> None:
        (box,) = self._document.selected
        edit.move_boxes(self._document, [(box.id, box_xyxy)], Origin.TYPED)

    def _choose_flag(self, key: str) -> None:
        review = self._document.review
        flag = next((flag for flag in review.flags_of(self._document.image) if flag.key == key), None)
        if flag is not None:
            self._document.go_to_flag(review.entry(flag))

    def _said(self, suggestion: Edit) -> str:
        """A suggestion as an imperative sentence."""
        name = translated(self._document.review.dataset.categories.name(suggestion.subject.category))
        x1, y1, x2, y2 = suggestion.subject.box_xyxy
        text = {
            EditKind.ADD: self.tr(
                "Add a box of class {name}, {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}."
            ),
            EditKind.MOVE: self.tr("Move the box: {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}."),
            EditKind.RELABEL: self.tr("Change the class to {name}."),
            EditKind.DELETE: self.tr("Delete the box."),
            EditKind.REPLACE: self.tr(
                "Change the class to {name} and move the box: {width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}."
            ),
        }[suggestion.kind]
        return text.format(name=name, width=x2 - x1, height=y2 - y1, x=x1, y=y1)

    def _match(self, box: Annotation) -> str | None:
        review = self._document.review
        if review.predictions is None:
            return None
        matches = review.matches(box.image)
        found = (matches.annotation_ids == box.id).nonzero()[0]
        row = int(matches.annotation_prediction[found[0]]) if len(found) else -1
        if row < 0:
            return self.tr("No prediction of its class overlaps it by 0.50 IoU or more.")
        score, overlap = float(review.predictions.scores[row]), float(matches.annotation_iou[found[0]])
        said = self.tr("Matched by a prediction with score {score:.2f}, IoU {iou:.2f}.")
        return said.format(score=score, iou=overlap)
