"""Configurations with one fault each: that fault comes out first, with its line."""

from pathlib import Path

import pytest

from engine.data.finding import Finding, NotLookedAt
from engine.diagnose.configuration import find
from engine.diagnose.run import ranked
from engine.errors import UserError
from tests.engine.diagnose.trained import patient

HEALTHY = """\
model {
  ssd {
    num_classes: 3
    image_resizer { fixed_shape_resizer { height: 320 width: 320 } }
    post_processing {
      batch_non_max_suppression {
        score_threshold: 1e-8
        max_detections_per_class: 100
        max_total_detections: 100
      }
    }
  }
}
train_config: {
  batch_size: 16
  num_steps: 20000
  data_augmentation_options {
    random_horizontal_flip {
    }
  }
  data_augmentation_options {
    random_crop_image {
      min_object_covered: 0.0
      min_area: 0.75
      max_area: 1.0
      overlap_thresh: 0.3
    }
  }
  optimizer {
    momentum_optimizer: {
      learning_rate: {
        cosine_decay_learning_rate {
          learning_rate_base: 0.01
          total_steps: 20000
          warmup_learning_rate: 0.003
          warmup_steps: 1000
        }
      }
    }
  }
  max_number_of_boxes: 100
  fine_tune_checkpoint: "zoo/ssd_mobilenet_v2_coco17/checkpoint/ckpt-0"
  fine_tune_checkpoint_type: "detection"
}
train_input_reader: {
  label_map_path: "label_map.pbtxt"
  tf_record_input_reader { input_path: "train.record" }
}
eval_config: { metrics_set: "coco_detection_metrics" }
eval_input_reader: {
  label_map_path: "label_map.pbtxt"
  tf_record_input_reader { input_path: "val.record" }
}
"""
LABEL_MAP = "".join(
    f"item {{\n  id: {number}\n  name: '{name}'\n}}\n"
    for number, name in enumerate(("cat", "dog", "bird"), 1)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "label_map.pbtxt").write_text(LABEL_MAP)
    return tmp_path


def findings(folder: Path, text: str, name: str = "pipeline.config", **options) -> tuple[Finding, ...]:
    (folder / name).write_text(text)
    found = list(find(patient(configuration=folder / name, **options), lambda *_: None))
    assert not [own for own in found if isinstance(own, NotLookedAt)]
    return ranked(found)


def test_without_a_configuration_nothing_is_said_of_it():
    (own,) = find(patient(), lambda *_: None)
    assert isinstance(own, NotLookedAt)


def test_a_healthy_configuration_gets_nothing(folder):
    assert findings(folder, HEALTHY) == ()


FAULTS = [
    ("num_classes: 3", "num_classes: 2", "num_classes", "num_classes: 3"),
    ("num_classes: 3", "num_classes: 90", "num_classes", "num_classes: 3"),
    ("batch_size: 16", "batch_size: 2", "learning_rate", "learning_rate_base: 0.0013"),
    ("learning_rate_base: 0.01", "learning_rate_base: .8", "learning_rate", "learning_rate_base: 0.01"),
    ("learning_rate_base: 0.01", "learning_rate_base: 1e-5", "learning_rate", "learning_rate_base: 0.01"),
    ("total_steps: 20000", "total_steps: 5000", "decay_too_short", "total_steps: 20000"),
    ("total_steps: 20000", "total_steps: 300000", "decay_too_long", "total_steps: 20000"),
    ("          total_steps: 20000\n", "", "decay_too_long", "total_steps: 20000"),
    ("warmup_steps: 1000", "warmup_steps: 15000", "warm_up_too_long", "warmup_steps: 1000"),
    ("          warmup_steps: 1000\n", "", "warm_up_too_long", "warmup_steps: 1000"),
    ("warmup_steps: 1000", "warmup_steps: 0", "no_warm_up", "warmup_steps: 1000"),
    ("max_number_of_boxes: 100", "max_number_of_boxes: 5", "max_number_of_boxes", "max_number_of_boxes: 10"),
    ("max_total_detections: 100", "max_total_detections: 5", "max_total_detections", "max_total_detections: 10"),
    (
        "max_detections_per_class: 100",
        "max_detections_per_class: 1",
        "max_detections_per_class",
        "max_detections_per_class: 10",
    ),
    ('"detection"', '"classification"', "checkpoint_type", 'fine_tune_checkpoint_type: "detection"'),
    (
        "  fine_tune_checkpoint_type: \"detection\"\n",
        "",
        "checkpoint_type",
        'fine_tune_checkpoint_type: "detection"',
    ),
    (
        "zoo/ssd_mobilenet_v2_coco17/checkpoint/ckpt-0",
        "zoo/mobilenet_v2.ckpt-1",
        "checkpoint_type",
        'fine_tune_checkpoint_type: "classification"',
    ),
    (
        "  fine_tune_checkpoint: \"zoo/ssd_mobilenet_v2_coco17/checkpoint/ckpt-0\"\n",
        "",
        "no_checkpoint",
        'fine_tune_checkpoint: "…/checkpoint/ckpt-0"',
    ),
    (
        "zoo/ssd_mobilenet_v2_coco17/checkpoint/ckpt-0",
        "ssd_not_there",
        "missing_checkpoint",
        'fine_tune_checkpoint: "…/checkpoint/ckpt-0"',
    ),
    ('"val.record"', '"./train.record"', "same_data", 'tf_record_input_reader { input_path: "…" }'),
    ('"val.record"', '"PATH_TO_BE_CONFIGURED"', "placeholder", 'tf_record_input_reader { input_path: "…" }'),
    ("overlap_thresh: 0.3", "overlap_thresh: 1.0", "crop", "overlap_thresh: 0.3"),
    ("random_horizontal_flip {", "random_jitter_boxes {\n ratio: 0.4", "jitter", "ratio: 0.05"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "key", "line"), FAULTS)
