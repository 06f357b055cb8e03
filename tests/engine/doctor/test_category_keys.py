import numpy as np
import pytest

from engine.data.dataset import Categories
from engine.data.diagnosis import Cause
from engine.data.raw_predictions import Key
from engine.doctor.category_keys import plain_name, renamed

ANIMALS = Categories(np.array([1, 2, 3]), ("cat", "dog", "Fox"))
SPARSE = Categories(np.array([1, 5, 8]), ("cat", "dog", "fox"))


def confusion(*rows: tuple[int, ...]) -> np.ndarray:
    return np.array(rows, np.float64).reshape(len(rows), 3)


@pytest.mark.parametrize(
    ("keys", "votes"),
    [
        ((), confusion()),
        ((1, 2, 3), confusion((0, 0, 0), (0, 0, 0), (0, 0, 0))),
        ((1, 2, 3), confusion((30, 2, 0), (3, 20, 1), (0, 0, 9))),
        # A weak model mixes classes up, and most boxes are cats.
        ((1, 2, 3), confusion((300, 9, 8), (40, 12, 2), (30, 2, 11))),
        # Too little to go by.
        ((1, 2, 3), confusion((0, 1, 0), (0, 0, 1), (0, 0, 0))),
        ((2, 3), confusion((2, 0, 0), (0, 0, 0))),
        ((7,), confusion((1, 0, 0))),
    ],
)
def test_classes_that_fit_keep_their_names(keys: tuple[Key, ...], votes: np.ndarray) -> None:
    assert renamed(keys, ANIMALS, votes) is None


@pytest.mark.parametrize(
    ("categories", "keys", "votes", "cause", "indices"),
    [
        (ANIMALS, (0, 1, 2), np.eye(3) * 20, Cause.ZERO_BASED, [0, 1, 2]),
        (ANIMALS, (2, 3, 4), np.eye(3) * 20, Cause.OFF_BY_ONE, [0, 1, 2]),
        (ANIMALS, (3, 1, 2), np.eye(3) * 20, Cause.PERMUTED, [0, 1, 2]),
        (ANIMALS, (17, 4, 9), np.eye(3) * 20, Cause.OTHER_LABEL_MAP, [0, 1, 2]),
        (SPARSE, (0, 1, 2), np.eye(3) * 20, Cause.ZERO_BASED, [0, 1, 2]),
        (SPARSE, (1, 2, 3), np.eye(3) * 20, Cause.OTHER_LABEL_MAP, [0, 1, 2]),
        (ANIMALS, ("Cats", "DOG", " fox"), np.zeros((3, 3)), Cause.CATEGORY_NAMES, [0, 1, 2]),
        (ANIMALS, ("1", "3", "wolf"), np.zeros((3, 3)), Cause.CATEGORY_NAMES, [0, 2, -1]),
    ],
)
def test_classes_mean_what_they_lie_on(
    categories: Categories, keys: tuple[Key, ...], votes: np.ndarray, cause: Cause, indices: list[int]
) -> None:
    found = renamed(keys, categories, votes)
    assert found is not None
    assert found.cause is cause
    assert found.indices.tolist() == indices


def test_a_label_map_tells_numbers_by_their_names() -> None:
    found = renamed((7, 8), ANIMALS, np.zeros((2, 3)), {7: "dogs", 8: "Cat"})
    assert found is not None
    assert found.indices.tolist() == [1, 0]
    assert renamed((1, 2), ANIMALS, np.zeros((2, 3)), {1: "cat", 2: "dog"}) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("cat", "Cats"), ("traffic light", "Traffic_Lights"), ("box", "boxes"), ("knife", "knives"), ("fly", "flies"),
     ("glass", "glasses"), ("bus", "Bus")],
)  # fmt: skip
def test_names_are_the_same_but_for_case_space_and_plural(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(("one", "other"), [("cat", "car"), ("class 1", "class 2"), ("cat", "scat")])
def test_names_of_other_things_differ(one: str, other: str) -> None:
    assert plain_name(one) != plain_name(other)
