import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation.cap import LeftOut, left_out
from engine.evaluation.settings import COCO, EvaluationSettings
from tests.engine.evaluation.reference import predictions

FEW = EvaluationSettings(
    COCO.iou_thresholds, COCO.recall_thresholds, COCO.area_names, COCO.area_ranges, (1, 2)
)


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 2)), max_size=40))
def test_what_is_left_out_is_what_a_plain_count_says(cells: list[tuple[int, int]]) -> None:
    scored = predictions([(image, category, 0, 0, 5, 5, 0.5) for image, category in cells])
    known = [cell for cell in cells if 0 <= cell[0] < 4 and 0 <= cell[1] < 2]
    beyond = {cell: known.count(cell) - 2 for cell in known if known.count(cell) > 2}
    expected = LeftOut(2, sum(beyond.values()), len({image for image, _ in beyond}))
    assert left_out(scored, 4, 2, FEW) == expected


def test_it_is_what_the_evaluation_leaves_out() -> None:
    scored = predictions([(0, 0, n, 0, 5, 5, 0.5) for n in range(130)] + [(1, 0, 0, 0, 5, 5, 0.5)] * 100)
    assert left_out(scored, 2, 1) == LeftOut(100, 30, 1)


def test_without_predictions_nothing_is_left_out() -> None:
    assert left_out(predictions([]), 0, 0) == LeftOut(100, 0, 0)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (LeftOut(100, 0, 0), "No image has more than 100 predictions of one class: all count."),
        (LeftOut(100, 1, 1), "1 prediction does not count, because metrics take the 100 best"),
        (LeftOut(100, 1234, 17), "1,234 predictions do not count"),
        (LeftOut(100, 1234, 17), "on 17 images mAP may be lower than the model deserves."),
    ],
)
def test_it_says_in_one_sentence_what_counts(left: LeftOut, words: str) -> None:
    assert words in left.said()
