from pathlib import Path

import numpy as np
import pytest

from engine.data.model_config import Suppression
from engine.errors import UserError
from engine.formats.model_config import read_model_config

SSD = """
model {
  ssd {
    num_classes: 90
    image_resizer { fixed_shape_resizer { height: 300 width: 300 } }
    feature_extractor { type: "ssd_mobilenet_v2" # { not a brace
      conv_hyperparams { activation: RELU_6 } }
    anchor_generator {
      ssd_anchor_generator {
        num_layers: 6 min_scale: 0.2 max_scale: 0.95
        aspect_ratios: 1.0 aspect_ratios: 2.0 aspect_ratios: 0.5 aspect_ratios: 3.0 aspect_ratios: 0.3333
      }
    }
    post_processing {
      batch_non_max_suppression {
        score_threshold: 1e-8 iou_threshold: 0.5
        max_detections_per_class: 50 max_total_detections: 80
      }
      score_converter: SIGMOID
    }
  }
}
train_config: { batch_size: 24; fine_tune_checkpoint: 'a/{b}' }
"""

FASTER = """
model { faster_rcnn {
  image_resizer { keep_aspect_ratio_resizer { min_dimension: 600 max_dimension: 1024 } }
  first_stage_anchor_generator { grid_anchor_generator {
    scales: [0.25, 0.5, 1.0, 2.0] aspect_ratios: [0.5, 1.0, 2.0] height_stride: 16 width_stride: 16 } }
  second_stage_post_processing { batch_non_max_suppression < iou_threshold: 0.6 > }
} }
"""

RETINANET = """
model { ssd {
  image_resizer { fixed_shape_resizer { height: 640 width: 640 } }
  anchor_generator { multiscale_anchor_generator {
    min_level: 3 max_level: 7 anchor_scale: 4.0 aspect_ratios: [1.0, 2.0, 0.5] scales_per_octave: 2 } }
} }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "pipeline.config"
    path.write_text(text)
    return path


def test_anchors_of_ssd_are_those_of_its_paper(tmp_path: Path) -> None:
    model = read_model_config(written(tmp_path, SSD))
    assert model.fixed_wh == (300, 300)
    assert model.suppression == Suppression(1e-8, 0.5, 80, 50)
    assert [len(own.sizes_wh) for own in model.anchors] == [3, 6, 6, 6, 6, 6]
    # 300 pixels are 19, 10, 5, 3, 2 and 1 cells.
    assert [own.steps[0] for own in model.anchors] == pytest.approx([300 / n for n in (19, 10, 5, 3, 2, 1)])
    root = np.sqrt(2)
    assert model.anchors[0].sizes_wh == pytest.approx(
        np.array([[30, 30], [60 * root, 60 / root], [60 / root, 60 * root]])
    )
    # The scales are 0.2, 0.35, 0.5, 0.65, 0.8, 0.95; between two of them a square.
    second = model.anchors[1].sizes_wh
    assert second[0] == pytest.approx([105, 105])
    assert second[1] == pytest.approx([105 * root, 105 / root])
    assert second[5] == pytest.approx([300 * np.sqrt(0.35 * 0.5)] * 2)
    assert model.anchors[5].sizes_wh[5] == pytest.approx([300 * np.sqrt(0.95)] * 2)


def test_anchors_of_faster_rcnn(tmp_path: Path) -> None:
    model = read_model_config(written(tmp_path, FASTER))
    (level,) = model.anchors
    assert len(level.sizes_wh) == 12
    assert level.sizes_wh[1] == pytest.approx([64, 64])
    assert level.sizes_wh[2] == pytest.approx([64 * np.sqrt(2), 64 / np.sqrt(2)])
    assert model.step == 16
    assert model.suppression == Suppression(0.0, 0.6, 100, 100)
    # 600 for the shorter side, unless the longer one would be more than 1024.
    scales = model.scales(np.array([[1200, 900], [3000, 600]]))
    assert scales == pytest.approx(np.array([[2 / 3] * 2, [1024 / 3000] * 2]))


def test_anchors_of_retinanet(tmp_path: Path) -> None:
    model = read_model_config(written(tmp_path, RETINANET))
    assert [own.steps[0] for own in model.anchors] == [8, 16, 32, 64, 128]
    assert len(model.anchors[0].sizes_wh) == 6
    assert model.anchors[0].sizes_wh[0] == pytest.approx([32, 32])
    assert model.anchors[0].sizes_wh[3] == pytest.approx([32 * np.sqrt(2)] * 2)
    assert model.suppression is None
    assert model.step == 8
    assert model.scales(np.array([[1280, 320]])) == pytest.approx(np.array([[0.5, 2.0]]))


def test_a_model_without_anchors_has_none(tmp_path: Path) -> None:
    text = "model { center_net { image_resizer { keep_aspect_ratio_resizer { } } } }"
    model = read_model_config(written(tmp_path, text))
    assert model.anchors == ()
    assert model.step == 4
    assert model.sides == (600, 1024)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "model",
        "model {",
        "model { ssd { } } }",
        "train_config { }",
        "model { num_classes: 3 }",
        "model { ssd { x: } }",
        'model { ssd { x: "a } }',
        "model { ssd { x: [1, 2 } }",
        SSD.replace("width: 300", "width: 0"),
        SSD.replace("num_layers: 6", "num_layers: 1000000000"),
        SSD.replace("num_layers: 6", "num_layers: many"),
        SSD.replace("max_total_detections: 80", "max_total_detections: inf"),
        SSD.replace("aspect_ratios: 3.0", "aspect_ratios: -3.0"),
        RETINANET.replace("max_level: 7", "max_level: 7000"),
        FASTER.replace("height_stride: 16", "height_stride: 0"),
    ],
)
def test_what_is_no_configuration_says_so(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UserError, match=r"pipeline\.config"):
        read_model_config(path)
