"""Which images, which four numbers and which pixels predictions mean: where they agree with the labels best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.data.dataset import Dataset, Float, Int
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import NORMALISED, PIXELS, Fit, ImageKey, LabelReading, Layout, Scale
from engine.doctor.agreement import Sample, best_overlaps, excess, overlaps, read_boxes, sample
from engine.doctor.boxes import laid_out
from engine.doctor.image_keys import image_indices
from engine.doctor.label_layout import Candidate, label_boxes, label_candidates, usable_labels

_SQUARES = (
    128, 160, 192, 224, 256, 288, 299, 300, 320, 352, 384, 416, 448, 480, 512, 544, 576, 600, 608, 640, 672, 704, 736,
    768, 800, 832, 896, 960, 1024, 1152, 1280, 1333, 1536,
)  # fmt: skip
_OBLONGS = (
    (320, 240), (480, 320), (512, 256), (512, 384), (600, 400), (608, 352), (640, 360), (640, 384), (640, 480),
    (640, 512), (768, 512), (800, 600), (960, 540), (1024, 512), (1024, 600), (1024, 768), (1280, 720), (1333, 800),
    (1920, 1080),
)  # fmt: skip
_FITS = (Fit.STRETCHED, Fit.CENTRED, Fit.CORNER)
_UNIT = 1.5
_COARSE, _FINE = 40, 150
"""Images that all readings are tried on, and those that the best of them are told apart on."""
_GOOD = 0.35
"""Agreement that no wrong order of numbers reaches."""
_GAIN, _Z, _RATIO = 0.06, 5.0, 1.15
_LOSS_KEPT, _Z_KEPT = 0.02, 3.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where predictions are.

    Attributes
    ----------
    images, layout, scale, labels
        As in `engine.data.reading.Reading`.
    """

    images: ImageKey = ImageKey.AS_READ
    layout: Layout = Layout.XYWH
    scale: Scale = PIXELS
    labels: LabelReading = field(default_factory=LabelReading)


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest placement.

    Attributes
    ----------
    placement : Placement
    agreement, now : float
        How much more labels overlap with predictions than by chance under it, and as the files are read now.
    label_candidate : Candidate or None
        Why labels are read otherwise.
    """

    placement: Placement
    agreement: float
    now: float
    label_candidate: Candidate | None = None


class Search:
    """Agreement of predictions and labels under any placement, on the same images each time."""

    def __init__(self, dataset: Dataset, raw: RawPredictions, *, seed: int) -> None:
        self._dataset = dataset
        self._raw = raw
        self._seed = seed
        self._rows = np.flatnonzero(usable_labels(dataset))
        self._labels: dict[LabelReading, Float] = {}
        self._samples: dict[tuple[ImageKey, int], Sample] = {}
        self._measured: dict[tuple[Placement, int], Float] = {}
        every = {kind: image_indices(dataset, raw.image_keys, kind) for kind in ImageKey}
        self._named = _named(every, raw.images)
        self.indices = _distinct(every, raw.images)

    def sample(self, kind: ImageKey, most_images: int = _FINE) -> Sample:
        """Images that have both predictions and labels where images are named so."""
        key = (kind, most_images)
        if key not in self._samples:
            self._samples[key] = sample(
                self._raw,
                self.indices[kind][self._raw.images],
                self._rows,
                self._dataset.annotations.images[self._rows],
                self._dataset.images.sizes_wh,
                most_images=most_images,
                rng=np.random.default_rng(self._seed),
            )
        return self._samples[key]

    def label_boxes(self, reading: LabelReading) -> Float:
        """All labels under a reading, (n, 4) float64."""
        if reading not in self._labels:
            self._labels[reading] = label_boxes(self._dataset, reading)
        return self._labels[reading]

    def measure(self, placement: Placement, most_images: int = _FINE) -> Float:
        """How much more each label overlaps with predictions than by chance, (l,) float64."""
        key = (placement, most_images)
        if key not in self._measured:
            seen = self.sample(placement.images, most_images)
            labels = self.label_boxes(placement.labels)[seen.labels]
            self._measured[key] = excess(self._raw, seen, placement.layout, placement.scale, labels)
        return self._measured[key]

    def pairs(self, placement: Placement, most_images: int) -> tuple[Sample, Float, Float]:
        """A sample with its boxes and labels, left, top, width, height."""
        seen = self.sample(placement.images, most_images)
        boxes = read_boxes(self._raw, seen, placement.layout, placement.scale)
        return seen, boxes, self.label_boxes(placement.labels)[seen.labels]

    def find(self) -> Found:
        """Look for the placement where predictions agree with labels best: the present one unless clearly worse."""
        now = self.measure(Placement())
        candidates = list(label_candidates(self._dataset))
        sure = next((own for own in candidates if own.sure), None)
        label_readings = [LabelReading(), *(own.reading for own in candidates)]
        best = self._best(label_readings)
        if sure is not None and best.labels == LabelReading():
            within = self._best([own.reading for own in candidates if own.sure])
            if _mean(self.measure(within)) >= _mean(self.measure(best)) - 0.1:
                best = within
        start = Placement(images=self._named, labels=best.labels if sure is not None else LabelReading())
        if not _clearly_better(self.measure(best), self.measure(start)):
            best = start
        best = self._simplest(best, keep_labels=sure is not None)
        chosen = next((own for own in candidates if own.reading == best.labels), None)
        return Found(best, _mean(self.measure(best)), _mean(now), chosen)

    def _best(self, labels: Sequence[LabelReading]) -> Placement:
        """The best of all, in two rounds: what is usual, then the model's pixels where that is not enough."""
        layouts = list(Layout)
        usual = [
            Placement(kind, layout, scale, reading)
            for kind in self.indices
            for reading in labels
            for layout in layouts
            for scale in self._usual_scales()
        ]
        best = self._first(usual)
        if self._is_unit():
            return best
        if _mean(self.measure(best)) >= _GOOD:
            layouts, kinds, readings = [best.layout], [best.images], [best.labels]
        else:
            kinds, readings = list(self.indices), list(labels)
        more = [
            Placement(kind, layout, scale, reading)
            for layout in layouts
            for scale in self._model_scales(layout)
            for kind in kinds
            for reading in readings
        ]
        found = self._first([best, *more])
        return self._refined(found)

    def _first(self, placements: Sequence[Placement]) -> Placement:
        """The best of some: of the ten best on few images the best on more."""
        coarse = sorted(placements, key=lambda own: -_mean(self.measure(own, _COARSE)))[:10]
        return max(coarse, key=lambda own: _mean(self.measure(own)) - 0.003 * _departures(own))

    def _simplest(self, found: Placement, *, keep_labels: bool) -> Placement:
        """Without the parts that agreement does not need."""
        plain = Placement(images=self._named)
        parts = ("images", "layout", "scale") if keep_labels else ("labels", "images", "layout", "scale")
        for part in parts:
            without = replace(found, **{part: getattr(plain, part)})
            if without != found and not _lost(self.measure(found), self.measure(without)):
                found = without
        return found

    def _is_unit(self) -> bool:
        boxes = self._raw.boxes[np.isfinite(self._raw.boxes).all(axis=1)]
        return bool(len(boxes) and np.quantile(np.abs(boxes), 0.995) <= _UNIT)

    def _usual_scales(self) -> Iterable[Scale]:
        if not self._is_unit():
            return (PIXELS,)
        return (PIXELS, NORMALISED, Scale(Fit.CENTRED, (1.0, 1.0)), Scale(Fit.CORNER, (1.0, 1.0)))

    def _model_scales(self, layout: Layout) -> Iterator[Scale]:
        """Sizes of inputs that all boxes are in, more or less, and that they come near the end of."""
        boxes = laid_out(self._raw.boxes, layout)
        boxes = boxes[np.isfinite(boxes).all(axis=1)]
        if not len(boxes):
            return
        right, bottom = np.quantile(boxes[:, :2] + boxes[:, 2:], 0.995, axis=0).tolist()
        furthest = max(right, bottom)
        if not np.isfinite(furthest) or furthest <= _UNIT:
            return
        sides = [float(side) for side in _SQUARES if 0.8 * furthest <= side <= 3 * furthest]
        for fit in _FITS:
            yield from (Scale(fit, (side, side)) for side in sides)
        for width, height in _OBLONGS:
            if 0.8 * right <= width <= 2 * right and 0.8 * bottom <= height <= 2 * bottom:
                yield from (Scale(fit, (float(width), float(height))) for fit in (Fit.STRETCHED, Fit.CENTRED))
        # Some other size: the boxes come near its end.
        for factor in np.geomspace(0.95, 1.3, 7).tolist():
            yield Scale(Fit.STRETCHED, (right * factor, bottom * factor))
            yield Scale(Fit.CORNER, (furthest * factor, furthest * factor))

    def _refined(self, found: Placement) -> Placement:
        """With the size of the model's input that fits best, where it is none of the usual ones."""
        if found.scale.fit not in (Fit.STRETCHED, Fit.CORNER) or found.scale.size_wh[0].is_integer():
            return found
        for _ in range(3):
            seen, boxes, labels = self.pairs(replace(found, scale=PIXELS), _FINE)
            placed = read_boxes(self._raw, seen, found.layout, found.scale)
            best = best_overlaps(seen.pairs, placed, labels)
            close = np.abs(best[seen.pairs[:, 1]] - overlaps(seen.pairs, placed, labels)) < 1e-12
            pairs = seen.pairs[close & (best[seen.pairs[:, 1]] >= 0.4)]
            if len(pairs) < 5:
                return found
            sizes = seen.sizes_wh[pairs[:, 0]].astype(np.float64)
            if found.scale.fit is Fit.CORNER:
                sizes = np.repeat(sizes.max(axis=1, keepdims=True), 2, axis=1)
            far = (labels[pairs[:, 1], :2] + labels[pairs[:, 1], 2:]) / sizes
            own = boxes[pairs[:, 0], :2] + boxes[pairs[:, 0], 2:]
            side = np.median(own / np.maximum(far, 1e-9), axis=0)
            if found.scale.fit is Fit.CORNER:
                side = np.repeat(side.mean(), 2)
            better = replace(
                found, scale=Scale(found.scale.fit, (round(float(side[0])), round(float(side[1]))))
            )
            if _mean(self.measure(better)) <= _mean(self.measure(found)):
                return found
            found = better
        return found


