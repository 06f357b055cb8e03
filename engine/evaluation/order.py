"""Sorting many numbers, equal ones as they were: NumPy's own way compares them, which takes several times longer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float, Int

_FEW = 4096
"""Numbers below which comparing them is quicker."""

_DIGIT = 16
"""Bits of the largest numbers that NumPy sorts without comparing."""


def rising(values: Float) -> Int:
    """``np.argsort(values, kind="stable")`` of finite numbers.

    By their bits, digit by digit from the last one on.

    Parameters
    ----------
    values : (n,) float64
        No NaN.

    Returns
    -------
    (n,) int64
    """
    if len(values) < _FEW:
        return np.argsort(values, kind="stable")
    # 0 and -0 are equal, and so have to be the same bits. Of a negative number all bits are turned, of others the sign.
    bits = (values + 0.0).view(np.uint64)
    bits ^= np.where(bits >> np.uint64(63), np.uint64(2**64 - 1), np.uint64(2**63))
    return _by_digits(bits, 64)


def falling(values: Float) -> Int:
    """``np.argsort(-values, kind="stable")``, as `rising`."""
    return rising(-values)


def by_index(rows: Int, values: Int, limit: int) -> Int:
    """Rows by their value, and as they were where values are equal.

    Parameters
    ----------
    rows : (m,) int64
    values : (n,) int64
        Of every row, from 0 to below the limit for those asked.
    limit
    """
    return rows[_by_digits(values[rows].astype(np.min_scalar_type(limit)), max(int(limit).bit_length(), 1))]


def _by_digits(numbers: NDArray[np.unsignedinteger], bits: int) -> Int:
    """Indices that sort numbers of so many bits."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    for shift in range(_DIGIT, bits, _DIGIT):
        digits = (numbers >> numbers.dtype.type(shift)).astype(np.uint16)
        order = order[np.argsort(digits[order], kind="stable")]
    return order
