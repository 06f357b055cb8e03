"""Every kind of model, with a real one behind it that was trained to find rectangles."""

import json

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from pycocotools.mask import iou

from engine.data.model import ImagePredictions, ModelSpec, PredictRequest
from engine.errors import UserError
from engine.inference.loading import load_detector
from tests.engine.inference import rectangles

API = "SavedModel of the TF2 Object Detection API"
VISION = "SavedModel of TF-Vision"
POST_PROCESS = "TFLite model with detection post-process"
YOLO, SUPPRESSED = "YOLO export", "YOLO export with built-in suppression"
NAMES = [[0, "red"], [1, "blue"]]

KINDS = [
    ("api_uint8", API, 1, 1, None),
    ("api_float_batches", API, None, 1, None),
    ("api_fixed_size", API, 4, 1, None),
    ("vision_pixels", VISION, None, 1, None),
    ("vision_fractions", VISION, 1, 1, None),
    ("vision_without_info", f"{VISION} without image_info", None, 1, None),
    ("vision_normalised_input", VISION, 1, 1, None),
    ("retinanet.keras", "Keras detector (boxes as xyxy)", None, 0, None),
    ("post_process_float.tflite", f"{POST_PROCESS} (float)", 1, 0, NAMES),
    ("post_process_quantised.tflite", f"{POST_PROCESS} (quantised)", 1, 0, None),
    ("yolo_channels_first", YOLO, None, 0, NAMES),
    ("yolo_channels_last", YOLO, 1, 0, None),
    ("yolo_of_old", YOLO, 1, 0, None),
    ("yolo_suppressed", SUPPRESSED, 1, 0, None),
    ("yolo_float.tflite", YOLO, 1, 0, NAMES),
    ("yolo_int8.tflite", YOLO, 1, 0, NAMES),
    ("yolo_suppressed.tflite", SUPPRESSED, 1, 0, None),
]


def average_precision(answer: dict) -> float:
    """At an IoU of 0.5, over both classes at once, each precision the best at its recall or beyond."""
    hits, labels = [], 0
    for (_, boxes, classes), said in zip(rectangles.some(), answer["images"], strict=True):
        labels += len(boxes)
        free = np.ones(len(boxes), bool)
        rows = zip(said["scores"], said["boxes_xyxy"], said["classes"], strict=True)
        for score, box, number in sorted(rows, reverse=True):
            same = (classes == number - answer["first_class"]) & free
            shared = iou(xywh(np.array([box])), xywh(boxes), [0] * len(boxes))[0] * same
            hits.append((score, shared.max() > 0.5))
            free[shared.argmax()] &= shared.max() <= 0.5
    right = np.array([hit for _, hit in sorted(hits, reverse=True)])
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(best[right].sum() / labels)


def xywh(boxes_xyxy: np.ndarray) -> np.ndarray:
    return np.hstack([boxes_xyxy[:, :2], boxes_xyxy[:, 2:] - boxes_xyxy[:, :2]])


def test_there_is_a_test_for_every_model(trained_models):
    assert {name for name, *_ in KINDS} < set(trained_models.answers)


@pytest.mark.parametrize(("name", "kind", "batch", "first_class", "names"), KINDS)
def test_a_model_is_recognised_and_finds_the_rectangles(
    trained_models, name, kind, batch, first_class, names
):
    answer = trained_models.answers[name]
    assert answer["kind"].startswith(kind)
    assert (answer["batch"], answer["first_class"], answer["names"]) == (batch, first_class, names)
    assert average_precision(answer) > 0.7


@pytest.mark.parametrize("name", ["api_uint8", "api_float_batches", "api_fixed_size"])
def test_raw_outputs_are_used_where_they_are_given(trained_models, name):
    images = trained_models.answers[name]["images"]
    assert all(image["raw"] > 0 and image["raw_problem"] is None for image in images)
    assert trained_models.answers["vision_pixels"]["images"][0]["raw"] is None


