"""How far a model contradicts each label, and where it sees a label that is missing.

A closed form; nothing is trained. Every quantity is a probability, or a share of one:

p
    Probability that a prediction is right: its score, calibrated on the dataset itself.
held
    How firmly predictions of the label's own class hold it in its place.
category, place, existence
    The three ways in which a label may be wrong, each 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.calibration import believed, calibrated
from engine.data.dataset import Annotations, Bool, Float, Int, Predictions
from engine.data.loss import LabelLoss, MissingLabels
from engine.evaluation.iou import boxes_xywh, iou_of_pairs, meeting
from engine.evaluation.order import falling
from engine.raw_outputs import AnchorsOfLabels, RawEvidence, ask_anchors, learn_raw

MATCHED = 0.5
"""IoU from which a box and a prediction are taken for the same object, as in VOC and AP50."""

TOUCHING = 0.1
"""IoU below which boxes are taken for neighbours that have nothing to do with each other."""

_PRIOR_SPURIOUS = 0.1
"""Share of labels taken to be of nothing before the model is asked: audits find 2 to 10 %. Less lets planted ones slip
below the smallest score; as it is, faint things that a model misses one time in four come up in vain."""

_SIZE_EDGES = np.array([32.0**2, 96.0**2])
"""COCO's limits of small, medium and large, in square pixels."""

_DEFAULT_PLACEMENT = 0.75
"""IoU expected of a right prediction where there are too few matches to measure it."""

_ENOUGH_MATCHES, _ENOUGH_SCORES = 10, 50

_ABSENCE = 2
"""Power of a label's lack of support: nothing at all says more than half as little twice over."""

_TAKEN = 0.7
"""How far a firmly supported label speaks for the place it touches: objects do overlap, so not wholly."""


@dataclass(frozen=True, eq=False, slots=True)
class ModelEvidence:
    """What a model says, and how far it can be trusted: measured once, unchanged by edits.

    Attributes
    ----------
    predictions : Predictions
        As they were read; the other arrays refer to their rows.
    probabilities : (n,) float64
        Calibrated score of each prediction, 0 to 1; 0 for those that cannot be used.
    beliefs : (n, 3) float64
        How far to believe each prediction, 0 to 1, where it contradicts a label's class, its place, or that
        there is no label.
    order : (m,) int64
        Rows of the usable predictions, by image and then by row.
    starts : (images + 1,) int64
        Those of image i are ``order[starts[i]:starts[i + 1]]``.
    placement : float
        Lower quartile of the IoU of confident matches: how well the model places a box when it is right.
    miss_rates : (k, 3) float64
        Share of small, medium and large labels of each class that the model does not see: the mean of
        their squared lack of support.
    raw : RawEvidence
        What the model said before suppression; nothing where it does not tell.
    """

    predictions: Predictions
    probabilities: Float
    beliefs: Float
    order: Int
    starts: Int
    placement: float
    miss_rates: Float
    raw: RawEvidence

    @property
    def indiscriminate(self) -> bool:
        """Whether all predictions have one score, so that nobody can tell those it is sure of."""
        scores = self.predictions.scores[self.order]
        return len(scores) >= _ENOUGH_SCORES and bool((scores == scores[0]).all())


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """Every label of one image or of all, beside the predictions that overlap it.

    Attributes
    ----------
    annotations : Annotations
    columns : (c,) int64
        Rows of the predictions on these images.
    labels, seen : (pairs,) int64
        Row in ``annotations``, and position in ``columns``, of each overlapping pair.
    iou, inside : (pairs,) float64
        Intersection over union, and the share of the prediction that lies inside the label.
    """

    annotations: Annotations
    columns: Int
    labels: Int
    seen: Int
    iou: Float
    inside: Float


def usable_boxes(boxes_xyxy: Float) -> Bool:
    """Which boxes can be compared with others: finite corners and a size, (n,) bool."""
    finite = np.asarray(np.isfinite(boxes_xyxy).all(axis=1), np.bool_)
    corners = np.where(finite[:, None], boxes_xyxy, 0.0)
    usable: Bool = finite & (corners[:, 2] > corners[:, 0]) & (corners[:, 3] > corners[:, 1])
    return usable


