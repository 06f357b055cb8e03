"""Train the demo's detector on pictures drawn from another seed, and export it as a TensorFlow SavedModel.

``python -m resources.demo.train`` writes saved_model/ and label_map.pbtxt beside this file. The detector sees each
picture at half size and says, for every fourth pixel of that, how likely the middle of a part of each class is
there and how far the four sides of its box are away. Trained with TensorFlow 2.21 on a CPU in 18 minutes, after
three for the pictures; how far it gets in that time depends on the machine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from resources.demo.draw import CATEGORIES, TRAINING_MIX, Scene, draw_set, encode
from resources.demo.shading import Array
from resources.demo.targets import INPUT_HW, LARGEST_SIDE, STRIDE, targets_of

SEED = 711
PICTURES = 420
MINUTES = 18.0
BATCH = 12
DETECTIONS = 100
LEARNING_RATE = 2e-3


def build_network() -> tf.keras.Model:
    """Pictures (n, 240, 320, 3), -1 to 1, to scores' logits and distances (n, 60, 80, classes + 4)."""
    layers = tf.keras.layers

    def block(x: tf.Tensor, filters: int, stride: int = 1) -> tf.Tensor:
        y = layers.SeparableConv2D(filters, 3, stride, "same", use_bias=False)(x)
        y = layers.ReLU()(layers.BatchNormalization()(y))
        y = layers.SeparableConv2D(filters, 3, 1, "same", use_bias=False)(y)
        y = layers.BatchNormalization()(y)
        if stride != 1 or x.shape[-1] != filters:
            x = layers.BatchNormalization()(layers.Conv2D(filters, 1, stride, "same", use_bias=False)(x))
        return layers.ReLU()(layers.Add()([x, y]))

    picture = layers.Input((*INPUT_HW, 3))
    x = layers.Conv2D(16, 3, 2, "same", use_bias=False)(picture)
    x = layers.ReLU()(layers.BatchNormalization()(x))
    fine = block(block(x, 40, 2), 40)
    middle = block(block(fine, 80, 2), 80)
    coarse = block(block(middle, 112, 2), 112)
    up = layers.UpSampling2D(2, interpolation="bilinear")(layers.Conv2D(80, 1)(coarse))
    middle = block(layers.Add()([middle, up]), 80)
    up = layers.UpSampling2D(2, interpolation="bilinear")(layers.Conv2D(40, 1)(middle))
    fine = block(block(layers.Concatenate()([fine, up]), 64), 64)
    unlikely = tf.keras.initializers.Constant(-4.0)
    scores = layers.Conv2D(len(CATEGORIES), 1, bias_initializer=unlikely)(fine)
    sides = layers.Conv2D(4, 1, activation="softplus")(fine)
    return tf.keras.Model(picture, layers.Concatenate()([scores, sides]))


def loss_of(target: tf.Tensor, output: tf.Tensor) -> tf.Tensor:
    """Penalty-reduced focal loss of the heat, plus 1 - GIoU of the boxes near the middles."""
    classes = len(CATEGORIES)
    heat, logits = target[..., :classes], output[..., :classes]
    p = tf.clip_by_value(tf.sigmoid(logits), 1e-5, 1 - 1e-5)
    middle = tf.cast(heat > 0.999, tf.float32)
    right = -middle * (1 - p) ** 2 * tf.math.log(p)
    wrong = -(1 - middle) * (1 - heat) ** 4 * p**2 * tf.math.log(1 - p)
    parts = tf.maximum(tf.reduce_sum(middle), 1.0)
    focal = tf.reduce_sum(right + wrong) / parts
    true, found = target[..., classes : classes + 4], output[..., classes:]
    weight = target[..., -1]
    inner = tf.minimum(true, found)
    outer = tf.maximum(true, found)
    both = (inner[..., 0] + inner[..., 2]) * (inner[..., 1] + inner[..., 3])
    hull = (outer[..., 0] + outer[..., 2]) * (outer[..., 1] + outer[..., 3])
    area_true = (true[..., 0] + true[..., 2]) * (true[..., 1] + true[..., 3])
    area_found = (found[..., 0] + found[..., 2]) * (found[..., 1] + found[..., 3])
    union = area_true + area_found - both
    giou = both / (union + 1e-7) - (hull - union) / (hull + 1e-7)
    place = tf.reduce_sum(weight * (1 - giou)) / tf.maximum(tf.reduce_sum(weight), 1.0)
    return focal + 2.0 * place


def arrays_of(scenes: list[Scene]) -> tuple[npt.NDArray[np.uint8], list[Array], list[npt.NDArray[np.int64]]]:
    """Pictures at the input's size, as they look once saved as JPEG, with boxes and classes."""
    size = (INPUT_HW[1], INPUT_HW[0])
    pictures = []
    for scene in scenes:
        saved = cv2.imdecode(np.frombuffer(encode(scene.picture), np.uint8), cv2.IMREAD_COLOR)
        pictures.append(cv2.resize(saved[..., ::-1], size, interpolation=cv2.INTER_AREA))
    boxes = [(scene.boxes_xyxy / 2).astype(np.float32) for scene in scenes]
    classes = [np.array([CATEGORIES.index(c) for c in scene.categories], np.int64) for scene in scenes]
    return np.stack(pictures), boxes, classes


