import numpy as np
import pytest

from engine.inference.detector import Prepared
from engine.inference.kinds.numbers import as_dtype, normalised
from engine.inference.signature import Tensor

LEVELS = np.arange(256, dtype=np.uint8).reshape(16, 16, 1).repeat(3, axis=2)
OWN = Prepared(LEVELS, (16, 16))


@pytest.mark.parametrize(("dtype", "moved"), [("uint8", 0), ("int8", 128), ("float32", 0), ("float16", 0)])
def test_numbers_stay_what_they_are(dtype, moved):
    pixels = as_dtype(OWN, dtype).pixels
    assert pixels.dtype == dtype and pixels.flags.c_contiguous
    np.testing.assert_array_equal(pixels.astype(np.int64) + moved, LEVELS)


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_floats_are_moved_and_scaled_each_channel_by_itself(dtype):
    image = Tensor("image", dtype, (1, 16, 16, 3))
    pixels = normalised(OWN, image, mean=(10.0, 20.0, 30.0), std=(2.0, 4.0, 8.0)).pixels
    assert pixels.dtype == dtype
    np.testing.assert_allclose(pixels[15, 15], [122.5, 58.75, 28.125])


@pytest.mark.parametrize(
    ("dtype", "scale", "zero"), [("uint8", 1 / 255, 0), ("int8", 1 / 255, -128), ("int8", 0.01, -20)]
)
def test_quantised_numbers_stand_for_the_same(dtype, scale, zero):
    image = Tensor("image", dtype, (1, 16, 16, 3), (scale, zero))
    pixels = normalised(OWN, image, mean=(0.0,), std=(255.0,)).pixels
    limits = np.iinfo(dtype)
    meant = np.clip(LEVELS / 255, (limits.min - zero) * scale, (limits.max - zero) * scale)
    assert pixels.dtype == dtype
    np.testing.assert_allclose((pixels.astype(np.float64) - zero) * scale, meant, atol=scale * 0.51)


def test_integers_that_stand_for_nothing_else_are_the_levels():
    image = Tensor("image", "uint8", (1, 16, 16, 3))
    np.testing.assert_array_equal(normalised(OWN, image, mean=(0.0,), std=(255.0,)).pixels, LEVELS)
