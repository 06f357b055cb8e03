"""Which prediction finds which annotation, as pycocotools decides it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from engine.data.dataset import Annotations, Bool, Float, Int
from engine.data.outcome import Outcome
from engine.evaluation.iou import boxes_xywh, iou_of_pairs
from engine.evaluation.ranking import Ranking

ALMOST_ONE = 1 - 1e-10
"""pycocotools' upper limit of an IoU threshold."""

PAIRS_AT_ONCE = 1 << 20
"""How many IoUs are computed at once: it bounds the memory of dense scenes."""


@dataclass(frozen=True, eq=False, slots=True)
class Matches:
    """Which boxes of one image and which predictions belong together, at IoU 0.5 and for boxes of any area.

    Attributes
    ----------
    annotation_ids : (n,) int64
        Of the boxes that take part in evaluation, ascending.
    annotation_prediction : (n,) int64
        Row of the matched prediction in `Predictions`, or -1. Of several on one crowd: the last by score.
    annotation_iou : (n,) float64
        IoU with that prediction; 0 without one.
    prediction_rows : (m,) int64
        Rows of the predictions that take part, ascending.
    prediction_annotation : (m,) int64
        Id of the matched annotation, or 0.
    prediction_ignored : (m,) bool
        Whether the prediction counts neither way, because its annotation is a crowd or to be ignored.
    """

    annotation_ids: Int
    annotation_prediction: Int
    annotation_iou: Float
    prediction_rows: Int
    prediction_annotation: Int
    prediction_ignored: Bool

    def of_annotations(self, annotations: Annotations) -> Int:
        """What became of these boxes: `engine.data.outcome.Outcome` of each, (k,) int64."""
        found = np.where(self.annotation_prediction >= 0, Outcome.RIGHT, Outcome.WRONG)
        outcomes = _looked_up(annotations.ids, self.annotation_ids, found)
        outcomes[annotations.crowd | annotations.ignore] = Outcome.NOT_COUNTED
        return outcomes

    def of_predictions(self, rows: Int) -> Int:
        """What became of the predictions in these rows, ascending: `Outcome` of each, (k,) int64."""
        right = np.where(self.prediction_annotation > 0, Outcome.RIGHT, Outcome.WRONG)
        right[self.prediction_ignored] = Outcome.NOT_COUNTED
        return _looked_up(rows, self.prediction_rows, right)


def _looked_up(wanted: Int, known: Int, outcomes: Int) -> Int:
    """Outcome of each that is wanted; those that take no part in the evaluation are not counted."""
    result = np.full(len(wanted), int(Outcome.NOT_COUNTED))
    if len(known):
        places = np.searchsorted(known, wanted).clip(max=len(known) - 1)
        here = known[places] == wanted
        result[here] = outcomes[places[here]]
    return result


