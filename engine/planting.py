"""Planting: making up flags on trusted labels whose suggestions are wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from engine.assessment import Assessment
from engine.data.dataset import Annotation, BoxTuple, Float, Int
from engine.data.edit import Edit
from engine.data.flag import FlagKind, QueueEntry
from engine.data.known_answer import KnownAnswer, Planting
from engine.data.sentence import Sentence
from engine.errors import UserError
from engine.known_answers import touches
from engine.loss import MATCHED, ModelEvidence, label_loss, look, usable_boxes

KINDS = (FlagKind.WRONG_CLASS, FlagKind.BAD_LOCATION, FlagKind.SPURIOUS_LABEL, FlagKind.MISSING_LABEL)
"""The kinds that a model raises, each with a suggestion."""

_APART = (0.25, 0.48)
"""IoU of a label with the place suggested for it: a model's doubts of a place have less than 0.5."""

_JITTER = 0.02
_TRIES = 40
_MARGIN = 0.02


@dataclass(frozen=True, eq=False, slots=True)
class PlantRequest:
    """What to plant known answers in.

    Attributes
    ----------
    assessment : Assessment
        Of the labels as they are now.
    approved : frozenset of int
        Images whose labels are trusted.
    used : frozenset of int
        Ids of labels that have or had a known answer.
    waiting : tuple of QueueEntry
        The doubts that nobody has answered: what is made up is to look like them.
    share : float
        Known answers for each of these, 0 to 1.
    seed, journal, made_at, author
        As in `Planting`.
    """

    assessment: Assessment
    approved: frozenset[int]
    used: frozenset[int]
    waiting: tuple[QueueEntry, ...]
    share: float
    seed: int
    journal: int
    made_at: datetime
    author: str


def trusted(assessment: Assessment, approved: frozenset[int], used: frozenset[int]) -> Int:
    """Rows of the labels that known answers can be on, int64: on approved images, and nothing doubts them."""
    annotations = assessment.annotations
    doubted = {flag.annotation_id or 0 for own in approved for flag in assessment.flags.get(own, ())}
    known = np.isin(annotations.images, list(approved)) & annotations.countable()
    known &= usable_boxes(annotations.boxes_xyxy) & ~annotations.crowd & ~annotations.ignore
    known &= ~np.isin(annotations.ids, list(doubted | used))
    return np.flatnonzero(known)


def used(plantings: Iterable[Planting]) -> frozenset[int]:
    """Ids of the labels that have or had a known answer."""
    return frozenset(
        known.label.id for planting in plantings for known in planting.known if known.label is not None
    )


def count_of(share: float, waiting: int, available: int) -> int:
    """How many known answers a share of the flags that wait is, at least one."""
    return min(available, max(1, round(share * waiting)))


def plant(request: PlantRequest) -> Planting:
    """Make up known answers.

    Raises
    ------
    UserError
        There are no trusted labels left, or no predictions: the kinds are those that a model raises.
    """
    model = request.assessment.evidence.model
    if model is None:
        raise UserError("there are no predictions", remedy="Run a model, or open its predictions, first")
    rows = trusted(request.assessment, request.approved, request.used)
    if not len(rows):
        raise UserError(
            "no approved image has a label that nothing doubts",
            remedy="Approve images whose labels are right",
        )
    planter = _Planter(request, model)
    count = count_of(request.share, len(request.waiting), len(rows))
    chosen = np.random.default_rng(request.seed).permutation(rows)[:count]
    known = tuple(planter.plant(int(row)) for row in chosen)
    return Planting(0, request.seed, request.share, request.journal, request.made_at, request.author, known)


