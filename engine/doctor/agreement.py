"""How well boxes agree with labels, whatever the class, on a sample of images and under one reading or another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float, Int
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import Layout, Scale
from engine.doctor.boxes import laid_out, scaled
from engine.evaluation.iou import iou_of_pairs

_LEAST_TOP, _MOST_TOP = 6, 60
"""How many predictions of an image are looked at: twice as many as it has labels, within these."""


@dataclass(frozen=True, eq=False, slots=True)
class Sample:
    """Predictions and labels of some images, paired.

    Attributes
    ----------
    rows : (p,) int64
        Rows of the file.
    sizes_wh : (p, 2) int64
        Size of the image that each is placed on.
    labels : (l,) int64
        Rows of the annotations, of images that have predictions.
    pairs : (m, 2) int64
        Places in ``rows`` and ``labels`` that are on one image, by label.
    crossed : (c, 2) int64
        The same for predictions that are on another image, to tell what chance alone would do.
    crossed_sizes_wh : (p, 2) int64
        Size of the image whose labels each is then held against.
    """

    rows: Int
    sizes_wh: Int
    labels: Int
    pairs: Int
    crossed: Int
    crossed_sizes_wh: Int


def sample(
    raw: RawPredictions,
    images: Int,
    label_rows: Int,
    label_images: Int,
    sizes_wh: Int,
    *,
    most_images: int,
    rng: np.random.Generator,
) -> Sample:
    """Choose images at random that have both, and of each the best scored predictions.

    Parameters
    ----------
    raw
    images : (n,) int64
        The image of each prediction of the file, -1 where unknown.
    label_rows, label_images : (l,) int64
        Annotations that can be compared, and the image of each.
    sizes_wh : (i, 2) int64
        Sizes of all images.
    most_images
    rng
    """
    both = np.intersect1d(images[images >= 0], label_images)
    if len(both) > most_images:
        both = np.sort(rng.choice(both, most_images, replace=False))
    counts = np.zeros(len(sizes_wh), np.int64)
    np.add.at(counts, label_images, 1)
    wanted = np.flatnonzero(np.isin(images, both))
    scores = np.nan_to_num(raw.scores[wanted], nan=-np.inf)
    # Equal scores say nothing of which come first; nor shall the order of the file.
    wanted = wanted[np.lexsort((rng.random(len(wanted)), -scores, images[wanted]))]
    rank = np.arange(len(wanted)) - np.searchsorted(images[wanted], images[wanted])
    kept = wanted[rank < np.clip(2 * counts[images[wanted]], _LEAST_TOP, _MOST_TOP)]
    own = np.isin(label_images, both)
    order = np.argsort(label_images[own], kind="stable")
    labels, of_label = label_rows[own][order], label_images[own][order]
    of_kept = images[kept]
    following = dict(zip(both.tolist(), np.roll(both, -1).tolist(), strict=True))
    other = np.array([following[image] for image in of_label.tolist()], np.int64)
    preceding = {image: before for before, image in following.items()}
    crossed_sizes = (
        sizes_wh[[preceding[image] for image in of_kept.tolist()]] if len(both) else sizes_wh[of_kept]
    )
    return Sample(
        kept,
        sizes_wh[of_kept],
        labels,
        _paired(of_label, of_kept),
        _paired(other, of_kept) if len(both) > 1 else np.zeros((0, 2), np.int64),
        crossed_sizes,
    )


def best_overlaps(pairs: Int, boxes: Float, labels: Float) -> Float:
    """The largest IoU of each label with any box it is paired with, (l,) float64.

    Parameters
    ----------
    pairs : (m, 2) int64
        As in `Sample`.
    boxes : (p, 4) float64
        Left, top, width, height.
    labels : (l, 4) float64
    """
    best = np.zeros(len(labels))
    np.maximum.at(best, pairs[:, 1], overlaps(pairs, boxes, labels))
    return best


def overlaps(pairs: Int, boxes: Float, labels: Float) -> Float:
    """IoU of each pair, (m,) float64; 0 where a box is none."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        sound = np.where(np.isfinite(boxes) & (np.abs(boxes) < 1e12), boxes, 0.0)
        sound[(sound[:, 2:] <= 0).any(axis=1)] = 0.0
        found = iou_of_pairs(sound[pairs[:, 0]], labels[pairs[:, 1]], np.zeros(len(pairs), np.bool_))
    return np.nan_to_num(found)


def read_boxes(raw: RawPredictions, seen: Sample, layout: Layout, scale: Scale) -> Float:
    """Boxes of a sample under a reading: left, top, width, height, (p, 4) float64."""
    return scaled(laid_out(raw.boxes[seen.rows], layout), scale, seen.sizes_wh)


def excess(raw: RawPredictions, seen: Sample, layout: Layout, scale: Scale, labels: Float) -> Float:
    """By how much each label's best overlap is more than what predictions of another image would give, (l,) float64.

    Those of the other image are placed as if they were on the label's: that they are placed on an image of its size at
    all is no agreement.
    """
    boxes = laid_out(raw.boxes[seen.rows], layout)
    found = best_overlaps(seen.pairs, scaled(boxes, scale, seen.sizes_wh), labels)
    if not len(seen.crossed):
        return found
    return found - best_overlaps(seen.crossed, scaled(boxes, scale, seen.crossed_sizes_wh), labels)


def _paired(of_labels: Int, of_boxes: Int) -> Int:
    """All pairs of a box and a label of one image, by label; ``of_boxes`` ascends."""
    starts = np.searchsorted(of_boxes, of_labels)
    counts = np.searchsorted(of_boxes, of_labels, side="right") - starts
    label = np.repeat(np.arange(len(of_labels)), counts)
    within = np.arange(len(label)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.stack([np.repeat(starts, counts) + within, label], axis=1)
