import numpy as np
import pytest
from hypothesis import given

from engine.evaluation.operating_point import OperatingPoint, OperatingPoints, best_operating_points
from engine.evaluation.settings import COCO, EvaluationSettings
from tests.engine.evaluation.reference import Case, annotation, case, cases, pycocotools


def outcomes(of: Case) -> tuple[list[list[tuple[float, bool]]], list[int]]:
    """By class: score and outcome of each prediction that counts at IoU 0.5, and the number of boxes to find."""
    run = pycocotools(of)
    found: list[list[tuple[float, bool]]] = [[] for _ in range(len(of.categories))]
    positives = [0] * len(of.categories)
    for image in run.evalImgs:
        if image is None or image["aRng"] != run.params.areaRng[0]:
            continue
        category = int(np.searchsorted(of.categories.ids, image["category_id"]))
        positives[category] += int(np.sum(np.asarray(image["gtIgnore"]) == 0))
        rows = zip(
            image["dtScores"],
            np.asarray(image["dtMatches"])[0],
            np.asarray(image["dtIgnore"])[0],
            strict=True,
        )
        found[category] += [(score, matched > 0) for score, matched, ignored in rows if not ignored]
    return found, positives


def by_hand(found: list[tuple[float, bool]], positives: int) -> OperatingPoint | None:
    best = None
    for score in sorted({score for score, _ in found}, reverse=True):
        kept = [true for own, true in found if own >= score]
        true = sum(kept)
        f1 = 2 * true / (len(kept) + positives)
        if true and (best is None or f1 > best.f1):
            best = OperatingPoint(score, true / len(kept), true / positives, f1)
    return best


@given(cases())
def test_no_score_has_a_larger_f1(generated: Case) -> None:
    found, positives = outcomes(generated)
    expected = tuple(by_hand(*own) for own in zip(found, positives, strict=True))
    overall = by_hand([own for each in found for own in each], sum(positives))
    assert best_operating_points(generated.evaluated()) == OperatingPoints(expected, overall)


BOX = annotation(1, 0, 0, 10, 10, 50, 50)
RIGHT, WRONG = (0, 0, 10, 10, 50, 50, 0.9), (0, 0, 200, 200, 50, 50, 0.5)
ALL_RIGHT = OperatingPoint(0.9, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("boxes", "scored", "expected"),
    [
        pytest.param([], [], None, id="nothing at all"),
        pytest.param([], [RIGHT], None, id="no ground truth"),
        pytest.param([BOX], [WRONG], None, id="nothing found"),
        pytest.param([BOX], [RIGHT, WRONG], ALL_RIGHT, id="what is wrong is cut off"),
        pytest.param(
            [BOX],
            [RIGHT, (0, 0, 200, 200, 50, 50, 0.9)],
            OperatingPoint(0.9, 0.5, 1.0, 2 / 3),
            id="equal scores are kept together",
        ),
    ],
)
def test_an_operating_point(boxes: list, scored: list, expected: OperatingPoint | None) -> None:
    points = best_operating_points(case(1, 1, boxes, scored).evaluated())
    assert points == OperatingPoints((expected,), expected)


def test_one_score_for_all_classes_counts_them_together() -> None:
    boxes = [BOX, annotation(2, 0, 1, 200, 200, 50, 50)]
    scored = [RIGHT, (0, 1, 200, 200, 50, 50, 0.3), (0, 0, 400, 400, 50, 50, 0.6)]
    points = best_operating_points(case(1, 2, boxes, scored).evaluated())
    assert points.per_class == (ALL_RIGHT, OperatingPoint(0.3, 1.0, 1.0, 1.0))
    assert points.overall == OperatingPoint(0.3, 2 / 3, 1.0, 0.8)


@pytest.mark.parametrize("categories", [0, 1])
def test_settings_without_the_threshold_have_no_points(categories: int) -> None:
    settings = EvaluationSettings(
        np.array([0.75]), COCO.recall_thresholds, COCO.area_names, COCO.area_ranges, (100,)
    )
    boxes, scored = ([BOX], [RIGHT]) if categories else ([], [])
    points = best_operating_points(case(1, categories, boxes, scored).evaluated(settings))
    assert points == OperatingPoints((None,) * categories, None)
