"""Ground truth with planted errors, and simulated detectors that saw the true objects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Categories, Float, Images, Int, Predictions
from engine.evaluation.incremental import evaluate
from engine.evaluation.iou import iou

KINDS = ("dropped", "added", "shifted", "flipped", "duplicated")


@dataclass(frozen=True, eq=False, slots=True)
class Planted:
    """Labels with known errors: the kind of each label's error ("" for none), and the rows dropped from the truth."""

    annotations: Annotations
    kinds: tuple[str, ...]
    dropped: Int


def labels(images: Int, categories: Int, boxes: Float) -> Annotations:
    n = len(images)
    sizes = boxes[:, 2:] - boxes[:, :2]
    no = np.zeros(n, np.bool_)
    ids = np.arange(1, n + 1)
    return Annotations(ids, ids, images, categories, boxes, sizes, sizes.prod(axis=1), no, no)


def coco_like(
    rng: np.random.Generator, images: int = 500, categories: int = 40
) -> tuple[Images, Categories, Annotations]:
    """Images of 640 x 480 with some seven boxes each, classes long-tailed, sizes from 10 to 400 pixels."""
    share = 1 / np.arange(1, categories + 1) ** 0.9
    image = np.repeat(np.arange(images), rng.poisson(7.3, images))
    size = np.clip(
        np.exp(rng.normal(4.0, 0.9, len(image)))[:, None] * np.exp(rng.normal(0, 0.25, (len(image), 2))),
        10,
        400,
    )
    corner = rng.uniform(0, 1, (len(image), 2)) * ([640, 480] - size)
    category = rng.choice(categories, len(image), p=share / share.sum())
    names = tuple(f"class {i}" for i in range(categories))
    return (
        Images(np.arange(images), tuple(map(str, range(images))), np.tile([640, 480], (images, 1))),
        Categories(np.arange(categories), names),
        labels(image, category, np.hstack([corner, corner + size])),
    )


def detector(
    rng: np.random.Generator, images: Images, categories: int, truth: Annotations, quality: float
) -> Predictions:
    """Predictions of a detector between hopeless (0) and near perfect (1) on the true objects."""
    n = len(truth)
    size = np.sqrt(truth.areas)
    ease = rng.normal(0, 1, n) + np.log(size / np.median(size))
    seen = np.flatnonzero(ease > -3.0 + 2.2 * (1 - quality))
    seen = np.concatenate([seen, rng.choice(seen, int(0.25 * len(seen)))])
    strength = 1 / (1 + np.exp(-(ease[seen] + rng.normal(-1.2 + 3 * quality, 0.8, len(seen)))))
    jitter = rng.normal(0, 1, (len(seen), 4)) * ((0.22 - 0.19 * quality) * (1.4 - strength))[:, None]
    boxes = truth.boxes_xyxy[seen] + jitter * np.tile(truth.sizes_wh[seen], 2)
    boxes = np.hstack(
        [np.minimum(boxes[:, :2], boxes[:, 2:] - 1), np.maximum(boxes[:, 2:], boxes[:, :2] + 1)]
    )
    confused = rng.random(len(seen)) < 0.6 * (1 - quality) * (1 - strength)
    category = np.where(confused, rng.integers(0, categories, len(seen)), truth.categories[seen])

    image = np.repeat(np.arange(len(images)), rng.poisson(2 + 6 * (1 - quality), len(images)))
    like = rng.integers(0, n, len(image))
    sides = truth.sizes_wh[like]
    corner = rng.uniform(0, 1, (len(image), 2)) * (images.sizes_wh[image] - sides)
    boxes = np.concatenate([boxes, np.hstack([corner, corner + sides])])
    predictions = Predictions(
        np.concatenate([truth.images[seen], image]),
        np.concatenate([category, truth.categories[rng.integers(0, n, len(image))]]),
        boxes,
        boxes[:, 2:] - boxes[:, :2],
        np.concatenate([strength, rng.beta(1.0, 4.0 + 4 * quality, len(image))]),
    )
    return predictions.take(_survivors(predictions))


