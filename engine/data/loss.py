"""How far a model contradicts the labels, in its parts, for people to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from engine.data.dataset import Float, Int


class LossPart(IntEnum):
    """The ways in which a label may be wrong; values are columns of `Losses.parts`."""

    CATEGORY = 0
    PLACE = 1
    EXISTENCE = 2


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of one label: each part 0 to 1, as `LabelLoss` has them."""

    category: float
    place: float
    existence: float

    @property
    def total(self) -> float:
        """The largest part."""
        return max(self.category, self.place, self.existence)


@dataclass(frozen=True, eq=False, slots=True)
class Losses:
    """The loss of every label.

    Attributes
    ----------
    ids : (n,) int64
        Ids of the annotations, ascending.
    parts : (n, 3) float64
        0 to 1; columns by `LossPart`.
    """

    ids: Int
    parts: Float

    @property
    def totals(self) -> Float:
        """The largest part of each, (n,) float64."""
        totals: Float = self.parts.max(axis=1, initial=0.0)
        return totals

    def of(self, annotation_id: int | None) -> Loss | None:
        """The loss of one label; None for one that is not among them."""
        return None if annotation_id is None else self.of_each([annotation_id])[0]

    def of_each(self, annotation_ids: list[int]) -> list[Loss | None]:
        """The losses of some labels, in the order given."""
        asked = np.array(annotation_ids, np.int64)
        rows = np.minimum(np.searchsorted(self.ids, asked), max(len(self.ids) - 1, 0))
        if not len(self.ids):
            return [None] * len(asked)
        known = (self.ids[rows] == asked).tolist()
        return [
            Loss(*own) if found else None for own, found in zip(self.parts[rows].tolist(), known, strict=True)
        ]

    def totals_of(self, ids: Int) -> Float:
        """The largest part of each of some labels, 0 for one that is not among them, (m,) float64."""
        if not len(self.ids):
            return np.zeros(len(ids))
        rows = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[rows] == ids, self.totals[rows], 0.0)

    @staticmethod
    def joined(parts: Sequence[Losses]) -> Losses:
        """The losses of labels of several images as one, in the order given."""
        if not parts:
            return Losses(np.zeros(0, np.int64), np.zeros((0, len(LossPart))))
        return Losses(
            np.concatenate([own.ids for own in parts]), np.concatenate([own.parts for own in parts])
        )

    def replaced(self, ids: Int, fresh: Losses) -> Losses:
        """Those of the labels there are now: fresh where there is one, else as they were.

        Parameters
        ----------
        ids : (m,) int64
            Of all annotations there are now, ascending.
        fresh
            In any order.
        """
        shared = min(len(ids), len(self.ids))
        # Mostly all of them, or all but a few at the end: what is the same so far need not be looked for.
        same = int(np.argmin(np.append(ids[:shared] == self.ids[:shared], False)))
        parts = np.zeros((len(ids), len(LossPart)))
        parts[:same] = self.parts[:same]
        for own in (Losses(self.ids[same:], self.parts[same:]), fresh):
            rows = np.searchsorted(ids, own.ids)
            there = rows < len(ids)
            there[there] = ids[rows[there]] == own.ids[there]
            parts[rows[there]] = own.parts[there]
        return Losses(ids, parts)


@dataclass(frozen=True, eq=False, slots=True)
class LabelLoss:
    """How far the model contradicts each label; rows are those of the annotations.

    Attributes
    ----------
    category, place, existence : (n,) float64
        0 to 1: another class is seen here; the object is seen elsewhere; nothing is seen here.
    held : (n,) float64
        0 to 1: how firmly the label's own class is seen just here.
    support : (n,) float64
        0 to 1: how firmly anything is seen here.
    fit : (n,) float64
        0 to 1: probability times IoU of the best prediction of the label's class.
    missed : (n,) float64
        `engine.loss.ModelEvidence.miss_rates` of labels of this class and size.
    own, rival, elsewhere : (n,) int64
        Rows of the predictions behind ``held``, ``category`` and ``place``; -1 for none.
    rival_iou, elsewhere_iou : (n,) float64
        IoU of the label with these; 0 for none.
    raw_rival : (n,) int64
        Row of the raw outputs behind ``category`` where they, not a prediction, contradict the class; else -1.
    """

    category: Float
    place: Float
    existence: Float
    held: Float
    support: Float
    fit: Float
    missed: Float
    own: Int
    rival: Int
    elsewhere: Int
    rival_iou: Float
    elsewhere_iou: Float
    raw_rival: Int


@dataclass(frozen=True, eq=False, slots=True)
class MissingLabels:
    """Predictions on places that have no label.

    Attributes
    ----------
    predictions : (m,) int64
        Rows, in the order of the scene.
    scores : (m,) float64
        Probability that a label is missing there.
    """

    predictions: Int
    scores: Float
