"""Slices of the labels whose AP is below that of the rest: of up to two conditions, the most costly first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose.conditions import Condition, of_boxes, of_images
from engine.diagnose.credit import Credits, credits
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.significance import Gaps, box_gaps, image_gaps
from engine.diagnose.traits import Traits

SIGNIFICANT, SIGNIFICANT_OF_BOXES = 0.025, 0.01
"""Both together find a slice in less than 5 % of datasets that have none: the bootstrap of the second, which knows few
images, finds up to twice what it should."""
LEAST_GAP = 0.05
_LEAST_PRICE = 5e-3
_LEAST_IMAGES = 12
_LEAST_IMAGES_OF_BOXES = 40
"""Of slices that divide the boxes of one image, where chance is known only for many images."""
_MOST_FOUND = 5
_COVERED = 0.5
"""A slice is not told of where so much of it is in one told of before."""


@dataclass(frozen=True, eq=False, slots=True)
class Slice:
    """Labels that share up to two conditions, and how far they are below the rest.

    Attributes
    ----------
    conditions : tuple of Condition
    holds : (n,) bool
        Of which labels.
    images : (m,) bool or None
        On which images, where a condition is of the image: then the slice is a cause rather than a kind of object.
    gap, error, p : float
        As `engine.diagnose.significance.Gaps` has them.
    """

    conditions: tuple[Condition, ...]
    holds: Bool
    images: Bool | None
    gap: float
    error: float
    p: float


def find(patient: Patient, here: Traits | None, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """A finding for each slice that is worse by more than chance and enough to matter."""
    own = patient.assessment
    if own.predictions is None:
        yield NotLookedAt(
            Topic.BIAS, sentence("Diagnose", "Without predictions there is no AP of slices of the labels.")
        )
        return
    progress("Looking for slices of lower AP", 0, 0)
    known = credits(own.evaluation, own.annotations)
    found = worst_slices(patient, known, here)
    told: list[Bool] = []
    # Of two that cost the same, the one that is worse says more closely what it is.
    priced = sorted(
        ((_price(known, one), one) for one in found), key=lambda pair: -pair[0] * (-pair[1].gap) ** 0.5
    )
    for price, one in priced:
        seen = any((one.holds & other).sum() >= _COVERED * one.holds.sum() for other in told)
        if price >= _LEAST_PRICE and not seen and len(told) < _MOST_FOUND:
            told.append(one.holds)
            yield _finding(known, one, _price_without(patient, one, price))


def worst_slices(patient: Patient, known: Credits, here: Traits | None) -> list[Slice]:
    """Slices that are significantly below the rest and by at least `LEAST_GAP`."""
    labels = known.annotations
    values = known.values - _class_means(known)[labels.categories]
    images, boxes = of_images(patient.dataset, here), of_boxes(patient.dataset, labels)
    count = len(patient.dataset.images)
    return [
        *_of_images(values, labels.images, count, images, boxes, patient.seed),
        *_of_boxes(values, labels.images, boxes, patient.seed),
    ]


def _of_images(
    values: Float, on: Int, count: int, images: list[Condition], boxes: list[Condition], seed: int
) -> Iterator[Slice]:
    """Slices by one or two conditions of the image, or by one of it and one of the box."""
    groups: list[tuple[Condition, ...]] = [(own,) for own in images]
    groups += [pair for pair in combinations(images, 2) if pair[0].group != pair[1].group]
    kinds: list[Condition | None] = [None, *boxes]
    if not groups or not len(values):
        return
    inside = np.stack([np.logical_and.reduce([own.holds for own in group]) for group in groups], axis=1)
    masks = [np.ones(len(values), np.bool_), *(own.holds for own in boxes)]
    sums = np.stack([np.bincount(on, values * mask, minlength=count) for mask in masks]).astype(np.float64)
    sizes = np.stack([np.bincount(on, mask, minlength=count) for mask in masks]).astype(np.float64)
    with_boxes = (sizes > 0).astype(np.float64)
    within = with_boxes @ inside
    asked = (within >= _LEAST_IMAGES) & (with_boxes.sum(axis=1)[:, None] - within >= _LEAST_IMAGES)
    asked[1:] &= np.array([len(group) == 1 for group in groups])
    found = image_gaps(sums, sizes, inside, asked, seed=seed)
    for kind, group in _worse(found, SIGNIFICANT):
        own = kinds[kind]
        conditions = groups[group] if own is None else (own, *groups[group])
        holds = masks[kind] & inside[on, group]
        yield _slice(conditions, holds, found, (kind, group), inside[:, group])


def _of_boxes(values: Float, on: Int, boxes: list[Condition], seed: int) -> Iterator[Slice]:
    """Slices by what boxes are like: size, shape, place, each alone or of one class."""
    shapes = [own for own in boxes if own.group != "class"]
    wanted: list[tuple[Condition, ...]] = [(own,) for own in shapes]
    wanted += [pair for pair in combinations(boxes, 2) if pair[0].group != pair[1].group]
    every = np.bincount(on)
    kept, masks = [], []
    for conditions in wanted:
        holds = np.logical_and.reduce([own.holds for own in conditions])
        # Enough of it, and of the rest.
        within = np.bincount(on[holds], minlength=len(every))
        if min(np.count_nonzero(within), np.count_nonzero(every > within)) >= _LEAST_IMAGES_OF_BOXES:
            kept.append(conditions)
            masks.append(holds)
    if not kept:
        return
    found = box_gaps(values, on, np.stack(masks, axis=1), seed=seed)
    for (place,) in _worse(found, SIGNIFICANT_OF_BOXES):
        yield _slice(kept[place], masks[place], found, (place,), None)


def _worse(found: Gaps, significant: float) -> list[tuple[int, ...]]:
    places = np.argwhere((found.p <= significant) & (np.nan_to_num(found.gap) <= -LEAST_GAP))
    return [tuple(place) for place in places.tolist()]


def _slice(
    conditions: tuple[Condition, ...], holds: Bool, found: Gaps, place: tuple[int, ...], images: Bool | None
) -> Slice:
    return Slice(
        conditions,
        holds,
        images,
        float(found.gap[place]),
        float(found.error[place]),
        float(found.p[place]),
    )


def _class_means(known: Credits) -> Float:
    categories = known.annotations.categories
    counts = np.bincount(categories)
    means: Float = np.bincount(categories, known.values) / np.maximum(counts, 1)
    return means


def _price_without(patient: Patient, one: Slice, otherwise: float) -> float:
    """How much higher mAP, or AP of the slice's class, is on the other images; else the price by what labels add.

    What is seen in error on such images lowers AP too, which the labels do not tell.
    """
    if one.images is None or any(own.of_boxes and own.category is None for own in one.conditions):
        return otherwise
    own = patient.assessment
    without = patient.evaluated_on(np.flatnonzero(~one.images))
    now, then = own.evaluation.metrics.per_class_ap, without.metrics.per_class_ap
    both = (now >= 0) & (then >= 0)
    for condition in one.conditions:
        if condition.category is not None:
            both &= np.arange(len(now)) == condition.category
    return float(np.where(both, then - now, 0.0).sum() / max(np.count_nonzero(now >= 0), 1))


def _price(known: Credits, one: Slice) -> float:
    """How much higher mAP were with the slice as good as the rest of its class, as far as what labels add says it."""
    categories = known.annotations.categories
    counts = np.bincount(categories)
    within = np.bincount(categories[one.holds], minlength=len(counts))
    total = np.bincount(categories, known.values)
    inside = np.bincount(categories[one.holds], known.values[one.holds], minlength=len(counts))
    without = counts - within
    both = (within > 0) & (without > 0)
    better = (total - inside) / np.maximum(without, 1) - inside / np.maximum(within, 1)
    gain = np.where(both, better * within / np.maximum(counts, 1), 0.0)
    return float(gain.sum() / max(np.count_nonzero(counts), 1))


def _finding(known: Credits, one: Slice, price: float) -> Finding:
    name = _name(one)
    labels = known.annotations
    inside, rest = (float(known.values[part].mean()) for part in (one.holds, ~one.holds))
    said = sentence(
        "Diagnose",
        "AP of {slice} is {gap:.2f} lower than that of the rest of their classes ({count:,} boxes on {images:,} "
        "images). As good as the rest, they would raise mAP by about {price:.4f}.",
        slice=name,
        gap=-one.gap,
        count=int(one.holds.sum()),
        images=len(np.unique(labels.images[one.holds])),
        price=price,
    )
    spread = 1.96 * one.error / max(-one.gap, 1e-9) * price
    bars = np.array([inside, rest])
    error = 1.96 * one.error * np.array([1.0, 0.0])
    plot = EvidencePlot(
        PlotKind.BARS,
        sentence("Diagnose", "AP of the slice and of the rest"),
        "",
        "AP",
        (Series("", np.arange(2.0), bars, np.maximum(bars - error, 0.0), np.minimum(bars + error, 1.0)),),
        names=(name, sentence("Diagnose", "the rest")),
    )
    more = sentence("Diagnose", "Collect and label more like these for training: {slice}.", slice=name)
    return Finding(
        key="bias.slice." + ".".join(own.key for own in one.conditions),
        topic=Topic.BIAS,
        sentence=said,
        confidence=1.0 - one.p,
        weight=price,
        price=price,
        price_low=price - spread,
        price_high=price + spread,
        plot=plot,
        steps=(NextStep(more), *_looks_step(one)),
        symptom=one.images is None,
    )


def _looks_step(one: Slice) -> tuple[NextStep, ...]:
    if one.images is None:
        return ()
    change = sentence("Diagnose", "Or change images so while training, and see here what that does.")
    return (NextStep(change, action="augment"),)


def _name(one: Slice) -> Sentence:
    if len(one.conditions) == 1:
        return one.conditions[0].name
    first, second = (own.name for own in one.conditions)
    return sentence("Diagnose", "{first}, and these: {second}", first=first, second=second)
