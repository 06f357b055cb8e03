"""Correct pairs of ground truth and predictions, and the ways in which such a pair is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from engine.data.dataset import Annotations, Categories, Dataset, Images, Predictions
from engine.data.diagnosis import Cause
from engine.data.raw_predictions import RawPredictions
from engine.doctor.suppression import survivors


@dataclass(frozen=True, eq=False)
class Pair:
    """A dataset, and predictions as a file has them: a key of image and class for each row."""

    dataset: Dataset
    images: list
    categories: list
    boxes: np.ndarray
    scores: np.ndarray

    def take(self, rows: np.ndarray) -> Pair:
        return replace(
            self,
            images=[self.images[row] for row in rows.tolist()],
            categories=[self.categories[row] for row in rows.tolist()],
            boxes=self.boxes[rows],
            scores=self.scores[rows],
        )

    @property
    def raw(self) -> RawPredictions:
        image_keys, category_keys = dict.fromkeys(self.images), dict.fromkeys(self.categories)
        image_of = {key: n for n, key in enumerate(image_keys)}
        category_of = {key: n for n, key in enumerate(category_keys)}
        return RawPredictions(
            tuple(image_keys),
            tuple(category_keys),
            np.array([image_of[key] for key in self.images], np.int64),
            np.array([category_of[key] for key in self.categories], np.int64),
            self.boxes,
            self.scores,
        )


def pair_of(dataset: Dataset, predictions: Predictions, rng: np.random.Generator | None = None) -> Pair:
    """As `write_results` writes them, which rounds to hundredths."""
    order = np.arange(len(predictions)) if rng is None else rng.permutation(len(predictions))
    order = order[np.argsort(predictions.images[order], kind="stable")]
    found = predictions.take(order)
    return Pair(
        dataset,
        dataset.images.ids[found.images].tolist(),
        dataset.categories.ids[found.categories].tolist(),
        np.round(np.hstack([found.boxes_xyxy[:, :2], found.sizes_wh]), 2),
        np.round(found.scores, 4),
    )


def dataset_of(images: Images, categories: Categories, annotations: Annotations) -> Dataset:
    from pathlib import Path

    return Dataset(images, categories, annotations, None, Path("labels.json"), "coco")


def sizes_of(pair: Pair) -> np.ndarray:
    """Size of the image of each prediction of a pair whose image keys are still ids."""
    place = {id_: n for n, id_ in enumerate(pair.dataset.images.ids.tolist())}
    # Images of another dataset may have any size.
    return pair.dataset.images.sizes_wh[[place.get(key, 0) for key in pair.images]].astype(np.float64)


Break = Callable[[Pair, np.random.Generator], Pair]


def boxes_as(change: Callable[[np.ndarray, np.ndarray, np.random.Generator], np.ndarray]) -> Break:
    def broken(pair: Pair, rng: np.random.Generator) -> Pair:
        return replace(pair, boxes=change(pair.boxes, sizes_of(pair), rng))

    return broken


def xyxy(boxes, sizes, rng):
    x, y, w, h = boxes.T
    return np.stack([x, y, x + w, y + h], axis=1)


def yxyx(boxes, sizes, rng):
    x, y, w, h = boxes.T
    return np.stack([y, x, y + h, x + w], axis=1)


def centre(boxes, sizes, rng):
    x, y, w, h = boxes.T
    return np.stack([x + w / 2, y + h / 2, w, h], axis=1)


def normalised(boxes, sizes, rng):
    return boxes / np.tile(sizes, 2)


def resized(boxes, sizes, rng):
    width, height = [(300, 300), (416, 416), (512, 512), (640, 640), (1024, 1024), (1024, 600)][
        rng.integers(6)
    ]
    return boxes * np.tile(np.array([width, height]) / sizes, 2)


def odd_size(boxes, sizes, rng):
    side = rng.integers(200, 1100, 2)
    return boxes * np.tile(side / sizes, 2)


def letterboxed(boxes, sizes, rng):
    side = [320, 416, 512, 640, 960, 1280][rng.integers(6)]
    factor = (side / sizes.max(axis=1))[:, None]
    return np.hstack([boxes[:, :2] * factor + (side - sizes * factor) / 2, boxes[:, 2:] * factor])


def padded(boxes, sizes, rng):
    side = [320, 512, 800, 1024][rng.integers(4)]
    return boxes * (side / sizes.max(axis=1))[:, None]


def shifted_ids(by: int) -> Break:
    def broken(pair: Pair, rng: np.random.Generator) -> Pair:
        return renumbered(pair, {id_: id_ + by for id_ in pair.dataset.categories.ids.tolist()})

    return broken


def renumbered(pair: Pair, told: dict) -> Pair:
    """Other keys for the dataset's classes; the background keeps its own."""
    return replace(pair, categories=[told.get(key, key) for key in pair.categories])


