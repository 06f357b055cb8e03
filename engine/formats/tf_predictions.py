"""What TensorFlow's detectors say: fractions as top, left, bottom, right, in TFRecords or in the four arrays as NPZ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Predictions, Problem
from engine.errors import UserError
from engine.formats.embedded import FILE_NAME, SOURCE_ID, text_of
from engine.formats.example import Feature, example_bytes, parse_example
from engine.formats.npz_file import npz_bytes, read_arrays
from engine.formats.output import refuse_source, write_file
from engine.formats.protobuf_wire import NotMessageError
from engine.formats.scored import ABSENT, Scored
from engine.formats.tfrecord import class_numbers, fractions, to_pixels
from engine.formats.tfrecord_file import framed, read_records, shards_of

_DETECTION = "image/detection/"
_SIDES = tuple(f"{_DETECTION}bbox/{side}" for side in ("xmin", "ymin", "xmax", "ymax"))
_SCORE, _LABEL = f"{_DETECTION}score", f"{_DETECTION}label"
ARRAYS = ("detection_boxes", "detection_scores", "detection_classes", "num_detections")
_NAMES = ("image_names", "file_names", "filenames", "image_ids")
_NO_FLOATS = np.zeros(0, np.float32)


def read_tfrecords(
    source: Path,
    dataset: Dataset,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read detections from TFRecords; the answer is that of `engine.formats.predictions.read_predictions`.

    Raises
    ------
    UserError
        A file cannot be read; or no record has detections.
    """
    scored = Scored(source, dataset)
    shards, _ = shards_of(source)
    total, done, any_found = sum(shard.stat().st_size for shard in shards), 0, False
    for shard in shards:
        for number, record in enumerate(read_records(shard), 1):
            progress(min(done, total), total)
            done += len(record) + 16
            where = f"{shard.name}, record {number}"
            try:
                features = parse_example(record)
            except NotMessageError as error:
                raise UserError(
                    f"this is no tf.train.Example ({error})",
                    source=shard,
                    record=f"record {number}",
                    remedy="Write it anew",
                ) from error
            any_found |= _SCORE in features
            _add_record(features, where, scored)
    if not any_found:
        raise UserError(
            f"no record has detections ({_SCORE} and others)",
            source=source,
            remedy="Write them with infer_detections, or give ground truth as such",
        )
    return scored.predictions()


def write_tfrecords(dataset: Dataset, predictions: Predictions, path: Path) -> None:
    """Write detections of each image as one record of a TFRecord.

    Raises
    ------
    UserError
        The file cannot or must not be written.
    """
    refuse_source(path, dataset)
    write_file(
        path,
        (framed(example_bytes(_record(dataset, predictions, image))) for image in range(len(dataset.images))),
    )


