"""What is on the canvas: the boxes of one image and what is emphasised among them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from engine.data.agreement import Opinion
from engine.data.dataset import UNKNOWN_CLASS, Annotations, Bool, BoxTuple, Float, Int, Predictions
from engine.data.edit import Edit
from widgets.canvas.colouring import (
    Colouring,
    Known,
    Shades,
    box_notes,
    box_shades,
    prediction_notes,
    prediction_shades,
)
from widgets.canvas.geometry import Point, Size, bounds_of, rows_at, rows_inside, rows_outlined_at, upright
from widgets.words import translated


def _no_boxes() -> Float:
    return np.zeros((0, 4))


@dataclass(slots=True)
class Scene:
    """The canvas's only state beside the view: setters of the canvas write it, painters and tools read it.

    Attributes
    ----------
    size_wh
        Of the whole image in pixels; (0, 0) where unknown.
    boxes, prediction_boxes : (n, 4) float64
        As painted and hit: `widgets.canvas.geometry.upright`.
    prediction_rows : (m,) int64
        What the rest of the program calls the predictions.
    ghosts : (k, 4) float64
        Boxes as they were opened.
    known : Known
        What boxes and predictions may be coloured by, besides their classes.
    hidden_ids
        The boxes that are being dragged: painted where they are dragged to, not where they are.
    """

    size_wh: tuple[int, int] = (0, 0)
    class_names: tuple[str, ...] = ()
    annotations: Annotations = field(default_factory=Annotations.empty)
    boxes: Float = field(default_factory=_no_boxes)
    predictions: Predictions = field(default_factory=Predictions.empty)
    prediction_boxes: Float = field(default_factory=_no_boxes)
    prediction_rows: Int = field(default_factory=lambda: np.zeros(0, np.int64))
    ghosts: Float = field(default_factory=_no_boxes)
    known: Known = field(default_factory=Known)
    colouring: Colouring = Colouring.CLASS
    selection: tuple[int, ...] = ()
    hovered_id: int | None = None
    hovered_prediction: int | None = None
    hidden_ids: tuple[int, ...] = ()
    focus: BoxTuple | None = None
    suggestion: Edit | None = None
    opinions: tuple[Opinion, ...] = ()
    min_score: float = 0.0
    boxes_shown: bool = True
    predictions_shown: bool = True

    def set_annotations(self, annotations: Annotations, class_names: tuple[str, ...]) -> None:
        """Replace the boxes, of which nothing is known yet; those selected that are gone are selected no more."""
        self.annotations, self.class_names = annotations, class_names
        self.boxes = upright(annotations.boxes_xyxy)
        self.known = Known()
        self.selection = tuple(i for i in self.selection if annotations.row(i) is not None)
        self.hovered_id = None

    def set_predictions(self, predictions: Predictions, rows: Int) -> None:
        """Replace the predictions."""
        self.predictions, self.prediction_rows = predictions, rows
        self.prediction_boxes = upright(predictions.boxes_xyxy)
        self.known = replace(self.known, right=None)
        self.hovered_prediction = None

    @property
    def limits_wh(self) -> Size:
        """How far boxes may be dragged: the image's size, endless where it is unknown."""
        width, height = self.size_wh
        return (width or np.inf, height or np.inf)

    @property
    def frame(self) -> BoxTuple:
        """What to show when everything is to be seen: the image, else the boxes, else a small nothing."""
        if all(self.size_wh):
            return (0.0, 0.0, float(self.size_wh[0]), float(self.size_wh[1]))
        return bounds_of(self.boxes) or (0.0, 0.0, 640.0, 480.0)

    def class_name(self, category: int) -> str:
        """Name of a class for people."""
        return (
            self.class_names[category] if 0 <= category < len(self.class_names) else translated(UNKNOWN_CLASS)
        )

    def box_shades(self, rows: Int) -> Shades:
        """How the boxes in these rows are painted."""
        return box_shades(self.colouring, self.annotations, self.known, rows)

    def prediction_shades(self, rows: Int) -> Shades:
        """How the predictions in these rows are painted."""
        return prediction_shades(self.colouring, self.predictions.categories, self.known, rows)

    def box_texts(self, rows: Int) -> list[str]:
        """What the tags of the boxes in these rows say."""
        names = [self.class_name(own) for own in self.annotations.categories[rows].tolist()]
        return _noted(names, box_notes(self.colouring, self.annotations, self.known, rows))

    def prediction_texts(self, rows: Int) -> list[str]:
        """What the tags of the predictions in these rows say."""
        names = [self.class_name(own) for own in self.predictions.categories[rows].tolist()]
        scores = self.predictions.scores[rows].tolist()
        texts = [f"{name} {score:.2f}" for name, score in zip(names, scores, strict=True)]
        return _noted(texts, prediction_notes(self.colouring, self.known, rows))

    def box_of(self, annotation_id: int) -> BoxTuple | None:
        """The box with this id; None where there is none that can be drawn."""
        row = self.annotations.row(annotation_id)
        if row is None or not np.isfinite(self.boxes[row]).all():
            return None
        x1, y1, x2, y2 = self.boxes[row].tolist()
        return (x1, y1, x2, y2)

    def selected_rows(self) -> Int:
        """Rows of the selected boxes, (m,) int64."""
        if not self.selection or not self.boxes_shown:
            return np.zeros(0, np.int64)
        wanted = np.unique(np.array(self.selection, np.int64))
        rows = np.searchsorted(self.annotations.ids, wanted)
        found = rows < len(self.annotations)
        found[found] = self.annotations.ids[rows[found]] == wanted[found]
        return np.asarray(rows[found])

    def ids_at(self, image_xy: Point, slack: float) -> list[int]:
        """Ids of the boxes at a point, the smallest first."""
        if not self.boxes_shown:
            return []
        ids: list[int] = self.annotations.ids[rows_at(self.boxes, image_xy, slack)].tolist()
        return ids

    def ids_inside(self, band: BoxTuple) -> list[int]:
        """Ids of the boxes wholly inside of a part of the image, ascending."""
        if not self.boxes_shown:
            return []
        ids: list[int] = self.annotations.ids[rows_inside(self.boxes, band)].tolist()
        return ids

    def prediction_at(self, image_xy: Point, slack: float) -> int | None:
        """Index of the prediction whose outline is at a point, or that is alone there; the smallest such."""
        boxes = np.where(self.predictions_visible()[:, None], self.prediction_boxes, np.nan)
        found = rows_outlined_at(boxes, image_xy, slack)
        if not len(found) and not self.ids_at(image_xy, slack):
            found = rows_at(boxes, image_xy, slack)
        return int(found[0]) if len(found) else None

    def boxes_visible(self) -> Bool:
        """Which boxes are painted where they are, (n,) bool."""
        if not self.boxes_shown:
            return np.zeros(len(self.annotations), np.bool_)
        return ~np.isin(self.annotations.ids, self.hidden_ids)

    def predictions_visible(self) -> Bool:
        """Which predictions are shown, (m,) bool."""
        if not self.predictions_shown:
            return np.zeros(len(self.predictions), np.bool_)
        return np.asarray(self.predictions.scores >= self.min_score)


def _noted(texts: list[str], notes: list[str]) -> list[str]:
    return [f"{text} · {note}" if note else text for text, note in zip(texts, notes, strict=True)]
