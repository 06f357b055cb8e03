"""Sizes of images that the ground truth does not state, from their files."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.images import image_size
from engine.remote.store import StoreUnreachableError


def with_image_sizes(dataset: Dataset) -> Dataset:
    """The dataset with sizes from image files where it has none; they stay unknown where a file cannot be read.

    Without a size, boxes that are parts of an image or in pixels of a model's input cannot be placed on it.

    Raises
    ------
    StoreUnreachableError
        The images are in a store that does not answer.
    """
    unknown = np.flatnonzero((dataset.images.sizes_wh <= 0).any(axis=1))
    if not len(unknown) or dataset.image_root is None:
        return dataset
    sizes = dataset.images.sizes_wh.copy()
    for image in unknown.tolist():
        path = dataset.image_path(image)
        if path is not None:
            try:
                sizes[image] = image_size(path)
            except StoreUnreachableError:
                # Nor will the others come.
                raise
            except UserError:  # a missing or broken file is a problem of the dataset, said where it is read
                continue
    return replace(dataset, images=replace(dataset.images, sizes_wh=sizes))
