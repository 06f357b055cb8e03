"""Every figure of agreement from the sums of tallies."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.agreement.coefficients import against_rest, alpha, cohen, fleiss, ratio
from engine.agreement.tally import Column
from engine.data.agreement import MEASURES, Measure
from engine.data.dataset import Bool, Float

_Coefficient = Callable[[Float, Float], Float]


def measured(sums: Float, used: Bool, *, paired: bool) -> Float:
    """Every figure of some samples.

    Parameters
    ----------
    sums : (samples, k + 1, columns) float64
        `Tally.sums` of each.
    used : (k,) bool
        Classes that somebody uses: the presence of others is no question.
    paired
        Whether they are of two sets: kappa is then Cohen's.

    Returns
    -------
    (samples, k + 1, measures) float64
        The last row is of all classes.
    """
    result = np.full((*sums.shape[:2], len(MEASURES)), np.nan)
    if paired:
        kappa, presence = _cohen(sums), _cohen_presence(sums, used)
    else:
        kappa = _nominal(fleiss, sums, Column.COMPLETE_TOTAL, Column.COMPLETE_DIAGONAL)
        presence = _presence(fleiss, sums, used, complete=True)
    found = {
        **_shares(sums),
        Measure.KAPPA: kappa,
        Measure.ALPHA: _nominal(alpha, sums, Column.TOTAL, Column.DIAGONAL),
        Measure.JOINT_ALPHA: _nominal(alpha, sums, Column.JOINT_TOTAL, Column.JOINT_DIAGONAL),
        Measure.PRESENCE_KAPPA: presence,
        Measure.PRESENCE_ALPHA: _presence(alpha, sums, used, complete=False),
    }
    for measure, values in found.items():
        result[:, :, MEASURES.index(measure)] = values
    return result


def _with_all(sums: Float, column: Column) -> Float:
    """A column by class, and in the last row of all classes: (samples, k + 1)."""
    own = sums[:, :-1, column]
    return np.concatenate([own, own.sum(axis=1, keepdims=True)], axis=1)


def _shares(sums: Float) -> dict[Measure, Float]:
    boxes, first, second, agreed = (
        _with_all(sums, column) for column in (Column.BOXES, Column.FIRST, Column.SECOND, Column.AGREED)
    )
    by_first, by_second, by_both = (
        _with_all(sums, column) for column in (Column.IOU_FIRST, Column.IOU_SECOND, Column.IOU_AGREED)
    )
    existence = ratio(first + second, boxes)
    iou = ratio(by_first + by_second - by_both, first + second - agreed)
    # Of all classes, a pair of two classes counts once.
    iou[:, -1] = ratio(by_first[:, -1], first[:, -1])
    return {
        Measure.EXISTENCE: existence,
        Measure.JACCARD: existence / (2.0 - existence),
        Measure.IOU: iou,
        Measure.SAME_CLASS: ratio(2.0 * agreed, first + second),
    }


def _joined(per_class: Float, overall: Float) -> Float:
    return np.concatenate([per_class, overall[:, None]], axis=1)


def _cohen(sums: Float) -> Float:
    first, second, agreed = (sums[:, :-1, column] for column in (Column.FIRST, Column.SECOND, Column.AGREED))
    units = first.sum(axis=1, keepdims=True)
    return _joined(_cohen_against_rest(first, second, agreed, units), cohen(first, second, agreed))


def _cohen_against_rest(first: Float, second: Float, agreed: Float, units: Float) -> Float:
    neither = units - first - second + agreed
    return cohen(
        np.stack([first, units - first], axis=-1),
        np.stack([second, units - second], axis=-1),
        np.stack([agreed, neither], axis=-1),
    )


def _nominal(coefficient: _Coefficient, sums: Float, total: Column, diagonal: Column) -> Float:
    totals, agreed = sums[:, :, total], sums[:, :, diagonal]
    everything = totals.sum(axis=1, keepdims=True)
    per_class = coefficient(*against_rest(totals, everything, agreed))
    # The last value is no box, which is no class.
    return _joined(per_class[:, :-1], coefficient(totals, agreed))


def _presence(coefficient: _Coefficient, sums: Float, used: Bool, *, complete: bool) -> Float:
    total, diagonal = (
        (Column.PRESENT_COMPLETE_TOTAL, Column.PRESENT_COMPLETE_DIAGONAL)
        if complete
        else (Column.PRESENT_TOTAL, Column.PRESENT_DIAGONAL)
    )
    totals, agreed = against_rest(sums[:, :-1, total], sums[:, -1:, total], sums[:, :-1, diagonal])
    per_class = coefficient(totals, agreed)
    per_class[:, ~used] = np.nan
    return _joined(per_class, coefficient(totals[:, used].sum(axis=1), agreed[:, used].sum(axis=1)))


def _cohen_presence(sums: Float, used: Bool) -> Float:
    first, second, both = (
        sums[:, :-1, column] for column in (Column.PRESENT_FIRST, Column.PRESENT_SECOND, Column.PRESENT_BOTH)
    )
    images = sums[:, -1:, Column.PRESENT_FIRST]
    per_class = _cohen_against_rest(first, second, both, images)
    per_class[:, ~used] = np.nan
    first, second, both = (own[:, used].sum(axis=1) for own in (first, second, both))
    return _joined(per_class, _cohen_against_rest(first, second, both, used.sum() * images[:, 0]))
