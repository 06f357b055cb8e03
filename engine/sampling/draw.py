"""Drawing a sample: what there is to draw from, its strata, and the draw."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Bool, Int
from engine.data.edit import EditKind
from engine.data.flag import Flag, VerdictKind
from engine.data.journal import Step
from engine.data.sample import Plan, SampleUnit, Stratum, Unit
from engine.errors import UserError
from engine.sampling.plan import risk_of

_LEAST_OF_CLASS = 5
"""A class has a stratum of its own where at least so many are to be drawn of it; rarer ones share one."""


@dataclass(frozen=True, eq=False, slots=True)
class Population:
    """Everything that can be drawn.

    Attributes
    ----------
    unit : Unit
    images : (n,) int64
        Indices into `Images`.
    annotation_ids : (n,) int64
        0 where the unit is the image.
    categories : (n,) int64
        Of the box; -1 where the unit is the image.
    flagged, reviewed, put_right : (n,) bool
        As in `SampleUnit` and `Stratum`.
    """

    unit: Unit
    images: Int
    annotation_ids: Int
    categories: Int
    flagged: Bool
    reviewed: Bool
    put_right: Bool

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn; fields as in `engine.data.sample.Sample`."""

    strata: tuple[Stratum, ...]
    class_sizes: tuple[tuple[int, int, int], ...]
    units: tuple[SampleUnit, ...]


def population_of(
    unit: Unit,
    annotations: Annotations,
    images: int,
    flags: Iterable[Flag],
    reviewed: Iterable[int],
    steps: Iterable[Step],
) -> Population:
    """Gather what can be drawn of the labels as they are.

    Parameters
    ----------
    unit
    annotations
        Boxes that no evaluation can use are left out: they are known to be wrong.
    images
        How many there are.
    flags
        Those that nobody answered.
    reviewed
        Images that somebody said are reviewed.
    steps
        What was done and not undone.
    """
    waiting = list(flags)
    fixed = [step for step in steps if any(said.after is VerdictKind.FIXED for said in step.verdicts)]
    edits = [edit for step in fixed for edit in step.edits]
    if unit is Unit.IMAGE:
        places = np.arange(images, dtype=np.int64)
        return Population(
            unit,
            places,
            np.zeros(images, np.int64),
            np.full(images, -1, np.int64),
            _among(places, (flag.image for flag in waiting)),
            _among(places, reviewed),
            _among(places, (edit.subject.image for edit in edits)),
        )
    boxes = annotations.take(annotations.countable())
    changed = (edit.subject.id for edit in edits if edit.kind not in (EditKind.ADD, EditKind.DELETE))
    return Population(
        unit,
        boxes.images,
        boxes.ids,
        boxes.categories,
        _among(boxes.ids, (flag.annotation_id for flag in waiting if flag.annotation_id is not None)),
        _among(boxes.images, reviewed),
        _among(boxes.ids, changed),
    )


def draw(population: Population, plan: Plan, seed: int, *, stratified: bool) -> Draw:
    """Draw by chance, without putting back; the same seed draws the same.

    Parameters
    ----------
    population
    plan
        A stratified sample has a few more than it asks for: each stratum has at least its share, and the risk holds.
    seed
    stratified
        By flagged or not, reviewed or not and, of boxes, by class.

    Raises
    ------
    UserError
        There is nothing to draw.
    """
    if not len(population):
        what = "labels" if population.unit is Unit.BOX else "images"
        raise UserError(f"there are no {what} to draw a sample of", remedy="Open a dataset that has some")
    strata, drawn = _planned(population, plan, stratified=stratified)
    random = np.random.default_rng(seed)
    chosen = [
        random.choice(np.flatnonzero(strata == own), taken, replace=False) for own, taken in enumerate(drawn)
    ]
    # Image by image, but images in an order that tells nothing.
    shuffled = random.permutation(int(population.images.max()) + 1)
    rows = np.concatenate(chosen)
    rows = rows[np.lexsort((population.annotation_ids[rows], shuffled[population.images[rows]]))]
    return Draw(
        tuple(_stratum(population, strata == own, plain=not stratified) for own in range(len(drawn))),
        _class_sizes(population, strata),
        tuple(_unit(population, strata, row) for row in rows.tolist()),
    )


def size_of(population: Population, plan: Plan, *, stratified: bool) -> int:
    """How many units `draw` would draw."""
    return sum(_planned(population, plan, stratified=stratified)[1])


def _planned(population: Population, plan: Plan, *, stratified: bool) -> tuple[Int, list[int]]:
    """The stratum of each unit, (n,) int64, and how many to draw of each."""
    strata = _strata(population, plan) if stratified else np.zeros(len(population), np.int64)
    sizes = np.bincount(strata)
    if len(sizes) < 2:
        return strata, [min(plan.size, len(population))]
    return strata, _allocation(plan, sizes)


def _strata(population: Population, plan: Plan) -> Int:
    """Which stratum each unit is in, from 0, (n,) int64."""
    cells = population.flagged * 2 + population.reviewed.astype(np.int64)
    share = min(plan.size / len(population), 1.0)
    # No class is 0: the stratum of the rare ones, and of images.
    first = cells * (int(population.categories.max()) + 2)
    _, of_class, counts = np.unique(
        first + population.categories + 1, return_inverse=True, return_counts=True
    )
    rare = counts[of_class] * share < _LEAST_OF_CLASS
    _, strata = np.unique(first + np.where(rare, 0, population.categories + 1), return_inverse=True)
    return np.asarray(strata, np.int64)


def _allocation(plan: Plan, sizes: Int) -> list[int]:
    """How many to draw of each stratum: no less than its share, so that the sum is no worse than a plain sample."""
    total = int(sizes.sum())
    for size in range(plan.size, total + 1):
        drawn = [min(math.ceil(size * own / total), own) for own in sizes.tolist()]
        if plan.standard or risk_of(plan, drawn, sizes.tolist()) <= plan.risk:
            return drawn
    return [int(own) for own in sizes]


def _stratum(population: Population, members: Bool, *, plain: bool) -> Stratum:
    size = int(members.sum())
    if plain:
        return Stratum(size)
    categories = np.unique(population.categories[members])
    alone = len(categories) == 1 and categories[0] >= 0
    return Stratum(
        size,
        int(categories[0]) if alone else None,
        bool(population.flagged[members][0]),
        bool(population.reviewed[members][0]),
    )


def _class_sizes(population: Population, strata: Int) -> tuple[tuple[int, int, int], ...]:
    if population.unit is Unit.IMAGE:
        return ()
    classes = int(population.categories.max()) + 1
    keys, counts = np.unique(strata * classes + population.categories, return_counts=True)
    return tuple(
        (*divmod(key, classes), count) for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
    )


def _unit(population: Population, strata: Int, row: int) -> SampleUnit:
    return SampleUnit(
        image=int(population.images[row]),
        annotation_id=int(population.annotation_ids[row]) or None,
        stratum=int(strata[row]),
        category=int(population.categories[row]),
        flagged=bool(population.flagged[row]),
        put_right=bool(population.put_right[row]),
    )


def _among(values: Int, known: Iterable[int] | Sequence[int]) -> Bool:
    return np.isin(values, np.array(sorted(set(known)), np.int64))
