"""Plots as SVG, drawn with the few shapes that every reader of SVG knows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

BEFORE, AFTER, INK, MUTED, LINE = "#9aa4b2", "#1f6f5c", "#1c2430", "#66707f", "#e3e7ec"
_FONT = "font-family='Helvetica, Arial, sans-serif'"


def course_plot(course: Sequence[tuple[int, float]], size: tuple[int, int] = (660, 200)) -> str:
    """MAP over the steps that edited labels, as a line."""
    width, height = size
    left, right, top, bottom = 52, 64, 14, 34
    values = [ap for _, ap in course]
    ticks = _ticks(min(values), max(values))
    low, high, last = ticks[0], ticks[-1], max(course[-1][0], 1)

    def at(step: float, value: float) -> tuple[float, float]:
        x = left + (width - left - right) * step / last
        return x, height - bottom - (height - top - bottom) * (value - low) / (high - low)

    parts = []
    for value in ticks:
        _, y = at(0, value)
        parts.append(_line(left, y, width - right, y, LINE))
        parts.append(_text(left - 8, y + 4, f"{value:.3f}", MUTED, 11, "end"))
    # A step keeps its value until the next one.
    points = [at(*course[0])]
    for step, value in course[1:]:
        points += [(at(step, value)[0], points[-1][1]), at(step, value)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    parts += [
        f"<polyline points='{path}' fill='none' stroke='{AFTER}' stroke-width='2'/>",
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='4' fill='{AFTER}'/>",
        _text(x + 9, y + 4, f"{values[-1]:.3f}", AFTER, 13, "start", bold=True),
        _text(left, height - 10, "as opened", MUTED, 11, "start"),
        _text(width - right, height - 10, f"{course[-1][0]} edits", MUTED, 11, "end"),
    ]
    return _svg(width, height, parts)


def dumbbells(
    rows: Sequence[tuple[str, float | None, float | None]],
    size: tuple[int, int] = (660, 0),
    *,
    high: float = 1.0,
) -> str:
    """Each row's value before and after as two dots on a line; None: not defined."""
    width, step = size[0], 28
    left, right, top = 150, 60, 8
    height = top + step * len(rows) + 28

    def at(value: float) -> float:
        return left + (width - left - right) * value / high

    foot = height - 24
    parts = []
    for number in range(6):
        x = at(high * number / 5)
        parts.append(_line(x, top, x, foot, LINE))
        parts.append(_text(x, height - 8, f"{high * number / 5:.1f}", MUTED, 11, "middle"))
    for number, (name, before, after) in enumerate(rows):
        y = top + step * (number + 0.5)
        parts.append(_text(left - 12, y + 4, _short(name), INK, 12, "end"))
        if before is not None and after is not None:
            parts.append(_line(at(before), y, at(after), y, AFTER if after >= before else "#c2453d", 3))
        for value, colour in ((before, BEFORE), (after, AFTER)):
            if value is not None:
                parts.append(f"<circle cx='{at(value):.1f}' cy='{y:.1f}' r='5.5' fill='{colour}'/>")
        if before is not None and after is not None:
            parts.append(_text(width - right + 12, y + 4, f"{after - before:+.3f}", INK, 12, "start"))
    return _svg(width, height, parts)


def interval_plot(
    rows: Sequence[tuple[str, float, tuple[float, float] | None]], size: tuple[int, int] = (660, 0)
) -> str:
    """Changes as dots about zero, with their intervals where there are any."""
    width, step = size[0], 30
    left, right, top = 250, 70, 8
    height = top + step * len(rows) + 26
    every = [0.0, *(value for _, value, _ in rows), *(end for _, _, own in rows for end in own or ())]
    ticks = _ticks(min(every), max(every))
    low, high = ticks[0], ticks[-1]

    def at(value: float) -> float:
        return left + (width - left - right) * (value - low) / (high - low)

    foot = height - 22
    parts = []
    for value in ticks:
        colour = MUTED if abs(value) < 1e-12 else LINE
        parts.append(_line(at(value), top, at(value), foot, colour))
        parts.append(_text(at(value), height - 7, f"{value:+.3f}" if value else "0", MUTED, 11, "middle"))
    for number, (name, value, interval) in enumerate(rows):
        y = top + step * (number + 0.5)
        parts.append(_text(left - 14, y + 4, name, INK, 12, "end"))
        if interval is not None:
            parts.append(_line(at(interval[0]), y, at(interval[1]), y, BEFORE, 4))
        parts.append(f"<circle cx='{at(value):.1f}' cy='{y:.1f}' r='5.5' fill='{AFTER}'/>")
        parts.append(_text(width - right + 14, y + 4, f"{value:+.4f}", INK, 12, "start", bold=number == 0))
    return _svg(width, height, parts)


def _svg(width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
        f"viewBox='0 0 {width} {height}'>{''.join(parts)}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return (
        f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{colour}' "
        f"stroke-width='{width:g}' stroke-linecap='round'/>"
    )


def _text(x: float, y: float, said: str, colour: str, size: int, anchor: str, *, bold: bool = False) -> str:
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {_FONT} font-size='{size}' fill='{colour}' "
        f"text-anchor='{anchor}'{weight}>{escape(said)}</text>"
    )


def _short(name: str, most: int = 20) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values from below the smallest to above the largest."""
    span = max(high - low, 1e-3)
    rough = span / about
    power = 10.0 ** floor(log10(rough))
    step = next(own * power for own in (1, 2, 5, 10) if own * power >= rough)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [number * step for number in range(first, max(last, first + 1) + 1)]
