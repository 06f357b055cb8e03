import numpy as np
import pytest
from pycocotools.cocoeval import Params

from engine.errors import UserError
from engine.evaluation.settings import COCO, EvaluationSettings


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