def test_the_planted_fault_comes_out_first_with_its_line(folder, before, after, key, line):
    assert before in HEALTHY
    text = HEALTHY.replace(before, after)
    first, *others = findings(folder, text)
    assert first.key.startswith(f"configuration.{key}")
    assert all(own.weight <= first.weight for own in others)
    (step, *_) = first.steps
    assert step.line is not None
    assert step.line.after == line
    assert step.line.path == str(folder / "pipeline.config")
    lines = text.splitlines()
    if step.line.number:
        assert lines[step.line.number - 1].strip() == step.line.before
    else:
        assert step.line.before == ""


@pytest.mark.parametrize("before", [own for own in FAULTS if own[2] != "missing_checkpoint"])
def test_a_line_changed_as_proposed_is_no_fault_any_more(folder, before):
    text = HEALTHY.replace(*before[:2])
    first, *_ = findings(folder, text)
    line = first.steps[0].line
    if not line.number or "…" in line.after:
        return
    lines = text.splitlines()
    lines[line.number - 1] = line.after
    assert first.key not in {own.key for own in findings(folder, "\n".join(lines))}


@pytest.mark.parametrize(
    ("names", "kind", "confidence"),
    [
        (("turn left", "turn right", "stop"), "random_horizontal_flip", 0.95),
        (("LeftHand", "RightHand", "head"), "random_horizontal_flip", 0.95),
        (("arrow_up", "arrow_down", "x"), "random_vertical_flip", 0.95),
        (("turn left", "turn right", "stop"), "random_rotation90", 0.95),
        (("left lane", "car", "truck"), "random_horizontal_flip", 0.5),
        (("turn left", "turn right", "stop"), "random_vertical_flip", None),
        (("arrow_up", "arrow_down", "x"), "random_horizontal_flip", None),
        (("leftover", "copyright", "bright"), "random_horizontal_flip", None),
        (("turn left", "turn right", "stop"), "random_adjust_hue", None),
    ],
)
def test_flips_of_classes_with_sides_are_told(folder, names, kind, confidence):
    (folder / "label_map.pbtxt").write_text(
        "".join(f"item {{ id: {number} name: '{name}' }}\n" for number, name in enumerate(names, 1))
    )
    found = findings(folder, HEALTHY.replace("random_horizontal_flip", kind), names=names)
    if confidence is None:
        assert found == ()
        return
    (own,) = found
    assert own.confidence == confidence
    assert own.steps[0].line.before.startswith(kind)
    assert own.steps[0].line.after == ""


@pytest.mark.parametrize(
    ("text", "key", "after"),
    [
        (LABEL_MAP.replace("id: 3", "id: 4").replace("id: 2", "id: 3"), "label_map_gap", "id: 2"),
        (LABEL_MAP.replace("id: 1", "id: 0"), "label_map_from_zero", "id: 1"),
        (LABEL_MAP.replace("bird", "Bird"), "label_map_names", None),
    ],
)
def test_faults_of_the_label_map_are_told(folder, text, key, after):
    (folder / "label_map.pbtxt").write_text(text)
    first, *_ = findings(folder, HEALTHY)
    assert first.key == f"configuration.{key}"
    line = first.steps[0].line
    if after is None:
        assert line is None
    else:
        assert (line.after, Path(line.path).name) == (after, "label_map.pbtxt")
        assert text.splitlines()[line.number - 1].strip() == line.before


