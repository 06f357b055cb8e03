"""The few shapes of SVG that every reader of it knows, and round values for axes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil, floor, log10

BEFORE, AFTER, INK, MUTED, LINE, WORSE = "#9aa4b2", "#1f6f5c", "#1c2430", "#66707f", "#e3e7ec", "#c2453d"
_FONT = "font-family='Helvetica'"
"""One name, which every system has a font for: Qt takes a list for a name that it does not know."""


def svg(width: int, height: int, parts: Iterable[str]) -> str:
    """A plot of its parts, in pixels."""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
        f"viewBox='0 0 {width} {height}'>{''.join(parts)}</svg>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, *, dashed: bool = False
) -> str:
    """A straight line."""
    dashes = " stroke-dasharray='4 3'" if dashed else " stroke-linecap='round'"
    return (
        f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{colour}' "
        f"stroke-width='{width:g}'{dashes}/>"
    )


def path(points: Sequence[tuple[float, float]], colour: str) -> str:
    """A line through points."""
    return f"<polyline points='{_listed(points)}' fill='none' stroke='{colour}' stroke-width='2'/>"


def area(points: Sequence[tuple[float, float]], colour: str) -> str:
    """A pale area between points."""
    return f"<polygon points='{_listed(points)}' fill='{colour}' fill-opacity='0.16' stroke='none'/>"


def dot(x: float, y: float, radius: float, colour: str) -> str:
    """A dot."""
    return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius:g}' fill='{colour}'/>"


def bar(x1: float, x2: float, y: float, height: float, colour: str) -> str:
    """A bar that lies between two places, at least a pixel long."""
    left, wide = min(x1, x2), max(abs(x2 - x1), 1.0)
    return f"<rect x='{left:.1f}' y='{y:.1f}' width='{wide:.1f}' height='{height:g}' fill='{colour}'/>"


def label(x: float, y: float, said: str, colour: str, size: int, anchor: str, *, bold: bool = False) -> str:
    """Text at a place, which is its start, middle or end."""
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {_FONT} font-size='{size}' fill='{colour}' "
        f"text-anchor='{anchor}'{weight}>{escape(said)}</text>"
    )


def shortened(name: str, most: int = 20) -> str:
    """A name cut to so many characters."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def round_values(low: float, high: float, about: int = 4) -> list[float]:
    """Round values from below the smallest to above the largest."""
    span = max(high - low, 1e-3 * max(abs(low), abs(high), 1e-6))
    rough = span / about
    power = 10.0 ** floor(log10(rough))
    step = next(own * power for own in (1, 2, 5, 10) if own * power >= rough)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _listed(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