@dataclass(frozen=True, eq=False, slots=True)
class Matched:
    """Predictions that overlap annotations enough, and what they match at each IoU threshold.

    Attributes
    ----------
    predictions : (n,) int64
        Index of the prediction.
    areas : (n,) int64
        Index of the area range.
    annotations : (n, T) int64
        Index of the annotation, or -1.
    """

    predictions: Int
    areas: Int
    annotations: Int


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """Predictions and annotations of the same image that overlap enough, by prediction, then annotation.

    Attributes
    ----------
    predictions, annotations : (n,) int64
        Their indices.
    overlaps : (n,) float64
        IoU.
    """

    predictions: Int
    annotations: Int
    overlaps: Float

    @staticmethod
    def of(boxes: Float, images: Int, annotations: Annotations, least_iou: float) -> Pairs:
        """Find the pairs.

        Parameters
        ----------
        boxes : (d, 4) float64
            Left, top, width, height of the predictions.
        images : (d,) int64
            In any order.
        annotations
            By image.
        least_iou
            What overlaps less is no pair.
        """
        first = np.searchsorted(annotations.images, images, "left")
        count = np.searchsorted(annotations.images, images, "right") - first
        truth = boxes_xywh(annotations.boxes_xyxy, annotations.sizes_wh)
        part_of = np.cumsum(count) // PAIRS_AT_ONCE
        cuts = np.append(np.flatnonzero(_begins(part_of)), len(part_of))
        parts = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        for start, stop in pairwise(cuts.tolist()):
            own = count[start:stop]
            prediction = np.repeat(np.arange(start, stop), own)
            within = np.arange(len(prediction)) - np.repeat(np.cumsum(own) - own, own)
            annotation = np.repeat(first[start:stop], own) + within
            overlap = iou_of_pairs(boxes[prediction], truth[annotation], annotations.crowd[annotation])
            enough = overlap >= least_iou
            parts.append((prediction[enough], annotation[enough], overlap[enough]))
        return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def match(
    boxes: Float, images: Int, annotations: Annotations, ignored: Bool, iou_thresholds: Float
) -> Matched:
    """Match the predictions of one category, image by image, best score first.

    A prediction takes the annotation of largest IoU at or above the threshold that is still free, the last of equals;
    one to be ignored only where no other is left. A crowd is never used up. Source: ``COCOeval.evaluateImg``.

    One thing differs: pycocotools takes an annotation id of 0 for no match, so that whatever finds such a box is wrong.
    Here ids play no part: what number a box happens to have says nothing of the prediction that found it.

    Predictions of different images cannot get in each other's way, nor can area ranges; so the first predictions of
    all images are matched at once, then the second ones, and so on.

    Parameters
    ----------
    boxes : (d, 4) float64
        Left, top, width, height of the predictions, by image and falling score.
    images : (d,) int64
        Ascending.
    annotations
        Of the same category, by image.
    ignored : (A, g) bool
        Which of them are to be ignored in each area range.
    iou_thresholds : (T,) float64
    """
    thresholds = np.minimum(iou_thresholds, ALMOST_ONE)
    pairs = Pairs.of(boxes, images, annotations, float(thresholds.min()))
    areas, count = ignored.shape
    size = len(pairs.predictions)

    # A segment is one prediction in one area range; its pairs stand together, the preferred one last.
    area = np.repeat(np.arange(areas), size)
    prediction = np.tile(pairs.predictions, areas)
    annotation = np.tile(pairs.annotations, areas)
    overlap = np.tile(pairs.overlaps, areas)
    turn = np.tile(_turns(pairs.predictions, images), areas)
    segment = (turn * areas + area) * len(boxes) + prediction
    counts_for_it = ~ignored[area, annotation]
    order = np.lexsort((overlap, counts_for_it, segment))
    target, overlap = (area * count + annotation)[order], overlap[order]
    starts = np.flatnonzero(_begins(segment[order]))
    ends = np.append(starts[1:], size * areas)
    turns = np.append(np.flatnonzero(_begins(turn[order][starts])), len(starts))

    found = np.full((len(starts), len(thresholds)), -1, np.int64)
    taken = np.zeros((areas * count, len(thresholds)), np.bool_)
    for first, last in pairwise(turns):
        begin, end = starts[first], ends[last - 1]
        free = (overlap[begin:end, None] >= thresholds) & ~taken[target[begin:end]]
        choices = np.where(free, np.arange(begin, end)[:, None], -1)
        best = np.maximum.reduceat(choices, starts[first:last] - begin, axis=0)
        which, threshold = np.nonzero(best >= 0)
        chosen = target[best[which, threshold]]
        found[first + which, threshold] = chosen % count
        used_up = ~annotations.crowd[chosen % count]
        taken[chosen[used_up], threshold[used_up]] = True
    return Matched(prediction[order][starts], area[order][starts], found)


def matches_on_image(ranking: Ranking, annotations: Annotations, image: int) -> Matches:
    """Match the predictions on one image at IoU 0.5, whatever the area.

    Parameters
    ----------
    ranking
    annotations
        The boxes of the image that count, ascending by id.
    image
    """
    cells = [ranking.of_cell(category, image) for category in range(len(ranking.categories))]
    place = np.concatenate([np.zeros(0, np.int64), *(np.arange(cell.start, cell.stop) for cell in cells)])
    category = np.repeat(np.arange(len(cells)), [cell.stop - cell.start for cell in cells])
    # Classes get in each other's way as little as images do, so each is matched as if it were one.
    by_category = np.argsort(annotations.categories, kind="stable")
    own = annotations.take(by_category)
    own = replace(own, images=own.categories)
    ignored = own.crowd | own.ignore
    boxes = ranking.boxes_xywh[place]
    matched = match(boxes, category, own, ignored[None], np.array([0.5]))
    hit = matched.annotations[:, 0] >= 0
    prediction, annotation = matched.predictions[hit], matched.annotations[hit, 0]

    annotation_of = np.zeros(len(place), np.int64)
    annotation_of[prediction] = own.ids[annotation]
    not_counted = np.zeros(len(place), np.bool_)
    not_counted[prediction] = ignored[annotation]
    prediction_of = np.full(len(annotations), -1, np.int64)
    prediction_of[by_category[annotation]] = ranking.rows[place][prediction]
    overlap_of = np.zeros(len(annotations))
    truth = boxes_xywh(own.boxes_xyxy, own.sizes_wh)[annotation]
    overlap_of[by_category[annotation]] = iou_of_pairs(boxes[prediction], truth, own.crowd[annotation])
    order = np.argsort(ranking.rows[place])
    return Matches(
        annotations.ids,
        prediction_of,
        overlap_of,
        ranking.rows[place][order],
        annotation_of[order],
        not_counted[order],
    )


def _turns(predictions: Int, images: Int) -> Int:
    """When each pair's prediction has its turn: its place among the image's predictions that have pairs."""
    new = _begins(predictions)
    number = np.cumsum(new) - 1
    own_images = images[predictions[new]]
    places = np.arange(len(own_images))
    first = np.maximum.accumulate(np.where(_begins(own_images), places, 0))
    turns: Int = (places - first)[number]
    return turns


def _begins(values: Int) -> Bool:
    """Where a value is another than the one before, (n,) bool."""
    begins = np.ones(len(values), np.bool_)
    begins[1:] = values[1:] != values[:-1]
    return begins
