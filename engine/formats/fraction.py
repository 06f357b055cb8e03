"""Fractions of an image's side to pixels and back, so that nothing moves on the way.

Text is taken as the decimal number it is, and pixels are rounded once. So every float64
(but those below 1e-30) can be told by a text of digits enough, which a multiplication of floats cannot promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

_EXACT = Context(prec=60, traps=[])
_DIGITS = (6, 9, 12, 15, 17, 20, 24, 30, 40, 60)
"""Lengths of text to try, short ones first."""
_CONTEXTS = tuple(Context(prec=digits, traps=[]) for digits in _DIGITS)
_LONGEST = 400
"""Characters of a number; what is longer is none that a program wrote."""
_HALF = Decimal("0.5")
_MORE, _LESS = Decimal(f"1.{0:029}1"), Decimal(f"0.{10**30 - 1}")


def number(text: str) -> Decimal:
    """The number that a text is; NaN where it is none."""
    if len(text) > _LONGEST or "_" in text:
        return Decimal("nan")
    return _EXACT.create_decimal(text)


def pixels(text: str, side: int) -> float:
    """Pixels of a fraction of a side."""
    return float(_EXACT.multiply(number(text), Decimal(side)))


def span(centre: str, extent: str, side: int) -> tuple[float, float, float]:
    """Pixels of both ends, and between them, of what is given by its centre and its extent."""
    return _span(number(centre), number(extent), Decimal(side))


def fraction_text(value: float, side: int) -> str:
    """The shortest text that `pixels` takes for this value."""
    exact = _EXACT.divide(Decimal(value), Decimal(side))
    text = ""
    for context in _CONTEXTS:
        text = _text(context.plus(exact))
        if pixels(text, side) == value:
            break
    return text


def span_texts(low: float, high: float, size: float, side: int) -> tuple[str, str]:
    """The shortest texts of centre and extent that `span` takes for these pixels.

    ``size`` is met where it is ``high - low`` but for the last bit; the ends always are.
    """
    whole = Decimal(side)
    wanted: tuple[float, ...] = (low, high, size)
    texts = ("", "")
    for extent, compared in _extents(low, high, size):
        fraction = _EXACT.divide(extent, whole)
        # Where rounding both to the same length never does, such as next to 0, the centre is written in full.
        for of_centre in (None, _EXACT):
            for context in _CONTEXTS:
                rounded = context.plus(fraction)
                centre = (of_centre or context).plus(_centre(low, high, whole, rounded))
                texts = _text(centre), _text(rounded)
                if span(*texts, side)[:compared] == wanted[:compared]:
                    return texts
    return texts


def _centre(low: float, high: float, side: Decimal, extent: Decimal) -> Decimal:
    """The centre, from the end that is nearer to 0, so that it stays at 0 if it is there."""
    half = _EXACT.multiply(extent, _HALF)
    if abs(low) <= abs(high):
        return _EXACT.add(_EXACT.divide(Decimal(low), side), half)
    return _EXACT.subtract(_EXACT.divide(Decimal(high), side), half)


def _extents(low: float, high: float, size: float) -> Iterator[tuple[Decimal, int]]:
    """Extents to try, and how many of low, high and size they must meet."""
    if low + size == high:
        yield Decimal(size), 3
        # The end may lie right between two floats, where the least error of the fraction decides.
        yield _EXACT.multiply(Decimal(size), _MORE), 3
        yield _EXACT.multiply(Decimal(size), _LESS), 3
    between = _EXACT.subtract(Decimal(high), Decimal(low))
    yield between, 3
    yield between, 2


def _span(centre: Decimal, extent: Decimal, side: Decimal) -> tuple[float, float, float]:
    half = _EXACT.multiply(extent, _HALF)
    low = _EXACT.multiply(_EXACT.subtract(centre, half), side)
    high = _EXACT.multiply(_EXACT.add(centre, half), side)
    return float(low), float(high), float(_EXACT.multiply(extent, side))


def _text(value: Decimal) -> str:
    value = value.normalize(_EXACT)
    exponent = value.as_tuple().exponent
    plain = isinstance(exponent, int) and -_DIGITS[-1] <= exponent <= 0
    return f"{value:f}" if plain or value == value.to_integral_value() else str(value)
