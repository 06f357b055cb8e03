import numpy as np
import pytest

from engine.data.model import FaultKind, OutputFault
from engine.inference.detector import Found
from engine.inference.faults import Faults

NAN, INF = float("nan"), float("inf")
SIZE = (100, 50)


def found(*rows, raw_problem=None):
    """Rows of x1, y1, x2, y2, score."""
    table = np.array(rows, np.float64).reshape(-1, 5)
    return Found(table[:, :4], table[:, 4], np.ones(len(table), np.int64), None, raw_problem)


def test_no_predictions_have_no_faults():
    faults = Faults(range(10))
    assert faults.look(0, found(), SIZE).tolist() == []
    assert faults.told() == ()


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0, 1.0 + 1e-7])
@pytest.mark.parametrize("box", [(0, 0, 100, 50), (-9, -4, 109, 54), (5, 5, 5, 5)])
def test_boxes_that_hang_over_a_little_are_right(box, score):
    faults = Faults(range(10))
    assert faults.look(0, found((*box, score)), SIZE).all()
    assert faults.told() == ()


@pytest.mark.parametrize(
    ("row", "kind", "finite"),
    [
        ((NAN, 0, 1, 1, 0.5), FaultKind.NOT_FINITE, False),
        ((0, 0, INF, 1, 0.5), FaultKind.NOT_FINITE, False),
        ((0, 0, 1, 1, NAN), FaultKind.NOT_FINITE, False),
        ((0, 0, 111, 1, 0.5), FaultKind.OUTSIDE, True),
        ((0, 0, 1, 56, 0.5), FaultKind.OUTSIDE, True),
        ((-11, 0, 1, 1, 0.5), FaultKind.OUTSIDE, True),
        ((500, 500, 600, 600, 0.5), FaultKind.OUTSIDE, True),
        ((0, 0, 1, 1, 1.01), FaultKind.SCORE_OUT_OF_RANGE, True),
        ((0, 0, 1, 1, -0.01), FaultKind.SCORE_OUT_OF_RANGE, True),
    ],
)
def test_what_is_wrong_is_named_and_only_what_is_no_number_is_left_out(row, kind, finite):
    faults = Faults(range(10))
    assert faults.look(3, found((0, 0, 10, 10, 0.5), row), SIZE).tolist() == [True, finite]
    (fault,) = faults.told()
    assert (fault.kind, fault.image, fault.count) == (kind, 3, 1)
    assert f"{row[0]:.4g}" in fault.detail and f"{row[4]:.4g}" in fault.detail


@pytest.mark.parametrize("looked_at", [(5, 7, 2), (2, 5, 7), (7, 2, 5)])
def test_a_fault_has_the_first_image_in_the_order_of_the_run_and_counts_all(looked_at):
    """They are looked at as they come back from the model, which is any order."""
    said = {
        5: found((0, 0, 1, 1, 0.5)),
        7: found((0, 0, 1, 1, 2.0), (0, 0, 1, 1, 3.0)),
        2: found((0, 0, 1, 1, 4.0), raw_problem="they are odd"),
    }
    faults = Faults((5, 7, 2))
    for image in looked_at:
        faults.look(image, said[image], SIZE)
    scores, raw = faults.told()
    assert (scores.image, scores.count) == (7, 3) and "score 2" in scores.detail
    assert raw == OutputFault(FaultKind.RAW_OUTPUTS, 2, 1, "they are odd")
