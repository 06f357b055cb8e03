"""What known answers can be planted on."""

from pathlib import Path

import pytest

from engine.data.dataset import Dataset, Predictions
from engine.errors import UserError
from engine.planting import count_of, trusted
from tests.engine.conftest import IMAGES, RELABELLED
from tests.engine.planted import approve, planted
from tests.engine.test_review import begin


@pytest.mark.parametrize(
    ("share", "waiting", "available", "count"),
    [(0.02, 0, 0, 0), (0.02, 0, 5, 1), (0.02, 10, 5, 1), (0.02, 100, 5, 2), (0.5, 100, 5, 5)],
)
def test_a_share_of_the_flags_that_wait(share: float, waiting: int, available: int, count: int) -> None:
    assert count_of(share, waiting, available) == count


def test_nothing_is_trusted_that_nobody_approved(
    tmp_path: Path, dataset: Dataset, predictions: Predictions
) -> None:
    review = begin(tmp_path, dataset, predictions)
    with pytest.raises(UserError, match="no approved image"):
        planted(review)
    review.close()


def test_nothing_is_planted_where_no_model_said_anything(tmp_path: Path, dataset: Dataset) -> None:
    review = begin(tmp_path, dataset, None)
    approve(review, [1])
    with pytest.raises(UserError, match="no predictions"):
        planted(review)
    review.close()


def test_a_label_that_is_doubted_or_was_used_is_not_trusted(
    tmp_path: Path, dataset: Dataset, predictions: Predictions
) -> None:
    review = begin(tmp_path, dataset, predictions)
    everything = frozenset(range(IMAGES))
    rows = trusted(review.assessment, everything, frozenset({1}))
    ids = review.annotations.ids[rows].tolist()
    assert 1 not in ids and RELABELLED not in ids and 2 in ids
    assert not len(trusted(review.assessment, frozenset(), frozenset()))
    review.close()
