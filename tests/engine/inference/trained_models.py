"""Train small detectors, save them as every kind of model, and write what `load_detector` makes of each beside it.

A script of its own, run by the fixture of the same name: TensorFlow must not be imported into pytest's process.
"""

import json
import os
import sys
import zipfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import numpy as np
import tensorflow as tf

import engine
from engine.data.model import Acceleration, ModelSpec
from engine.errors import UserError
from engine.inference.loading import load_detector
from tests.engine.inference import rectangles, small_retinanet

SIDE, GRID, CLASSES = 64, 8, 2
CELLS = GRID * GRID
NAMES = {0: "red", 1: "blue"}
MOST = 20


def samples(rng, count):
    """Images as the network takes them, and for each cell a box's centre and size, and which class there is."""
    images, boxes, classes = rectangles.fitted(rng, count, SIDE)
    targets = np.zeros((count, GRID, GRID, CLASSES + 4), np.float32)
    for target, own, numbers in zip(targets, boxes, classes, strict=True):
        centres, sizes = (own[:, :2] + own[:, 2:]) / 2 / SIDE, (own[:, 2:] - own[:, :2]) / SIDE
        for (x, y), size, number in zip(centres, sizes, numbers, strict=True):
            target[int(y * GRID), int(x * GRID)] = (x, y, *size, *np.eye(CLASSES)[number])
    return images, targets


class Network(tf.Module):
    """Images [n, 64, 64, 3] of 0 to 1 to boxes [n, 64, 4] as centre and size in fractions, and scores [n, 64, 2]."""

    def __init__(self):
        super().__init__()
        layers = tf.keras.layers
        self.net = tf.keras.Sequential(
            [
                tf.keras.Input((SIDE, SIDE, 3)),
                layers.Conv2D(16, 3, 2, "same", activation="relu"),
                layers.Conv2D(32, 3, 2, "same", activation="relu"),
                layers.Conv2D(48, 3, 2, "same", activation="relu"),
                layers.Conv2D(48, 3, 1, "same", activation="relu"),
                layers.Conv2D(48, 3, 1, "same", activation="relu"),
                layers.Conv2D(CLASSES + 4, 1, bias_initializer=tf.constant_initializer(-1.0)),
            ]
        )
        columns, rows = np.meshgrid(np.arange(GRID), np.arange(GRID))
        self.corners = np.stack([columns, rows], -1).astype(np.float32)

    def __call__(self, images, *, frozen=False):
        raw = self.frozen(images) if frozen else self.net(images)
        centres = (tf.sigmoid(raw[..., :2]) * 2 - 0.5 + self.corners) / GRID
        sizes = tf.sigmoid(raw[..., 2:4])
        boxes = tf.reshape(tf.concat([centres, sizes], -1), [-1, CELLS, 4])
        return boxes, tf.reshape(tf.sigmoid(raw[..., 4:]), [-1, CELLS, CLASSES])

    def frozen(self, images):
        """The same with constants for variables: the converter loses those of a model with a custom operator."""
        for number, (kernel, bias) in enumerate(self.weights):
            stride = self.net.layers[number].strides[0]
            images = tf.nn.conv2d(images, tf.constant(kernel), stride, "SAME") + tf.constant(bias)
            images = tf.nn.relu(images) if number + 1 < len(self.weights) else images
        return images

    def train(self, steps=350, batch=32):
        rng = np.random.default_rng(0)
        images, targets = samples(rng, 1500)
        optimizer = tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.CosineDecay(4e-3, steps))

        @tf.function
        def step(images, targets):
            with tf.GradientTape() as tape:
                boxes, scores = self(images)
                targets = tf.reshape(targets, [-1, CELLS, CLASSES + 4])
                there = tf.reduce_sum(targets[..., 4:], -1)
                focal = tf.keras.losses.binary_crossentropy(targets[..., 4:, None], scores[..., None])
                loss = tf.reduce_mean(tf.reduce_sum(focal, [1, 2]))
                distance = tf.reduce_sum(tf.abs(boxes - targets[..., :4]), -1) * there
                loss += 5 * tf.reduce_sum(distance) / tf.maximum(tf.reduce_sum(there), 1)
            variables = self.net.trainable_variables
            optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))

        for _ in range(steps):
            chosen = rng.integers(0, len(images), batch)
            step(images[chosen], targets[chosen])
        self.weights = [layer.get_weights() for layer in self.net.layers]


