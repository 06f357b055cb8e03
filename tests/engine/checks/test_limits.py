import numpy as np
import pytest

from engine.checks.limits import check_limits
from engine.checks.run import check, gather
from engine.data.dataset import Annotation, Annotations, Predictions
from engine.data.flag import FlagKind
from tests.engine.checks.tray import BOLT, CATEGORIES, NUT, Seen, images, label, predictions, well_seen

SIZES = (20.0, 31.0, 44.0)


def many(n: int = 60) -> tuple[list[Annotation], list[Seen]]:
    """Labels of several sizes that a model finds, each on its own image."""
    labels, rows = [], []
    for i in range(n):
        side = SIZES[i % 3]
        box = (20.0, 20.0, 20.0 + side, 20.0 + side)
        labels.append(label(i + 1, box, image=i, category=i % 2))
        rows.append((box, 0.5 + 0.005 * i, i % 2, i))
    return labels, rows


def said(labels: list[Annotation], seen: Predictions | None, n: int = 62) -> list[str]:
    annotations = Annotations.of_rows(labels)
    evidence = gather(images(n), CATEGORIES, annotations, seen)
    check(evidence, annotations)
    return [problem.problem for problem in check_limits(evidence, annotations)]


def test_of_sound_data_nothing_is_said() -> None:
    labels, rows = many()
    assert said(labels, predictions(*rows)) == []
    assert said(labels, None) == []
    assert said([], None) == []
    assert said([], predictions(*rows)) == []


def test_boxes_of_one_size_are_told() -> None:
    labels, rows = well_seen()
    (one,) = said(labels, predictions(*rows))
    assert "one size, 40 x 40 pixels" in one


@pytest.mark.parametrize(("third", "found"), [(1, 0), (3, 1)])
def test_images_that_the_model_was_not_run_on_are_counted(third: int, found: int) -> None:
    labels, rows = many()
    problems = said(labels, predictions(*(row for row in rows if row[3] % third == 0)))
    assert len(problems) == found
    annotations = Annotations.of_rows(labels)
    few = predictions(*(row for row in rows if row[3] % third == 0))
    evidence = gather(images(62), CATEGORIES, annotations, few)
    assert check(evidence, annotations) == ()


def test_scores_that_are_all_equal_call_no_label_missing() -> None:
    labels, rows = many()
    more = [((100.0, 20.0, 140.0, 60.0), 0.5, NUT, i) for i in range(30)]
    equal = predictions(*((box, 0.5, category, image) for box, _, category, image in rows), *more)
    (one,) = said(labels, equal)
    assert "all have the score 0.5" in one
    annotations = Annotations.of_rows(labels)
    found = check(gather(images(62), CATEGORIES, annotations, equal), annotations)
    assert FlagKind.MISSING_LABEL not in {flag.kind for flag in found}


def test_classes_that_are_mixed_up_are_told_for_what_they_are() -> None:
    labels, rows = many()
    swapped = predictions(*((box, score, BOLT - category, image) for box, score, category, image in rows))
    (one,) = said(labels, swapped)
    assert "finds 0% of the labels" in one


def test_predictions_that_cannot_be_used_are_told() -> None:
    labels, _ = many()
    broken = predictions(*(((np.nan, 0.0, 1.0, 1.0), 0.5, NUT, i) for i in range(60)))
    (one,) = said(labels, broken)
    assert "none of them can be used" in one