def learn_model(
    images: int, categories: int, annotations: Annotations, predictions: Predictions
) -> ModelEvidence:
    """Measure on the labels themselves how far the model can be trusted: `learn_and_look` without what was seen."""
    return learn_and_look(images, categories, annotations, predictions)[0]


def learn_and_look(
    images: int, categories: int, annotations: Annotations, predictions: Predictions
) -> tuple[ModelEvidence, Scene]:
    """Measure on the labels themselves how far the model can be trusted.

    Parameters
    ----------
    images, categories
        How many the dataset has.
    annotations, predictions
        All of the dataset. Wrong labels lower every probability a little and hardly change their order.

    Returns
    -------
    ModelEvidence
    Scene
        What `look` gives of these labels.
    """
    known = (predictions.categories >= 0) & (predictions.categories < categories)
    usable = usable_boxes(predictions.boxes_xyxy) & np.isfinite(predictions.scores) & known
    order = np.flatnonzero(usable)
    order = order[np.argsort(predictions.images[order], kind="stable")]
    starts = np.searchsorted(predictions.images[order], np.arange(images + 1))
    blank = ModelEvidence(
        predictions,
        np.zeros(len(predictions)),
        np.zeros((len(predictions), 3)),
        order,
        starts,
        _DEFAULT_PLACEMENT,
        np.full((categories, len(_SIZE_EDGES) + 1), 0.5),
        learn_raw(images, categories, annotations, usable_boxes(annotations.boxes_xyxy), predictions.raw),
    )
    scene = look(blank, annotations)
    right, iou = _matched(blank, scene)
    probabilities = blank.probabilities.copy()
    p = calibrated(predictions.scores[order], right, predictions.categories[order], categories)
    probabilities[order] = p
    beliefs = blank.beliefs.copy()
    beliefs[order] = _beliefs(scene, _same_category(blank, scene), right, p)
    if blank.indiscriminate:
        # Half of what a model guesses may be right, but hardly half of what nobody else has seen.
        beliefs[:, 2] = 0.0
    confident = iou[right & (probabilities[order] >= 0.5)]
    placement = (
        float(np.quantile(confident, 0.25)) if len(confident) >= _ENOUGH_MATCHES else _DEFAULT_PLACEMENT
    )
    model = replace(blank, probabilities=probabilities, beliefs=beliefs, placement=placement)
    return replace(model, miss_rates=_miss_rates(model, scene, categories)), scene


def look(model: ModelEvidence, annotations: Annotations, *, image: int | None = None) -> Scene:
    """Put labels beside the predictions that overlap them.

    Parameters
    ----------
    model
    annotations
        All of the dataset or, with ``image``, all of that image.
    image
        Index of the only image to look at.
    """
    first, last = (0, len(model.order)) if image is None else model.starts[[image, image + 1]]
    columns = model.order[first:last]
    rows = np.flatnonzero(usable_boxes(annotations.boxes_xyxy))
    begin = model.starts[annotations.images[rows]] - first
    counts = model.starts[annotations.images[rows] + 1] - first - begin
    mine = boxes_xywh(annotations.boxes_xyxy[rows], annotations.sizes_wh[rows])
    theirs = boxes_xywh(model.predictions.boxes_xyxy[columns], model.predictions.sizes_wh[columns])
    own, seen = meeting(mine, theirs, begin, counts)
    whole = np.zeros(len(own), np.bool_)
    iou = iou_of_pairs(mine[own], theirs[seen], whole)
    hit = iou > 0
    own, seen = own[hit], seen[hit]
    inside = iou_of_pairs(theirs[seen], mine[own], ~whole[hit])
    return Scene(annotations, columns, rows[own], seen, iou[hit], inside)