def corners_yxyx(boxes):
    half = boxes[..., 2:] / 2
    return tf.concat([(boxes[..., :2] - half)[..., ::-1], (boxes[..., :2] + half)[..., ::-1]], -1)


def survivors(boxes, scores):
    """Boxes yxyx as fractions, scores, classes from 0, count."""
    return tf.image.combined_non_max_suppression(
        corners_yxyx(boxes)[:, :, None], scores, MOST, MOST, 0.5, 0.05, clip_boxes=False
    )


def to_square(images):
    return tf.image.resize(tf.cast(images, tf.float32), [SIDE, SIDE]) / 255.0


def save(network, path, function):
    module = tf.Module()
    module.network, module.function = network, function
    tf.saved_model.save(module, str(path), signatures=function)


def spec(dtype, *shape, name="input_tensor"):
    return tf.TensorSpec(shape, dtype, name=name)


def object_detection_api(network, folder):
    def answer(input_tensor):
        boxes, scores = network(to_square(input_tensor))
        found = survivors(boxes, scores)
        return {
            "detection_boxes": found.nmsed_boxes,
            "detection_scores": found.nmsed_scores,
            "detection_classes": found.nmsed_classes + 1,
            "num_detections": tf.cast(found.valid_detections, tf.float32),
            "raw_detection_boxes": corners_yxyx(boxes),
            "raw_detection_scores": tf.pad(scores, [[0, 0], [0, 0], [1, 0]]),
        }

    for name, signature in {
        "api_uint8": spec(tf.uint8, 1, None, None, 3),
        "api_float_batches": spec(tf.float32, None, None, None, 3),
        "api_fixed_size": spec(tf.uint8, 4, SIDE, SIDE, 3),
    }.items():
        save(network, folder / name, tf.function(answer, input_signature=[signature]))


def tf_vision(network, folder):
    """As DetectionModule of tf-models-official does it: resized by the shorter ratio, padded below and to the right."""

    def one(image):
        size = tf.cast(tf.shape(image)[:2], tf.float32)
        ratio = tf.reduce_min(SIDE / size)
        inner = tf.round(size * ratio)
        scale = inner / size
        resized = tf.image.resize(tf.cast(image, tf.float32), tf.cast(inner, tf.int32)) - 124.0
        padded = tf.image.pad_to_bounding_box(resized, 0, 0, SIDE, SIDE)
        return (padded + 124.0) / 255.0, tf.stack([size, [SIDE, SIDE], scale, [0.0, 0.0]])

    def answer(inputs, fractions=False):
        images, info = tf.map_fn(one, inputs, fn_output_signature=(tf.float32, tf.float32))
        images = tf.ensure_shape(images, [None, SIDE, SIDE, 3])
        found = survivors(*network(images))
        boxes = found.nmsed_boxes * SIDE
        if fractions:
            boxes = boxes / tf.tile(info[:, 2:3], [1, 1, 2]) / tf.tile(info[:, 0:1], [1, 1, 2])
        given = tf.cast(tf.range(MOST)[None] < found.valid_detections[:, None], tf.int32)
        return {
            "detection_boxes": boxes,
            "detection_scores": found.nmsed_scores,
            "detection_classes": (tf.cast(found.nmsed_classes, tf.int32) + 1) * given,
            "num_detections": found.valid_detections,
            "image_info": info,
        }

    def plain(inputs):
        return {name: own for name, own in answer(inputs, True).items() if name != "image_info"}

    def of_tflite(inputs):
        """What its input type ``tflite`` gives: the image is normalised and padded already."""
        found = survivors(*network((inputs * [58.395, 57.12, 57.375] + [123.675, 116.28, 103.53]) / 255.0))
        info = tf.constant([[[SIDE, SIDE], [SIDE, SIDE], [1, 1], [0, 0]]], tf.float32)
        return {
            "detection_boxes": found.nmsed_boxes * SIDE,
            "detection_scores": found.nmsed_scores,
            "detection_classes": tf.cast(found.nmsed_classes, tf.int32) + 1,
            "num_detections": found.valid_detections,
            "image_info": info,
        }

    any_size = spec(tf.uint8, None, None, None, 3, name="inputs")
    for name, function, signature in (
        ("vision_pixels", answer, any_size),
        (
            "vision_fractions",
            lambda inputs: answer(inputs, True),
            spec(tf.uint8, 1, None, None, 3, name="inputs"),
        ),
        ("vision_without_info", plain, any_size),
        ("vision_normalised_input", of_tflite, spec(tf.float32, 1, SIDE, SIDE, 3, name="inputs")),
    ):
        save(network, folder / name, tf.function(function, input_signature=[signature]))


