"""The few lines of Keras 3 that use what is written beside them."""

FILE_NAME = "balance_keras.py"

KERAS_LINES = '''\
"""Class weights and repeated images for Keras 3, written by Boxwright. Run it to see the weights in the loss."""

import json
from pathlib import Path

import keras

FOLDER = Path(__file__).resolve().parent


def class_weights(kind="effective_number"):
    """Weight of each class by its index; or kind="inverse_frequency"."""
    classes = json.loads((FOLDER / "class_weights.json").read_text("utf-8"))["classes"]
    return [one[kind] for one in classes]


class ClassWeighted(keras.losses.Loss):
    """A loss of classes in which each box or anchor weighs what its class does; background weighs 1.

    y_true is one-hot, (..., classes), all 0 for background, as RetinaNet and SSD have it.
    """

    def __init__(self, loss, weights, **options):
        super().__init__(**options)
        self.loss, self.weights = loss, list(weights)

    def call(self, y_true, y_pred):
        more = keras.ops.convert_to_tensor(self.weights, y_pred.dtype) - 1
        weight = 1 + keras.ops.sum(keras.ops.cast(y_true, y_pred.dtype) * more, axis=-1)
        return self.loss.call(y_true, y_pred) * weight

    def get_config(self):
        loss = keras.losses.serialize(self.loss)
        return {**super().get_config(), "loss": loss, "weights": self.weights}

    @classmethod
    def from_config(cls, config):
        return cls(keras.losses.deserialize(config.pop("loss")), **config)


def repeated_images(name="oversampled.txt"):
    """Files to train on in one epoch, the images of rare classes several times; or name="undersampled.txt"."""
    return (FOLDER / name).read_text("utf-8").splitlines()


def compile_detector(model, kind="effective_number", **options):
    """Compile a KerasHub detector whose classes come as logits, with its usual losses and the weights."""
    focal = keras.losses.BinaryFocalCrossentropy(from_logits=True)
    model.compile(
        box_loss=keras.losses.Huber(reduction="sum"),
        classification_loss=ClassWeighted(focal, class_weights(kind), reduction="sum"),
        **options,
    )


if __name__ == "__main__":
    weights = class_weights()
    same = keras.ops.zeros((len(weights), len(weights)))
    plain = keras.losses.BinaryFocalCrossentropy(from_logits=True, reduction="none")
    weighted = ClassWeighted(plain, weights, reduction="none")
    truth = keras.ops.eye(len(weights))
    for number, (before, after) in enumerate(zip(plain(truth, same), weighted(truth, same))):
        print(json.dumps({"class": number, "loss": float(before), "weighted": float(after)}))
'''
