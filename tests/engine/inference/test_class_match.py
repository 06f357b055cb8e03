import numpy as np
import pytest

from engine.data.dataset import Annotation, Annotations, Categories
from engine.data.model import ImagePredictions
from engine.inference.class_match import examples_of, match_classes

CATEGORIES = Categories(np.array([1, 2, 5]), ("cat", "dog", "bird"))
BOX = (10.0, 10.0, 50.0, 50.0)


def labels(*rows: tuple[int, int]) -> Annotations:
    """A box on each image of each category."""
    return Annotations.of_rows(
        [
            Annotation(number, number, image, category, BOX, (40.0, 40.0), 1600.0)
            for number, (image, category) in enumerate(rows, 1)
        ]
    )


def said(image: int, *rows: tuple[int, float, float]) -> ImagePredictions:
    """Predictions by class number, score and how far off they are."""
    boxes = [[10.0 + off, 10.0, 50.0 + off, 50.0] for _, _, off in rows]
    return ImagePredictions(
        image,
        np.array(boxes).reshape(-1, 4),
        np.array([score for _, score, _ in rows]),
        np.array([number for number, _, _ in rows], np.int64),
    )


def test_nothing_said_and_nothing_named_has_no_classes() -> None:
    match = match_classes([], Annotations.empty(), CATEGORIES, None)
    assert (match.numbers, match.counts, match.overlaps.shape) == ((), (), (0, 3))


@pytest.mark.parametrize(
    ("names", "numbers", "categories"),
    [
        (None, (1, 5), (0, 2)),
        ({1: "Dog", 5: "fish"}, (1, 5), (1, None)),
        ({0: "bird", 1: "cat", 5: "cat"}, (0, 1, 5), (2, 0, 0)),
    ],
)
def test_classes_are_matched_by_name_or_without_names_by_id(
    names: dict[int, str] | None, numbers: tuple[int, ...], categories: tuple[int | None, ...]
) -> None:
    match = match_classes([said(0, (5, 0.9, 0), (1, 0.9, 0))], labels((0, 0)), CATEGORIES, names)
    assert (match.numbers, match.categories) == (numbers, categories)
    assert match.names == tuple((names or {}).get(number, "") for number in numbers)


def test_only_confident_predictions_count_and_lie_on_the_label_that_they_overlap_most() -> None:
    match = match_classes(
        [said(0, (7, 0.9, 0), (7, 0.9, 30), (7, 0.1, 0)), said(1, (7, 0.8, 2), (8, 0.7, 0)), said(2)],
        labels((0, 0), (1, 2)),
        CATEGORIES,
        None,
    )
    assert match.numbers == (7, 8)
    assert match.counts == (3, 1)
    assert match.overlaps.tolist() == [[1, 0, 1], [0, 0, 1]]


@pytest.mark.parametrize(
    ("rows", "images", "most", "expected"),
    [
        ((), 0, 3, ()),
        ((), 2, 3, (0, 1)),
        (((0, 0), (0, 0), (0, 0), (1, 1), (2, 0), (2, 2)), 3, 2, (2, 1)),
        (((0, 0), (0, 0), (1, 0)), 3, 2, (0, 1)),
    ],
)
def test_examples_show_every_class_before_many_boxes(
    rows: tuple[tuple[int, int], ...], images: int, most: int, expected: tuple[int, ...]
) -> None:
    assert examples_of(labels(*rows), images, most) == expected