def of_no_kind(network, folder):
    """What docs/adapters.md has an adapter for."""

    @tf.function(input_signature=[spec(tf.float32, None, SIDE, SIDE, 3, name="images")])
    def answer(images):
        return {"cells": tf.reshape(tf.concat(network(images), -1), [-1, GRID, GRID, CLASSES + 4])}

    save(network, folder / "of_no_kind", answer)


def adapter(folder):
    """The first example of the documentation."""
    documentation = Path(engine.__file__).parents[1] / "docs" / "adapters.md"
    path = folder / "adapter.py"
    path.write_text(documentation.read_text("utf-8").split("```python\n")[1].split("```")[0], "utf-8")
    return path


def convert(function, path, *, integers=None, custom=False):
    saved = path.parent / "unconverted" / path.stem
    tf.saved_model.save(tf.Module(), str(saved), signatures=function)
    converter = tf.lite.TFLiteConverter.from_saved_model(str(saved))
    converter.allow_custom_ops = custom
    if integers is not None:
        dtype, calibration = integers
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([sample[None]] for sample in calibration)
        if dtype is not None:
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
            converter.inference_input_type = converter.inference_output_type = dtype
        else:
            converter.inference_input_type = tf.uint8
    path.write_bytes(converter.convert())


def append(path, name, content):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


def yolo(network, folder):
    def grid(images, frozen=False):
        boxes, scores = network(images, frozen=frozen)
        return tf.concat([boxes, scores], -1)

    def pixels(images):
        return grid(images) * tf.constant([SIDE] * 4 + [1] * CLASSES, tf.float32)

    def first(images):
        return tf.transpose(pixels(images), [0, 2, 1])

    def first_fractions(images):
        return tf.transpose(grid(images, frozen=True), [0, 2, 1])

    def of_old(images):
        """Three anchors for each place, all alike, and before the classes how likely there is anything."""
        boxes, scores = network(images)
        there = tf.reduce_max(scores, -1, keepdims=True)
        return tf.tile(tf.concat([boxes, there, scores / there], -1), [1, 3, 1])

    def suppressed(images):
        boxes, scores = network(images, frozen=True)
        corners, best = corners_yxyx(boxes)[0], tf.reduce_max(scores[0], -1)
        kept, count = tf.raw_ops.NonMaxSuppressionV4(
            boxes=corners,
            scores=best,
            max_output_size=MOST,
            iou_threshold=0.5,
            score_threshold=0.05,
            pad_to_max_output_size=True,
        )
        corners = tf.gather(corners, kept)
        rows = [corners[:, 1::-1], corners[:, 3:1:-1], tf.gather(best, kept)[:, None]]
        rows = tf.concat([*rows, tf.cast(tf.argmax(tf.gather(scores[0], kept), -1), tf.float32)[:, None]], -1)
        return (rows * tf.cast(tf.range(MOST) < count, tf.float32)[:, None])[None]

    def suppressed_pixels(images):
        return suppressed(images) * tf.constant([SIDE] * 4 + [1] * 2, tf.float32)

    square = spec(tf.float32, 1, SIDE, SIDE, 3, name="images")
    any_number = spec(tf.float32, None, SIDE, SIDE, 3, name="images")
    for name, function, signature in (
        ("yolo_channels_first", first, any_number),
        ("yolo_channels_last", grid, square),
        ("yolo_of_old", of_old, square),
        ("yolo_suppressed", suppressed_pixels, square),
    ):
        save(network, folder / name, tf.function(function, input_signature=[signature]))
    (folder / "yolo_channels_first" / "metadata.yaml").write_text(
        "description: small\ntask: detect\nbatch: 1\nimgsz:\n- 64\n- 64\nnames:\n  0: red\n  1: blue\n"
    )
    tflite = tf.function(first_fractions, input_signature=[square])
    convert(tflite, folder / "yolo_float.tflite")
    append(folder / "yolo_float.tflite", "metadata.json", json.dumps({"task": "detect", "names": NAMES}))
    calibration = samples(np.random.default_rng(2), 50)[0]
    convert(tflite, folder / "yolo_int8.tflite", integers=(tf.int8, calibration))
    append(
        folder / "yolo_int8.tflite",
        "temp_meta.txt",
        repr({"task": "detect", "imgsz": [64, 64], "names": NAMES}),
    )
    convert(tf.function(suppressed, input_signature=[square]), folder / "yolo_suppressed.tflite")