def batch_of(
    pictures: npt.NDArray[np.uint8],
    boxes: list[Array],
    classes: list[npt.NDArray[np.int64]],
    chosen: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> tuple[Array, Array]:
    """Chosen pictures, turned over and with other light, with their targets."""
    height, width = INPUT_HW
    inputs, targets = [], []
    for i in chosen:
        picture, own = pictures[i].astype(np.float32), boxes[i].copy()
        if rng.random() < 0.5:
            picture, own[:, [0, 2]] = picture[:, ::-1], width - own[:, [2, 0]]
        if rng.random() < 0.5:
            picture, own[:, [1, 3]] = picture[::-1], height - own[:, [3, 1]]
        picture = (picture - 128) * rng.uniform(0.8, 1.2) + 128 + rng.uniform(-18, 18)
        picture = picture * rng.uniform(0.94, 1.06, 3).astype(np.float32)
        inputs.append(np.clip(picture, 0, 255) / 127.5 - 1)
        targets.append(targets_of(own, classes[i]))
    return np.stack(inputs).astype(np.float32), np.stack(targets)


class Detector(tf.Module):
    """The network behind the serving signature of the TF2 Object Detection API."""

    def __init__(self, network: tf.keras.Model) -> None:
        super().__init__()
        self.network = network

    @tf.function(input_signature=[tf.TensorSpec([None, None, None, 3], tf.uint8, "input_tensor")])
    def serve(self, input_tensor: tf.Tensor) -> dict[str, tf.Tensor]:
        """Pixels, RGB, to boxes: normalised ymin, xmin, ymax, xmax, the best score first."""
        classes = len(CATEGORIES)
        height, width = INPUT_HW
        small = tf.image.resize(tf.cast(input_tensor, tf.float32), INPUT_HW, method="area")
        output = self.network(small / 127.5 - 1, training=False)
        scores = tf.sigmoid(output[..., :classes])
        peaks = tf.nn.max_pool2d(scores, 3, 1, "SAME")
        scores = tf.where(scores >= peaks, scores, 0.0)
        rows, columns = height // STRIDE, width // STRIDE
        ys = (tf.range(rows, dtype=tf.float32)[:, None] + 0.5) * STRIDE
        xs = (tf.range(columns, dtype=tf.float32)[None, :] + 0.5) * STRIDE
        left, top, right, bottom = tf.unstack(output[..., classes:] * LARGEST_SIDE, axis=-1)
        boxes = tf.stack(
            [(ys - top) / height, (xs - left) / width, (ys + bottom) / height, (xs + right) / width], -1
        )
        found = tf.image.combined_non_max_suppression(
            tf.reshape(boxes, [-1, rows * columns, 1, 4]),
            tf.reshape(scores, [-1, rows * columns, classes]),
            max_output_size_per_class=DETECTIONS,
            max_total_size=DETECTIONS,
            iou_threshold=0.55,
            score_threshold=0.02,
            clip_boxes=True,
        )
        return {
            "detection_boxes": found.nmsed_boxes,
            "detection_scores": found.nmsed_scores,
            "detection_classes": found.nmsed_classes + 1,
            "num_detections": tf.cast(found.valid_detections, tf.float32),
        }


def train(minutes: float, workers: int) -> tf.keras.Model:
    """Train for so long, the learning rate falling along a cosine to zero."""
    import time

    tf.keras.utils.set_random_seed(SEED)
    rng = np.random.default_rng(SEED)
    pictures, boxes, classes = arrays_of(draw_set(SEED, PICTURES, TRAINING_MIX, workers))
    network = build_network()
    print(f"{PICTURES} pictures, {network.count_params()} parameters", flush=True)
    optimizer = tf.keras.optimizers.AdamW(LEARNING_RATE, weight_decay=1e-4, clipnorm=5.0)

    @tf.function
    def step(inputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            loss = loss_of(targets, network(inputs, training=True))
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        return loss

    started, number, recent = time.monotonic(), 0, []
    while (done := (time.monotonic() - started) / (60 * minutes)) < 1:
        warm = min(1.0, (number + 1) / 60)
        optimizer.learning_rate.assign(LEARNING_RATE * warm * 0.5 * (1 + np.cos(np.pi * done)))
        chosen = rng.choice(len(pictures), BATCH, replace=False)
        recent.append(float(step(*batch_of(pictures, boxes, classes, chosen, rng))))
        number += 1
        if number % 50 == 0:
            print(f"{done:4.0%} step {number} loss {np.mean(recent[-50:]):.3f}", flush=True)
    return network


def export(network: tf.keras.Model, folder: Path) -> None:
    """Write saved_model/ and label_map.pbtxt."""
    detector = Detector(network)
    tf.saved_model.save(detector, str(folder / "saved_model"), {"serving_default": detector.serve})
    items = (f"item {{\n  id: {i}\n  name: '{name}'\n}}\n" for i, name in enumerate(CATEGORIES, start=1))
    (folder / "label_map.pbtxt").write_text("".join(items), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Train the demo's detector.")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    export(train(options.minutes, options.workers), options.folder)


if __name__ == "__main__":
    main()
