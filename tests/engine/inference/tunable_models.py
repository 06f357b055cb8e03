"""Save small Keras models: a RetinaNet of KerasHub that has learned nothing yet, and one that is no detector.

A script of its own: TensorFlow must not be imported into pytest's process.
"""

import subprocess
import sys
from pathlib import Path

import engine

ROOT = Path(engine.__file__).parent.parent
SIDE, FORMAT = 64, "yxyx"


def build(folder: Path) -> Path:
    """Run this script; give the folder with ``retinanet.keras`` and ``classifier.keras``."""
    command = [sys.executable, "-m", "tests.engine.inference.tunable_models", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


def retinanet():
    import keras_hub

    encoder = keras_hub.models.ResNetBackbone(
        input_conv_filters=[64],
        input_conv_kernel_sizes=[3],
        stackwise_num_filters=[64, 64],
        stackwise_num_blocks=[1, 1],
        stackwise_num_strides=[1, 2],
        block_type="basic_block",
        image_shape=(SIDE, SIDE, 3),
    )
    backbone = keras_hub.models.RetinaNetBackbone(
        encoder, min_level=3, max_level=3, use_p5=False, image_shape=(SIDE, SIDE, 3)
    )
    anchors = keras_hub.layers.AnchorGenerator(
        FORMAT, min_level=3, max_level=3, num_scales=3, aspect_ratios=[0.5, 1.0, 2.0], anchor_size=2.0
    )
    converter = keras_hub.layers.RetinaNetImageConverter(
        image_size=(SIDE, SIDE), scale=1 / 255, crop_to_aspect_ratio=False, pad_to_aspect_ratio=True
    )
    return keras_hub.models.RetinaNetObjectDetector(
        backbone,
        num_classes=2,
        bounding_box_format=FORMAT,
        anchor_generator=anchors,
        pre_logits_num_conv_layers=0,
        preprocessor=keras_hub.models.RetinaNetObjectDetectorPreprocessor(image_converter=converter),
        prediction_decoder=keras_hub.layers.NonMaxSuppression(
            FORMAT, from_logits=True, confidence_threshold=0.05, iou_threshold=0.5, max_detections=20
        ),
    )


def main(folder: Path) -> None:
    import keras

    keras.utils.set_random_seed(0)
    retinanet().save(folder / "retinanet.keras")
    layers = [keras.layers.Input((SIDE, SIDE, 3)), keras.layers.Flatten(), keras.layers.Dense(2)]
    keras.Sequential(layers).save(folder / "classifier.keras")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