def post_processed(network, folder):
    """As export_tflite_graph_tf2 of the Object Detection API does it: a function that the converter replaces."""
    size = 0.3
    centres = (network.corners + 0.5) / GRID
    anchors = np.concatenate([centres[..., ::-1], np.full((GRID, GRID, 2), size)], -1).reshape(CELLS, 4)
    anchors = tf.constant(anchors, tf.float32)
    options = {
        "max_detections": f"i: {MOST}",
        "max_classes_per_detection": "i: 1",
        "detections_per_class": "i: 100",
        "use_regular_nms": "b: false",
        "nms_score_threshold": "f: 0.05",
        "nms_iou_threshold": "f: 0.5",
        "y_scale": "f: 10.0",
        "x_scale": "f: 10.0",
        "h_scale": "f: 5.0",
        "w_scale": "f: 5.0",
        "num_classes": f"i: {CLASSES}",
    }
    described = " ".join(f'attr {{ key: "{key}" value {{ {value} }} }}' for key, value in options.items())

    @tf.function(experimental_implements=f'name: "TFLite_Detection_PostProcess" {described}')
    def suppression(box_encodings, class_predictions, anchors):
        return tf.zeros([1, MOST, 4]), tf.zeros([1, MOST]), tf.zeros([1, MOST]), tf.zeros([1])

    @tf.function(input_signature=[spec(tf.float32, 1, SIDE, SIDE, 3, name="image")])
    def answer(image):
        boxes, scores = network((image + 1.0) / 2.0, frozen=True)
        moved = (boxes[..., 1::-1] - anchors[:, :2]) / anchors[:, 2:] * 10.0
        stretched = tf.math.log(boxes[..., 3:1:-1] / anchors[:, 2:]) * 5.0
        scores = tf.pad(scores, [[0, 0], [0, 0], [1, 0]])
        return suppression(tf.concat([moved, stretched], -1), scores, anchors)

    convert(answer, folder / "post_process_float.tflite", custom=True)
    append(folder / "post_process_float.tflite", "labels.txt", "red\nblue\n")
    calibration = samples(np.random.default_rng(2), 50)[0] * 2 - 1
    convert(answer, folder / "post_process_quantised.tflite", custom=True, integers=(None, calibration))


