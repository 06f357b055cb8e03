import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import hotcoco
import numpy as np
import pytest
from hypothesis import given, settings

from engine.analysis.analyse import analyse
from engine.analysis.outcome import outcomes
from engine.analysis.tide import KINDS, error_costs, tell_errors_apart
from engine.data.analysis import ErrorKind
from engine.errors import CancelledError
from engine.evaluation.settings import COCO
from tests.engine.evaluation.reference import Case, annotation, case, cases
from tests.engine.evaluation.test_bccd import read

ORIGINAL = json.loads(Path(__file__).with_name("tidecv_figures.json").read_text(encoding="utf-8"))
"""What tidecv says; `make_tidecv_figures` makes it."""

NAMES = ("Cls", "Loc", "Both", "Dupe", "Bkg", "Miss")
HALF = np.array([0.5])
BOX = annotation(1, 0, 0, 10, 10, 40, 40)


def library_counts(truth: Case) -> dict[str, int]:
    """What the library counts on the same boxes and predictions, handed over one by one."""
    labels, scored = truth.annotations, truth.predictions
    rows = np.flatnonzero(labels.countable())
    dataset = hotcoco.COCO(
        {
            "images": [{"id": i + 1} for i in range(len(truth.images))],
            "categories": [{"id": k + 1, "name": f"{k}"} for k in range(len(truth.categories))],
            "annotations": [
                {
                    "id": int(labels.ids[n]),
                    "image_id": int(labels.images[n]) + 1,
                    "category_id": int(labels.categories[n]) + 1,
                    "bbox": [*labels.boxes_xyxy[n, :2].tolist(), *labels.sizes_wh[n].tolist()],
                    "area": 1e20 if labels.ignore[n] else float(labels.areas[n]),
                    "iscrowd": int(labels.crowd[n]),
                }
                for n in rows.tolist()
            ],
        }
    )
    known = np.flatnonzero((scored.categories >= 0) & np.isfinite(scored.boxes_xyxy).all(axis=1))
    found = dataset.load_res(
        np.column_stack(
            [
                scored.images[known] + 1,
                scored.boxes_xyxy[known, :2],
                scored.sizes_wh[known],
                scored.scores[known],
                scored.categories[known] + 1,
            ]
        )
    )
    run = hotcoco.COCOeval(dataset, found, "bbox")
    run.evaluate()
    return dict(run.tide_errors()["counts"])


def counted(truth: Case) -> dict[str, int]:
    evaluation = truth.evaluated()
    found = outcomes(evaluation, truth.annotations)
    errors = tell_errors_apart(found)
    costs = error_costs(found, errors, HALF)
    return {name: cost.count for name, cost in zip(NAMES, costs, strict=True)}


@pytest.mark.parametrize(
    ("boxes", "prediction", "kind"),
    [
        pytest.param([], (0, 0, 10, 10, 40, 40, 0.9), ErrorKind.BACKGROUND, id="no boxes at all"),
        pytest.param([BOX], (0, 0, 200, 10, 40, 40, 0.9), ErrorKind.BACKGROUND, id="elsewhere"),
        pytest.param([BOX], (0, 0, 10, 10, 40, 15, 0.9), ErrorKind.LOCATION, id="a part"),
        pytest.param([BOX], (0, 1, 10, 10, 40, 38, 0.9), ErrorKind.CLASS, id="another class"),
        pytest.param([BOX], (0, 1, 10, 10, 40, 15, 0.9), ErrorKind.BOTH, id="a part of another class"),
        pytest.param([BOX], (0, 0, 10, 10, 40, 38, 0.5), ErrorKind.DUPLICATE, id="the second on it"),
    ],
)
def test_an_error_is_told_by_place_and_class(boxes: list, prediction: tuple, kind: ErrorKind) -> None:
    first = [(0, 0, 10, 10, 40, 40, 0.95)] if kind is ErrorKind.DUPLICATE else []
    truth = case(1, 2, boxes, [*first, prediction])
    errors = tell_errors_apart(outcomes(truth.evaluated(), truth.annotations))
    assert KINDS[errors.kinds[len(first)]] is kind
    assert (errors.about[len(first)] == 0) == (kind is not ErrorKind.BACKGROUND)