def _named(indices: dict[ImageKey, Int], images: Int) -> ImageKey:
    """What images are named by where names leave no doubt, though the present reading knows next to none of them."""
    placed = {kind: float(np.mean(own[images] >= 0)) if len(images) else 0.0 for kind, own in indices.items()}
    sure = max((ImageKey.TEXT, ImageKey.NAME), key=placed.__getitem__)
    return sure if placed[ImageKey.AS_READ] < 0.1 and placed[sure] >= 0.5 else ImageKey.AS_READ


def _distinct(indices: dict[ImageKey, Int], images: Int) -> dict[ImageKey, Int]:
    """Without those that place next to nothing, or all as another one does; the present one stays."""
    kept: dict[ImageKey, Int] = {}
    seen: set[bytes] = set()
    for kind, own in indices.items():
        placed = float(np.mean(own[images] >= 0)) if len(images) else 0.0
        if kind is ImageKey.AS_READ or (placed >= 0.1 and own.tobytes() not in seen):
            kept[kind] = own
            seen.add(own.tobytes())
    return kept


def _departures(placement: Placement) -> int:
    plain = Placement()
    return sum(
        getattr(placement, part) != getattr(plain, part) for part in ("images", "layout", "scale", "labels")
    )


def _mean(values: Float) -> float:
    return float(values.mean()) if len(values) else 0.0


def _z(better: Float, worse: Float) -> float:
    """How many standard errors two means are apart."""
    if not len(better):
        return 0.0
    variance = max(float(better.var()), 0.0025) / len(better)
    variance += max(float(worse.var()), 0.0025) / len(worse) if len(worse) else 0.0
    return (_mean(better) - _mean(worse)) / float(np.sqrt(variance))


def _clearly_better(better: Float, worse: Float) -> bool:
    gain = _mean(better) - _mean(worse)
    return len(better) >= 3 and gain >= max(_GAIN, (_RATIO - 1) * _mean(worse)) and _z(better, worse) >= _Z


def _lost(found: Float, without: Float) -> bool:
    """Whether a part is needed: without it agreement is clearly less."""
    return _mean(found) - _mean(without) >= _LOSS_KEPT and _z(found, without) >= _Z_KEPT
