"""Run a SavedModel on tensors that are in memory, or behind tf.data, whenever a line on standard input says so.

    python bare_model.py MODEL BATCH IMAGE...

For a line ``preloaded SECONDS`` or ``from_files SECONDS`` it prints images per second. A script of its own: TensorFlow
must not be imported into pytest's process.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Iterable

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import cv2
import numpy as np
import tensorflow as tf


def preloaded(paths: list[str], batch: int) -> Iterable[tf.Tensor]:
    first = itertools.cycle([cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB) for path in paths])
    return itertools.cycle([tf.constant(np.stack([next(first) for _ in range(batch)])) for _ in range(4)])


def from_files(paths: list[str], batch: int) -> Iterable[tf.Tensor]:
    images = tf.data.Dataset.from_tensor_slices(paths).repeat()
    images = images.map(
        lambda path: tf.io.decode_jpeg(tf.io.read_file(path), 3, dct_method="INTEGER_ACCURATE"),
        num_parallel_calls=tf.data.AUTOTUNE,
    )
    return images.batch(batch).prefetch(tf.data.AUTOTUNE)


def run(function, batches: Iterable[tf.Tensor], seconds: float) -> float:
    (name,) = function.structured_input_signature[1]
    images, start = 0, time.monotonic()
    for batch in batches:
        for output in function(**{name: batch}).values():
            output.numpy()
        images += len(batch)
        if time.monotonic() - start >= seconds:
            break
    return images / (time.monotonic() - start)


def main(path: str, batch: int, paths: list[str]) -> None:
    model = tf.saved_model.load(path)
    function = model.signatures["serving_default"]
    batches = {kind.__name__: iter(kind(paths, batch)) for kind in (preloaded, from_files)}
    for line in sys.stdin:
        kind, seconds = line.split()
        print(run(function, batches[kind], float(seconds)), flush=True)


main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