def permuted(pair: Pair, rng: np.random.Generator) -> Pair:
    """Each class that is predicted as another one."""
    ids = pair.dataset.categories.ids
    while True:
        other = rng.permutation(ids)
        if (other != ids).all() or len(ids) < 2:
            break
    return renumbered(pair, dict(zip(ids.tolist(), other.tolist(), strict=True)))


def other_label_map(pair: Pair, rng: np.random.Generator) -> Pair:
    """Numbers of a longer list of classes in another order."""
    ids = pair.dataset.categories.ids.tolist()
    numbers = rng.permutation(np.arange(1, 2 * len(ids) + 3) + 3)[: len(ids)].tolist()
    return renumbered(pair, dict(zip(ids, numbers, strict=True)))


def named(pair: Pair, rng: np.random.Generator) -> Pair:
    names = dict(zip(pair.dataset.categories.ids.tolist(), pair.dataset.categories.names, strict=True))
    change = [str.upper, str.lower, _other_number, lambda name: name.title() + " "][rng.integers(4)]
    return renumbered(pair, {id_: change(name) for id_, name in names.items()})


def _other_number(name: str) -> str:
    """The plural of a singular, and the other way round."""
    return name.removesuffix("s") if name.endswith("s") else f"{name}s"


def background(pair: Pair, rng: np.random.Generator) -> Pair:
    """A fifth more predictions, of class 0, where nothing is."""
    more = max(10, len(pair.scores) // 5)
    like = rng.integers(0, len(pair.scores), more)
    sizes = sizes_of(pair)[like]
    sides = np.minimum(np.exp(rng.normal(3.5, 0.8, (more, 2))), sizes - 1)
    boxes = np.hstack([rng.uniform(0, 1, (more, 2)) * (sizes - sides), sides])
    return replace(
        pair,
        images=pair.images + [pair.images[row] for row in like.tolist()],
        categories=pair.categories + [0] * more,
        boxes=np.vstack([pair.boxes, np.round(boxes, 2)]),
        scores=np.concatenate([pair.scores, rng.uniform(0.3, 1.0, more).round(4)]),
    )


def image_keys(name_of: Callable[[int, int, str], object]) -> Break:
    """Images by what is made of place, id and file name."""

    def broken(pair: Pair, rng: np.random.Generator) -> Pair:
        images = pair.dataset.images
        told = {id_: name_of(n, id_, images.file_names[n]) for n, id_ in enumerate(images.ids.tolist())}
        # Images that are not in the dataset have names of the same kind.
        unknown = {
            key: f"other_{key}.jpg" if isinstance(next(iter(told.values()), 0), str) else key
            for key in pair.images
            if key not in told
        }
        return replace(pair, images=[told[key] if key in told else unknown[key] for key in pair.images])

    return broken


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _number(name: str) -> int:
    return int("".join(letter for letter in name if letter.isdigit()))


def unknown_images(pair: Pair, rng: np.random.Generator) -> Pair:
    """Predictions on images of another split too."""
    ids = pair.dataset.images.ids
    told = {id_: id_ + int(ids.max()) + 1000 for id_ in ids.tolist() if rng.random() < 0.3}
    more = np.flatnonzero([key in told for key in pair.images])
    other = pair.take(more)
    return replace(
        pair,
        images=pair.images + [told[key] for key in other.images],
        categories=pair.categories + other.categories,
        boxes=np.vstack([pair.boxes, other.boxes]),
        scores=np.concatenate([pair.scores, other.scores]),
    )


def stopped(pair: Pair, rng: np.random.Generator) -> Pair:
    """The last fifth of the images was not predicted."""
    ids = pair.dataset.images.ids
    last = ids[int(len(ids) * rng.uniform(0.6, 0.85))]
    return pair.take(np.flatnonzero(np.array(pair.images) < last))


def scores_as(change: Callable[[np.ndarray], np.ndarray]) -> Break:
    return lambda pair, rng: replace(pair, scores=change(pair.scores))


def _logits(scores: np.ndarray) -> np.ndarray:
    inner = np.clip(scores, 1e-4, 1 - 1e-4)
    return np.round(np.log(inner / (1 - inner)), 4)


def cut(pair: Pair, rng: np.random.Generator) -> Pair:
    return pair.take(np.flatnonzero(pair.scores >= 0.5))


def capped(pair: Pair, rng: np.random.Generator) -> Pair:
    """The best few of each image: fewer than the median image of those with labels has."""
    own = pair.dataset.annotations
    counts = np.bincount(own.images, minlength=len(pair.dataset.images))
    limit = max(2, int(np.quantile(counts[counts > 0], 0.6)))
    rows, taken = [], {}
    for row in np.argsort(-pair.scores, kind="stable").tolist():
        key = pair.images[row]
        taken[key] = taken.get(key, 0) + 1
        if taken[key] <= limit:
            rows.append(row)
    return pair.take(np.sort(rows))


def twice(pair: Pair, rng: np.random.Generator) -> Pair:
    """Suppressed once more, at an overlap of 0.05 to 0.2."""
    found = Predictions(
        pair.raw.images,
        pair.raw.categories,
        np.hstack([pair.boxes[:, :2], pair.boxes[:, :2] + pair.boxes[:, 2:]]),
        pair.boxes[:, 2:],
        pair.scores,
    )
    return pair.take(survivors(found, rng.uniform(0.05, 0.2)))


def unsuppressed(pair: Pair, rng: np.random.Generator) -> Pair:
    """Each prediction several times, nearly in its place."""
    copies = np.repeat(np.arange(len(pair.scores)), 1 + rng.poisson(4, len(pair.scores)))
    more = pair.take(copies)
    moved = more.boxes + rng.normal(0, 0.04, more.boxes.shape) * np.tile(more.boxes[:, 2:], 2)
    first = np.diff(copies, prepend=-1) > 0
    boxes = np.where(first[:, None], more.boxes, np.round(moved, 2))
    scores = np.where(first, more.scores, np.round(more.scores * rng.uniform(0.5, 1.0, len(copies)), 4))
    return replace(more, boxes=boxes, scores=scores)


def labels_as(change: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Break:
    """Labels whose numbers are others, read as x, y, width, height."""

    def broken(pair: Pair, rng: np.random.Generator) -> Pair:
        own = pair.dataset.annotations
        boxes = change(
            np.hstack([own.boxes_xyxy[:, :2], own.sizes_wh]), pair.dataset.images.sizes_wh[own.images]
        )
        return replace(pair, dataset=replace(pair.dataset, annotations=relaid(own, boxes)))

    return broken


def relaid(own: Annotations, boxes: np.ndarray) -> Annotations:
    return replace(
        own,
        boxes_xyxy=np.hstack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]]),
        sizes_wh=boxes[:, 2:].copy(),
        areas=boxes[:, 2] * boxes[:, 3],
    )


