import numpy as np
import pytest

from engine.data.diagnosis import Cause
from engine.data.reading import ScoreScale
from engine.doctor.score_range import cut_at, equal_score, score_scale
from engine.doctor.score_scale import to_scores

SPREAD = np.linspace(0.01, 0.99, 99)


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        (np.zeros(0), None),
        (np.full(3, np.nan), None),
        (SPREAD, None),
        (np.append(SPREAD, 1.0000001), None),
        (SPREAD * 100, (Cause.PERCENTAGES, ScoreScale.PERCENT)),
        (50 + SPREAD * 50, (Cause.PERCENTAGES, ScoreScale.PERCENT)),
        (np.log(SPREAD / (1 - SPREAD)), (Cause.LOGITS, ScoreScale.LOGIT)),
        (np.log(SPREAD), (Cause.LOGITS, ScoreScale.LOG)),
        (SPREAD * 8, (Cause.LOGITS, ScoreScale.LOGIT)),
        (SPREAD * 255, (Cause.SCORES_ABOVE_1, ScoreScale.BYTE)),
        (SPREAD * 1000, (Cause.SCORES_ABOVE_1, ScoreScale.RATIO)),
        (SPREAD * 1.5, (Cause.SCORES_ABOVE_1, ScoreScale.RATIO)),
    ],
)
def test_what_scores_are_is_told_by_their_range(
    scores: np.ndarray, told: tuple[Cause, ScoreScale] | None
) -> None:
    assert score_scale(scores) == told


@pytest.mark.parametrize("scale", ScoreScale)
def test_scores_keep_their_order(scale: ScoreScale) -> None:
    values = -SPREAD[::-1] if scale is ScoreScale.LOG else SPREAD
    scores = to_scores(values, scale)
    assert (np.diff(scores) > 0).all()
    assert 0 <= scores.min() <= scores.max() <= 1


def test_logits_become_probabilities() -> None:
    logits = np.log(SPREAD / (1 - SPREAD))
    assert to_scores(logits, ScoreScale.LOGIT) == pytest.approx(SPREAD)
    assert to_scores(np.array([-1e6, 1e6]), ScoreScale.LOGIT).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("scores", "equal"),
    [(np.zeros(0), None), (np.ones(3), None), (np.ones(10), 1.0), (np.append(np.ones(10), 0.9), None)],
)
def test_equal_scores_are_told_where_there_are_some(scores: np.ndarray, equal: float | None) -> None:
    assert equal_score(scores) == equal


@pytest.mark.parametrize(
    ("scores", "cut"),
    [
        (np.zeros(0), None),
        (SPREAD, None),
        (SPREAD[SPREAD >= 0.05], None),
        (SPREAD[SPREAD >= 0.5], 0.5),
        (np.append(SPREAD[SPREAD >= 0.9], 0.4), None),
        (1 - SPREAD[:60] ** 4, None),
    ],
)
def test_a_cut_is_where_scores_end_all_at_once(scores: np.ndarray, cut: float | None) -> None:
    found = cut_at(scores, ScoreScale.AS_READ)
    assert found == (None if cut is None else pytest.approx(cut))
    if cut is not None:
        assert cut_at(scores * 100, ScoreScale.PERCENT) == pytest.approx(cut)
