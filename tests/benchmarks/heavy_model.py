"""Make a SavedModel in the manner of the TF2 Object Detection API around a ResNet-50; its weights are those of chance.

    python heavy_model.py FOLDER SIDE

A script of its own: TensorFlow must not be imported into pytest's process.
"""

import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import tensorflow as tf


def main(folder: str, side: int) -> None:
    tf.keras.utils.set_random_seed(0)
    backbone = tf.keras.applications.ResNet50(include_top=False, weights=None, input_shape=(side, side, 3))
    anchors = (side // 32) ** 2
    boxes, scores = tf.keras.layers.Conv2D(4, 1), tf.keras.layers.Conv2D(1, 1, activation="sigmoid")
    boxes.build(backbone.output_shape)
    scores.build(backbone.output_shape)
    model = tf.Module()
    model.parts = [backbone, boxes, scores]

    @tf.function(input_signature=[tf.TensorSpec([None, None, None, 3], tf.uint8, name="input_tensor")])
    def serve(input_tensor):
        pixels = tf.image.resize(tf.cast(input_tensor, tf.float32), (side, side)) / 255.0
        features = backbone(pixels, training=False)
        images = tf.shape(features)[0]
        return {
            "detection_boxes": tf.reshape(tf.sigmoid(boxes(features)), [images, anchors, 4]),
            "detection_scores": tf.reshape(scores(features), [images, anchors]),
            "detection_classes": tf.ones([images, anchors]),
            "num_detections": tf.fill([images], float(anchors)),
        }

    tf.saved_model.save(model, folder, signatures=serve)


main(sys.argv[1], int(sys.argv[2]))
