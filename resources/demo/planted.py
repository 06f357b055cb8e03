"""Plant errors in clean ground truth, every kind that the program flags, and list them to check against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Box = npt.NDArray[np.float64]

# How many of each kind the demo gets; the common ones are those that people make.
PLAN = {
    "missing_label": 11,
    "spurious_label": 7,
    "wrong_class": 10,
    "bad_location": 9,
    "duplicate": 6,
    "size_outlier": 4,
    "aspect_outlier": 4,
    "no_size": 3,
    "outside_image": 3,
}
# A wrong class is a plausible slip: things that look alike.
MISTAKEN_FOR = {
    "bolt": "spring",
    "nut": "washer",
    "washer": "nut",
    "spring": "bolt",
    "gear": "bearing",
    "bearing": "gear",
}
ROUND = ("nut", "washer", "gear", "bearing")


@dataclass(frozen=True)
class Label:
    """One annotation before it is written.

    Attributes
    ----------
    image : int
        Index of the picture.
    category : str
    box : float64 array, shape (4,)
        x0, y0, x1, y1 in pixels.
    planted : dict or None
        What is wrong with it, for the list; None where nothing is.
    """

    image: int
    category: str
    box: Box
    planted: dict[str, Any] | None = None


def iou(box: Box, others: Box) -> npt.NDArray[np.float64]:
    """Intersection over union of one box, shape (4,), with others, shape (n, 4); returns shape (n,)."""
    others = others.reshape(-1, 4)
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.prod(np.clip(high - low, 0.0, None), axis=1)
    areas = np.prod(others[:, 2:] - others[:, :2], axis=1)
    return shared / np.maximum(np.prod(box[2:] - box[:2]) + areas - shared, 1e-9)


def xywh(box: Box) -> list[float]:
    """COCO's spelling of a box: x, y, width, height, rounded to a hundredth of a pixel."""
    return [round(float(v), 2) for v in (box[0], box[1], box[2] - box[0], box[3] - box[1])]