def read_npz(path: Path, dataset: Dataset) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read the four arrays; the answer is that of `engine.formats.predictions.read_predictions`.

    Images are those of an array of names or ids (``image_names``, ``image_ids``, ...), else the dataset's in its order.

    Raises
    ------
    UserError
        The file cannot be read, or its arrays do not fit together.
    """
    arrays = read_arrays(path, (*ARRAYS, *_NAMES))
    boxes, scores, classes = (_numbers(arrays, name, path) for name in ARRAYS[:3])
    if boxes.ndim == 2:
        boxes, scores, classes = boxes[None], scores[None], classes[None]
    if (
        boxes.ndim != 3
        or boxes.shape[2] != 4
        or scores.shape != boxes.shape[:2]
        or classes.shape != scores.shape
    ):
        shapes = ", ".join(f"{name} {arrays[name].shape}" for name in ARRAYS[:3])
        raise UserError(
            f"the arrays do not fit together: {shapes}",
            source=path,
            remedy="Give boxes (images, n, 4), scores and classes (images, n)",
        )
    keys = _keys(arrays, boxes.shape[0], dataset, path)
    counts = _counts(arrays, boxes.shape[:2], path)
    scored = Scored(path, dataset)
    for row, key in enumerate(keys):
        count = int(counts[row])
        image = row if key is None else scored.image(key)
        order = np.ascontiguousarray(boxes[row, :count][:, [1, 0, 3, 2]])
        where = f"image {row + 1}" if key is None else f"image {key!r}"
        _add_image(order, scores[row, :count], classes[row, :count], image, where, scored)
    return scored.predictions()


def write_npz(dataset: Dataset, predictions: Predictions, path: Path) -> None:
    """Write the four arrays, padded with zeros, and the names of the images.

    In 32 bits, as TensorFlow has them, where these tell every box and score; else in 64.

    Raises
    ------
    UserError
        The file cannot or must not be written.
    """
    refuse_source(path, dataset)
    rows = [predictions.rows_of_image(image) for image in range(len(dataset.images))]
    most = max(map(len, rows), default=0)
    numbers = np.array(class_numbers(dataset), np.float64)
    boxes, scores = np.zeros((len(rows), most, 4)), np.zeros((len(rows), most))
    classes = np.zeros((len(rows), most), np.float32)
    exact = True
    for image, own in enumerate(rows):
        width, height = dataset.images.sizes_wh[image].tolist()
        if not width or not height:
            rows[image] = own[:0]
            continue
        sides = np.array([height, width, height, width], np.float64)
        wanted = predictions.boxes_xyxy[own][:, [1, 0, 3, 2]]
        boxes[image, : len(own)] = wanted / sides
        scores[image, : len(own)] = predictions.scores[own]
        classes[image, : len(own)] = numbers[predictions.categories[own]]
        spread = np.broadcast_to(sides, wanted.shape)
        exact = exact and bool((to_pixels(fractions(wanted, sides), spread) == wanted).all())
    exact = exact and bool((scores.astype(np.float32) == scores).all())
    kind = np.float32 if exact else np.float64
    arrays: dict[str, NDArray[Any]] = {
        "detection_boxes": boxes.astype(kind),
        "detection_scores": scores.astype(kind),
        "detection_classes": classes,
        "num_detections": np.array([len(own) for own in rows], np.float32),
        "image_names": np.array(dataset.images.file_names, np.str_),
    }
    write_file(path, [npz_bytes(arrays)])


def _add_record(features: dict[str, Feature], where: str, scored: Scored) -> None:
    image = ABSENT
    if name := text_of(features, FILE_NAME):
        image = scored.image(name)
    if image == ABSENT and (source_id := text_of(features, SOURCE_ID)):
        image = scored.image(source_id, is_id=True)
    columns = [features.get(name) for name in (*_SIDES, _SCORE, _LABEL)]
    arrays = [column if isinstance(column, np.ndarray) else _NO_FLOATS for column in columns]
    count = max(map(len, arrays))
    padded = [array if len(array) == count else np.full(count, np.nan, np.float32) for array in arrays]
    boxes = np.stack([array.astype(np.float32) for array in padded[:4]], axis=1)
    _add_image(boxes, padded[4], padded[5], image, where, scored)


def _add_image(
    stated: NDArray[Any],
    scores: NDArray[Any],
    classes: NDArray[Any],
    image: int,
    where: str,
    scored: Scored,
) -> None:
    """Add the boxes of an image: fractions x1, y1, x2, y2, (n, 4)."""
    size = scored.size(image)
    sides = np.broadcast_to(np.array([*size, *size], np.float64), stated.shape)
    boxes = np.full(stated.shape, np.nan)
    if all(size):
        with np.errstate(over="ignore", invalid="ignore"):
            boxes = to_pixels(stated, sides)
    rows = zip(boxes.tolist(), scores.tolist(), classes.tolist(), strict=True)
    for number, (box, score, label) in enumerate(rows, 1):
        scored.add(
            image,
            scored.numbered(label),
            (box[0], box[1], box[2], box[3]),
            score,
            f"{where}, detection {number}",
            sized=all(size) or image == ABSENT,
        )


def _record(dataset: Dataset, predictions: Predictions, image: int) -> dict[str, Feature]:
    rows = predictions.rows_of_image(image)
    width, height = dataset.images.sizes_wh[image].tolist()
    if not width or not height:
        rows = rows[:0]
    sides = np.array([width, height, width, height], np.float64)
    numbers = np.array(class_numbers(dataset), np.int64)
    stated = fractions(predictions.boxes_xyxy[rows], sides) if len(rows) else np.zeros((0, 4), np.float32)
    return {
        FILE_NAME: (dataset.images.file_names[image].encode(),),
        SOURCE_ID: (str(int(dataset.images.ids[image])).encode(),),
        "image/height": np.array([height], np.int64),
        "image/width": np.array([width], np.int64),
        **{side: np.ascontiguousarray(stated[:, column]) for column, side in enumerate(_SIDES)},
        _SCORE: predictions.scores[rows].astype(np.float32),
        _LABEL: numbers[predictions.categories[rows]] if len(rows) else np.zeros(0, np.int64),
    }


def _numbers(arrays: dict[str, NDArray[Any]], name: str, path: Path) -> NDArray[Any]:
    array = arrays.get(name)
    if array is None or array.dtype.kind not in "fiu":
        problem = f"there is no array {name}" if array is None else f"{name} is no array of numbers"
        raise UserError(problem, source=path, remedy=f"Give {', '.join(ARRAYS)}")
    return array if array.dtype == np.float32 else array.astype(np.float64)


def _keys(arrays: dict[str, NDArray[Any]], count: int, dataset: Dataset, path: Path) -> Sequence[Any]:
    """What names each image; None where it is the dataset's in this place."""
    named = next((arrays[name] for name in _NAMES if name in arrays and arrays[name].ndim <= 1), None)
    if named is not None:
        keys = np.atleast_1d(named).tolist()
        keys = [key.decode("utf-8", "replace") if isinstance(key, bytes) else key for key in keys]
    else:
        keys = [None] * len(dataset.images)
    if len(keys) != count:
        raise UserError(
            f"there are detections of {count} images, but "
            + (f"{len(keys)} names" if named is not None else f"{len(keys)} images in the dataset"),
            source=path,
            remedy="Give an array image_names with the name of each image",
        )
    return keys


def _counts(arrays: dict[str, NDArray[Any]], shape: tuple[int, ...], path: Path) -> NDArray[np.int64]:
    images, most = shape
    if "num_detections" not in arrays:
        return np.full(images, most, np.int64)
    counts = np.atleast_1d(_numbers(arrays, "num_detections", path)).ravel()
    if len(counts) != images:
        raise UserError(
            f"num_detections has {len(counts)} numbers for {images} images",
            source=path,
            remedy="Give one each",
        )
    clipped: NDArray[np.int64] = np.clip(np.nan_to_num(counts), 0, most).astype(np.int64)
    return clipped
