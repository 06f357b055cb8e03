from pathlib import Path

import pytest

from engine.errors import UserError
from engine.inference.kinds.keras_detector import KerasDetector
from engine.inference.kinds.object_detection_api import ObjectDetectionApi
from engine.inference.kinds.recognise import recognise
from engine.inference.kinds.tf_vision import TfVision
from engine.inference.kinds.tflite_detection import TfliteDetection
from engine.inference.kinds.yolo import Yolo
from engine.inference.signature import FileKind, Signature, Tensor
from engine.inference.tflite_file import POST_PROCESS, TfliteFacts
from tests.engine.inference.kinds.signatures import image, signature

API = {
    "detection_boxes": (1, 100, 4),
    "detection_scores": (1, 100),
    "detection_classes": (1, 100),
    "num_detections": (1,),
}
KERAS = {"boxes": (None, 100, 4), "confidence": (None, 100), "labels": (None, 100)}
SQUARE = image("float32", (1, 640, 640, 3), "images")
SAVED, KERAS_FILE, TFLITE = FileKind.SAVED_MODEL, FileKind.KERAS, FileKind.TFLITE


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        (signature(SAVED, image(), API), ObjectDetectionApi),
        (signature(SAVED, image("float32", None), API), ObjectDetectionApi),
        (signature(SAVED, image(), {**API, "image_info": (1, 4, 2)}), TfVision),
        (signature(SAVED, image(name="inputs"), API), TfVision),
        (signature(KERAS_FILE, SQUARE, KERAS, box_format="rel_yxyx"), KerasDetector),
        (
            signature(
                KERAS_FILE, SQUARE, {"boxes": None, "scores": None, "classes": None}, box_format="CENTER_XYWH"
            ),
            KerasDetector,
        ),
        (
            signature(TFLITE, SQUARE, {"a": (1, 10, 4), "b": (1, 10), "c": (1, 10), "d": (1,)}),
            TfliteDetection,
        ),
        (
            signature(
                TFLITE,
                SQUARE,
                dict.fromkeys("abcd", ()),
                tflite=TfliteFacts(custom_operators=(POST_PROCESS,)),
            ),
            TfliteDetection,
        ),
        (signature(SAVED, SQUARE, {"output_0": (1, 84, 8400)}), Yolo),
        (signature(TFLITE, SQUARE, {"Identity": (1, 84, 8400)}), Yolo),
        (signature(KERAS_FILE, SQUARE, {"output_0": (None, 84, None)}, task="detect"), None),
    ],
)
def test_a_signature_is_of_its_kind(own, kind):
    if kind is None:
        with pytest.raises(UserError):
            recognise(own, Path("model"))
    else:
        assert type(recognise(own, Path("model"))) is kind


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (Signature(SAVED, (), ()), ["inputs: none; outputs: none"]),
        (
            Signature(SAVED, (Tensor("encoded", "string", (None,)),), ()),
            ["encoded image files", "image_tensor"],
        ),
        (Signature(SAVED, (image(), Tensor("threshold", "float32", ())), ()), ["threshold float32 []"]),
        (signature(SAVED, image(shape=(1, None, None, 1)), API), ["input_tensor uint8 [1, any, any, 1]"]),
        (signature(SAVED, image(shape=None), {"logits": None}), ["logits float32 of any shape"]),
        (signature(KERAS_FILE, SQUARE, KERAS), ["boxes float32 [any, 100, 4]"]),
        (signature(KERAS_FILE, SQUARE, KERAS, box_format="polar"), ["boxes float32 [any, 100, 4]"]),
        (signature(SAVED, SQUARE, {"output_0": (1, 116, 8400)}, task="segment"), ["116, 8400"]),
        (signature(SAVED, SQUARE, {"output_0": (1, 4, 8400)}), ["1, 4, 8400"]),
        (signature(SAVED, SQUARE, {"a": (1, 84, 8400), "b": (1, 3, 80, 80)}), ["a float32", "b float32"]),
    ],
)
def test_what_is_of_no_kind_is_refused_with_all_that_goes_in_and_out(own, words):
    with pytest.raises(UserError) as caught:
        recognise(own, Path("model"))
    assert [word for word in words if word not in str(caught.value)] == []
    assert caught.value.source == "model" and caught.value.remedy
