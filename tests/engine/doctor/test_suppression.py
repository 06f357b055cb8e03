import numpy as np
import pytest

from engine.data.dataset import Annotations, Predictions
from engine.doctor.suppression import not_suppressed, suppressed_twice, survivors
from tests.benchmarks.planted import labels as labels_of


def predictions(*rows: tuple[int, int, float, float]) -> Predictions:
    """Boxes of 10 x 10 at (x, 0): image, category, x, score."""
    values = np.array(rows, np.float64).reshape(-1, 4)
    corner = np.stack([values[:, 2], np.zeros(len(values))], axis=1)
    return Predictions(
        values[:, 0].astype(np.int64),
        values[:, 1].astype(np.int64),
        np.hstack([corner, corner + 10]),
        np.full((len(values), 2), 10.0),
        values[:, 3],
    )


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([], []),
        ([(0, 0, 0, 0.5)], [0]),
        ([(0, 0, 0, 0.5), (0, 0, 1, 0.9)], [1]),
        ([(0, 0, 0, 0.5), (0, 0, 8, 0.9)], [0, 1]),
        ([(0, 0, 0, 0.5), (0, 1, 0, 0.9)], [0, 1]),
        ([(0, 0, 0, 0.5), (1, 0, 0, 0.9)], [0, 1]),
        # What suppresses is itself not suppressed.
        ([(0, 0, 0, 0.9), (0, 0, 2, 0.8), (0, 0, 4, 0.7)], [0, 2]),
    ],
)
def test_the_best_of_what_overlaps_survives(rows: list, kept: list[int]) -> None:
    assert survivors(predictions(*rows), 0.6).tolist() == kept


def test_nothing_is_said_of_few_predictions() -> None:
    rng = np.random.default_rng(0)
    assert not_suppressed(Predictions.empty(), rng) is None
    assert suppressed_twice(Predictions.empty(), Annotations.empty(), rng) is None
    assert not_suppressed(predictions((0, 0, 0, 0.5), (0, 0, 0, 0.5)), rng) is None


def test_repeats_are_a_share_of_the_predictions() -> None:
    rows = [(n, 0, x, 0.9 - x / 10) for n in range(10) for x in (0, 0.5, 1, 50)]
    assert not_suppressed(predictions(*rows), np.random.default_rng(0)) == 0.5


@pytest.mark.parametrize(("limit", "told"), [(0.15, True), (0.55, False)])
def test_a_second_suppression_shows_where_labels_overlap(limit: float, told: bool) -> None:
    rng = np.random.default_rng(0)
    image = np.repeat(np.arange(60), 12)
    corner = rng.uniform(0, 60, (len(image), 2))
    truth = labels_of(image, np.zeros(len(image), np.int64), np.hstack([corner, corner + 20]))
    seen = Predictions(
        truth.images, truth.categories, truth.boxes_xyxy, truth.sizes_wh, rng.random(len(truth))
    )
    found = suppressed_twice(seen.take(survivors(seen, limit)), truth, rng)
    assert (found is not None) is told
    if found is not None:
        assert found.overlap < limit
        assert found.labels > 20
