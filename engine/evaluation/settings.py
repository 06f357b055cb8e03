"""What an evaluation measures: IoU thresholds, recall thresholds, area ranges, detections per image."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.data.dataset import Float
from engine.data.metrics import METRIC_NAMES
from engine.data.settings_text import SettingsText
from engine.errors import UserError

_ALL = "all"
_UNLIMITED = 1e5**2
"""COCO's largest area in square pixels."""
_CLOSE = 1e-9


@dataclass(frozen=True, eq=False, slots=True)
class EvaluationSettings:
    """The parameters of COCO's evaluation.

    Attributes
    ----------
    iou_thresholds : (T,) float64
        Ascending, 0 to 1.
    recall_thresholds : (R,) float64
        Where precision is sampled, ascending, 0 to 1.
    area_names : tuple of A str
        ``"all"``, ``"small"``, ``"medium"`` and ``"large"`` are what the twelve metrics look for.
    area_ranges : (A, 2) float64
        Smallest and largest area in square pixels, both inclusive.
    max_detections : tuple of M int
        How many of the best-scored predictions per image and category count, ascending.

    Raises
    ------
    UserError
        There are no thresholds, ranges or numbers of detections, or they do not ascend.
    """

    iou_thresholds: Float
    recall_thresholds: Float
    area_names: tuple[str, ...]
    area_ranges: Float
    max_detections: tuple[int, ...]

    def __post_init__(self) -> None:
        for name in ("iou_thresholds", "recall_thresholds", "max_detections"):
            values = np.asarray(getattr(self, name), np.float64)
            if not len(values) or (np.diff(values) <= 0).any():
                raise UserError(
                    f"{name.replace('_', ' ')} must ascend, and there must be one at least",
                    record="evaluation settings",
                    remedy="List them from the smallest to the largest",
                )
        if not self.area_names or self.area_ranges.shape != (len(self.area_names), 2):
            raise UserError(
                "every area range needs a name, a smallest and a largest area",
                record="evaluation settings",
                remedy='Give at least the range "all"',
            )

    def same_as(self, other: EvaluationSettings) -> bool:
        """Whether the two measure the same."""
        return self is other or (
            np.array_equal(self.iou_thresholds, other.iou_thresholds)
            and np.array_equal(self.recall_thresholds, other.recall_thresholds)
            and self.area_names == other.area_names
            and np.array_equal(self.area_ranges, other.area_ranges)
            and self.max_detections == other.max_detections
        )

    def area(self, name: str) -> int | None:
        """Index of the area range with this name, or None."""
        return self.area_names.index(name) if name in self.area_names else None

    def threshold(self, iou: float) -> int | None:
        """Index of this IoU threshold, or None."""
        found = np.flatnonzero(self.iou_thresholds == iou)
        return int(found[0]) if len(found) else None


COCO = EvaluationSettings(
    iou_thresholds=np.linspace(0.5, 0.95, 10),
    recall_thresholds=np.linspace(0.0, 1.0, 101),
    area_names=(_ALL, "small", "medium", "large"),
    area_ranges=np.array([[0.0, _UNLIMITED], [0.0, 32.0**2], [32.0**2, 96.0**2], [96.0**2, _UNLIMITED]]),
    max_detections=(1, 10, 100),
)
"""pycocotools' defaults for boxes, to the last bit."""


def metric_names(settings: EvaluationSettings) -> tuple[str, ...]:
    """What the twelve metrics are called: AR by the number of detections that it allows."""
    names = list(METRIC_NAMES)
    for place, limit in zip(range(6, 9), settings.max_detections, strict=False):
        names[place] = f"AR{limit}"
    return tuple(names)


def text_of(settings: EvaluationSettings) -> SettingsText:
    """Settings as a person would type them; `settings_of` makes the same of it."""
    areas = (
        f"{name}={_number(low)}:{'' if high == _UNLIMITED else _number(high)}"
        for name, (low, high) in zip(settings.area_names, settings.area_ranges.tolist(), strict=True)
        if name != _ALL
    )
    return SettingsText(
        _thresholds_text(settings.iou_thresholds),
        ", ".join(areas),
        ", ".join(map(str, settings.max_detections)),
    )


