"""Save models that could act on their own, and harmless ones beside them; write what loading each untrusted says.

A script of its own, run by the fixture of the same name: TensorFlow must not be imported into pytest's process.
"""

import json
import os
import pickle
import sys
import zipfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import tensorflow as tf

from engine.data.model import ModelSpec
from engine.errors import UserError
from engine.inference.loading import load_detector

IMAGE = tf.TensorSpec([1, None, None, 3], tf.uint8, name="input_tensor")


def harmless(input_tensor):
    tf.print("nothing but a word")
    return {"boxes": tf.cast(input_tensor, tf.float32)}


def reading(input_tensor):
    return {"boxes": tf.io.read_file(tf.io.matching_files("/etc/host*")[0])}


def writing(input_tensor):
    with tf.control_dependencies([tf.io.write_file("/tmp/never", "written")]):
        return {"boxes": tf.identity(input_tensor)}


def printing_to_a_file(input_tensor):
    tf.print(input_tensor, output_stream="file:///tmp/never")
    return {"boxes": tf.identity(input_tensor)}


def saving_elsewhere(input_tensor):
    tf.raw_ops.SaveV2(prefix="/tmp/never", tensor_names=["a"], shape_and_slices=[""], tensors=[input_tensor])
    return {"boxes": tf.identity(input_tensor)}


def calling_python(input_tensor):
    return {"boxes": tf.numpy_function(lambda own: own, [input_tensor], tf.uint8)}


@tf.keras.utils.register_keras_serializable("mine")
class Own(tf.keras.layers.Layer):
    """A layer whose code is not in the file."""

    def call(self, images):
        return images


def keras(layer, path):
    images = tf.keras.Input((8, 8, 3))
    tf.keras.Model(images, layer(images)).save(path)


def main(folder: Path) -> None:
    for function in (harmless, reading, writing, printing_to_a_file, saving_elsewhere, calling_python):
        model = tf.Module()
        model.weights = tf.Variable([1.0])
        model.function = tf.function(function, input_signature=[IMAGE])
        tf.saved_model.save(model, str(folder / function.__name__), signatures=model.function)
    keras(tf.keras.layers.Rescaling(0.5), folder / "harmless.keras")
    keras(tf.keras.layers.Lambda(lambda own: own * 2, name="twice"), folder / "lambda.keras")
    keras(Own(), folder / "own.keras")
    keras(tf.keras.layers.Rescaling(0.5), folder / "pickles.keras")
    with zipfile.ZipFile(folder / "pickles.keras", "a") as archive:
        archive.writestr("assets/vocabulary", pickle.dumps([1]))
    (folder / "model.pkl").write_bytes(pickle.dumps([1]))
    keras(tf.keras.layers.Rescaling(0.5), folder / "old.h5")
    said = {}
    for path in sorted(own for own in folder.iterdir() if own.name != "said.json"):
        for trusted in (False, True):
            try:
                load_detector(ModelSpec(path, trusted=trusted))
            except UserError as error:
                said[f"{path.name}{' trusted' * trusted}"] = str(error)
    (folder / "said.json").write_text(json.dumps(said))


main(Path(sys.argv[1]))
