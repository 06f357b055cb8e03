"""From the numbers of an image, 0 to 255, to the numbers that an input wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Prepared
from engine.inference.signature import Tensor


def as_dtype(prepared: Prepared, dtype: str) -> Prepared:
    """The same numbers in another type; of 8 bits with a sign, those that are 128 less."""
    if dtype == "int8":
        return replace(prepared, pixels=np.bitwise_xor(_levels(prepared), np.uint8(128)).view(np.int8))
    return replace(prepared, pixels=np.ascontiguousarray(prepared.pixels, np.dtype(dtype)))


def normalised(prepared: Prepared, image: Tensor, *, mean: Sequence[float], std: Sequence[float]) -> Prepared:
    """Numbers x as (x - mean) / std, and as the integers that stand for these where the input is quantised.

    Parameters
    ----------
    mean, std
        One number, or one for each channel.
    """
    if image.dtype.startswith("float"):
        real = (_levels(prepared) - np.array(mean, np.float32)) / np.array(std, np.float32)
        return replace(prepared, pixels=real.astype(image.dtype))
    if image.quantisation is None:
        return as_dtype(prepared, image.dtype)
    scale, zero = image.quantisation
    levels = _levels(prepared)
    limits = np.iinfo(image.dtype)
    table = np.rint((np.arange(256.0)[:, None] - np.array(mean)) / np.array(std) / scale) + zero
    table = np.clip(np.broadcast_to(table, (256, 3)), limits.min, limits.max).astype(image.dtype)
    quantised: NDArray[np.generic] = np.stack(
        [table[:, channel][levels[..., channel]] for channel in range(3)], axis=-1
    )
    return replace(prepared, pixels=quantised)


def _levels(prepared: Prepared) -> NDArray[np.uint8]:
    return prepared.pixels.astype(np.uint8, copy=False)
