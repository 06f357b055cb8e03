import numpy as np
import pytest

from engine.doctor.first_pixel import Offset, counted_from_1

COUNT = 400


def look(labels: np.ndarray, predictions: np.ndarray) -> Offset | None:
    """Each label beside one prediction, on images of 200 x 200."""
    pairs = np.repeat(np.arange(len(labels))[:, None], 2, axis=1)
    return counted_from_1(labels, np.full((len(labels), 2), 200), pairs, predictions, labels)


@pytest.fixture
def objects() -> np.ndarray:
    """Left, top, width, height in whole pixels from 0; one in twenty begins at the edge."""
    rng = np.random.default_rng(0)
    corner = rng.integers(5, 120, (COUNT, 2))
    corner[::20] = 0
    return np.hstack([corner, rng.integers(12, 60, (COUNT, 2))]).astype(np.float64)


def seen(objects: np.ndarray) -> np.ndarray:
    return objects + np.random.default_rng(1).normal(0, 0.05, objects.shape) * np.tile(objects[:, 2:], 2)


def test_nothing_is_told_of_nothing() -> None:
    assert look(np.zeros((0, 4)), np.zeros((0, 4))) is None


def test_labels_from_0_are_let_be(objects: np.ndarray) -> None:
    assert look(objects, seen(objects)) is None


@pytest.mark.parametrize(
    ("change", "last_pixel"), [([1, 1, -1, -1], True), ([1, 1, 0, 0], False)], ids=["inclusive", "shifted"]
)
def test_labels_from_1_are_told(objects: np.ndarray, change: list[int], last_pixel: bool) -> None:
    offset = look(objects + np.array(change), seen(objects))
    assert offset is not None
    assert offset.low == pytest.approx(1, abs=0.3)
    assert offset.last_pixel is last_pixel
    assert offset.at_edge == COUNT // 20


def test_a_model_that_learnt_labels_from_1_agrees_with_them(objects: np.ndarray) -> None:
    labels = objects + np.array([1, 1, -1, -1])
    assert look(labels, seen(labels)) is None


def test_a_model_whose_boxes_are_all_too_large_is_no_reason(objects: np.ndarray) -> None:
    labels = objects + np.array([2, 2, 0, 0])
    assert look(labels, seen(labels) + np.array([-1, -1, 2, 2])) is None


def test_labels_that_are_no_whole_pixels_count_none(objects: np.ndarray) -> None:
    assert look(objects + 1.01, seen(objects)) is None