def label_loss(model: ModelEvidence, scene: Scene) -> LabelLoss:
    """Ask the model about every label of a scene.

    Labels that count neither way (crowds, difficult ones), have no usable box or no known class, or lie
    on an image without predictions get 0 in every part.
    """
    annotations, n = scene.annotations, len(scene.annotations)
    p = model.probabilities[scene.columns][scene.seen]
    belief = model.beliefs[scene.columns][scene.seen]
    same = _same_category(model, scene)
    over = scene.iou >= MATCHED
    firm = np.minimum(1.0, scene.iou / model.placement)

    judged = _judged(model, annotations)
    held, own = _best(np.where(same & over, p * firm, 0.0), scene, n)
    support, anchors = _support(model, scene)
    fit, _ = _best(np.where(same, p * scene.iou, 0.0), scene, n)

    best_same = _best_by_prediction(np.where(same, scene.iou, 0.0), scene)
    free = best_same[scene.seen] < MATCHED
    rival_p, rival = _best(np.where(~same & over & free, belief[:, 0], 0.0), scene, n)
    apart = same & free & (scene.iou > TOUCHING) & (scene.iou == best_same[scene.seen])
    elsewhere_p, elsewhere = _best(np.where(apart, belief[:, 1], 0.0), scene, n)

    category = np.maximum(rival_p, anchors.other) * (1.0 - held) * judged
    place = elsewhere_p * (1.0 - held) * judged
    sizes = np.digitize(np.where(judged, annotations.areas, 0.0), _SIZE_EDGES)
    categories = np.where(judged, annotations.categories, 0)
    missed = model.miss_rates[categories, sizes] if len(model.miss_rates) else np.ones(n)
    doubt = _PRIOR_SPURIOUS / (_PRIOR_SPURIOUS + (1.0 - _PRIOR_SPURIOUS) * missed)
    existence = doubt * (1.0 - support) ** _ABSENCE * (1.0 - place) * judged
    return LabelLoss(
        category,
        place,
        existence,
        held,
        support,
        fit,
        missed,
        own=_rows(scene, own),
        rival=_rows(scene, rival),
        elsewhere=_rows(scene, elsewhere),
        rival_iou=_overlaps(scene, rival),
        elsewhere_iou=_overlaps(scene, elsewhere),
        raw_rival=np.where(anchors.other > rival_p, anchors.rival, -1),
    )


def missing_labels(model: ModelEvidence, scene: Scene, loss: LabelLoss) -> MissingLabels:
    """Find predictions that no label answers to, all of the scene's, however unlikely.

    Where a label nearby is contradicted by the same prediction, one flag is enough: the more that label
    is doubted, the less this counts as another one missing.
    """
    same = _same_category(model, scene)
    claimed = _best_by_prediction(np.where(same, scene.iou, 0.0), scene) >= MATCHED
    unnamed = scene.annotations.categories[scene.labels] < 0
    claimed |= _best_by_prediction(np.where(unnamed, scene.iou, 0.0), scene) >= MATCHED
    swallowed = scene.annotations.crowd | scene.annotations.ignore
    claimed |= _best_by_prediction(np.where(swallowed[scene.labels], scene.inside, 0.0), scene) >= MATCHED
    near = np.minimum(1.0, scene.iou / MATCHED) * (scene.iou >= TOUCHING)
    labels = scene.labels
    taken = _TAKEN * loss.support[labels] * (scene.iou >= TOUCHING)
    unsupported = near * (1.0 - loss.support[labels])
    flagged = np.where(same & (scene.iou >= TOUCHING), loss.place[labels], near * loss.category[labels])
    explained = np.maximum(np.maximum(taken, unsupported), flagged)
    scores = model.beliefs[scene.columns, 2] * (1.0 - _best_by_prediction(explained, scene))
    return MissingLabels(scene.columns[~claimed], scores[~claimed])


def _judged(model: ModelEvidence, annotations: Annotations) -> Bool:
    seen = model.starts[annotations.images + 1] > model.starts[annotations.images]
    usable = usable_boxes(annotations.boxes_xyxy) & (annotations.categories >= 0)
    judged: Bool = seen & usable & ~annotations.crowd & ~annotations.ignore
    return judged


def _same_category(model: ModelEvidence, scene: Scene) -> Bool:
    theirs = model.predictions.categories[scene.columns[scene.seen]]
    same: Bool = scene.annotations.categories[scene.labels] == theirs
    return same


