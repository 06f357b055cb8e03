import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.metrics import NOT_DEFINED
from engine.errors import UserError
from engine.evaluation.voc import VocMetrics, voc_average_precision
from tests.engine.evaluation.reference import Case, annotation, case, cases


def measured(of: Case, iou_threshold: float = 0.5) -> VocMetrics:
    return voc_average_precision(
        of.images, of.categories, of.annotations, of.predictions, iou_threshold=iou_threshold
    )


def plain_iou(one: list[float], other: list[float]) -> float:
    """Of two boxes by left, top, width and height."""
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    width = min(w + x, w2 + x2) - max(x, x2)
    height = min(h + y, h2 + y2) - max(y, y2)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (w * h + w2 * h2 - width * height)


def outcomes(of: Case, category: int, iou_threshold: float) -> tuple[list[bool], int]:
    """Prediction by prediction and box by box: true or false for each that counts, and how many boxes there are."""
    labels, scored = of.annotations, of.predictions
    boxes = [
        n
        for n in np.flatnonzero(labels.categories == category).tolist()
        if np.isfinite(labels.boxes_xyxy[n]).all()
    ]
    known = np.isfinite(scored.boxes_xyxy).all(axis=1)
    rows = np.flatnonzero((scored.categories == category) & known).tolist()
    taken: set[int] = set()
    found = []
    for row in sorted(rows, key=lambda row: -scored.scores[row]):
        best, largest = None, 0.0
        for box in boxes:
            if labels.images[box] != scored.images[row]:
                continue
            overlap = plain_iou(
                [*scored.boxes_xyxy[row, :2], *scored.sizes_wh[row]],
                [*labels.boxes_xyxy[box, :2], *labels.sizes_wh[box]],
            )
            if overlap > largest:
                best, largest = box, overlap
        if best is None or largest < iou_threshold:
            found.append(False)
        elif not (labels.crowd[best] or labels.ignore[best]):
            found.append(best not in taken)
            taken.add(best)
    return found, sum(not (labels.crowd[box] or labels.ignore[box]) for box in boxes)


def by_hand(of: Case, iou_threshold: float) -> tuple[list[float], list[float]]:
    """Both AP of every class, as the development kit computes them: from recall and precision at each prediction."""
    eleven, every = [], []
    for category in range(len(of.categories)):
        found, positives = outcomes(of, category, iou_threshold)
        if not positives:
            eleven.append(NOT_DEFINED)
            every.append(NOT_DEFINED)
            continue
        recall = [sum(found[: n + 1]) / positives for n in range(len(found))]
        precision = [sum(found[: n + 1]) / (n + 1) for n in range(len(found))]
        points = [
            max((p for p, r in zip(precision, recall, strict=True) if r >= tenths / 10), default=0.0)
            for tenths in range(11)
        ]
        eleven.append(sum(points) / 11)
        recall, precision = [0.0, *recall, 1.0], [0.0, *precision, 0.0]
        every.append(
            sum((recall[n + 1] - recall[n]) * max(precision[n + 1 :]) for n in range(len(recall) - 1))
        )
    return eleven, every


@given(cases(), st.sampled_from([0.5, 0.3, 0.75, 1.0, 1e-9]))
def test_both_ap_are_those_of_a_plain_loop(generated: Case, iou_threshold: float) -> None:
    metrics = measured(generated, iou_threshold)
    eleven, every = by_hand(generated, iou_threshold)
    np.testing.assert_allclose(metrics.per_class_11_point, eleven, rtol=0, atol=1e-12)
    np.testing.assert_allclose(metrics.per_class_all_point, every, rtol=0, atol=1e-12)
    for mean, own in ((metrics.map_11_point, eleven), (metrics.map_all_point, every)):
        defined = [ap for ap in own if ap > NOT_DEFINED]
        assert mean == pytest.approx(sum(defined) / len(defined) if defined else NOT_DEFINED, abs=1e-12)


