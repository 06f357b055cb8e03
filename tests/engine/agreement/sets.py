"""Label sets for tests."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from engine.data.agreement import LabelSet
from engine.data.dataset import Annotation, Annotations

Box = tuple[int, int, tuple[float, float, float, float]]
"""Image, category, corners."""


def label_set(name: str, images: Iterable[int], boxes: Iterable[Box]) -> LabelSet:
    rows = [
        replace(Annotation.new(image, category, corners), id=number, source_id=number)
        for number, (image, category, corners) in enumerate(boxes, start=1)
    ]
    return LabelSet(name, Annotations.of_rows(rows), np.array(list(images), np.int64))


def of_values(values: Sequence[Sequence[int | None]]) -> list[LabelSet]:
    """A set for each rater; each unit is one box, on an image of its own, and None is no box."""
    units = range(len(values[0]))
    return [
        label_set(
            f"rater {rater}",
            units,
            [(unit, value, (10.0, 10.0, 50.0, 40.0)) for unit, value in enumerate(own) if value is not None],
        )
        for rater, own in enumerate(values)
    ]


def of_counts(counts: Sequence[Sequence[int]]) -> list[LabelSet]:
    """The same from how many raters say each value of each unit: who says which makes no difference to Fleiss."""
    said = [np.repeat(np.arange(len(row)), row).tolist() for row in counts]
    return of_values(list(map(list, zip(*said, strict=True))))