class _Planter:
    """Makes up one known answer after the other."""

    def __init__(self, request: PlantRequest, model: ModelEvidence) -> None:
        self._annotations = request.assessment.annotations
        self._sizes_wh = request.assessment.evidence.images.sizes_wh
        self._least = request.assessment.evidence.settings.min_score
        self._random = np.random.default_rng([request.seed, 1])
        scene = look(model, self._annotations)
        self._missed = label_loss(model, scene).missed
        classes = len(request.assessment.evidence.categories)
        self._confused = np.zeros((classes, classes), np.int64)
        labels = self._annotations.categories[scene.labels]
        seen = model.predictions.categories[scene.columns[scene.seen]]
        mixed = (scene.iou >= MATCHED) & (labels >= 0) & (seen >= 0) & (labels != seen)
        np.add.at(self._confused, (labels[mixed], seen[mixed]), 1)
        alike = (entry for entry in request.waiting if entry.flag.kind in KINDS)
        self._examples: dict[FlagKind, list[QueueEntry]] = {kind: [] for kind in KINDS}
        for entry in alike:
            self._examples[entry.flag.kind].append(entry)
        # One more of each, so that none is left out for want of examples.
        weights = np.array([len(self._examples[kind]) + 1.0 for kind in KINDS])
        self._weights = weights / weights.sum()
        self._planted: dict[int, list[BoxTuple]] = {}

    def plant(self, row: int) -> KnownAnswer:
        """A known answer on a label, or on a place without one beside it."""
        label = self._annotations.at(row)
        kind = KINDS[self._random.choice(len(KINDS), p=self._weights)]
        suggestion, iou = self._suggestion(kind, label)
        if suggestion is None:
            # To delete a label is always possible.
            kind, suggestion = FlagKind.SPURIOUS_LABEL, Edit.delete(label)
        score, said, overlap, price = self._figures(kind)
        if kind is FlagKind.SPURIOUS_LABEL:
            said = float(self._missed[row])
        if kind is FlagKind.WRONG_CLASS:
            iou = overlap
        return KnownAnswer(kind, suggestion, score, price, said, iou)

    def _suggestion(self, kind: FlagKind, label: Annotation) -> tuple[Edit | None, float]:
        """A wrong suggestion of some kind and the overlap that it speaks of; None where there is no room for one."""
        if kind is FlagKind.WRONG_CLASS:
            other = self._confusion(label.category)
            return (None if other is None else Edit.relabel(label, other)), 0.0
        if kind is FlagKind.BAD_LOCATION:
            iou = float(self._random.uniform(*_APART))
            place = self._elsewhere(label, iou)
            return (None if place is None else Edit.move(label, place)), iou
        if kind is FlagKind.MISSING_LABEL:
            free = self._free_place(label)
            return (
                None if free is None else Edit.add(Annotation.new(label.image, label.category, free))
            ), 0.0
        return Edit.delete(label), 0.0

    def _confusion(self, category: int) -> int | None:
        """The class that this one is most often taken for; any other one where it never is."""
        others = [own for own in range(len(self._confused)) if own != category]
        if not others:
            return None
        taken = self._confused[category][others]
        most = [own for own, count in zip(others, taken.tolist(), strict=True) if count == taken.max()]
        return int(self._random.choice(most))

    def _elsewhere(self, label: Annotation, iou: float) -> BoxTuple | None:
        """The label's box shifted, or made smaller or larger, so that the two overlap by this IoU."""
        places = [place for place in _displaced(label.box_xyxy, iou) if self._inside(label.image, place)]
        return places[self._random.integers(len(places))] if places else None

    def _free_place(self, label: Annotation) -> BoxTuple | None:
        """A place of the label's size that touches no box of its image, nor another one planted there."""
        width, height = self._sizes_wh[label.image].tolist()
        room = width - label.size_wh[0], height - label.size_wh[1]
        if min(room) <= 0:
            return None
        planted = self._planted.setdefault(label.image, [])
        boxes: Float = np.concatenate(
            [
                self._annotations.boxes_xyxy[self._annotations.rows_of_image(label.image)],
                np.array(planted, np.float64).reshape(-1, 4),
            ]
        )
        for x, y in self._random.uniform(size=(_TRIES, 2)) * room:
            place = (float(x), float(y), float(x) + label.size_wh[0], float(y) + label.size_wh[1])
            if not touches(place, boxes):
                planted.append(place)
                return place
        return None

    def _inside(self, image: int, box_xyxy: BoxTuple) -> bool:
        width, height = self._sizes_wh[image].tolist()
        x1, y1, x2, y2 = box_xyxy
        # A size of 0 is unknown.
        return x1 >= 0 and y1 >= 0 and (not width or x2 <= width) and (not height or y2 <= height)

    def _figures(self, kind: FlagKind) -> tuple[float, float, float, float]:
        """Score, the model's score, overlap and price: near those of a doubt of this kind, where there is one."""
        examples = self._examples[kind]
        shift = float(self._random.uniform(-_JITTER, _JITTER))
        drawn = self._random.uniform([self._least + _MARGIN, 0.5, MATCHED + _MARGIN], [0.9, 0.95, 0.9])
        score, said, iou = drawn.tolist()
        price = None
        if examples:
            example = examples[self._random.integers(len(examples))]
            told = example.flag.reason.values if isinstance(example.flag.reason, Sentence) else {}
            score = example.flag.score
            said, iou = (_number(told.get(name), own) for name, own in (("score", said), ("iou", iou)))
            price = example.price
        if price is None:
            # Nothing is priced yet: what a box may be worth among so many.
            price = float(self._random.uniform(0.1, 1.0)) / len(self._annotations)
        score, said = (float(np.clip(own + shift, self._least, 0.99)) for own in (score, said))
        return score, said, float(np.clip(iou + shift, MATCHED, 0.99)), price * (1 + 5 * shift)


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, float | np.floating) else otherwise


def _displaced(box_xyxy: Sequence[float], iou: float) -> Iterator[BoxTuple]:
    """A box shifted to the four sides, smaller and larger: each overlaps it by this IoU.

    Shifted by d, boxes of width w overlap by (w - d) / (w + d); scaled by s about the middle, by s² or 1 / s².
    """
    x1, y1, x2, y2 = box_xyxy
    width, height = x2 - x1, y2 - y1
    part = (1 - iou) / (1 + iou)
    for dx, dy in ((part * width, 0.0), (-part * width, 0.0), (0.0, part * height), (0.0, -part * height)):
        yield x1 + dx, y1 + dy, x2 + dx, y2 + dy
    for side in (math.sqrt(iou), 1 / math.sqrt(iou)):
        dx, dy = width * (1 - side) / 2, height * (1 - side) / 2
        yield x1 + dx, y1 + dy, x2 - dx, y2 - dy
