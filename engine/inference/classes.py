"""From a model's class numbers to a dataset's categories."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from engine.data.dataset import Categories, Predictions, Problem
from engine.data.model import ImagePredictions

_LEFT_OUT = -1


def to_predictions(
    parts: Sequence[ImagePredictions],
    categories: Categories,
    names: Mapping[int, str] | None,
    file_names: Sequence[str] = (),
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Join what a model said of each image, its classes mapped to categories.

    Parameters
    ----------
    parts
        In the order of the result; boxes of one image stay in the model's order.
    categories
        Of the dataset.
    names
        The label map: a class is the category of its name, or the only one whose name differs in nothing but
        case and outer spaces. None: a class is the category with its number as id.
    file_names
        Of the dataset's images, to say where a class was met first; empty: it is not said.

    Returns
    -------
    Predictions, tuple of Problem
        Predictions of a class that is no category are left out; there is one problem for each such class.
    """
    if not parts:
        return Predictions.empty(), ()
    classes = np.concatenate([part.classes for part in parts])
    found, first, inverse, counts = np.unique(
        classes, return_index=True, return_inverse=True, return_counts=True
    )
    category_of = categories_by_id(categories) if names is None else categories_by_name(categories, names)
    mapped = np.array([category_of.get(number, _LEFT_OUT) for number in found.tolist()], np.int64)[inverse]
    images = np.repeat([part.image for part in parts], [len(part.classes) for part in parts])
    boxes = np.concatenate([part.boxes_xyxy for part in parts])
    predictions = Predictions(
        images=images.astype(np.int64),
        categories=mapped,
        boxes_xyxy=boxes,
        sizes_wh=boxes[:, 2:] - boxes[:, :2],
        scores=np.concatenate([part.scores for part in parts]),
        raw=_raw(parts, category_of),
    )
    problems = tuple(
        _problem(number, count, names, file_names[image] if file_names else None)
        for number, count, image in zip(found.tolist(), counts.tolist(), images[first].tolist(), strict=True)
        if number not in category_of
    )
    return predictions.take(mapped != _LEFT_OUT), problems


def _raw(parts: Sequence[ImagePredictions], category_of: Mapping[int, int]) -> Predictions | None:
    """Join raw outputs, by image; those of classes that are no category are left out."""
    told = sorted(((part.image, part.raw) for part in parts if part.raw is not None), key=lambda own: own[0])
    if not told:
        return None
    found, inverse = np.unique(np.concatenate([raw.classes for _, raw in told]), return_inverse=True)
    mapped = np.array([category_of.get(number, _LEFT_OUT) for number in found.tolist()], np.int64)[inverse]
    boxes = np.concatenate([raw.boxes_xyxy for _, raw in told]).astype(np.float64)
    rows = Predictions(
        images=np.repeat([image for image, _ in told], [len(raw.scores) for _, raw in told]).astype(np.int64),
        categories=mapped,
        boxes_xyxy=boxes,
        sizes_wh=boxes[:, 2:] - boxes[:, :2],
        scores=np.concatenate([raw.scores for _, raw in told]).astype(np.float64),
    )
    return rows.take(mapped != _LEFT_OUT)


def categories_by_id(categories: Categories) -> dict[int, int]:
    """Index of the category by its id: what classes are where nobody names them."""
    return {number: index for index, number in enumerate(categories.ids.tolist())}


def categories_by_name(categories: Categories, names: Mapping[int, str]) -> dict[int, int]:
    """Index of the category of the same name by class number; classes without one are not in it."""
    exact: dict[str, int] = {}
    for index, name in enumerate(categories.names):
        exact.setdefault(name, index)
    alike = Counter(_plain(name) for name in exact)
    loose = {_plain(name): index for name, index in exact.items() if alike[_plain(name)] == 1}
    matches = ((number, exact.get(name, loose.get(_plain(name)))) for number, name in names.items())
    return {number: index for number, index in matches if index is not None}


def _plain(name: str) -> str:
    return name.strip().casefold()


def _problem(number: int, count: int, names: Mapping[int, str] | None, first: str | None) -> Problem:
    predictions = "1 prediction" if count == 1 else f"{count} predictions"
    if names is None:
        reason, remedy = "no class of the dataset has this id", "Give the model's label map"
    elif number in names:
        reason = f"the label map calls it {names[number]!r}, which is no class of the dataset"
        remedy = "Give the label map that names the dataset's classes, or leave them out if that is meant"
    else:
        reason, remedy = (
            "the label map does not name it",
            "Give the label map that this model was trained with",
        )
    where = "" if first is None else f", first on {first}"
    return Problem("model", f"class {number}", f"{reason}; {predictions} left out{where}", remedy)
