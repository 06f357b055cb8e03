import itertools

import numpy as np
import pytest

from engine.inference.kinds.tflite_detection import recognise
from engine.inference.signature import FileKind, Signature, Tensor
from engine.inference.tflite_file import TfliteFacts
from tests.engine.inference.kinds.signatures import image, signature

BOXES = np.float32([[[0.25, 0.5, 0.75, 1.0], [0.0, 0.0, 0.5, 0.5], [9, 9, 9, 9]]])
CLASSES, SCORES, COUNT = np.float32([[1, 0, 0]]), np.float32([[0.9, 0.5, 0]]), np.float32([2])
OUTPUTS = (BOXES, CLASSES, SCORES, COUNT)
SHAPES = {"a": (1, 3, 4), "b": (1, 3), "c": (1, 3), "d": (1,)}
INPUT = image("uint8", (1, 8, 8, 3))


def found(own, arrays):
    (told,) = own.found(
        dict(zip("abcd", arrays, strict=True)), [own.prepare(np.zeros((40, 80, 3), np.uint8))]
    )
    return told


def test_no_detections_give_no_boxes():
    own = recognise(signature(FileKind.TFLITE, INPUT, SHAPES))
    assert found(own, [np.zeros((1, 3, 4)), np.zeros((1, 3)), np.zeros((1, 3)), np.zeros(1)]).boxes_xyxy.shape == (
        0, 4,
    )  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_outputs_are_told_apart_by_what_is_in_them(order):
    own = recognise(signature(FileKind.TFLITE, INPUT, SHAPES))
    told = found(own, [OUTPUTS[i] for i in order])
    assert told.boxes_xyxy.tolist() == [[40, 10, 80, 30], [0, 0, 40, 20]]
    assert told.classes.tolist() == [1, 0] and told.scores.tolist() == pytest.approx([0.9, 0.5])


def test_scores_that_happen_to_be_whole_are_those_that_fall():
    own = recognise(signature(FileKind.TFLITE, INPUT, SHAPES))
    told = found(own, [BOXES, np.float32([[1, 0, 0]]), np.float32([[0, 3, 1]]), np.float32([1])])
    assert (told.scores.tolist(), told.classes.tolist()) == ([1], [0])


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_post_process_own_order_goes_before_what_is_in_them(order):
    numbers = [70, 71, 72, 73]
    tensors = [Tensor(name, "float32", (), number=numbers[i]) for name, i in zip("abcd", order, strict=True)]
    facts = TfliteFacts(("TFLite_Detection_PostProcess",), tuple(numbers))
    plain = signature(FileKind.TFLITE, INPUT, {}, tflite=facts)
    own = recognise(Signature(plain.file, plain.inputs, tuple(tensors), plain.metadata))
    whole = (BOXES, np.float32([[0, 3, 1]]), np.float32([[1, 0, 0]]), COUNT)
    told = found(own, [whole[i] for i in order])
    assert (told.scores.tolist(), told.classes.tolist()) == ([1, 0], [0, 3])


def test_outputs_of_other_shapes_are_a_failure_that_names_them():
    own = recognise(signature(FileKind.TFLITE, INPUT, SHAPES))
    with pytest.raises(RuntimeError, match=r"b \[1, 7\]"):
        found(own, [BOXES, np.zeros((1, 7)), SCORES, COUNT])


@pytest.mark.parametrize(
    ("facts", "dtype", "black", "white"),
    [
        (TfliteFacts(), "float32", -1, 1),
        (TfliteFacts(mean=(0.0,), std=(255.0,)), "float32", 0, 1),
        (TfliteFacts(), "uint8", 0, 255),
        (TfliteFacts(), "int8", -128, 127),
    ],
)
def test_numbers_are_those_that_the_input_wants(facts, dtype, black, white):
    own = recognise(signature(FileKind.TFLITE, image(dtype, (1, 8, 8, 3)), SHAPES, tflite=facts))
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[2:] = 255
    prepared = own.prepare(pixels).pixels
    assert prepared.dtype == dtype and prepared.shape == (8, 8, 3)
    assert (prepared[0, 0, 0], prepared[7, 7, 2]) == (black, white)
