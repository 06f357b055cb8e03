"""From an image's values to those of the screen, against what NumPy says of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from widgets.canvas.adjustment import AS_IT_IS, Adjustment, adjusted, table_of, tones_of

adjustments = st.builds(Adjustment, st.floats(-1, 1), st.floats(-1, 1), st.floats(0.2, 5), st.booleans())
images = st.sampled_from([np.uint8, np.uint16]).flatmap(
    lambda depth: arrays.arrays(depth, st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(3)))
)


def ramp(depth, low=0, high=None):
    """Every value from low to high, in all three channels."""
    high = np.iinfo(depth).max if high is None else high
    return np.repeat(np.linspace(low, high, 4096).round().astype(depth).reshape(64, 64, 1), 3, axis=2)


def test_as_it_is_nothing_changes():
    assert (table_of(AS_IT_IS, tones_of(ramp(np.uint8))) == np.arange(256)).all()
    deep = table_of(AS_IT_IS, tones_of(ramp(np.uint16)))
    assert (deep[np.arange(256) * 257] == np.arange(256)).all()


@given(images, adjustments)
def test_what_is_brighter_is_never_shown_darker(pixels, adjustment):
    table = table_of(adjustment, tones_of(pixels))
    assert table.dtype == np.uint8
    assert len(table) == np.iinfo(pixels.dtype).max + 1
    assert (np.diff(table.astype(int)) >= 0).all()


@given(images, adjustments)
def test_every_value_is_looked_up(pixels, adjustment):
    table = table_of(adjustment, tones_of(pixels))
    assert (adjusted(pixels, table) == table[pixels]).all()


@pytest.mark.parametrize(
    ("adjustment", "expected"),
    [
        (Adjustment(), [0, 64, 128, 192, 255]),
        (Adjustment(brightness=1), [255, 255, 255, 255, 255]),
        (Adjustment(brightness=-1), [0, 0, 0, 0, 0]),
        (Adjustment(brightness=0.2), [51, 115, 179, 243, 255]),
        (Adjustment(contrast=1), [0, 0, 130, 255, 255]),
        (Adjustment(contrast=-1), [96, 112, 128, 144, 159]),
        (Adjustment(gamma=2), [0, 128, 181, 221, 255]),
        (Adjustment(gamma=0.5), [0, 16, 64, 145, 255]),
    ],
)
def test_brightness_contrast_and_gamma(adjustment, expected):
    table = table_of(adjustment, tones_of(ramp(np.uint8)))
    assert table[[0, 64, 128, 192, 255]].tolist() == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(("depth", "low", "high"), [(np.uint8, 90, 140), (np.uint16, 300, 4095)])
def test_a_stretch_spreads_what_there_is(depth, low, high):
    pixels = ramp(depth, low, high)
    shown = adjusted(pixels, table_of(Adjustment(stretch=True), tones_of(pixels)))
    assert (shown.min(), shown.max()) == (0, 255)
    assert shown.mean() == pytest.approx(127.5, abs=3)


def test_an_image_of_one_colour_is_stretched_to_nothing_else():
    pixels = np.full((5, 5, 3), 77, np.uint8)
    assert (adjusted(pixels, table_of(Adjustment(stretch=True), tones_of(pixels))) == 77).all()


@given(images)
def test_half_a_percent_lies_beyond_either_end(pixels):
    tones = tones_of(pixels)
    cut_off = 0.005 * pixels.size
    assert (pixels < tones.low).sum() <= cut_off < (pixels <= tones.low).sum()
    assert (pixels > tones.high).sum() <= cut_off
    assert tones.low <= tones.high


@given(images)
def test_every_value_is_counted(pixels):
    tones = tones_of(pixels)
    top = np.iinfo(pixels.dtype).max
    assert tones.top == top
    assert (tones.counts == np.histogram(pixels, 256, (0, top + 1))[0]).all()


def test_of_a_large_image_some_are_counted():
    tones = tones_of(ramp(np.uint8).repeat(50, axis=0).repeat(50, axis=1))
    assert 900_000 <= tones.counts.sum() <= 2_000_000
    assert (tones.low, tones.high) == (pytest.approx(1, abs=1), pytest.approx(254, abs=1))


@pytest.mark.parametrize(
    ("depth", "high", "narrow"),
    [(np.uint8, 20, False), (np.uint16, 4095, True), (np.uint16, 40_000, False), (np.uint16, 65_535, False)],
)
def test_16_bits_of_which_few_are_used_are_narrow(depth, high, narrow):
    assert tones_of(ramp(depth, 0, high)).narrow is narrow
