"""Effects against SciPy's, and how often chance alone is called a difference."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from engine.diagnose.significance import (
    Measure,
    binned,
    box_gaps,
    cliffs_delta,
    cramers_v,
    differences,
    holm,
    image_gaps,
    kolmogorov_smirnov,
    tallied,
)

SMALL = arrays(np.int64, st.integers(2, 30), elements=st.integers(0, 6))


def histogram(values):
    return np.bincount(values, minlength=7).astype(float)


@settings(max_examples=40)
@given(SMALL, SMALL)
def test_effects_of_ordered_values_are_scipys(first, second):
    here, there = histogram(first), histogram(second)
    distance = stats.ks_2samp(first, second, method="asymp").statistic
    assert kolmogorov_smirnov(here, there) == pytest.approx(distance, abs=1e-9)
    u = stats.mannwhitneyu(second, first).statistic
    assert cliffs_delta(here, there) == pytest.approx(2 * u / (len(first) * len(second)) - 1, abs=1e-9)


@settings(max_examples=40)
@given(SMALL, SMALL)
def test_the_effect_of_a_mix_is_scipys(first, second):
    here, there = histogram(first), histogram(second)
    table = np.stack([here, there])[:, here + there > 0].astype(int)
    expected = 0.0 if table.shape[1] < 2 else stats.contingency.association(table, method="cramer")
    assert cramers_v(here, there) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("p", [[], [0.5], [0.01, 0.04, 0.03, 0.005], [0.9, 0.9]])
def test_corrected_p_values_are_holms(p):
    # Worked by hand: the k-th least times the number that is left, never below the one before.
    expected = {0: [], 1: [0.5], 4: [0.03, 0.06, 0.06, 0.02], 2: [1.0, 1.0]}[len(p)]
    assert holm(np.array(p)).tolist() == pytest.approx(expected)


@pytest.mark.parametrize("effect", [kolmogorov_smirnov, cramers_v])
def test_nothing_does_not_differ_from_nothing(effect):
    assert effect(np.zeros(3), np.zeros(3)) == 0.0
    assert effect(np.zeros(3), np.ones(3)) == 0.0


def test_values_are_counted_by_image_and_unknown_ones_are_not():
    counts = binned(np.array([1.0, 2.0, np.nan, 3.0, 4.0]), np.array([0, 0, 1, 2, 2]), 4, bins=2)
    assert counts.tolist() == [[2, 0], [0, 0], [0, 2], [0, 0]]
    assert tallied(np.array([0, 2, -1]), np.array([1, 1, 0]), 2, 3).tolist() == [[0, 0, 0], [1, 0, 1]]
    assert differences([], np.array([True])) == []


def measures_of(rng, images, per_image=4):
    """Measures of one distribution: boxes of an image are alike, as in photographs."""
    on = np.repeat(np.arange(images), per_image)
    found = []
    for _ in range(6):
        own = rng.normal(size=images)[on] + rng.normal(size=len(on)) / 3
        found.append(Measure(binned(own, on, images, bins=8), ordered=True))
    for _ in range(2):
        usual = rng.integers(0, 4, images)[on]
        mix = np.where(rng.random(len(on)) < 0.7, usual, rng.integers(0, 4, len(on)))
        found.append(Measure(tallied(mix, on, images, 4), ordered=False))
    return found


def test_random_splits_of_one_distribution_differ_in_no_more_than_a_twentieth():
    rng = np.random.default_rng(0)
    false = 0
    for split in range(300):
        measures = measures_of(rng, 48)
        second = rng.permutation(np.arange(48) < 20)
        false += any(own.p <= 0.05 for own in differences(measures, second, permutations=299, seed=split))
    # 5 % of 300 and two standard deviations.
    assert false <= 15 + 8


def test_a_moved_distribution_is_found_and_has_a_direction():
    rng = np.random.default_rng(1)
    second = np.arange(80) >= 40
    values = rng.normal(size=80) + 2.0 * second
    (found,) = differences([Measure(binned(values, np.arange(80), 80), ordered=True)], second)
    assert found.p <= 0.001
    assert found.effect > 0.5
    assert found.delta > 0.7


def random_slices(rng, images=120):
    on = np.repeat(np.arange(images), rng.integers(1, 6, images))
    good = rng.beta(4, 1, images)[on]
    values = np.where(rng.random(len(on)) < good, 0.9, 0.0)
    traits = rng.random((images, 6))
    groups = np.concatenate([traits < 0.25, traits > 0.75], axis=1)
    kinds = rng.random((4, len(on))) < 0.5
    kinds[0] = True
    sums = np.stack([np.bincount(on, values * kind, minlength=images) for kind in kinds])
    sizes = np.stack([np.bincount(on, kind, minlength=images) for kind in kinds]).astype(float)
    return sums, sizes, groups


def test_random_slices_are_called_worse_in_no_more_than_a_twentieth():
    rng = np.random.default_rng(2)
    false = 0
    for split in range(150):
        sums, sizes, groups = random_slices(rng)
        asked = np.ones((len(sums), groups.shape[1]), np.bool_)
        false += (image_gaps(sums, sizes, groups, asked, permutations=99, seed=split).p <= 0.05).any()
    assert false <= 7.5 + 2 * 2.7


def test_the_gap_of_a_slice_is_its_mean_less_that_of_the_rest():
    sums, sizes, groups = random_slices(np.random.default_rng(3))
    asked = np.zeros((4, 12), np.bool_)
    asked[1, 2] = asked[3, 5] = True
    found = image_gaps(sums, sizes, groups, asked)
    inside = groups[:, 2]
    expected = (
        sums[1, inside].sum() / sizes[1, inside].sum() - sums[1, ~inside].sum() / sizes[1, ~inside].sum()
    )
    assert found.gap[1, 2] == pytest.approx(expected, abs=1e-5)
    assert np.isnan(found.gap[0, 0])
    assert found.p[0, 0] == 1.0


def test_slices_of_boxes_find_the_worse_one_and_chance_finds_few():
    rng = np.random.default_rng(4)
    images = np.repeat(np.arange(100), 4)
    false = 0
    for split in range(100):
        values = rng.normal(size=400) + rng.normal(size=100)[images]
        slices = rng.random((400, 10)) < 0.3
        false += (box_gaps(values, images, slices, resamples=199, seed=split).p <= 0.01).any()
    # As `slices.SIGNIFICANT_OF_BOXES` has it.
    assert false <= 2 + 2 * 1.4
    found = box_gaps(values - slices[:, 3], images, slices)
    assert np.flatnonzero(found.p <= 0.01).tolist() == [3]
    assert len(box_gaps(values, images, slices[:, :0]).p) == 0