def settings_of(text: SettingsText) -> EvaluationSettings:
    """Settings from what a person typed.

    Raises
    ------
    UserError
        A line cannot be understood; its ``record`` is the line: ``"IoU thresholds"``, ``"areas"`` or
        ``"detections per image"``.
    """
    areas = {_ALL: (0.0, _UNLIMITED)}
    for part in _parts(text.areas):
        name, limits = _area(part)
        if name in areas:
            raise _wrong(
                "areas", f"there are two ranges called {name}" if name != _ALL else f"{name} is always there"
            )
        areas[name] = limits
    return EvaluationSettings(
        iou_thresholds=_thresholds(text.iou_thresholds),
        recall_thresholds=COCO.recall_thresholds,
        area_names=tuple(areas),
        area_ranges=np.array(list(areas.values())),
        max_detections=_limits(text.max_detections),
    )


def _thresholds(text: str) -> Float:
    line, example = "IoU thresholds", "Write 0.5:0.95:0.05, or a list as 0.5, 0.75"
    if ":" in text:
        ends = [_value(part, line, example) for part in text.split(":")]
        if len(ends) != 3 or ends[2] <= 0 or ends[1] < ends[0]:
            raise _wrong(line, f"{text.strip()!r} is not from, to and step", example)
        first, last, step = ends
        count = round((last - first) / step) + 1
        values = np.linspace(first, last, count)
        if abs(first + (count - 1) * step - last) > _CLOSE:
            raise _wrong(line, f"steps of {step:g} from {first:g} do not end at {last:g}", example)
    else:
        values = np.array([_value(part, line, example) for part in _parts(text)])
    if not len(values) or values[0] <= 0 or values[-1] > 1 or (np.diff(values) <= 0).any():
        raise _wrong(line, "they must ascend, above 0 and up to 1", example)
    return values


def _area(part: str) -> tuple[str, tuple[float, float]]:
    line, example = (
        "areas",
        "Write name=from:to in square pixels, as small=0:1024; leave the end out for no limit",
    )
    name, _, limits = part.partition("=")
    low, colon, high = limits.partition(":")
    name = name.strip()
    if not name or not colon:
        raise _wrong(line, f"{part!r} is no range", example)
    least = _value(low or "0", line, example)
    most = _value(high, line, example) if high.strip() else _UNLIMITED
    if not 0 <= least < most:
        raise _wrong(line, f"{name} must go from a smaller to a larger area", example)
    return name, (least, most)


def _limits(text: str) -> tuple[int, ...]:
    line, example = "detections per image", "Write whole numbers that ascend, as 1, 10, 100"
    values = [_value(part, line, example) for part in _parts(text)]
    if not values or values[0] < 1 or any(not value.is_integer() for value in values):
        raise _wrong(line, "they must be whole numbers from 1", example)
    if any(later <= value for value, later in pairwise(values)):
        raise _wrong(line, "they must ascend", example)
    return tuple(int(value) for value in values)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _value(text: str, line: str, example: str) -> float:
    """A number, or the square of one as ``32^2``."""
    base, caret, power = text.strip().partition("^")
    try:
        value = float(base)
    except ValueError:
        value = np.nan
    if not np.isfinite(value) or (caret and power.strip() != "2"):
        raise _wrong(line, f"{text.strip()!r} is no number", example)
    return value * value if caret else value


def _wrong(line: str, problem: str, remedy: str = "Choose another name") -> UserError:
    return UserError(problem, record=line, remedy=remedy)


def _thresholds_text(values: Float) -> str:
    count = len(values)
    if count > 2 and np.array_equal(values, np.linspace(values[0], values[-1], count)):
        step = (values[-1] - values[0]) / (count - 1)
        text = f"{_number(values[0])}:{_number(values[-1])}:{step:.12g}"
        if np.array_equal(_thresholds(text), values):
            return text
    return ", ".join(_number(value) for value in values.tolist())


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
