"""Plots of what was gained, as SVG."""

from __future__ import annotations

from collections.abc import Sequence

from engine.data.sentence import sentence
from engine.report.markup import WIDTH, Say
from engine.report.svg import (
    AFTER,
    BEFORE,
    INK,
    LINE,
    MUTED,
    WORSE,
    dot,
    label,
    line,
    path,
    round_values,
    shortened,
    svg,
)

_LEAST_SPAN = 1e-3
"""Of an axis of mAP: less is not told apart."""


def course_plot(course: Sequence[tuple[int, float]], *, say: Say = str) -> str:
    """MAP over the steps that edited labels, as a line."""
    height, left, right, top, bottom = 200, 44, 60, 14, 34
    values = [ap for _, ap in course]
    ticks = round_values(min(values), max(max(values), min(values) + _LEAST_SPAN))
    low, high, last = ticks[0], ticks[-1], max(course[-1][0], 1)

    def at(step: float, value: float) -> tuple[float, float]:
        x = left + (WIDTH - left - right) * step / last
        return x, height - bottom - (height - top - bottom) * (value - low) / (high - low)

    parts = []
    for value in ticks:
        _, y = at(0, value)
        parts.append(line(left, y, WIDTH - right, y, LINE))
        parts.append(label(left - 8, y + 4, f"{value:.3f}", MUTED, 11, "end"))
    # A step keeps its value until the next one.
    points = [at(*course[0])]
    for step, value in course[1:]:
        points += [(at(step, value)[0], points[-1][1]), at(step, value)]
    x, y = points[-1]
    steps = sentence("Report", "{number:,} steps", number=course[-1][0])
    parts += [
        path(points, AFTER),
        dot(x, y, 4, AFTER),
        label(x + 9, y + 4, f"{values[-1]:.3f}", AFTER, 13, "start", bold=True),
        label(left, height - 10, say(sentence("Report", "as opened")), MUTED, 11, "start"),
        label(WIDTH - right, height - 10, say(steps), MUTED, 11, "end"),
    ]
    return svg(WIDTH, height, parts)


def dumbbells(rows: Sequence[tuple[str, float | None, float | None]]) -> str:
    """Each row's value before and after, 0 to 1, as two dots on a line; None: not defined."""
    step, left, right, top = 28, 150, 60, 8
    height = top + step * len(rows) + 28

    def at(value: float) -> float:
        return left + (WIDTH - left - right) * value

    foot = height - 24
    parts = []
    for number in range(6):
        x = at(number / 5)
        parts.append(line(x, top, x, foot, LINE))
        parts.append(label(x, height - 8, f"{number / 5:.1f}", MUTED, 11, "middle"))
    for number, (name, before, after) in enumerate(rows):
        y = top + step * (number + 0.5)
        parts.append(label(left - 14, y + 4, shortened(name), INK, 12, "end"))
        if before is not None and after is not None:
            parts.append(line(at(before), y, at(after), y, AFTER if after >= before else WORSE, 3))
            parts.append(label(WIDTH - 4, y + 4, f"{after - before:+.3f}", INK, 12, "end"))
        parts += [
            dot(at(value), y, 5.5, colour)
            for value, colour in ((before, BEFORE), (after, AFTER))
            if value is not None
        ]
    return svg(WIDTH, height, parts)


def interval_plot(rows: Sequence[tuple[str, float, tuple[float, float] | None]], *, say: Say = str) -> str:
    """Changes as dots about zero, with their intervals where there are any."""
    step, left, right, top = 30, 260, 76, 8
    height = top + step * len(rows) + 26
    every = [0.0, *(value for _, value, _ in rows), *(end for _, _, own in rows for end in own or ())]
    ticks = round_values(min(every), max(max(every), min(every) + _LEAST_SPAN))
    low, high = ticks[0], ticks[-1]

    def at(value: float) -> float:
        return left + (WIDTH - left - right) * (value - low) / (high - low)

    foot = height - 22
    parts = []
    for value in ticks:
        colour = MUTED if abs(value) < 1e-12 else LINE
        parts.append(line(at(value), top, at(value), foot, colour))
        parts.append(label(at(value), height - 7, f"{value:+.3f}" if value else "0", MUTED, 11, "middle"))
    for number, (name, value, interval) in enumerate(rows):
        y = top + step * (number + 0.5)
        parts.append(label(left - 14, y + 4, shortened(say(name), 42), INK, 12, "end"))
        if interval is not None:
            parts.append(line(at(interval[0]), y, at(interval[1]), y, BEFORE, 4))
        parts.append(dot(at(value), y, 5.5, AFTER))
        parts.append(label(WIDTH - 4, y + 4, f"{value:+.4f}", INK, 12, "end", bold=number == 0))
    return svg(WIDTH, height, parts)