def test_a_box_that_a_wrong_prediction_points_to_is_not_missed() -> None:
    lost = annotation(2, 0, 0, 300, 300, 40, 40)
    truth = case(1, 2, [BOX, lost], [(0, 1, 10, 10, 40, 38, 0.9)])
    errors = tell_errors_apart(outcomes(truth.evaluated(), truth.annotations))
    assert errors.missed.tolist() == [False, True]


@settings(max_examples=200)
@given(cases())
def test_errors_are_those_the_library_counts(truth: Case) -> None:
    assert counted(truth) == library_counts(truth)


@pytest.fixture
def recalls_of_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    """tidecv's recall points: 0.35 and nine others are one bit off pycocotools', which numpy.linspace makes."""

    def evaluator(*given: Any, made: Callable[..., Any] = hotcoco.COCOeval) -> Any:
        run = made(*given)
        run.params.rec_thrs = [point / 100 for point in range(101)]
        return run

    monkeypatch.setattr(hotcoco, "COCOeval", evaluator)


def held_against_the_original(truth: Case, figures: dict) -> None:
    for threshold in (0.5, 0.75):
        found = outcomes(truth.evaluated(), truth.annotations, iou_threshold=threshold)
        costs = error_costs(found, tell_errors_apart(found), np.array([threshold]))
        told = figures[str(threshold)]
        assert {name: cost.count for name, cost in zip(NAMES, costs, strict=True)} == told["counts"]
        own = [cost.ap for cost in costs]
        np.testing.assert_allclose(own, [told["delta_ap"][name] for name in NAMES], rtol=0, atol=1e-12)


@pytest.mark.parametrize("own", ORIGINAL["sets"])
@pytest.mark.usefixtures("recalls_of_the_original")
def test_errors_and_their_costs_are_those_of_the_original(own: dict) -> None:
    boxes = [
        annotation(number, int(image), int(category), *box)
        for number, (image, category, *box) in enumerate(own["boxes"], 1)
    ]
    images = 1 + max(box.image for box in boxes)
    held_against_the_original(case(images, 3, boxes, own["predictions"]), own["figures"])


@pytest.mark.usefixtures("recalls_of_the_original")
def test_errors_of_bccd_and_their_costs_are_those_of_the_original(bccd: Path) -> None:
    truth = Case(*read(bccd))
    scored = truth.predictions
    places = np.empty(len(scored))
    # The original has another order of equal scores: here there are none.
    places[np.argsort(-scored.scores, kind="stable")] = np.arange(len(scored))
    apart = replace(truth, predictions=replace(scored, scores=1 - places / len(scored)))
    held_against_the_original(apart, ORIGINAL["bccd"])


def test_nothing_costs_nothing() -> None:
    truth = case(0, 0, [], [])
    found = outcomes(truth.evaluated(), truth.annotations)
    costs = error_costs(found, tell_errors_apart(found), COCO.iou_thresholds)
    assert [(cost.count, cost.ap, cost.ap50) for cost in costs] == [(0, 0.0, 0.0)] * len(KINDS)


def test_a_cost_is_the_mean_over_the_iou_thresholds() -> None:
    # One box, found at 0.5 and lost at 0.75: its place costs half of mAP.
    truth = case(1, 1, [BOX], [(0, 0, 10, 10, 40, 26, 0.9)])
    found = outcomes(truth.evaluated(), truth.annotations)
    costs = error_costs(found, tell_errors_apart(found), np.array([0.5, 0.75]))
    location = costs[KINDS.index(ErrorKind.LOCATION)]
    assert (location.count, location.ap50) == (0, 0.0)
    assert location.ap == pytest.approx(0.5)


def test_an_analysis_can_be_cancelled() -> None:
    truth = case(1, 1, [BOX], [(0, 0, 10, 10, 40, 26, 0.9)])

    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        analyse(truth.evaluated(), truth.annotations, progress=cancel)