def answers(path, images, *, batch=None, adapter=None, trusted=False, **options):
    """What the detector says of itself, and of each image."""
    adapter = None if adapter is None else path.parent / adapter
    detector = load_detector(ModelSpec(path, adapter=adapter, trusted=trusted), **options)
    prepared = [detector.prepare(pixels) for pixels, _, _ in images]
    found = [None] * len(images)
    for shape in {own.pixels.shape for own in prepared}:
        alike = [i for i, own in enumerate(prepared) if own.pixels.shape == shape]
        size = batch or len(alike)
        for start in range(0, len(alike), size):
            part = alike[start : start + size]
            for i, told in zip(part, detector.detect([prepared[i] for i in part]), strict=True):
                found[i] = told
    return {
        "kind": detector.kind,
        "device": detector.device,
        "batch": detector.batch,
        "names": detector.names,
        "first_class": detector.first_class,
        "images": [
            {
                "boxes_xyxy": told.boxes_xyxy.tolist(),
                "scores": told.scores.tolist(),
                "classes": told.classes.tolist(),
                "raw": None if told.raw is None else len(told.raw.scores),
                "raw_problem": told.raw_problem,
            }
            for told in found
        ],
    }


VARIANTS = {
    "one by one": ("api_float_batches", {"batch": 1}),
    "keras by five": ("retinanet.keras", {"batch": 5}),
    "xla": ("yolo_channels_first", {"acceleration": Acceleration.XLA}),
    "mixed": ("yolo_channels_first", {"acceleration": Acceleration.MIXED_PRECISION}),
    "keras mixed": ("retinanet.keras", {"acceleration": Acceleration.MIXED_PRECISION}),
    "with an adapter": ("of_no_kind", {"adapter": "adapter.py", "trusted": True}),
    "on the CPU": ("api_uint8", {"device": "CPU:0"}),
}
"""Other ways to run some of the models."""


REFUSED = {
    "an unknown device": ("api_uint8", {"device": "GPU:7"}),
    "a damaged TFLite model": ("damaged.tflite", {}),
    "a damaged Keras model": ("damaged.keras", {}),
    "a SavedModel of no kind": ("of_no_kind", {}),
    "no detector": ("classifier.tflite", {}),
    "a Keras model of no known format": ("boxes.keras", {}),
    "a model made with what is not installed": ("foreign.keras", {}),
}


def unusable(folder):
    """Models that are refused, each for a reason of its own."""
    for name in ("damaged.tflite", "damaged.keras"):
        (folder / name).write_bytes(b"this is no model")
    features = tf.TensorSpec([1, 4], tf.float32, name="features")
    convert(tf.function(tf.nn.softmax, input_signature=[features]), folder / "classifier.tflite")
    images = tf.keras.Input((SIDE, SIDE, 3), name="images")
    pooled = tf.keras.layers.GlobalAveragePooling2D()(images)
    boxes = tf.keras.layers.Reshape((1, 4), name="boxes")(tf.keras.layers.Dense(4)(pooled))
    tf.keras.Model(images, {"boxes": boxes}).save(folder / "boxes.keras")
    with (
        zipfile.ZipFile(folder / "boxes.keras") as whole,
        zipfile.ZipFile(folder / "foreign.keras", "w") as other,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            other.writestr(
                name, content.replace(b'"module": "keras.layers"', b'"module": "keras_nlp.layers"')
            )


def main(folder: Path) -> None:
    tf.keras.utils.set_random_seed(0)
    network = Network()
    network.train()
    for export in (object_detection_api, tf_vision, yolo, post_processed):
        export(network, folder)
    small_retinanet.save(folder)
    images = rectangles.some()
    paths = sorted(own for own in folder.iterdir() if own.name != "unconverted")
    of_no_kind(network, folder)
    adapter(folder)
    unusable(folder)
    told = {path.name: answers(path, images) for path in paths}
    for name, (model, options) in VARIANTS.items():
        told[name] = answers(folder / model, images, **options)
    (folder / "answers.json").write_text(json.dumps(told))
    refused = {}
    for name, (model, options) in REFUSED.items():
        try:
            load_detector(ModelSpec(folder / model), **options)
        except UserError as error:
            refused[name] = str(error)
    (folder / "refused.json").write_text(json.dumps(refused))


main(Path(sys.argv[1]))