BOX = annotation(1, 0, 0, 10, 10, 50, 50)
NEXT = annotation(2, 0, 0, 200, 10, 50, 50)
RIGHT, LATE = (0, 0, 10, 10, 50, 50, 0.9), (0, 0, 10, 10, 50, 50, 0.4)
WRONG = (0, 0, 300, 300, 50, 50, 0.5)


@pytest.mark.parametrize(
    ("boxes", "scored", "eleven", "every"),
    [
        pytest.param([], [], NOT_DEFINED, NOT_DEFINED, id="nothing at all"),
        pytest.param([], [RIGHT], NOT_DEFINED, NOT_DEFINED, id="no ground truth"),
        pytest.param([BOX], [], 0.0, 0.0, id="no predictions"),
        pytest.param([BOX], [RIGHT], 1.0, 1.0, id="all found"),
        pytest.param([BOX, NEXT], [RIGHT], 6 / 11, 0.5, id="half found"),
        pytest.param([BOX], [WRONG, LATE], 0.5, 0.5, id="a false positive first"),
        pytest.param([BOX, NEXT], [RIGHT, LATE], 6 / 11, 0.5, id="the second claim of a box is wrong"),
        pytest.param(
            [BOX, annotation(2, 0, 0, 10, 10, 50, 45)],
            [(0, 0, 10, 10, 50, 49, 0.9), (0, 0, 10, 10, 50, 48.5, 0.8)],
            6 / 11,
            0.5,
            id="a claim does not go on to the next box",
        ),
        pytest.param(
            [BOX, annotation(2, 0, 0, 200, 10, 50, 50, ignore=True)],
            [(0, 0, 200, 10, 50, 50, 0.95), (0, 0, 200, 10, 50, 50, 0.92), RIGHT],
            1.0,
            1.0,
            id="difficult boxes count neither way",
        ),
        pytest.param(
            [BOX, annotation(2, 0, 0, 0, 0, 400, 400, crowd=True)],
            [(0, 0, 0, 0, 400, 350, 0.95), RIGHT],
            1.0,
            1.0,
            id="crowds count neither way, and take nothing from the boxes inside",
        ),
    ],
)
def test_the_rule_of_the_development_kit(boxes: list, scored: list, eleven: float, every: float) -> None:
    metrics = measured(case(1, 1, boxes, scored))
    assert metrics.per_class_11_point.tolist() == pytest.approx([eleven])
    assert metrics.per_class_all_point.tolist() == pytest.approx([every])
    assert (metrics.map_11_point, metrics.map_all_point) == pytest.approx((eleven, every))


def test_a_recall_of_three_in_ten_reaches_three_tenths() -> None:
    boxes = [annotation(n, 0, 0, 100 * n, 0, 50, 50) for n in range(1, 11)]
    scored = [(0, 0, 100 * n, 0, 50, 50, 0.9) for n in range(1, 4)]
    assert measured(case(1, 1, boxes, scored)).map_11_point == pytest.approx(4 / 11)


def test_a_class_without_ground_truth_is_not_in_the_mean() -> None:
    metrics = measured(case(1, 2, [BOX], [RIGHT, (0, 1, 0, 0, 9, 9, 0.5)]))
    assert metrics.per_class_all_point.tolist() == [1.0, NOT_DEFINED]
    assert metrics.map_all_point == 1.0


def test_without_classes_nothing_is_defined() -> None:
    metrics = measured(case(1, 0, [], []))
    assert (len(metrics.per_class_11_point), metrics.map_11_point) == (0, NOT_DEFINED)


@pytest.mark.parametrize("iou_threshold", [0.0, -1.0, 1.1, float("nan")])
def test_a_threshold_that_is_none_is_refused(iou_threshold: float) -> None:
    with pytest.raises(UserError, match="IoU threshold"):
        measured(case(1, 1, [BOX], [RIGHT]), iou_threshold)
