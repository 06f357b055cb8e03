import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.fraction import fraction_text, pixels, span, span_texts

SIDES = st.integers(1, 20_000)
PLACES = st.floats(-1e4, 1e5).filter(lambda value: value == 0 or abs(value) > 1e-30)

SIZES = PLACES.map(abs)


@pytest.mark.parametrize(
    "text", ["", "x", "nan", "inf", "-inf", "1_0", "sNaN", "1e999999999999", "9" * 10**6]
)
def test_what_is_no_finite_number_is_told_by_the_result(text):
    assert not math.isfinite(pixels(text, 100))
    assert not all(map(math.isfinite, span("0.5", text, 100)))


@pytest.mark.parametrize(
    ("ends", "side", "texts"),
    [
        ((10, 40, 30), 100, ("0.25", "0.3")),
        ((0, 0, 0), 7, ("0", "0")),
        ((0, 640, 640), 640, ("0.5", "1")),
        ((13, 48, 35), 640, ("0.04765625", "0.0546875")),
    ],
)
def test_text_is_as_short_as_it_can_be(ends, side, texts):
    assert span_texts(*map(float, ends), side) == texts


@given(PLACES, SIDES)
def test_a_place_comes_back_to_the_last_bit(value, side):
    assert pixels(fraction_text(value, side), side) == value


@given(PLACES, SIZES, SIDES, st.booleans())
def test_ends_and_size_come_back_to_the_last_bit(low, size, side, corners):
    high = low + size
    size = high - low if corners else size
    assert span(*span_texts(low, high, size, side), side) == (low, high, size)


@given(PLACES, PLACES, PLACES, SIDES)
def test_ends_come_back_whatever_the_size(low, high, size, side):
    assert span(*span_texts(low, high, size, side), side)[:2] == (low, high)
