import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.analysis.outcome import outcomes
from engine.analysis.reliability import BINS, bin_of, calibrate
from tests.engine.evaluation.reference import Case, annotation, case, cases

BOX = annotation(1, 0, 0, 10, 10, 40, 40)


def calibrated(truth: Case) -> object:
    return calibrate(outcomes(truth.evaluated(), truth.annotations))


def test_without_predictions_every_bin_is_empty() -> None:
    found = calibrated(case(1, 1, [BOX], []))
    assert found.counts.tolist() == [0] * BINS
    assert (found.expected_error, found.largest_error) == (0.0, 0.0)


def test_scores_are_held_against_the_share_that_is_right() -> None:
    scored = [(0, 0, 10, 10, 40, 40, 0.85), (0, 0, 200, 200, 40, 40, 0.85)]
    found = calibrated(case(1, 1, [BOX], scored))
    assert found.counts[8] == 2
    assert (found.scores[8], found.right[8]) == (pytest.approx(0.85), 0.5)
    assert found.expected_error == pytest.approx(0.35)
    assert found.largest_error == pytest.approx(0.35)


@pytest.mark.parametrize("score", [-0.1, 1.5])
def test_scores_that_are_no_probabilities_cannot_be_calibrated(score: float) -> None:
    assert calibrated(case(1, 1, [BOX], [(0, 0, 10, 10, 40, 40, score)])) is None


@given(cases())
def test_every_prediction_that_counts_is_in_the_bin_of_its_score(truth: Case) -> None:
    found = outcomes(truth.evaluated(), truth.annotations)
    result = calibrate(found)
    counted = found.true_positive | found.false_positive
    if result is not None:
        assert result.counts.tolist() == np.bincount(bin_of(found.scores[counted]), minlength=BINS).tolist()


@given(st.lists(st.floats(0, 1), min_size=1))
def test_bins_share_0_to_1_equally(scores: list[float]) -> None:
    bins = bin_of(np.array(scores))
    assert ((bins >= 0) & (bins < BINS)).all()
    assert (np.abs(np.array(scores) * BINS - bins - 0.5) <= 0.5 + 1e-9).all()
