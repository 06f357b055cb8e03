"""What pycocotools says in its own process is what the evaluation here says."""

import numpy as np
import pytest
from hypothesis import given, settings

from engine.data.dataset import Annotations, Predictions
from engine.data.settings_text import SettingsText
from engine.data.sign_off import SignedMetrics
from engine.errors import CancelledError
from engine.evaluation.settings import COCO, EvaluationSettings, settings_of, text_of
from engine.sign_off.reference import Question, _compared, _measure, reference_metrics
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.evaluation.reference import Case, cases


def measured(
    case: Case, how: EvaluationSettings = COCO, before: Annotations | None = None
) -> tuple[SignedMetrics, int]:
    """Measured in this process, and how many classes that took."""
    opened = case.annotations if before is None else before
    asked: list[int] = []

    def here(tasks):
        asked.append(len(tasks))
        return [_measure(task) for task in tasks]

    question = Question(case.images, case.categories, opened, case.annotations, case.predictions, how)
    return _compared(question, here), asked[0]


@pytest.mark.parametrize(
    "how", [text_of(COCO), SettingsText("0.5", "", "100"), SettingsText("0.5, 0.6", "medium=10:99", "1, 5")]
)
def test_all_twelve_whatever_is_measured(tmp_path, how: SettingsText) -> None:
    dataset = small_dataset(tmp_path)
    for boxes, scored in (
        (dataset.annotations, small_predictions()),
        (dataset.annotations, Predictions.empty()),
        (Annotations.empty(), small_predictions()),
    ):
        case = Case(dataset.images, dataset.categories, boxes, scored)
        said, _ = measured(case, settings_of(how))
        found = case.evaluated(settings_of(how)).metrics
        np.testing.assert_allclose(said.after, found.summary, atol=1e-12)
        np.testing.assert_allclose(said.class_after, found.per_class_ap, atol=1e-12)


@given(cases())
@settings(max_examples=20)
def test_on_random_datasets(case: Case) -> None:
    said, classes = measured(case)
    found = case.evaluated().metrics
    assert (said.before, classes) == (said.after, len(case.categories))
    np.testing.assert_allclose(said.after, found.summary, atol=1e-12)
    np.testing.assert_allclose(said.class_after, found.per_class_ap, atol=1e-12)


def edited(tmp_path) -> tuple[Case, Annotations]:
    """A class without its last box, and the labels before that."""
    dataset = small_dataset(tmp_path)
    before = dataset.annotations
    return Case(
        dataset.images, dataset.categories, before.take(before.ids[:-1] - 1), small_predictions()
    ), before


def test_a_class_that_nobody_edited_is_measured_once(tmp_path) -> None:
    case, before = edited(tmp_path)
    said, classes = measured(case, before=before)
    assert classes == len(case.categories) + 1
    unedited = Case(case.images, case.categories, before, case.predictions).evaluated().metrics
    for found, (summary, per_class) in (
        (unedited, (said.before, said.class_before)),
        (case.evaluated().metrics, (said.after, said.class_after)),
    ):
        np.testing.assert_allclose(summary, found.summary, atol=1e-12)
        np.testing.assert_allclose(per_class, found.per_class_ap, atol=1e-12)


def test_it_tells_how_far_it_is_and_stops_when_told(tmp_path) -> None:
    case, before = edited(tmp_path)
    question = Question(case.images, case.categories, before, case.annotations, case.predictions, COCO)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise CancelledError

    with pytest.raises(CancelledError):
        reference_metrics(question, progress=stop)
    assert told == [(0, 3)]
