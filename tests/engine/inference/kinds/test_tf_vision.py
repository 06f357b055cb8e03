import numpy as np
import pytest

from engine.inference.kinds.tf_vision import recognise
from engine.inference.signature import FileKind
from tests.engine.inference.kinds.signatures import image, signature

NAMES = ("detection_boxes", "detection_scores", "detection_classes", "num_detections", "image_info")


def kind(*, info=True, dtype="uint8", shape=(None, None, None, 3)):
    outputs = dict.fromkeys(NAMES if info else NAMES[:-1])
    return recognise(signature(FileKind.SAVED_MODEL, image(dtype, shape, "inputs"), outputs))


def outputs(boxes, scores, classes, count, info=None):
    told = zip(NAMES, (boxes, scores, classes, count, info), strict=True)
    return {name: np.asarray(value, np.float32)[None] for name, value in told if value is not None}


def test_no_detections_give_no_boxes():
    own = kind()
    prepared = own.prepare(np.zeros((30, 40, 3), np.uint8))
    info = [[30, 40], [64, 64], [1.6, 1.6], [0, 0]]
    (told,) = own.found(outputs(np.zeros((5, 4)), np.zeros(5), np.zeros(5), 0, info), [prepared])
    assert told.boxes_xyxy.shape == (0, 4)


@pytest.mark.parametrize("padding", ["count", "score", "class"])
def test_pixels_of_the_models_input_come_back_and_padding_is_left_out(padding):
    own = kind()
    prepared = own.prepare(np.zeros((30, 40, 3), np.uint8))
    boxes = [[16, 32, 32, 48], [0, 0, 48, 64]]
    scores, classes, count = [0.9, 0.8], [2, 1], 2
    match padding:
        case "count":
            count = 1
        case "score":
            scores = [0.9, 0]
        case "class":
            classes = [2, 0]
    info = [[30, 40], [64, 64], [1.6, 1.6], [4, 8]]
    (told,) = own.found(outputs(boxes, scores, classes, count, info), [prepared])
    # By height and width: (16 + 4) / 1.6, (32 + 8) / 1.6 ...
    np.testing.assert_allclose(told.boxes_xyxy, [[25, 12.5, 35, 22.5]])
    assert told.classes.tolist() == [2]


@pytest.mark.parametrize("info", [None, [[30, 40], [64, 64], [1.6, 1.6], [0, 0]]])
def test_fractions_are_told_by_the_numbers(info):
    own = kind(info=info is not None)
    assert ("without image_info" in own.title) is (info is None)
    prepared = own.prepare(np.zeros((30, 40, 3), np.uint8))
    (told,) = own.found(outputs([[0.1, 0.25, 1.1, 1]], [0.9], [1], 1, info), [prepared])
    np.testing.assert_allclose(told.boxes_xyxy, [[10, 3, 40, 33]], rtol=1e-6)


def test_pixels_without_image_info_are_those_of_the_image():
    own = kind(info=False)
    prepared = own.prepare(np.zeros((30, 40, 3), np.uint8))
    (told,) = own.found(outputs([[3, 10, 33, 40]], [0.9], [1], 1), [prepared])
    assert told.boxes_xyxy.tolist() == [[10, 3, 40, 33]]


def test_an_input_of_fixed_size_is_padded_below_and_an_input_of_floats_is_normalised():
    pixels = np.full((30, 60, 3), 255, np.uint8)
    own = kind(shape=(1, 64, 64, 3)).prepare(pixels).pixels
    assert own.shape == (64, 64, 3) and own[31].min() == 255 and own[32:].reshape(-1, 3).max(0).tolist() == [
        124, 116, 104,
    ]  # fmt: skip
    floats = kind(dtype="float32", shape=(1, 64, 64, 3)).prepare(pixels).pixels
    assert floats.dtype == np.float32
    np.testing.assert_allclose(floats[0, 0], [2.2489, 2.4286, 2.64], atol=1e-3)
    np.testing.assert_allclose(floats[63, 63], 0, atol=0.01)
