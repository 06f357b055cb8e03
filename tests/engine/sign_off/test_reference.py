"""What pycocotools says in its own process is what the evaluation here says."""

import numpy as np
import pytest
from hypothesis import given, settings

from engine.data.dataset import Annotations, Predictions
from engine.data.settings_text import SettingsText
from engine.evaluation.settings import COCO, settings_of, text_of
from engine.sign_off.reference import _measure, _Task
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.evaluation.reference import Case, cases


def measured(case: Case, how: SettingsText) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return _measure(_Task(case.images, case.categories, case.annotations, case.predictions, how))


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
        summary, classes = measured(case, how)
        found = case.evaluated(settings_of(how)).metrics
        np.testing.assert_allclose(summary, found.summary, atol=1e-12)
        np.testing.assert_allclose(classes, found.per_class_ap, atol=1e-12)


@given(cases())
@settings(max_examples=20)
def test_on_random_datasets(case: Case) -> None:
    summary, classes = measured(case, text_of(COCO))
    found = case.evaluated().metrics
    np.testing.assert_allclose(summary, found.summary, atol=1e-12)
    np.testing.assert_allclose(classes, found.per_class_ap, atol=1e-12)
