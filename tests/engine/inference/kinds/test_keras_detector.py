import numpy as np
import pytest

from engine.inference.kinds.keras_detector import recognise
from engine.inference.metadata import Fitting
from engine.inference.signature import FileKind
from tests.engine.inference.kinds.signatures import image, signature

XYXY = np.float32([[[8, 4, 24, 12], [0, 0, 32, 16]]])
OUTPUTS = {"boxes": (None, 2, 4), "confidence": (None, 2), "labels": (None, 2), "num_detections": (None,)}


def kind(box_format, fitting=None):
    own = image("float32", (None, 16, 32, 3), "images")
    return recognise(signature(FileKind.KERAS, own, OUTPUTS, box_format=box_format, fitting=fitting))


def found(own, boxes, scores=(0.9, 0.8), labels=(1, 0), count=2):
    answers = {"boxes": boxes, "confidence": [scores], "labels": [labels], "num_detections": [count]}
    prepared = own.prepare(np.zeros((32, 64, 3), np.uint8))
    (told,) = own.found({name: np.asarray(value, np.float32) for name, value in answers.items()}, [prepared])
    return told


FORMATS = {
    "xyxy": XYXY,
    "yxyx": XYXY[..., [1, 0, 3, 2]],
    "xywh": np.float32([[[8, 4, 16, 8], [0, 0, 32, 16]]]),
    "center_xywh": np.float32([[[16, 8, 16, 8], [16, 8, 32, 16]]]),
    "rel_xyxy": XYXY / [32, 16, 32, 16],
    "rel_yxyx": (XYXY / [32, 16, 32, 16])[..., [1, 0, 3, 2]],
    "REL_XYWH": np.float32([[[0.25, 0.25, 0.5, 0.5], [0, 0, 1, 1]]]),
}


def test_no_detections_give_no_boxes():
    assert found(kind("xyxy"), XYXY, count=0).boxes_xyxy.shape == (0, 4)


@pytest.mark.parametrize("box_format", FORMATS)
def test_boxes_of_each_format_are_pixels_of_the_image(box_format):
    told = found(kind(box_format), FORMATS[box_format])
    np.testing.assert_allclose(told.boxes_xyxy, 2 * XYXY[0])
    assert told.classes.tolist() == [1, 0] and told.scores.tolist() == pytest.approx([0.9, 0.8])


@pytest.mark.parametrize(
    "empty",
    [{"count": 1}, {"scores": (0.9, -1)}, {"labels": (1, -1)}, {"scores": (0.9, -1), "labels": (1, -1)}],
)
def test_places_that_suppression_left_empty_are_left_out(empty):
    assert len(found(kind("xyxy"), XYXY, **empty).scores) == 1


@pytest.mark.parametrize(
    ("fitting", "box"),
    [
        (None, [8, 8, 24, 24]),
        (Fitting((32, 16)), [8, 8, 24, 24]),
        # 32 x 32 becomes 16 x 16 in the middle of 32 x 16.
        (Fitting((32, 16), pads=True), [0, 8, 32, 24]),
        # 32 x 32 stays, and 8 rows are cut off above and below.
        (Fitting((32, 16), crops=True), [8, 12, 24, 20]),
    ],
)
def test_images_are_made_to_fit_as_the_preprocessor_does_it(fitting, box):
    own = kind("xyxy", fitting)
    prepared = own.prepare(np.zeros((32, 32, 3), np.uint8))
    assert prepared.pixels.shape == (16, 32, 3) and prepared.pixels.dtype == np.float32
    answers = {"boxes": XYXY[:, :1], "confidence": [[0.9]], "labels": [[0]], "num_detections": [1]}
    (told,) = own.found({name: np.asarray(value) for name, value in answers.items()}, [prepared])
    np.testing.assert_allclose(told.boxes_xyxy, [box])
