"""A blind second pass: some images without their labels, for somebody else to label."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.data.dataset import Annotations, Dataset
from engine.errors import UserError
from engine.formats.write import write_dataset


def drawn_images(images: int, count: int, seed: int) -> tuple[int, ...]:
    """Draw images without replacement, each as likely as any other.

    Parameters
    ----------
    images
        How many there are.
    count
        How many to draw.
    seed
        The same seed draws the same images.

    Returns
    -------
    tuple of int
        Indices, ascending.

    Raises
    ------
    UserError
        There are not so many, or none is asked for.
    """
    if not 1 <= count <= images:
        raise UserError(
            f"{count:,} of {images:,} images cannot be drawn", remedy=f"Choose a number from 1 to {images:,}"
        )
    chosen = np.random.default_rng(seed).choice(images, count, replace=False)
    return tuple(sorted(chosen.tolist()))


def hand_out(dataset: Dataset, output: Path, *, count: int, seed: int = 0) -> tuple[int, ...]:
    """Write images drawn by chance and the classes as COCO, without a single label.

    What comes back is read by `engine.agreement.reading.read_label_set`: an image without boxes was then labelled as
    having none.

    Parameters
    ----------
    dataset
    output
        The file to write.
    count, seed
        As for `drawn_images`.

    Returns
    -------
    tuple of int
        Indices of the images.

    Raises
    ------
    UserError
        So many cannot be drawn, or the output cannot or must not be written.
    """
    chosen = drawn_images(len(dataset.images), count, seed)
    write_dataset(dataset, Annotations.empty(), "coco", output, images=chosen)
    return chosen