@pytest.mark.parametrize(
    ("name", "model", "within"),
    [
        ("one by one", "api_float_batches", 1e-3),
        ("keras by five", "retinanet.keras", 1e-2),
        ("on the CPU", "api_uint8", 1e-3),
        ("xla", "yolo_channels_first", 1e-2),
        ("mixed", "yolo_channels_first", 1e-2),
    ],
)
def test_how_a_model_is_run_changes_nothing_it_says(trained_models, name, model, within):
    pairs = zip(trained_models.answers[name]["images"], trained_models.answers[model]["images"], strict=True)
    for image, plain in pairs:
        assert image["classes"] == plain["classes"]
        np.testing.assert_allclose(image["scores"], plain["scores"], atol=within)
        np.testing.assert_allclose(image["boxes_xyxy"], plain["boxes_xyxy"], atol=within)


def test_a_model_of_no_kind_runs_with_the_documented_adapter(trained_models):
    answer = trained_models.answers["with an adapter"]
    assert (answer["kind"], answer["names"], answer["batch"]) == ("Grid detector", NAMES, None)
    assert average_precision(answer) > 0.7


def test_half_precision_costs_next_to_nothing(trained_models):
    half, plain = (
        average_precision(trained_models.answers[name]) for name in ("keras mixed", "retinanet.keras")
    )
    assert half == pytest.approx(plain, abs=0.02)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("an unknown device", ["no device 'GPU:7'", "Choose one of", "CPU:0"]),
        ("a damaged TFLite model", ["damaged.tflite", "cannot read this as a TFLite model"]),
        ("a damaged Keras model", ["damaged.keras", "no Keras model"]),
        ("a SavedModel of no kind", ["images float32 [any, 64, 64, 3]", "cells float32 [any, 8, 8, 6]"]),
        ("no detector", ["one RGB image", "float32 [1, 4]", "docs/adapters.md"]),
        ("a Keras model of no known format", ["boxes float32 [any, 1, 4]", "docs/adapters.md"]),
        ("a model made with what is not installed", ["keras_nlp", "pip install keras-nlp"]),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_plain_words(trained_models, name, words):
    assert [word for word in words if word not in trained_models.refused[name]] == []


# BCCD's model


def average_precision_of_bccd(bccd, process, batch):
    ground_truth = json.loads((bccd / "test_ground_truth.coco.json").read_text())
    images = ground_truth["images"]
    paths = tuple(bccd / "JPEGImages" / image["file_name"] for image in images)
    request = PredictRequest(ModelSpec(bccd / "saved_model"), tuple(range(len(paths))), paths, batch=batch)
    results = [
        {"image_id": images[part.image]["id"], "category_id": number, "bbox": box, "score": score}
        for part in process.predict(request)
        if isinstance(part, ImagePredictions)
        for box, score, number in zip(
            xywh(part.boxes_xyxy).tolist(), part.scores.tolist(), part.classes.tolist(), strict=True
        )
    ]
    labels = COCO(str(bccd / "test_ground_truth.coco.json"))
    evaluation = COCOeval(labels, labels.loadRes(results), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    return evaluation.stats[0]


def test_bccds_model_says_the_same_one_by_one_and_in_sixteens(bccd, process):
    reference = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]["AP"]
    single, sixteen = (average_precision_of_bccd(bccd, process, batch) for batch in (1, 16))
    assert single == pytest.approx(sixteen, abs=0.002)
    assert single == pytest.approx(reference, abs=0.01)


# Before TensorFlow is started


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere", "no such file or folder"),
        ("folder", "no saved_model.pb"),
        ("model.onnx", ".onnx files are not read here"),
        ("model.txt", ".txt files are not read here"),
    ],
)
def test_what_plainly_is_no_model_is_refused_at_once(tmp_path, name, problem):
    (tmp_path / "folder").mkdir()
    (tmp_path / "model.onnx").touch()
    (tmp_path / "model.txt").touch()
    with pytest.raises(UserError, match=problem) as caught:
        load_detector(ModelSpec(tmp_path / name))
    assert caught.value.remedy and caught.value.source == str(tmp_path / name)
