"""Two groups of points: the distance and the scores by their definitions, and how often chance is taken for more."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnose.embedding import SIGNIFICANT
from engine.diagnose.energy import _RIDGE, _energy, energy_test, left_out_scores, reduced
from engine.diagnose.shift import LEAST_EFFECT

SPLITS = 1000


@st.composite
def groups(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    first, second, sides = (draw(st.integers(2, 12)), draw(st.integers(2, 12)), draw(st.integers(1, 4)))
    points = rng.normal(size=(first + second, sides)) * draw(st.sampled_from([1e-3, 1.0, 100.0]))
    return points, rng.permutation(np.arange(first + second) >= first)


@settings(max_examples=40)
@given(groups())
def test_the_energy_distance_is_that_of_its_definition(given_groups):
    points, second = given_groups
    apart = np.linalg.norm(points[:, None] - points, axis=2)
    mean = [
        apart[np.ix_(one, other)].mean()
        for one, other in ((~second, second), (~second, ~second), (second, second))
    ]
    expected = 2 * mean[0] - mean[1] - mean[2]
    found = _energy(second.astype(float)[None], apart, apart.sum(axis=1), int(second.sum()))[0]
    assert found == pytest.approx(expected, abs=1e-9 * apart.max())


@settings(max_examples=40)
@given(groups())
def test_a_score_is_of_the_rule_that_the_other_points_make(given_groups):
    points, second = given_groups
    weight = np.where(second, 0.5 / second.mean(), 0.5 / (~second).mean())
    design = np.column_stack([np.ones(len(points)), points])
    ridge = (
        _RIDGE
        * ((design**2 * weight[:, None]).sum(axis=0)[1:]).max()
        * np.diag([0.0, *np.ones(points.shape[1])])
    )
    scores = left_out_scores(points, second)
    for row in range(len(points)):
        others = np.arange(len(points)) != row
        x, w = design[others], weight[others]
        rule = np.linalg.solve((x * w[:, None]).T @ x + ridge, x.T @ (w * second[others]))
        assert scores[row] == pytest.approx(design[row] @ rule, abs=1e-6)


def test_features_that_say_nothing_are_left_out():
    assert reduced(np.ones((9, 5))).shape == (9, 0)
    rng = np.random.default_rng(0)
    one = rng.normal(size=(60, 1))
    assert reduced(np.column_stack([one, 7 * one + 2, np.ones(60)])).shape == (60, 1)
    assert reduced(rng.normal(size=(60, 200))).shape == (60, 15)


def test_points_that_are_all_alike_are_not_apart():
    same = energy_test(np.zeros((40, 0)), np.arange(40) >= 20, permutations=99)
    assert (same.effect, same.p) == (0.0, 1.0)


@pytest.mark.parametrize("change", [lambda own: own + 1.2, lambda own: 4 * own], ids=["moved", "spread"])
def test_what_differs_is_found(change):
    points = np.random.default_rng(1).normal(size=(120, 5))
    second = np.arange(120) >= 70
    points[second, 0] = change(points[second, 0])
    assert energy_test(points, second).p <= SIGNIFICANT


def test_chance_is_hardly_ever_taken_for_a_difference():
    rng = np.random.default_rng(2)
    vectors = np.maximum(rng.normal(size=(50, 48)) @ rng.normal(size=(48, 48)), 0)
    points, at_level, told = reduced(vectors), 0, 0
    for split in range(SPLITS):
        found = energy_test(points, rng.permutation(np.arange(50) >= 30), permutations=99, seed=split)
        at_level += found.p <= 0.05
        told += found.p <= SIGNIFICANT and found.effect >= LEAST_EFFECT
    # By construction 5 % at the level of 5 %, with three standard deviations of so many splits.
    assert at_level <= SPLITS * 0.05 + 3 * (SPLITS * 0.05 * 0.95) ** 0.5
    assert told <= SPLITS * SIGNIFICANT
