"""Agreement corrected for chance, from sums over units.

All take nominal values. An axis of values comes last; further axes before it are further samples. Where there is no
variation to agree on, a coefficient is not defined: NaN.
"""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Float


def cohen(first: Float, second: Float, agreed: Float) -> Float:
    """Cohen's kappa of two raters.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20,
    1960.

    Parameters
    ----------
    first, second : (..., k) float64
        How often each rater says each value.
    agreed : (..., k) float64
        How often both say it of one unit.

    Returns
    -------
    (...) float64
    """
    units = first.sum(axis=-1)
    observed = agreed.sum(axis=-1)
    expected = ratio((first * second).sum(axis=-1), units)
    return ratio(observed - expected, units - expected)


def fleiss(totals: Float, diagonal: Float) -> Float:
    """Fleiss' kappa of units that have the same number of values each.

    Source: J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76, 1971.

    Parameters
    ----------
    totals, diagonal : (..., k) float64
        As for `alpha`.

    Returns
    -------
    (...) float64
    """
    values = totals.sum(axis=-1)
    observed = ratio(diagonal.sum(axis=-1), values)
    expected = ratio((totals**2).sum(axis=-1), values**2)
    return ratio(observed - expected, 1.0 - expected)


def alpha(totals: Float, diagonal: Float) -> Float:
    """Krippendorff's alpha for nominal values.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011: 1 - (n - 1) times the coincidences of
    different values, over the pairs of different values among all n.

    Parameters
    ----------
    totals : (..., k) float64
        How often each value stands in units of two values or more.
    diagonal : (..., k) float64
        Coincidences of each value with itself: a unit in which it stands c times among m values adds
        c (c - 1) / (m - 1).

    Returns
    -------
    (...) float64
    """
    values = totals.sum(axis=-1)
    different = values - diagonal.sum(axis=-1)
    found: Float = 1.0 - ratio((values - 1.0) * different, values**2 - (totals**2).sum(axis=-1))
    return found


def coincidences(counts: Float) -> tuple[Float, Float]:
    """What each unit adds to the totals and the diagonal of `alpha`.

    Parameters
    ----------
    counts : (n, k) float64
        How often each value stands in each unit.

    Returns
    -------
    totals, diagonal : (n, k) float64
        0 for a unit of fewer than two values.
    """
    values = counts.sum(axis=1, keepdims=True)
    paired = values >= 2
    totals = np.where(paired, counts, 0.0)
    return totals, np.where(paired, counts * (counts - 1.0) / np.maximum(values - 1.0, 1.0), 0.0)


def against_rest(own: Float, everything: Float, agreed: Float) -> tuple[Float, Float]:
    """Totals and diagonal of one value against all others taken as one: an axis of two values is added.

    Parameters
    ----------
    own, agreed : (...) float64
        The value's total and its coincidences with itself.
    everything : (...) float64
        How many values there are.
    """
    rest = everything - own
    return np.stack([own, rest], axis=-1), np.stack([agreed, rest - (own - agreed)], axis=-1)


def ratio(top: Float, bottom: Float) -> Float:
    """The quotient; NaN where the divisor is 0, or as near to it as sums of floats come."""
    top, bottom = np.broadcast_arrays(top, bottom)
    quotient: Float = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=np.abs(bottom) > 1e-12)
    return quotient