class Planter:
    """Chooses victims among clean labels and spoils each in its own way.

    Parameters
    ----------
    labels : sequence of Label
        Clean, of all pictures.
    size : tuple of int
        Width and height of every picture.
    rng : np.random.Generator
    """

    def __init__(self, labels: Sequence[Label], size: tuple[int, int], rng: np.random.Generator) -> None:
        self.clean = list(labels)
        self.size = size
        self.rng = rng
        self.spoilt: dict[int, list[Label]] = {}
        self.added: list[Label] = []
        self.missing: list[dict[str, Any]] = []
        self.load: dict[int, int] = {}

    def spoil(self, plan: dict[str, int]) -> None:
        """Plant `plan` errors of each kind."""
        ways: dict[str, Callable[[Label], list[Label] | None]] = {
            "missing_label": lambda label: [],
            "wrong_class": lambda label: [self._mark(label, "wrong_class", label.box, MISTAKEN_FOR)],
            "bad_location": self._shift,
            "duplicate": self._copy,
            "size_outlier": self._resize,
            "aspect_outlier": self._squash,
            "no_size": self._flatten,
            "outside_image": self._push_out,
        }
        # The rare, picky kinds choose first.
        for kind in sorted(ways, key=lambda k: plan[k]):
            self._plant(kind, ways[kind], plan[kind])
        for _ in range(plan["spurious_label"]):
            self._invent()

    def _plant(self, kind: str, way: Callable[[Label], list[Label] | None], count: int) -> None:
        done = 0
        for i in self.rng.permutation(len(self.clean)):
            label = self.clean[int(i)]
            span = label.box[2:] - label.box[:2]
            taken = int(i) in self.spoilt or self.load.get(label.image, 0) >= 2
            if done == count or taken or span.min() < 16.0 or self._crowded(int(i)):
                continue
            result = way(label)
            if result is None:
                continue
            self.spoilt[int(i)] = result
            if kind == "missing_label":
                self.missing.append(self._record(label, kind, label.box, label.category))
            self.load[label.image] = self.load.get(label.image, 0) + 1
            done += 1
        if done < count:
            message = f"found room for {done} of {count} errors of kind {kind}"
            raise ValueError(message)

    def _others(self, image: int) -> Box:
        return np.array([x.box for x in self.clean if x.image == image]).reshape(-1, 4)

    def _crowded(self, index: int) -> bool:
        """Whether a neighbour covers a good part of the label: an error there would be arguable."""
        label = self.clean[index]
        rivals = [x.box for j, x in enumerate(self.clean) if x.image == label.image and j != index]
        return bool((iou(label.box, np.array(rivals)) > 0.12).any())

    def _record(self, label: Label, kind: str, box: Box, category: str) -> dict[str, Any]:
        return {
            "kind": kind,
            "image": label.image,
            "annotation_id": None,
            "category": category,
            "bbox": xywh(box),
            "true_bbox": xywh(label.box),
            "true_category": label.category,
        }

    def _mark(self, label: Label, kind: str, box: Box, rename: dict[str, str] | None = None) -> Label:
        category = rename[label.category] if rename else label.category
        return Label(label.image, category, box, self._record(label, kind, box, category))

    def _inside(self, box: Box) -> bool:
        return bool((box >= 0.0).all() and box[2] <= self.size[0] and box[3] <= self.size[1])

    def _shift(self, label: Label) -> list[Label] | None:
        span = label.box[2:] - label.box[:2]
        for _ in range(60):
            by = self.rng.uniform(-0.6, 0.6, 2) * span
            box = label.box + np.tile(by, 2)
            overlap = iou(box, self._others(label.image))
            true = iou(box, label.box)[0]
            # Only the true part may claim the box: no neighbour overlaps it half as well.
            if 0.22 <= true <= 0.43 and np.sort(overlap)[:-1].max(initial=0.0) < 0.08 and self._inside(box):
                return [self._mark(label, "bad_location", box)]
        return None

    def _copy(self, label: Label) -> list[Label] | None:
        span = label.box[2:] - label.box[:2]
        for _ in range(60):
            box = label.box + self.rng.uniform(-0.07, 0.07, 4) * np.tile(span, 2)
            if 0.80 <= iou(box, label.box)[0] <= 0.93 and self._inside(box):
                return [label, self._mark(label, "duplicate", box)]
        return None

    def _resize(self, label: Label) -> list[Label] | None:
        centre, half = (label.box[:2] + label.box[2:]) / 2.0, (label.box[2:] - label.box[:2]) / 2.0
        grow = float(self.rng.uniform(4.2, 5.6)) if self.rng.random() < 0.5 else 0.2
        if grow < 1.0 and half.min() < 12.0:
            return None
        box = np.concatenate([centre - grow * half, centre + grow * half])
        if label.category not in ROUND or not self._inside(box):
            return None
        return [self._mark(label, "size_outlier", box)]

    def _squash(self, label: Label) -> list[Label] | None:
        # Only round parts: a bolt may well be seven times as long as it is wide.
        if label.category not in ROUND:
            return None
        centre, half = (label.box[:2] + label.box[2:]) / 2.0, (label.box[2:] - label.box[:2]) / 2.0
        stretch = np.array([2.3, 0.32]) if self.rng.random() < 0.5 else np.array([0.32, 2.3])
        box = np.concatenate([centre - stretch * half, centre + stretch * half])
        return [self._mark(label, "aspect_outlier", box)] if self._inside(box) else None

    def _flatten(self, label: Label) -> list[Label]:
        # A click instead of a drag: no width, no height, or neither.
        box = label.box.copy()
        axes = [(2,), (3,), (2, 3)][int(self.rng.integers(3))]
        for axis in axes:
            box[axis] = box[axis - 2]
        return [self._mark(label, "no_size", box)]

    def _push_out(self, label: Label) -> list[Label] | None:
        w, h = self.size
        gaps = np.array([label.box[0], label.box[1], w - label.box[2], h - label.box[3]])
        side = int(gaps.argmin())
        span = (label.box[2:] - label.box[:2])[side % 2]
        if gaps[side] > 90.0:
            return None
        by = np.zeros(2)
        by[side % 2] = (gaps[side] + self.rng.uniform(0.45, 0.7) * span) * (-1.0 if side < 2 else 1.0)
        return [self._mark(label, "outside_image", label.box + np.tile(by, 2))]

    def _invent(self) -> None:
        """Add a box where nothing lies."""
        w, h = self.size
        images = sorted({x.image for x in self.clean})
        for _ in range(5000):
            model = self.clean[int(self.rng.integers(len(self.clean)))]
            image = images[int(self.rng.integers(len(images)))]
            span = model.box[2:] - model.box[:2]
            if span.min() < 20.0:
                continue
            at = self.rng.uniform(0.03, 0.97, 2) * (np.array([w, h]) - span)
            box = np.concatenate([at, at + span])
            roomy = box + np.array([-14.0, -14.0, 14.0, 14.0])
            taken = [x.box for x in self.labels() if x.image == image]
            free = not (iou(roomy, np.array([*taken, *self._others(image)])) > 0.0).any()
            if free and self._inside(box) and self.load.get(image, 0) < 2:
                record = {
                    **self._record(model, "spurious_label", box, model.category),
                    "image": image,
                    "true_bbox": None,
                    "true_category": None,
                }
                self.added.append(Label(image, model.category, box, record))
                self.load[image] = self.load.get(image, 0) + 1
                return
        message = "found no free place for a spurious label"
        raise ValueError(message)

    def labels(self) -> list[Label]:
        """All labels as they now stand, in the order of the pictures."""
        kept = [x for i, label in enumerate(self.clean) for x in self.spoilt.get(i, [label])]
        return sorted([*kept, *self.added], key=lambda x: x.image)
