import hotcoco
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.analysis.confusion import confuse, pair_class_blind
from engine.analysis.outcome import outcomes
from tests.engine.evaluation.reference import Case, annotation, case, cases

BOX = annotation(1, 0, 0, 10, 10, 40, 40)


def counts(truth: Case, min_score: float = 0.0) -> list[list[int]]:
    found = outcomes(truth.evaluated(), truth.annotations)
    pairs = pair_class_blind(found, min_score=min_score)
    return confuse(found, pairs, len(truth.categories), min_score=min_score).counts.tolist()


@pytest.mark.parametrize(
    ("boxes", "scored", "expected"),
    [
        pytest.param([], [], [[0, 0, 0]] * 3, id="nothing"),
        pytest.param([BOX], [], [[0, 0, 1], [0, 0, 0], [0, 0, 0]], id="missed"),
        pytest.param([], [(0, 1, 10, 10, 40, 40, 0.9)], [[0, 0, 0], [0, 0, 0], [0, 1, 0]], id="made up"),
        pytest.param([BOX], [(0, 0, 10, 10, 40, 40, 0.9)], [[1, 0, 0], [0, 0, 0], [0, 0, 0]], id="right"),
        pytest.param([BOX], [(0, 1, 10, 10, 40, 40, 0.9)], [[0, 1, 0], [0, 0, 0], [0, 0, 0]], id="taken for"),
        pytest.param(
            [BOX],
            [(0, 1, 10, 10, 40, 40, 0.9), (0, 0, 10, 10, 40, 40, 0.8)],
            [[0, 1, 0], [0, 0, 0], [1, 0, 0]],
            id="the better score has the box",
        ),
        pytest.param(
            [BOX], [(0, 1, 10, 10, 40, 40, -0.1)], [[0, 0, 1], [0, 0, 0], [0, 0, 0]], id="a low score"
        ),
    ],
)
def test_pairs_are_counted_by_class_of_box_and_prediction(boxes: list, scored: list, expected: list) -> None:
    assert counts(case(1, 2, boxes, scored)) == expected


def test_a_crowd_is_no_confusion() -> None:
    crowd = annotation(1, 0, 0, 10, 10, 40, 40, crowd=True)
    truth = case(1, 2, [crowd], [(0, 0, 10, 10, 40, 40, 0.9)])
    assert counts(truth) == [[0, 0, 0]] * 3


@settings(max_examples=200)
@given(cases(), st.sampled_from([-5.0, 0.25, 0.5]))
def test_the_matrix_is_the_librarys(truth: Case, min_score: float) -> None:
    # The library leaves crowds out too, and does not know of other boxes to be ignored.
    plain = truth.with_annotations(
        [
            row
            for row in map(truth.annotations.at, range(len(truth.annotations)))
            if not (row.crowd or row.ignore) and row.category >= 0 and np.isfinite(row.box_xyxy).all()
        ]
    )
    labels, scored = plain.annotations, plain.predictions
    known = np.flatnonzero((scored.categories >= 0) & np.isfinite(scored.boxes_xyxy).all(axis=1))
    dataset = hotcoco.COCO.from_arrays(
        [{"id": i + 1} for i in range(len(truth.images))],
        [{"id": k + 1, "name": f"{k}"} for k in range(len(truth.categories))],
        labels.images + 1,
        labels.categories + 1,
        np.column_stack([labels.boxes_xyxy[:, :2], labels.sizes_wh]),
    )
    columns = (
        scored.images + 1,
        scored.boxes_xyxy[:, :2],
        scored.sizes_wh,
        scored.scores,
        scored.categories + 1,
    )
    run = hotcoco.COCOeval(dataset, dataset.load_res(np.column_stack(columns)[known]), "bbox")
    reference = run.confusion_matrix(max_det=1000, min_score=min_score)["matrix"]
    assert counts(plain, min_score) == reference.astype(int).tolist()
