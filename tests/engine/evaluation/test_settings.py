import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools.cocoeval import Params

from engine.data.metrics import METRIC_NAMES
from engine.data.settings_text import SettingsText
from engine.errors import UserError
from engine.evaluation.settings import COCO, EvaluationSettings, metric_names, settings_of, text_of
from tests.engine.evaluation.reference import Case, cases, pycocotools

COCO_TEXT = SettingsText("0.5:0.95:0.05", "small=0:1024, medium=1024:9216, large=9216:", "1, 10, 100")


def test_the_default_is_pycocotools_default() -> None:
    params = Params("bbox")
    assert COCO.iou_thresholds.tolist() == params.iouThrs.tolist()
    assert COCO.recall_thresholds.tolist() == params.recThrs.tolist()
    assert COCO.area_ranges.tolist() == params.areaRng
    assert list(COCO.area_names) == params.areaRngLbl
    assert list(COCO.max_detections) == params.maxDets


@pytest.mark.parametrize(
    ("thresholds", "names", "limits"),
    [([], ("all",), (100,)), ([0.5], (), (100,)), ([0.5], ("all",), ()), ([0.5, 0.5], ("all",), (1,))],
)
def test_settings_that_measure_nothing_are_refused(
    thresholds: list[float], names: tuple[str, ...], limits: tuple[int, ...]
) -> None:
    with pytest.raises(UserError, match="evaluation settings"):
        EvaluationSettings(
            np.array(thresholds), COCO.recall_thresholds, names, COCO.area_ranges[: len(names)], limits
        )


def test_the_default_is_typed_as_everybody_knows_it() -> None:
    assert text_of(COCO) == COCO_TEXT
    assert settings_of(COCO_TEXT).same_as(COCO)
    squares = SettingsText("0.5:0.95:0.05", "small=:32^2,medium=32^2:96^2,large=96^2:", "1,10,100")
    assert settings_of(squares).same_as(COCO)
    assert metric_names(COCO) == METRIC_NAMES


def test_ar_is_called_after_the_detections_it_allows() -> None:
    assert metric_names(settings_of(SettingsText("0.5", "", "1, 10, 300")))[6:9] == ("AR1", "AR10", "AR300")
    assert metric_names(settings_of(SettingsText("0.5", "", "300")))[6] == "AR300"


@given(
    st.lists(st.floats(0.001, 1.0), min_size=1, max_size=12, unique=True).map(sorted),
    st.dictionaries(
        st.sampled_from(["small", "tiny", "large", "b b"]),
        st.tuples(st.floats(0, 1e9), st.floats(0, 1e9)).filter(lambda own: own[0] < own[1]),
    ),
    st.lists(st.integers(1, 2000), min_size=1, max_size=4, unique=True).map(sorted),
)
def test_what_is_typed_comes_back(
    thresholds: list[float], areas: dict[str, tuple[float, float]], limits: list[int]
) -> None:
    named = {"all": (0.0, 1e10), **areas}
    settings = EvaluationSettings(
        np.array(thresholds),
        COCO.recall_thresholds,
        tuple(named),
        np.array(list(named.values())),
        tuple(limits),
    )
    assert settings_of(text_of(settings)).same_as(settings)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("IoU thresholds", SettingsText("", "", "1")),
        ("IoU thresholds", SettingsText("half", "", "1")),
        ("IoU thresholds", SettingsText("0.5:0.95", "", "1")),
        ("IoU thresholds", SettingsText("0.5:0.9:0.15", "", "1")),
        ("IoU thresholds", SettingsText("0.9, 0.5", "", "1")),
        ("IoU thresholds", SettingsText("0.5, 1.5", "", "1")),
        ("IoU thresholds", SettingsText("0, 0.5", "", "1")),
        ("areas", SettingsText("0.5", "small", "1")),
        ("areas", SettingsText("0.5", "small=5:2", "1")),
        ("areas", SettingsText("0.5", "all=0:5", "1")),
        ("areas", SettingsText("0.5", "a=0:5, a=5:6", "1")),
        ("areas", SettingsText("0.5", "a=0:2^3", "1")),
        ("detections per image", SettingsText("0.5", "", "")),
        ("detections per image", SettingsText("0.5", "", "0, 10")),
        ("detections per image", SettingsText("0.5", "", "10, 1")),
        ("detections per image", SettingsText("0.5", "", "1.5")),
    ],
)
def test_a_line_that_cannot_be_understood_is_named_with_what_to_write(line: str, text: SettingsText) -> None:
    with pytest.raises(UserError) as raised:
        settings_of(text)
    assert raised.value.record == line
    assert raised.value.remedy


OTHERS = settings_of(SettingsText("0.3, 0.5, 0.75", "small=0:400, large=400:", "1, 3, 5"))


@given(cases())
def test_other_settings_measure_what_pycocotools_does(truth: Case) -> None:
    evaluation, reference = truth.evaluated(OTHERS), pycocotools(truth, OTHERS)
    arrays = evaluation.arrays()
    for name in ("precision", "recall", "scores"):
        np.testing.assert_array_equal(getattr(arrays, name), reference.eval[name])
    # pycocotools' summary asks for 100 detections by number; the arrays do not.
    precision = reference.eval["precision"][:, :, :, 0, -1]
    defined = precision[precision > -1]
    assert evaluation.metrics.ap == (np.mean(defined) if len(defined) else -1)
