from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Categories
from engine.data.model import ImagePredictions, RawOutputs
from engine.inference.classes import to_predictions

CATEGORIES = Categories(np.array([1, 2, 5], np.int64), ("RBC", "WBC", "Platelets"))


def part(image, *classes):
    n = len(classes)
    boxes = np.arange(4 * n, dtype=np.float64).reshape(n, 4) ** 2 + image / 3
    return ImagePredictions(image, boxes, np.linspace(0.9, 0.1, n), np.array(classes, np.int64))


@pytest.mark.parametrize(
    ("classes", "names", "categories", "problems"),
    [
        ((), None, [], []),
        ((), {}, [], []),
        ((1, 2, 5), None, [0, 1, 2], []),
        ((1, 3, 3, 5, -1), None, [0, 2], ["class -1", "class 3"]),
        ((7, 8, 9), {7: "Platelets", 8: "WBC", 9: "RBC"}, [2, 1, 0], []),
        ((7, 8), {7: " platelets ", 8: "wbc"}, [2, 1], []),
        ((1, 2), {2: "RBC"}, [0], ["class 1"]),
        ((1, 2), {1: "Lymphocyte", 2: "RBC"}, [0], ["class 1"]),
        ((1, 2), {1: "RBC", 2: "RBC"}, [0, 0], []),
    ],
)
def test_a_class_becomes_the_category_of_its_name_or_id(classes, names, categories, problems):
    predictions, found = to_predictions([part(4, *classes)], CATEGORIES, names)
    assert predictions.categories.tolist() == categories
    assert [problem.record for problem in found] == problems


def test_a_name_that_could_be_two_categories_is_neither():
    categories = Categories(np.array([1, 2], np.int64), ("bolt", "Bolt"))
    predictions, problems = to_predictions([part(0, 1, 2)], categories, {1: "BOLT", 2: "Bolt"})
    assert predictions.categories.tolist() == [1]
    assert [problem.record for problem in problems] == ["class 1"]


def test_a_class_left_out_is_counted_once_with_what_to_do():
    parts = [part(0, 3, 1), part(1, 3, 3)]
    _, (problem,) = to_predictions(parts, CATEGORIES, None)
    assert str(problem) == (
        "model, class 3: no class of the dataset has this id; 3 predictions left out. Give the model's label map."
    )
    _, (named, unnamed) = to_predictions(parts, CATEGORIES, {3: "Lymphocyte"})
    assert "1 prediction left out" in named.problem and "does not name it" in named.problem
    assert "'Lymphocyte'" in unnamed.problem


def with_raw(image, *classes):
    n = len(classes)
    boxes = np.tile(np.float32([1, 2, 4, 8]), (n, 1))
    return replace(part(image), raw=RawOutputs(boxes, np.float32([0.5] * n), np.int32(classes)))


def test_raw_outputs_are_mapped_alike_in_the_order_of_the_images():
    parts = [with_raw(4, 5, 3, 1), part(3, 1), with_raw(2, 2)]
    predictions, problems = to_predictions(parts, CATEGORIES, None)
    assert predictions.raw.images.tolist() == [2, 4, 4]
    assert predictions.raw.categories.tolist() == [1, 2, 0]
    assert predictions.raw.sizes_wh.tolist() == [[3, 6]] * 3
    # That a class is left out is said of predictions; of raw outputs alone it matters to nobody.
    assert problems == ()


@pytest.mark.parametrize("parts", [[], [part(0, 1)]])
def test_without_raw_outputs_there_are_none(parts):
    assert to_predictions(parts, CATEGORIES, None)[0].raw is None


def test_no_images_give_no_predictions():
    predictions, problems = to_predictions([], CATEGORIES, None)
    assert len(predictions) == 0 and problems == ()
    assert predictions.boxes_xyxy.shape == (0, 4)


@given(st.lists(st.lists(st.sampled_from([1, 2, 3, 5]), max_size=4), max_size=5))
def test_order_and_numbers_are_the_models_own(classes_by_image):
    parts = [part(image, *classes) for image, classes in reversed(list(enumerate(classes_by_image)))]
    predictions, _ = to_predictions(parts, CATEGORIES, None)
    rows = [
        (own.image, own.classes[i], *own.boxes_xyxy[i], own.scores[i])
        for own in parts
        for i in range(len(own.classes))
        if own.classes[i] != 3
    ]
    found = [
        (image, CATEGORIES.ids[category], *box, score)
        for image, category, box, score in zip(
            predictions.images,
            predictions.categories,
            predictions.boxes_xyxy,
            predictions.scores,
            strict=True,
        )
    ]
    assert found == rows
    np.testing.assert_array_equal(
        predictions.sizes_wh, predictions.boxes_xyxy[:, 2:] - predictions.boxes_xyxy[:, :2]
    )
    arrays = (predictions.images, predictions.categories, predictions.boxes_xyxy, predictions.scores)
    assert [array.dtype for array in arrays] == [np.int64, np.int64, np.float64, np.float64]
