"""What a finding was seen in, as SVG: bars with names, lines with marked places, or points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.data.finding import EvidencePlot, PlotKind, Series
from engine.report.markup import WIDTH, Say
from engine.report.svg import (
    AFTER,
    INK,
    LINE,
    MUTED,
    area,
    bar,
    dot,
    label,
    line,
    path,
    round_values,
    shortened,
    svg,
)

MOST_BARS = 10
"""So many names have bars; what weighs most is first in a plot."""
_COLOURS = (AFTER, "#c07a1e", "#4b74b5", "#b3362e", MUTED)
_LEGEND = 24
_BAR, _GAP, _BARS_LEFT, _BARS_RIGHT, _BARS_FOOT = 13, 8, 170, 70, 40
_HIGH, _LEFT, _RIGHT, _TOP, _FOOT = 220, 60, 16, 10, 40
_MOST_POINTS = 400
"""Of a line: it has no more pixels than that to show them."""

_Scale = Callable[[float], float]


def finding_plot(plot: EvidencePlot, *, say: Say = str) -> str:
    """Draw evidence, with what its colours mean above it where there are several.

    Parameters
    ----------
    plot
    say
        Says names and titles in the language of the report.
    """
    return (_bars if plot.kind is PlotKind.BARS else _curves)(plot, say)


def _bars(plot: EvidencePlot, say: Say) -> str:
    names = plot.names[:MOST_BARS]
    legend = _legend(plot, say, _BARS_LEFT)
    top, step = _LEGEND if legend else 4, _BAR * len(plot.series) + _GAP
    foot = top + step * len(names)
    shown = [_part(own, own.x < len(names)) for own in plot.series]
    ticks = round_values(*_ends([np.zeros(1), *(end for own in shown for end in (own.y, *_interval(own)))]))
    at = _scale((ticks[0], ticks[-1]), (_BARS_LEFT, WIDTH - _BARS_RIGHT))
    parts = [*legend, *(line(at(value), top, at(value), foot, LINE) for value in ticks)]
    for place, name in enumerate(names):
        y = top + step * (place + 0.5) + 4
        parts.append(label(_BARS_LEFT - 12, y, shortened(say(name), 26), INK, 12, "end"))
    for number, own in enumerate(shown):
        tops = top + _GAP / 2 + _BAR * number + step * own.x
        parts += _rows(own, at, tops, _colour(number))
    parts.append(line(at(0.0), top, at(0.0), foot, MUTED))
    parts += [label(at(value), foot + 16, f"{value:g}", MUTED, 11, "middle") for value in ticks]
    middle = (_BARS_LEFT + WIDTH - _BARS_RIGHT) / 2
    parts.append(label(middle, foot + 33, say(plot.y_title), MUTED, 11, "middle"))
    return svg(WIDTH, foot + _BARS_FOOT, parts)


def _rows(own: Series, at: _Scale, tops: Float, colour: str) -> Iterator[str]:
    """The bars of a series, with its intervals and values."""
    lower, upper = _interval(own)
    rows = zip(tops.tolist(), own.y.tolist(), lower.tolist(), upper.tolist(), strict=True)
    for y, value, low, high in rows:
        if not np.isfinite(value):
            continue
        yield bar(at(0.0), at(value), y + 1, _BAR - 2, colour)
        if own.low is not None:
            yield line(at(low), y + _BAR / 2, at(high), y + _BAR / 2, INK, 1.5)
        yield label(at(max(value, high, 0.0)) + 6, y + _BAR / 2 + 4, _value(value), INK, 11, "start")


def _curves(plot: EvidencePlot, say: Say) -> str:
    legend = _legend(plot, say, _LEFT)
    top, foot = _LEGEND if legend else _TOP, _HIGH - _FOOT
    ticks = round_values(*_ends([end for own in plot.series for end in (own.y, *_interval(own))]))
    at_y = _scale((ticks[0], ticks[-1]), (foot, top))
    left, right = _ends([*(own.x for own in plot.series), np.array([mark.x for mark in plot.marks])])
    at_x = _scale((left, right), (_LEFT, WIDTH - _RIGHT))
    parts = [*legend]
    for value in ticks:
        parts.append(line(_LEFT, at_y(value), WIDTH - _RIGHT, at_y(value), LINE))
        parts.append(label(_LEFT - 8, at_y(value) + 4, f"{value:g}", MUTED, 11, "end"))
    parts += [
        label(at_x(value), foot + 16, f"{value:,g}", MUTED, 11, "middle")
        for value in round_values(left, right, 6)
        if left <= value <= right
    ]
    parts.append(label((_LEFT + WIDTH - _RIGHT) / 2, _HIGH - 6, say(plot.x_title), MUTED, 11, "middle"))
    for number, own in enumerate(plot.series):
        # What has a name in a cloud of points is what was laid through it.
        cloud = plot.kind is PlotKind.POINTS and not own.name
        parts += (_points if cloud else _line)(own, at_x, at_y, _colour(number))
    for number, mark in enumerate(plot.marks, 1):
        parts.append(line(at_x(mark.x), top, at_x(mark.x), foot, INK, dashed=True))
        parts.append(label(at_x(mark.x) + 5, top + 11, str(number), INK, 11, "start", bold=True))
    return svg(WIDTH, _HIGH, parts)


def _points(own: Series, at_x: _Scale, at_y: _Scale, colour: str) -> Iterator[str]:
    own = _part(own, np.isfinite(own.x) & np.isfinite(own.y))
    lower, upper = _interval(own)
    for x, y, low, high in zip(own.x.tolist(), own.y.tolist(), lower.tolist(), upper.tolist(), strict=True):
        if own.low is not None:
            yield line(at_x(x), at_y(low), at_x(x), at_y(high), "#9aa4b2")
        yield dot(at_x(x), at_y(y), 3.5, colour)


def _line(own: Series, at_x: _Scale, at_y: _Scale, colour: str) -> Iterator[str]:
    own = _part(own, np.isfinite(own.x) & np.isfinite(own.y))
    if len(own.x) > _MOST_POINTS:
        own = _part(own, np.linspace(0, len(own.x) - 1, _MOST_POINTS).astype(np.int64))
    places = [at_x(x) for x in own.x.tolist()]
    if own.low is not None:
        lower, upper = ([at_y(y) for y in end.tolist()] for end in _interval(own))
        yield area([*zip(places, upper, strict=True), *zip(places[::-1], lower[::-1], strict=True)], colour)
    if len(places) > 1:
        yield path(list(zip(places, [at_y(y) for y in own.y.tolist()], strict=True)), colour)


def _legend(plot: EvidencePlot, say: Say, left: float) -> list[str]:
    """What each colour is; nothing where there is but one and it has no name."""
    parts, x = [], left
    for number, own in enumerate(plot.series):
        if own.name:
            name = say(own.name)
            parts.append(bar(x, x + 10, 3, 10, _colour(number)))
            parts.append(label(x + 16, 12, name, MUTED, 11, "start"))
            # SVG tells no width of a text: letters of this size are 6 pixels wide as a rule.
            x += 36 + 6.2 * len(name)
    return parts


def _value(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:.3g}"


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _part(own: Series, rows: Int | Bool) -> Series:
    low = None if own.low is None else own.low[rows]
    high = None if own.high is None else own.high[rows]
    return Series(own.name, own.x[rows], own.y[rows], low, high)


def _interval(own: Series) -> tuple[Float, Float]:
    """Ends of the intervals; the values themselves where there are none."""
    return (own.y if own.low is None else own.low), (own.y if own.high is None else own.high)


def _ends(values: Iterable[Float]) -> tuple[float, float]:
    """The smallest and the largest number; 0 and 1 where there is none."""
    every = np.concatenate([np.zeros(0), *values])
    every = every[np.isfinite(every)]
    if not len(every):
        return 0.0, 1.0
    low, high = float(every.min()), float(every.max())
    return low, high if high > low else low + 1e-6


def _scale(values: tuple[float, float], pixels: tuple[float, float]) -> _Scale:
    """From values to pixels."""
    (low, high), (start, end) = values, pixels
    return lambda value: start + (end - start) * (value - low) / (high - low)