def _best(values: Float, scene: Scene, n: int) -> tuple[Float, Int]:
    """Largest value of each label, 0 without any, and the pair it comes from, the first of equals, or -1."""
    best = np.zeros(n)
    np.maximum.at(best, scene.labels, values)
    hits = np.flatnonzero((values > 0) & (values == best[scene.labels]))[::-1]
    pairs = np.full(n, -1)
    pairs[scene.labels[hits]] = hits
    return best, pairs


def _rows(scene: Scene, pairs: Int) -> Int:
    """Prediction rows of pairs; -1 stays -1."""
    rows = np.full(len(pairs), -1)
    some = pairs >= 0
    rows[some] = scene.columns[scene.seen[pairs[some]]]
    return rows


def _overlaps(scene: Scene, pairs: Int) -> Float:
    """IoU of pairs; 0 for -1."""
    return np.append(scene.iou, 0.0)[pairs]


def _best_by_prediction(values: Float, scene: Scene) -> Float:
    best = np.zeros(len(scene.columns))
    np.maximum.at(best, scene.seen, values)
    return best


def _matched(model: ModelEvidence, scene: Scene) -> tuple[Bool, Float]:
    """Which predictions are the best-scored one of their class on some label, and their IoU with it."""
    same = _same_category(model, scene) & (scene.iou >= MATCHED)
    best = _best_by_prediction(np.where(same, scene.iou, 0.0), scene)
    pairs = np.flatnonzero(same & (scene.iou == best[scene.seen]))
    scores = model.predictions.scores[scene.columns[scene.seen[pairs]]]
    pairs = pairs[np.lexsort((-scores, scene.labels[pairs]))]
    _, first = np.unique(scene.labels[pairs], return_index=True)
    right = np.zeros(len(scene.columns), np.bool_)
    right[scene.seen[pairs[first]]] = True
    return right, best


def _beliefs(scene: Scene, same: Bool, right: Bool, p: Float) -> Float:
    """How far to believe each prediction in each way it may contradict the labels, (c, 3).

    Wrong labels contradict right predictions at every score alike, wrong predictions contradict right labels
    the more often the less sure they are. So the most confident predictions show how often labels are wrong
    in each way, and whatever contradicts more often than that further down is the model's own doing.
    """
    best_same = _best_by_prediction(np.where(same, scene.iou, 0.0), scene)
    best_other = _best_by_prediction(np.where(same, 0.0, scene.iou), scene)
    free = best_same < MATCHED
    ways = (
        free & (best_other >= MATCHED),
        free & (best_other < MATCHED) & (best_same > TOUCHING),
        free & (best_other < MATCHED) & (best_same <= TOUCHING),
    )
    in_order = falling(p)
    return np.stack([p * believed(p, right, way, in_order) for way in ways], axis=1)


def _miss_rates(model: ModelEvidence, scene: Scene, count: int) -> Float:
    """Mean lack of support of the labels of each class and size, shrunk to the class and to all labels."""
    annotations = scene.annotations
    rows = np.flatnonzero(_judged(model, annotations))
    missed = (1.0 - _support(model, scene)[0][rows]) ** _ABSENCE
    bins = len(_SIZE_EDGES) + 1
    cells = annotations.categories[rows] * bins + np.digitize(annotations.areas[rows], _SIZE_EDGES)
    misses = np.bincount(cells, weights=missed, minlength=count * bins).reshape(count, bins)
    totals = np.bincount(cells, minlength=count * bins).reshape(count, bins)
    overall = (misses.sum() + 1.0) / (totals.sum() + 2.0)
    by_class = (misses.sum(axis=1, keepdims=True) + overall * 10) / (totals.sum(axis=1, keepdims=True) + 10)
    rates: Float = (misses + by_class * 10) / (totals + 10)
    return rates


def _support(model: ModelEvidence, scene: Scene) -> tuple[Float, AnchorsOfLabels]:
    usable = usable_boxes(scene.annotations.boxes_xyxy)
    anchors = ask_anchors(model.raw, scene.annotations, usable, model.placement)
    firm = np.minimum(1.0, scene.iou / model.placement) * model.probabilities[scene.columns[scene.seen]]
    support, _ = _best(np.where(scene.iou >= TOUCHING, firm, 0.0), scene, len(scene.annotations))
    return np.maximum(support, np.maximum(anchors.own, anchors.other)), anchors
