import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Annotation, Predictions
from engine.data.edit import EditKind
from engine.data.flag import Flag, FlagKind
from engine.evaluation.iou import iou
from tests.engine.checks.tray import NUT, flags, images, label, predictions, well_seen


def shelf(
    columns: int, rows: int = 1, *, step: float = 50.0, side: float = 40.0, jitter: float = 0.0, seed: int = 0
) -> list[Annotation]:
    """Boxes on a grid."""
    rng = np.random.default_rng(seed)
    labels = []
    for number in range(columns * rows):
        dx, dy = rng.normal(0, jitter, 2)
        x, y = 10 + step * (number % columns) + dx, 10 + 1.5 * step * (number // columns) + dy
        labels.append(label(number + 1, (x, y, x + side, y + side)))
    return labels


def gaps(labels: list[Annotation], seen: Predictions | None = None, n: int = 1) -> list[Flag]:
    found = flags(labels, seen, of=images(n, (2000, 2000)))
    return [flag for flag in found if flag.kind is FlagKind.GAP_IN_ROW]


def overlap(flag: Flag, box: Annotation) -> float:
    return float(iou(np.array([flag.box_xyxy]), np.array([box.box_xyxy]))[0, 0])


@pytest.mark.parametrize("columns", [0, 1, 4, 9])
def test_a_whole_row_has_no_gap(columns: int) -> None:
    assert gaps(shelf(columns)) == []


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 8), st.floats(0, 1.5), st.integers(0, 5))
def test_the_one_that_was_taken_out_is_missed(which: int, jitter: float, seed: int) -> None:
    row = shelf(10, jitter=jitter, seed=seed)
    gone = row.pop(which)
    (flag,) = gaps(row)
    assert (flag.annotation_id, flag.category) == (None, NUT)
    assert overlap(flag, gone) > 0.7
    assert flag.suggestion is not None
    assert flag.suggestion.kind is EditKind.ADD


def test_two_in_a_row_are_both_missed() -> None:
    row = shelf(10)
    gone = [row.pop(4), row.pop(4)]
    assert [round(overlap(flag, box), 2) for flag, box in zip(gaps(row), gone, strict=True)] == [1, 1]


@pytest.mark.parametrize("jitter", [0.0, 1.0])
def test_a_hole_in_a_grid_is_missed_once_though_it_is_in_a_row_and_in_a_column(jitter: float) -> None:
    grid = shelf(7, 7, jitter=jitter)
    gone = grid.pop(24)
    (flag,) = gaps(grid)
    assert overlap(flag, gone) > 0.8


@pytest.mark.parametrize("columns", [3, 4, 5])
def test_a_few_boxes_in_a_line_are_no_row(columns: int) -> None:
    row = shelf(columns)
    del row[2:3]
    assert gaps(row) == []


def test_a_place_that_is_taken_is_no_gap() -> None:
    row = shelf(10)
    x1, y1, x2, y2 = row.pop(4).box_xyxy
    assert gaps([*row, label(99, (x1, y1, x2 + 20, y2), category=1)]) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_boxes_strewn_about_have_no_gaps(seed: int) -> None:
    rng = np.random.default_rng(seed)
    corners = rng.uniform(0, 1500, (40, 2))
    sizes = rng.uniform(30, 60, (40, 1))
    boxes = np.hstack([corners, corners + sizes])
    labels = [label(i + 1, tuple(box)) for i, box in enumerate(boxes.tolist())]
    assert len(gaps(labels)) <= 1


def test_what_the_model_misses_itself_is_flagged_once_and_what_it_does_not_see_is_less_likely() -> None:
    row = shelf(10)
    gone = row.pop(4)
    others, seen = well_seen()
    (alone,) = gaps(row)
    rows = [(own.box_xyxy, 0.95, NUT, 0) for own in row]
    (unseen,) = gaps(row + others, predictions(*rows, *seen), 62)
    assert unseen.score == pytest.approx(alone.score / 2)
    assert gaps(row + others, predictions(*rows, (gone.box_xyxy, 0.95, NUT, 0), *seen), 62) == []