def _survivors(predictions: Predictions, limit: float = 0.6) -> Int:
    """What non-maximum suppression leaves."""
    kept: dict[tuple[int, int], list[int]] = {}
    for row in np.argsort(-predictions.scores).tolist():
        group = kept.setdefault((int(predictions.images[row]), int(predictions.categories[row])), [])
        if not group or iou(predictions.boxes_xyxy[[row]], predictions.boxes_xyxy[group]).max() < limit:
            group.append(row)
    return np.array(sorted(row for group in kept.values() for row in group))


def detector_of_map(
    seed: int, images: Images, categories: Categories, truth: Annotations, target: float
) -> Predictions:
    """The simulated detector whose mAP on the truth is the target, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(9):
        middle = (low + high) / 2
        found = detector(np.random.default_rng(seed), images, len(categories), truth, middle)
        low, high = (
            (middle, high)
            if evaluate(images, categories, truth, found).metrics.ap < target
            else (low, middle)
        )
    return found


def plant(
    rng: np.random.Generator, images: Images, categories: int, truth: Annotations, rate: float
) -> Planted:
    """Make a share of the labels wrong, the five kinds in equal parts."""
    each = max(1, round(rate * len(truth) / 5))
    chosen = rng.permutation(len(truth))[: 4 * each].reshape(4, each)
    dropped, shifted, flipped, copied = chosen
    boxes, category = truth.boxes_xyxy.copy(), truth.categories.copy()
    kinds = np.full(len(truth), "", dtype="U10")
    boxes[shifted] = np.array([_shifted(rng, box) for box in boxes[shifted]])
    category[flipped] = (category[flipped] + rng.integers(1, categories, each)) % categories
    kinds[shifted], kinds[flipped] = "shifted", "flipped"
    kept = np.setdiff1d(np.arange(len(truth)), dropped)
    sides = np.tile(truth.sizes_wh[copied], 2)
    copies = truth.boxes_xyxy[copied] + rng.normal(0, 0.04, (each, 4)) * sides
    like, where = rng.integers(0, len(truth), each), rng.integers(0, len(images), each)
    added = np.array(
        [_nowhere(rng, images, truth, i, truth.sizes_wh[j]) for i, j in zip(where, like, strict=True)]
    )
    image = np.concatenate([truth.images[kept], truth.images[copied], where])
    category = np.concatenate([category[kept], truth.categories[copied], truth.categories[like]])
    boxes = np.concatenate([boxes[kept], copies, added])
    kinds = np.concatenate([kinds[kept], np.full(each, "duplicated"), np.full(each, "added")])
    order = rng.permutation(len(image))
    return Planted(labels(image[order], category[order], boxes[order]), tuple(kinds[order]), dropped)


def _shifted(rng: np.random.Generator, box: Float) -> Float:
    """The box moved and stretched until it overlaps its old place by 0.15 to 0.45 IoU."""
    while True:
        sides = np.tile(box[2:] - box[:2], 2)
        moved = box + (np.tile(rng.uniform(-0.7, 0.7, 2), 2) + rng.normal(0, 0.08, 4)) * sides
        if (moved[2:] > moved[:2]).all() and 0.15 < iou(box[None], moved[None])[0, 0] < 0.45:
            return moved


def _nowhere(rng: np.random.Generator, images: Images, truth: Annotations, image: int, sides: Float) -> Float:
    """A box of this size where there is least of anything, in 20 tries."""
    others = truth.boxes_xyxy[truth.images == image]
    corners = rng.uniform(0, 1, (20, 2)) * (images.sizes_wh[image] - sides)
    boxes = np.hstack([corners, corners + sides])
    return boxes[iou(boxes, others).max(axis=1, initial=0).argmin()]
