"""Make small SavedModels in a folder, and write what the worker answers for each beside it.

A script of its own, run by the fixture of the same name: TensorFlow must not be imported into pytest's process.
"""

import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
# Its allocator waits ten seconds for memory that is not there.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import cv2
import numpy as np
import tensorflow as tf

from engine.data.model import ModelSpec, PredictRequest
from engine.inference.protocol import encode
from engine.inference.steering import Steering
from engine.inference.worker import Worker

NAN = float("nan")


def detections(scores: tf.Tensor) -> dict[str, tf.Tensor]:
    """Four boxes an image, of which three are meant and the second is no number; scores: (n, 4)."""
    images = tf.shape(scores)[0]
    boxes = [[0.25, 0.5, 0.75, 1.0], [0.1, NAN, 0.2, 0.3], [-0.5, 0.0, 1.5, 1.0], [0.0, 0.0, 1.0, 1.0]]
    return {
        "detection_boxes": tf.tile(tf.constant([boxes]), [images, 1, 1]),
        "detection_scores": scores,
        "detection_classes": tf.tile(tf.constant([[1.0, 2.0, 3.0, 4.0]]), [images, 1]),
        "num_detections": tf.fill([images], 3.0),
    }


def image(dtype: tf.DType, batch: int | None = 1, height: int | None = None) -> tf.TensorSpec:
    return tf.TensorSpec([batch, height, None, 3], dtype, name="input_tensor")


@tf.function(input_signature=[image(tf.float32)])
def chatty_float(input_tensor):
    """Scores: the grey level in 255ths, and the share of red."""
    tf.print("a line on standard output", output_stream=sys.stdout)
    grey = tf.reduce_max(input_tensor) / 255.0
    red = tf.reduce_mean(input_tensor[..., 0]) / 255.0
    return detections(tf.stack([[grey, 0.5, red, 0.9]]))


@tf.function(input_signature=[image(tf.uint8, batch=None)])
def in_batches(input_tensor):
    """Scores: the grey level in 255ths, and the size of the batch in hundredths."""
    grey = tf.reduce_max(tf.cast(input_tensor, tf.float32), [1, 2, 3]) / 255.0
    size = tf.fill(tf.shape(grey), tf.cast(tf.shape(grey)[0], tf.float32) / 100.0)
    return detections(tf.stack([grey, size, size, size], 1))


@tf.function(input_signature=[image(tf.uint8)])
def hungry(input_tensor):
    side = tf.shape(input_tensor)[1] * 2**16
    return detections(tf.reshape(tf.fill([side, side], 0.5)[:2, :2], [1, 4]))


@tf.function(input_signature=[image(tf.uint8, batch=None)])
def greedy(input_tensor):
    """More than there is for eight images at once; scores: the size of the batch in hundredths."""
    images = tf.shape(input_tensor)[0]
    side = tf.where(images < 8, 2, tf.shape(input_tensor)[1] * 2**16)
    size = tf.cast(images, tf.float32) / 100.0 + 0.0 * tf.fill([side, side], 0.5)[0, 0]
    return detections(tf.fill([images, 4], size))


@tf.function(input_signature=[image(tf.uint8)])
def endless(input_tensor):
    turns = tf.cast(tf.reduce_max(input_tensor), tf.float32)
    (turns,) = tf.while_loop(lambda turns: turns >= 0.0, lambda turns: (turns + 1.0,), (turns,))
    return detections(tf.fill([1, 4], turns))


@tf.function(input_signature=[image(tf.uint8, batch=None)])
def beside_itself(input_tensor):
    """Scores that are none."""
    return detections(tf.tile(tf.constant([[1.5, NAN, -0.25, 0.9]]), [tf.shape(input_tensor)[0], 1]))


@tf.function(input_signature=[image(tf.uint8)])
def choosy(input_tensor):
    with tf.control_dependencies([tf.debugging.assert_less(tf.shape(input_tensor)[1], 70, "too high")]):
        return detections(tf.constant([[0.9, 0.8, 0.7, 0.6]]))


@tf.function(input_signature=[image(tf.uint8)])
def never_content(input_tensor):
    with tf.control_dependencies([tf.debugging.assert_less(tf.shape(input_tensor)[1], 1, "too high")]):
        return detections(tf.constant([[0.9, 0.8, 0.7, 0.6]]))


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="features")])
def classifier(features):
    return {"probabilities": tf.nn.softmax(features)}


