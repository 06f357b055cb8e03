import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.balance.weights import (
    BalanceSettings,
    balance,
    capped,
    class_repeat_factors,
    effective_number_weights,
    inverse_frequency_weights,
    keep_shares,
    presence,
    repeat_factors,
    rounded_by_chance,
)
from engine.data.dataset import Annotations, Dataset
from engine.errors import UserError

COUNTS = st.lists(st.integers(0, 10**6), max_size=30).map(lambda own: np.array(own, np.int64))


@pytest.mark.parametrize(
    ("counts", "weights"),
    [([], []), ([0, 0], [1, 1]), ([7], [1]), ([1, 3], [1.5, 0.5]), ([0, 1, 3], [1, 1.5, 0.5])],
)
def test_inverse_frequency(counts: list[int], weights: list[float]) -> None:
    assert inverse_frequency_weights(np.array(counts, np.int64)) == pytest.approx(weights)


def test_the_effective_number_of_samples_as_published() -> None:
    # E = (1 - 0.9**n) / 0.1 is 1, 1.9 and 6.5132 for 1, 2 and 10 boxes.
    weights = effective_number_weights(np.array([1, 2, 10]), 0.9)
    unscaled = 1 / np.array([1, 1.9, 6.5132156])
    # The paper lets weights add up to the number of classes.
    assert weights == pytest.approx(unscaled / unscaled.sum() * 3)


@given(COUNTS)
def test_the_effective_number_lies_between_no_weights_and_inverse_frequency(counts: np.ndarray) -> None:
    assert effective_number_weights(counts, 0.0) == pytest.approx(np.ones(len(counts)))
    assert effective_number_weights(counts, 1 - 1e-15) == pytest.approx(
        inverse_frequency_weights(counts), rel=1e-3
    )


@given(COUNTS, st.floats(1, 100), st.floats(0, 0.9999))
def test_weights_have_a_mean_of_1_and_keep_to_the_cap(counts: np.ndarray, most: float, beta: float) -> None:
    has = counts > 0
    for plain in (inverse_frequency_weights(counts), effective_number_weights(counts, beta)):
        for weights in (plain, capped(plain, counts, most)):
            assert (weights > 0).all()
            assert weights[~has] == pytest.approx(1.0)
            if has.any():
                assert weights[has].mean() == pytest.approx(1.0)
        if has.any():
            own = capped(plain, counts, most)[has]
            assert own.max() <= own.min() * most * (1 + 1e-9)


@given(COUNTS, st.floats(0, 0.9999))
def test_a_rarer_class_never_weighs_less(counts: np.ndarray, beta: float) -> None:
    own = np.sort(counts[counts > 0])[::-1]
    for weights in (inverse_frequency_weights(own), effective_number_weights(own, beta)):
        assert (np.diff(weights) >= -1e-9 * weights[1:]).all()


def test_repeat_factors_as_published_for_lvis() -> None:
    # max(1, sqrt(0.001 / f))
    of_classes = class_repeat_factors(np.array([0.0, 0.0001, 0.00025, 0.001, 0.5]), 0.001)
    assert of_classes == pytest.approx([1, np.sqrt(10), 2, 1, 1])
    present = np.array([[0, 0, 0, 0, 0], [0, 1, 1, 0, 1], [0, 0, 1, 0, 1], [0, 0, 0, 0, 1]], np.bool_)
    assert repeat_factors(present, of_classes) == pytest.approx([1, np.sqrt(10), 2, 1])


@given(st.data())
def test_images_are_repeated_once_at_least_and_those_with_rare_classes_stay(data: st.DataObject) -> None:
    images, classes = data.draw(st.integers(1, 12)), data.draw(st.integers(1, 5))
    cells = data.draw(st.lists(st.booleans(), min_size=images * classes, max_size=images * classes))
    present = np.array(cells, np.bool_).reshape(images, classes)
    threshold = data.draw(st.floats(1e-3, 1.0))
    shares = present.mean(axis=0)
    of_classes = class_repeat_factors(shares, threshold)
    factors, kept = repeat_factors(present, of_classes), keep_shares(present, shares, threshold)
    assert (factors >= 1).all()
    assert ((kept > 0) & (kept <= 1)).all()
    rare = present[:, shares <= threshold].any(axis=1)
    assert (kept[rare] == 1).all()
    # What is repeated is not thinned out.
    assert (kept[factors > 1] == 1).all()


def test_factors_are_rounded_so_that_they_hold_in_the_mean() -> None:
    rounded = rounded_by_chance(np.full(20_000, 2.3), np.random.default_rng(0))
    assert set(rounded.tolist()) == {2, 3}
    assert rounded.mean() == pytest.approx(2.3, abs=0.02)


def test_boxes_that_do_not_count_are_not_counted(dataset: Dataset) -> None:
    boxes, present = presence(dataset.annotations, 12, 2)
    assert boxes.tolist() == [11, 13]
    assert present.sum(axis=0).tolist() == [11, 12]
    own = dataset.annotations
    values = {name: getattr(own, name) for name in Annotations.__slots__}
    ignored = Annotations(**{**values, "crowd": own.categories == 0, "ignore": own.images == 5})
    boxes, present = presence(ignored, 12, 2)
    assert boxes.tolist() == [0, 12]
    assert not present[5].any()


def test_the_same_seed_draws_the_same(dataset: Dataset) -> None:
    settings = BalanceSettings(threshold=1.0)
    one, other = (balance(dataset, dataset.annotations, settings) for _ in range(2))
    assert one.repeats.tolist() == other.repeats.tolist()
    assert one.repeat_factors == pytest.approx([np.sqrt(12 / 11)] + [1.0] + [np.sqrt(12 / 11)] * 10, abs=1e-9)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"beta": 1.0}, "beta"),
        ({"beta": float("nan")}, "beta"),
        ({"most": 0.5}, "cap"),
        ({"threshold": 0.0}, "threshold"),
        ({"seed": -1}, "seed"),
    ],
)
def test_settings_out_of_range_are_refused(changed: dict[str, float], part: str) -> None:
    with pytest.raises(UserError, match=part):
        BalanceSettings(**changed)