def test_gaps_that_the_data_have_as_well_are_none(folder):
    (folder / "label_map.pbtxt").write_text(LABEL_MAP.replace("id: 3", "id: 5"))
    assert findings(folder, HEALTHY.replace("num_classes: 3", "num_classes: 5"), ids=(1, 2, 5)) == ()


def test_a_broken_label_map_shortens_the_list(folder):
    (folder / "label_map.pbtxt").write_text("item {")
    (folder / "pipeline.config").write_text(HEALTHY)
    (own,) = find(patient(configuration=folder), lambda *_: None)
    assert isinstance(own, NotLookedAt)
    assert "label_map.pbtxt" in own.sentence


def test_too_few_steps_for_the_training_images_are_told(folder):
    text = HEALTHY.replace("20000", "20").replace("warmup_steps: 1000", "warmup_steps: 1")
    (own,) = findings(folder, text, training_images=200)
    assert own.key == "configuration.few_steps"
    assert own.steps[0].line.after == "num_steps: 250"


@pytest.mark.parametrize(
    ("rate", "key"),
    [
        ("constant_learning_rate { learning_rate: 0.01 }", "no_decay"),
        ("exponential_decay_learning_rate { initial_learning_rate: 0.01 }", "decay_too_long"),
        (
            "manual_step_learning_rate {\n initial_learning_rate: 0.01\n"
            " schedule { step: 900000 learning_rate: .001 }\n}",
            "decay_too_long",
        ),
        (
            "manual_step_learning_rate {\n initial_learning_rate: 0.01\n"
            " schedule { step: 15000 learning_rate: .001 }\n}",
            None,
        ),
    ],
)
def test_other_schedules_are_held_against_the_steps(folder, rate, key):
    start = HEALTHY.index("        cosine_decay")
    end = HEALTHY.index("        }\n      }\n    }\n  }\n  max_number") + len("        }\n")
    found = findings(folder, HEALTHY[:start] + rate + "\n" + HEALTHY[end:])
    assert [own.key for own in found] == ([] if key is None else [f"configuration.{key}"])


KERAS = """\
{
  "num_classes": 3,
  "batch_size": 16,
  "epochs": 20, "steps_per_epoch": 500,
  "optimizer": {"name": "SGD", "learning_rate": 0.01},
  "schedule": "cosine", "decay_steps": 10000, "warmup_steps": 500,
  "train_data": "train/*.tfrecord",
  "val_data": "val/*.tfrecord",
  "max_boxes": 100,
  "augmentation": ["random_flip_horizontal", {"name": "RandomFlip", "mode": "horizontal"}]
}
"""


def test_a_healthy_keras_configuration_gets_nothing(folder):
    assert findings(folder, KERAS, "config.json") == ()


@pytest.mark.parametrize(
    ("before", "after", "key", "line"),
    [
        ('"num_classes": 3', '"num_classes": 1', "num_classes", '"num_classes": 3,'),
        ("val/*", "train/*", "same_data", '"val_data": "…",'),
        ('"max_boxes": 100', '"max_boxes": 2', "max_boxes", '"max_boxes": 10,'),
        ('"decay_steps": 10000', '"decay_steps": 100000', "decay_too_long", None),
        ('"epochs": 20', '"epochs": 2', "decay_too_long", None),
        ('"learning_rate": 0.01', '"learning_rate": 1', "learning_rate", None),
    ],
)
def test_faults_of_a_keras_configuration_are_told(folder, before, after, key, line):
    assert before in KERAS
    first, *_ = findings(folder, KERAS.replace(before, after), "config.json")
    assert first.key == f"configuration.{key}"
    assert first.steps[0].line.number
    if line is not None:
        assert first.steps[0].line.after == line


def test_flips_in_a_keras_configuration_are_told(folder):
    found = findings(folder, KERAS, "config.json", names=("turn left", "turn right", "stop"))
    assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pipeline.config", ""),
        ("pipeline.config", "model {"),
        ("pipeline.config", "item { id: 1 }"),
        ("config.json", "[]"),
        ("config.json", '{"a": '),
    ],
)
def test_what_is_no_configuration_is_told(folder, name, text):
    (folder / name).write_text(text)
    with pytest.raises(UserError) as caught:
        list(find(patient(configuration=folder / name), lambda *_: None))
    assert caught.value.source == str(folder / name)


def test_a_configuration_cut_anywhere_is_told_or_read(folder):
    for end in range(0, len(HEALTHY), 17):
        (folder / "pipeline.config").write_text(HEALTHY[:end])
        try:
            list(find(patient(configuration=folder), lambda *_: None))
        except UserError as error:
            assert error.remedy
