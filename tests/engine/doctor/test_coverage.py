import numpy as np
import pytest

from engine.doctor.coverage import capped, without_predictions

LABELS = np.random.default_rng(0).poisson(7, 100) + 1


@pytest.mark.parametrize(
    ("predictions", "labels", "limit"),
    [
        (np.zeros(0, np.int64), np.zeros(0, np.int64), None),
        (np.zeros(100, np.int64), LABELS, None),
        (np.minimum(LABELS + 3, 8), LABELS, 8),
        # Nothing is lost by a limit that no image has more labels than.
        (np.full(100, 100), LABELS, None),
        (LABELS, LABELS, None),
        (np.array([1, 1, 1]), np.array([1, 2, 1]), None),
    ],
)
def test_a_cap_is_where_many_images_stop_short_of_their_labels(
    predictions: np.ndarray, labels: np.ndarray, limit: int | None
) -> None:
    cap = capped(predictions, labels)
    assert (None if cap is None else cap.limit) == limit


@pytest.mark.parametrize(
    ("predictions", "missing"),
    [
        (np.zeros(100, np.int64), 0),
        (LABELS, 0),
        # A weak model leaves many images empty, and many with one.
        (np.random.default_rng(1).poisson(0.7, 100), 0),
        (np.where(np.arange(100) < 80, LABELS + 5, 0), 20),
        (np.where(np.arange(100) % 7, LABELS + 5, 0), 15),
        (np.where(np.arange(100) < 70, np.random.default_rng(1).poisson(2.5, 100), 0), None),
    ],
)
def test_images_are_missing_where_the_others_have_many_or_where_all_end_early(
    predictions: np.ndarray, missing: int | None
) -> None:
    found = without_predictions(predictions, LABELS)
    assert (predictions[found] == 0).all()
    if missing is None:
        assert set(range(70, 100)) <= set(found.tolist())
    else:
        assert len(found) == missing


def test_images_without_labels_may_be_empty() -> None:
    labels = np.where(np.arange(100) < 80, LABELS, 0)
    assert len(without_predictions(np.where(labels, 9, 0), labels)) == 0
