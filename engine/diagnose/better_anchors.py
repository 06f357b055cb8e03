"""Other anchors for the boxes there are, as the lines of a pipeline.config that make them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engine.anchors import COVERED, best_ious, propose
from engine.data.configuration import Anchors, LineEdit, Setting, edited_lines, set_all_to, set_to
from engine.data.dataset import Float
from engine.data.finding import Line, NextStep
from engine.data.sentence import sentence
from engine.formats.model_config import model_config_of
from engine.formats.text_file import read_text

_FEWEST_RATIOS = 3
_FACTORS = np.geomspace(0.25, 4.0, 17)
_WORTH_IT = 0.02
"""Share of the boxes that other anchors must cover besides."""
_LARGEST_SCALE = 1.0
"""Of SSD's anchors: as large as the input."""


def steps(path: Path, own: Anchors, centres: Float, sizes_wh: Float, *, seed: int) -> tuple[NextStep, ...]:
    """Lines to change, with the share of the boxes that these anchors cover; none where they hardly cover more.

    Aspect ratios are proposed by k-means with 1 - IoU as distance on the shapes of the boxes, all of one area; then all
    anchors grow or shrink by one factor, the one that covers most.

    Parameters
    ----------
    path
        A pipeline.config.
    own
        What makes its anchors.
    centres, sizes_wh : (n, 2) float64
        Of the boxes, in pixels of the model's input.
    seed

    Raises
    ------
    UserError
        The file cannot be read any more.
    """
    text = read_text(path)

    def covered(lines: tuple[Line, ...]) -> float:
        # Whatever a generator adds of its own is made as it would be.
        levels = model_config_of(_applied(text, lines), path).anchors
        return float(np.mean(best_ious(centres, sizes_wh, levels) >= COVERED))

    ratio = np.sqrt(sizes_wh[:, 0] / sizes_wh[:, 1])
    shapes = propose(np.stack([ratio, 1 / ratio], axis=1), max(len(own.ratios), _FEWEST_RATIOS), seed=seed)
    ratios: Float = np.sort(shapes[:, 0] / shapes[:, 1])
    best = edited_lines(_edits(own, ratios, 1.0))
    share = covered(best)
    for factor in _FACTORS.tolist() if own.scales or own.sizes else ():
        lines = edited_lines(_edits(own, ratios, factor))
        if (more := covered(lines)) >= share + _WORTH_IT:
            best, share = lines, more
    if share < covered(()) + _WORTH_IT:
        return ()
    said = sentence(
        "Diagnose",
        "With these lines of {kind} anchors have an IoU of {iou:g} with {share:.0%} of the boxes.",
        kind=own.kind,
        iou=COVERED,
        share=share,
    )
    also = sentence("Diagnose", "And this one.")
    return tuple(NextStep(also if number else said, line=line) for number, line in enumerate(best))


def _applied(text: str, lines: tuple[Line, ...]) -> str:
    """The file with these lines; those that are missing stand beside the first that is changed."""
    rows = text.split("\n")
    missing = " ".join(line.after for line in lines if not line.number)
    for place, line in enumerate(own for own in lines if own.number):
        rows[line.number - 1] = f"{line.after} {missing}" if place == 0 else line.after
    return "\n".join(rows)


def _edits(own: Anchors, ratios: Float, factor: float) -> Iterator[LineEdit]:
    yield from set_all_to(own.ratios, tuple(f"{ratio:.2f}" for ratio in ratios.tolist()))
    if factor == 1.0:
        return
    if own.scales:
        yield from set_all_to(own.scales, tuple(_scaled(own, scale, factor) for scale in own.scales))
    for size in own.sizes:
        yield set_to(size, _scaled(own, size, factor))


def _scaled(own: Anchors, setting: Setting, factor: float) -> str:
    value = (setting.as_number() or 0.0) * factor
    return f"{min(value, _LARGEST_SCALE) if own.kind == 'ssd_anchor_generator' else value:.3g}"