def from_1(boxes: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """First and last pixel counted from 1, as Pascal VOC has them, taken for corners."""
    first = np.round(boxes[:, :2]) + 1
    last = np.round(boxes[:, :2] + boxes[:, 2:])
    return np.hstack([first, last - first])


def crowds(pair: Pair, rng: np.random.Generator) -> Pair:
    """A tenth of the boxes are crowds, which their masks alone still say."""
    own = pair.dataset.annotations
    chosen = rng.random(len(own)) < 0.08
    records = {
        id_: {"segmentation": {"counts": [1, 2], "size": [480, 640]} if crowd else [[0, 0, 1, 1, 1, 0]]}
        for id_, crowd in zip(own.ids.tolist(), chosen.tolist(), strict=True)
    }
    return replace(pair, dataset=replace(pair.dataset, records=MappingProxyType(records)))


def difficult(name: str) -> Break:
    def broken(pair: Pair, rng: np.random.Generator) -> Pair:
        own = pair.dataset.annotations
        chosen = rng.random(len(own)) < 0.1
        records = {
            id_: {name: int(marked)} for id_, marked in zip(own.ids.tolist(), chosen.tolist(), strict=True)
        }
        return replace(pair, dataset=replace(pair.dataset, records=MappingProxyType(records)))

    return broken


@dataclass(frozen=True)
class Way:
    """One way to break a pair.

    Ways of one group exclude each other. Groups are applied in the order of `GROUPS`: what looks at ids comes before
    what changes them.
    """

    name: str
    group: str
    broken: Break
    causes: frozenset[Cause]


GROUPS = ("labels", "images there", "predictions there", "scores", "pixels", "numbers", "classes", "images")

WAYS = (
    Way("boxes as x1, y1, x2, y2", "numbers", boxes_as(xyxy), frozenset({Cause.LAYOUT})),
    Way("boxes as ymin, xmin, ymax, xmax", "numbers", boxes_as(yxyx), frozenset({Cause.LAYOUT})),
    Way("boxes by their centre", "numbers", boxes_as(centre), frozenset({Cause.CENTRE_BASED})),
    Way("boxes from 0 to 1", "pixels", boxes_as(normalised), frozenset({Cause.NORMALISED})),
    Way("pixels of a resized input", "pixels", boxes_as(resized), frozenset({Cause.MODEL_PIXELS})),
    Way("pixels of an input of any size", "pixels", boxes_as(odd_size), frozenset({Cause.MODEL_PIXELS})),
    Way("pixels of a letterboxed input", "pixels", boxes_as(letterboxed), frozenset({Cause.MODEL_PIXELS})),
    Way("pixels of a padded input", "pixels", boxes_as(padded), frozenset({Cause.MODEL_PIXELS})),
    Way("class numbers one too large", "classes", shifted_ids(1), frozenset({Cause.OFF_BY_ONE})),
    Way("class numbers from 0", "classes", shifted_ids(-1), frozenset({Cause.ZERO_BASED, Cause.OFF_BY_ONE})),
    Way("classes permuted", "classes", permuted, frozenset({Cause.PERMUTED})),
    Way("classes of another label map", "classes", other_label_map, frozenset({Cause.OTHER_LABEL_MAP})),
    Way("class names by case or plural", "classes", named, frozenset({Cause.CATEGORY_NAMES})),
    Way("background as a class", "predictions there", background, frozenset({Cause.BACKGROUND})),
    Way(
        "images by file name", "images", image_keys(lambda n, id_, name: name), frozenset({Cause.IMAGE_NAMES})
    ),
    Way(
        "images by stem",
        "images",
        image_keys(lambda n, id_, name: _stem(name)),
        frozenset({Cause.IMAGE_NAMES}),
    ),
    Way(
        "images by a path elsewhere",
        "images",
        image_keys(lambda n, id_, name: f"C:\\data\\{_stem(name)}.PNG"),
        frozenset({Cause.IMAGE_NAMES}),
    ),
    Way(
        "images by place from 0",
        "images",
        image_keys(lambda n, id_, name: n),
        frozenset({Cause.IMAGE_NUMBERS}),
    ),
    Way(
        "images by the number in their name",
        "images",
        image_keys(lambda n, id_, name: _number(name)),
        frozenset({Cause.IMAGE_NUMBERS}),
    ),
    Way("images that are not there", "images there", unknown_images, frozenset({Cause.UNKNOWN_IMAGES})),
    Way("images without predictions", "images there", stopped, frozenset({Cause.NO_PREDICTIONS})),
    Way("scores are percentages", "scores", scores_as(lambda own: own * 100), frozenset({Cause.PERCENTAGES})),
    Way("scores are logits", "scores", scores_as(_logits), frozenset({Cause.LOGITS})),
    Way("scores above 1", "scores", scores_as(lambda own: own * 255), frozenset({Cause.SCORES_ABOVE_1})),
    Way("scores all equal", "scores", scores_as(np.ones_like), frozenset({Cause.EQUAL_SCORES})),
    Way("scores cut at 0.5", "predictions there", cut, frozenset({Cause.CUT_SCORES})),
    Way("predictions capped", "predictions there", capped, frozenset({Cause.CAPPED})),
    Way("suppressed twice", "predictions there", twice, frozenset({Cause.SUPPRESSED_TWICE})),
    Way("not suppressed", "predictions there", unsuppressed, frozenset({Cause.NOT_SUPPRESSED})),
    Way(
        "labels by their centre",
        "labels",
        labels_as(lambda boxes, sizes: centre(boxes, sizes, None)),
        frozenset({Cause.LABELS_CENTRE_BASED}),
    ),
    Way(
        "labels as x1, y1, x2, y2",
        "labels",
        labels_as(lambda boxes, sizes: xyxy(boxes, sizes, None)),
        frozenset({Cause.LABEL_LAYOUT}),
    ),
    Way(
        "labels from 0 to 1",
        "labels",
        labels_as(lambda boxes, sizes: boxes / np.tile(sizes, 2)),
        frozenset({Cause.LABELS_NORMALISED}),
    ),
    Way("difficult marks dropped", "labels", difficult("difficult"), frozenset({Cause.DROPPED_MARKS})),
    Way("ignore marks dropped", "labels", difficult("ignore"), frozenset({Cause.DROPPED_MARKS})),
    Way("crowd marks dropped", "labels", crowds, frozenset({Cause.DROPPED_CROWD})),
    Way("labels' pixels from 1", "labels", labels_as(from_1), frozenset({Cause.ONE_BASED})),
)

_CONTRADICTIONS = (
    # Nothing of a cut is left where scores are equal; class 0 cannot be the background and the first class.
    {"scores all equal", "scores cut at 0.5"},
    {"background as a class", "class numbers from 0"},
)


def pairs_of_ways() -> list[tuple[Way, Way]]:
    """Ways that can be taken together, in the order in which they are."""
    ordered = sorted(WAYS, key=lambda way: GROUPS.index(way.group))
    return [
        (one, other)
        for n, one in enumerate(ordered)
        for other in ordered[n + 1 :]
        if one.group != other.group and {one.name, other.name} not in _CONTRADICTIONS
    ]


def changed(pair: Pair, other: Pair) -> bool:
    """Whether a way changes anything: ids that are places from 0 already cannot be broken so."""
    return (
        pair.dataset is not other.dataset
        or pair.images != other.images
        or pair.categories != other.categories
        or not np.array_equal(pair.boxes, other.boxes)
        or not np.array_equal(pair.scores, other.scores)
    )
