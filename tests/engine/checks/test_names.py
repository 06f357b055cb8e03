from __future__ import annotations

import numpy as np
import pytest

from engine.checks.names import FEW, check_class_names, similar_names
from engine.data.dataset import Annotations, Categories
from tests.engine.checks.tray import label, predictions


def classes(*names: str) -> Categories:
    return Categories(np.arange(1, len(names) + 1), names)


def boxes(*counts: int) -> Annotations:
    """So many boxes of each class."""
    categories = np.repeat(np.arange(len(counts)), counts).tolist()
    return Annotations.of_rows(
        [label(n, (10, 10, 30, 30), image=n, category=category) for n, category in enumerate(categories, 1)]
    )


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ((), []),
        (("bolt", "nut"), []),
        (("Bolt", "bolt "), [(0, 1, "case or space")]),
        (("traffic light", "Traffic_Light"), [(0, 1, "case or space")]),
        (("platelet", "platelets"), [(0, 1, "one letter")]),
        (("washer", "waher"), [(0, 1, "one letter")]),
        (("spring", "sprinh"), [(0, 1, "one letter")]),
        (("cat", "car"), []),
        (("class 1", "class 2", "class 11"), []),
        (("screw", "screws2"), []),
        (
            ("washer", "washers", "Washer"),
            [(0, 2, "case or space"), (0, 1, "one letter"), (1, 2, "one letter")],
        ),
    ],
)
def test_names_that_seem_to_be_one_are_found(
    names: tuple[str, ...], pairs: list[tuple[int, int, str]]
) -> None:
    assert list(similar_names(names)) == pairs


def test_an_empty_dataset_has_no_problems() -> None:
    assert check_class_names(classes(), boxes(), None) == ()
    assert check_class_names(classes("bolt", "nut"), boxes(0, 0), None) == ()


def test_names_that_seem_to_be_one_are_a_problem_with_their_boxes() -> None:
    (problem,) = check_class_names(classes("Bolt", "bolt"), boxes(20, 12), None)
    assert "20 and 12 boxes" in problem.problem
    assert "'Bolt' and 'bolt'" in problem.record


@pytest.mark.parametrize(("count", "found"), [(0, 0), (1, 1), (FEW - 1, 1), (FEW, 0)])
def test_a_class_with_almost_no_boxes_is_a_problem(count: int, found: int) -> None:
    assert len(check_class_names(classes("bolt"), boxes(count), None)) == found


def test_a_class_that_is_never_predicted_is_a_problem_where_there_are_predictions() -> None:
    of, labels = classes("bolt", "washer"), boxes(20, 20)
    seen = predictions(((10, 10, 30, 30), 0.9, 0, 1))
    (problem,) = check_class_names(of, labels, seen)
    assert "never predicts" in problem.problem
    assert "'washer'" in problem.record
    assert check_class_names(of, labels, predictions()) == ()
