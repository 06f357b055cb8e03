"""A KerasHub RetinaNet, small, and trained for seconds; with the tiniest backbone that KerasHub makes."""

from pathlib import Path

import keras
import keras_hub
import numpy as np
import tensorflow as tf

from tests.engine.inference import rectangles

SIDE, CLASSES, FORMAT = 64, 2, "xyxy"
STEPS, BATCH = 220, 16


def untrained():
    encoder = keras_hub.models.ResNetBackbone(
        input_conv_filters=[64],
        input_conv_kernel_sizes=[3],
        stackwise_num_filters=[64, 64],
        stackwise_num_blocks=[1, 1],
        stackwise_num_strides=[1, 2],
        block_type="basic_block",
        image_shape=(SIDE, SIDE, 3),
    )
    for layer in encoder.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            # Its running means would need many more steps.
            layer.trainable = False
    backbone = keras_hub.models.RetinaNetBackbone(
        encoder, min_level=3, max_level=3, use_p5=False, image_shape=(SIDE, SIDE, 3)
    )
    anchors = keras_hub.layers.AnchorGenerator(
        FORMAT, min_level=3, max_level=3, num_scales=2, aspect_ratios=[1.0], anchor_size=1.4
    )
    model = keras_hub.models.RetinaNetObjectDetector(
        backbone,
        num_classes=CLASSES,
        bounding_box_format=FORMAT,
        anchor_generator=anchors,
        pre_logits_num_conv_layers=0,
    )
    model.label_encoder.box_matcher.thresholds = [-np.inf, 0.3, 0.35, np.inf]
    return model


def train(model):
    rng = np.random.default_rng(0)
    images, boxes, classes = rectangles.fitted(rng, 1500, SIDE)
    most = max(len(own) for own in boxes)
    padded = np.stack([np.pad(own, [(0, most - len(own)), (0, 0)]) for own in boxes]).astype(np.float32)
    labels = np.stack([np.pad(own, (0, most - len(own)), constant_values=-1) for own in classes])
    encoded = model.label_encoder(images=images, gt_boxes=padded, gt_classes=labels.astype(np.float32))
    places, numbers = (np.array(own) for own in encoded)
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(1e-3, STEPS))

    @tf.function
    def step(images, places, numbers):
        with tf.GradientTape() as tape:
            said = model(images, training=True)
            there = tf.cast(numbers >= 0, tf.float32)
            wanted = tf.one_hot(tf.cast(numbers, tf.int32), CLASSES)
            doubt = tf.nn.sigmoid_cross_entropy_with_logits(wanted, said["cls_logits"])
            doubt = tf.reduce_sum(doubt, -1) * tf.cast(numbers > -2, tf.float32)
            distance = tf.abs(tf.where(there[..., None] > 0, places - said["bbox_regression"], 0.0))
            loss = (tf.reduce_sum(doubt) + tf.reduce_sum(distance)) / tf.maximum(tf.reduce_sum(there), 1.0)
        variables = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))

    for _ in range(STEPS):
        chosen = rng.integers(0, len(images), BATCH)
        step(images[chosen], places[chosen], numbers[chosen])


def save(folder: Path) -> None:
    """Train one, and give it the preprocessor and the decoder that it is used with."""
    model = untrained()
    train(model)
    model.prediction_decoder = keras_hub.layers.NonMaxSuppression(
        FORMAT, from_logits=True, confidence_threshold=0.05, iou_threshold=0.5, max_detections=20
    )
    converter = keras_hub.layers.RetinaNetImageConverter(
        image_size=(SIDE, SIDE),
        scale=1 / 255,
        crop_to_aspect_ratio=False,
        pad_to_aspect_ratio=True,
        bounding_box_format=FORMAT,
    )
    model.preprocessor = keras_hub.models.RetinaNetObjectDetectorPreprocessor(image_converter=converter)
    model.save(folder / "retinanet.keras")