@tf.function(input_signature=[image(tf.uint8), tf.TensorSpec([], tf.float32, name="threshold")])
def two_inputs(input_tensor, threshold):
    return detections(tf.fill([1, 4], threshold))


@tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="encoded")])
def of_files(encoded):
    return detections(tf.constant([[0.9, 0.8, 0.7, 0.6]]))


@tf.function(input_signature=[image(tf.uint8, height=320)])
def of_one_size(input_tensor):
    return detections(tf.constant([[0.9, 0.8, 0.7, 0.6]]))


def with_raw(boxes: tf.Tensor, scores: tf.Tensor) -> dict[str, tf.Tensor]:
    survivors = detections(tf.constant([[0.9, 0.8, 0.7, 0.6]]))
    return {**survivors, "raw_detection_boxes": boxes, "raw_detection_scores": scores}


ANCHORS = [[0.25, 0.5, 0.75, 1.0], [0.0, 0.0, 0.5, 0.25], [0.1, NAN, 0.2, 0.3]]


@tf.function(input_signature=[image(tf.uint8)])
def telling_all(input_tensor):
    """Scores: background, the grey level in 255ths, a half, next to nothing."""
    grey = tf.reduce_max(tf.cast(input_tensor, tf.float32)) / 255.0
    return with_raw(tf.constant([ANCHORS]), tf.stack([[[0.1, grey, 0.5, 0.001]] * 3]))


@tf.function(input_signature=[image(tf.uint8)])
def telling_logits(input_tensor):
    return with_raw(tf.constant([ANCHORS]), tf.constant([[[3.0, 0.0, -9.0, 2.0]] * 3]))


@tf.function(input_signature=[image(tf.uint8)])
def telling_nonsense(input_tensor):
    """Raw outputs as of another model: boxes and scores of different anchors."""
    return with_raw(tf.constant([ANCHORS]), tf.zeros([1, 7, 4]))


MODELS = (
    chatty_float, in_batches, hungry, greedy, endless, beside_itself,
    choosy, never_content, classifier, two_inputs, of_files, of_one_size,
    telling_all, telling_logits, telling_nonsense,
)  # fmt: skip


def pictures(folder: Path) -> tuple[Path, ...]:
    """Twelve of 100 x 60 but the tenth, which is 50 x 80; green and blue are 10, 20, ..., red is 0."""
    paths = []
    for number in range(12):
        pixels = np.full((80, 50, 3) if number == 9 else (60, 100, 3), 10 * number + 10, np.uint8)
        pixels[..., 2] = 0
        paths.append(folder / f"{number:02}.png")
        cv2.imwrite(str(paths[-1]), pixels)
    return tuple(paths)


def main(folder: Path) -> None:
    paths = pictures(folder)
    for function in MODELS:
        model = tf.Module()
        model.function = function
        tf.saved_model.save(model, str(folder / function.__name__), signatures=function)
    tf.saved_model.save(tf.Module(), str(folder / "without_signature"))
    for name, content in (("empty", b""), ("corrupt", b"this is no protocol buffer")):
        (folder / name).mkdir()
        (folder / name / "saved_model.pb").write_bytes(content)
    half = folder / "without_weights"
    weights = tf.Module()
    weights.scores = tf.Variable([[0.9, 0.8, 0.7, 0.6]])
    weights.function = tf.function(
        lambda input_tensor: detections(weights.scores), input_signature=[image(tf.uint8)]
    )
    tf.saved_model.save(weights, str(half), signatures=weights.function)
    for file in (half / "variables").iterdir():
        file.unlink()
    for model in sorted(path.parent for path in folder.glob("*/saved_model.pb")):
        if model.name == "endless":
            continue
        request = PredictRequest(ModelSpec(model), tuple(range(len(paths))), paths, min_score=0.005, batch=8)
        with (folder / f"{model.name}.answer").open("wb") as out:
            worker = Worker(
                lambda number, message, out=out: out.write(encode(number, message)), out.flush, Steering()
            )
            worker.answer(1, request)


main(Path(sys.argv[1]))
