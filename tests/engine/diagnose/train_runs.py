"""Trains the small Keras models whose event files lie in ``runs/``; the callback needs tensorboard to be installed.

    python tests/engine/diagnose/train_runs.py tests/engine/diagnose/runs

Each is a patient whose ailment is known: too few noisy samples for a wide model, too small a learning rate, one that
grows and grows, and a run that does everything right.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

Data = tuple[np.ndarray, np.ndarray]

_ENTROPY = keras.losses.BinaryCrossentropy(from_logits=True)


def samples(count: int, noise: float, seed: int) -> Data:
    """Points of eight dimensions; the class is whether a curved surface is above them, or wrong by chance."""
    draw = np.random.default_rng(seed)
    points = draw.normal(size=(count, 8)).astype(np.float32)
    labels = (points[:, 0] + points[:, 1] * points[:, 2] > 0) ^ (draw.random(count) < noise)
    return points, labels.astype(np.float32)[:, None]


def model(width: int) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(1),
        ]
    )


def train(
    folder: Path,
    width: int,
    rate: keras.optimizers.Optimizer,
    data: Data,
    epochs: int,
    seed: int,
    loss: str | keras.losses.Loss = _ENTROPY,
) -> None:
    keras.utils.set_random_seed(seed)
    own = model(width)
    own.compile(optimizer=rate, loss=loss)
    own.fit(
        *data,
        batch_size=32,
        epochs=epochs,
        validation_data=samples(500, 0.05, seed + 10_000),
        callbacks=[keras.callbacks.TensorBoard(folder, write_graph=False)],
        verbose=0,
    )


def cosine(peak: float, steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    return keras.optimizers.schedules.CosineDecay(
        peak / 20, steps, warmup_target=peak, warmup_steps=steps // 20
    )


def growing(peak: float, steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    return keras.optimizers.schedules.CosineDecay(1e-3, 10 * steps, warmup_target=peak, warmup_steps=steps)


def train_all(folder: Path, seed: int) -> None:
    adam, sgd = keras.optimizers.Adam, keras.optimizers.SGD
    few, many = samples(160, 0.15, seed), samples(3000, 0.05, seed)
    steps = 36 * (3000 // 32 + 1)
    train(folder / "overfitting", 128, adam(cosine(3e-3, 36 * 5)), few, 36, seed)
    train(folder / "not_converged", 16, sgd(3e-3), many, 36, seed)
    large = many[0], 10 * many[1]
    train(folder / "diverging", 32, sgd(growing(0.2, 16 * 94), momentum=0.9), large, 16, seed, loss="mse")
    train(folder / "healthy", 16, adam(cosine(4e-3, steps)), many, 36, seed)


if __name__ == "__main__":
    tf.config.set_visible_devices([], "GPU")
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    train_all(target, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
