"""Change an image as training would, in the background, and count what that does to all boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.document import Document
from app.jobs import Jobs, Progress
from engine.augmentation import change_pixels, move_boxes, shares
from engine.data.augmentation import Augmentation, AugmentationPreview
from engine.data.dataset import Annotations, Dataset
from engine.errors import UserError
from engine.images import DecodedImage, read_image

KIND = "augment"
_SIDE_PX = 720
"""Longer side of the image that is shown twice, side by side."""


@dataclass(frozen=True, eq=False, slots=True)
class AugmentRequest:
    """An image of a dataset, the labels as they are now, and the change.

    Attributes
    ----------
    read : DecodedImage or None
        The image, where it was read before.
    """

    dataset: Dataset
    annotations: Annotations
    image: int
    augmentation: Augmentation
    read: DecodedImage | None


@dataclass(frozen=True, eq=False, slots=True)
class AugmentResponse:
    """What the image becomes, and the image as it was read."""

    request: AugmentRequest
    read: DecodedImage
    preview: AugmentationPreview


def augment(
    document: Document,
    jobs: Jobs,
    image: int,
    augmentation: Augmentation,
    read: DecodedImage | None,
    receive: Callable[[AugmentResponse], None],
) -> None:
    """Change an image; ``read`` is what an earlier response has of the same one."""
    review = document.review
    request = AugmentRequest(review.dataset, review.annotations, image, augmentation, read)
    jobs.start(KIND, _augment, request, receive)


def _augment(request: AugmentRequest, progress: Progress) -> AugmentResponse:
    dataset = request.dataset
    read = request.read
    if read is None:
        path = dataset.image_path(request.image)
        if path is None:
            name = dataset.images.file_names[request.image]
            raise UserError(
                "the image is not in the image folder", source=name, remedy="Open it with its images"
            )
        read = read_image(path, max_side=_SIDE_PX)
    height, width = read.pixels.shape[:2]
    own = request.annotations.take(request.annotations.rows_of_image(request.image))
    boxes = own.boxes_xyxy * np.tile(np.array([width, height]) / read.full_size_wh, 2)
    progress("Changing the image", 0, 0)
    preview = AugmentationPreview(
        dataset.images.file_names[request.image],
        change_pixels(read.pixels, request.augmentation),
        move_boxes(boxes, np.tile([width, height], (len(own), 1)), request.augmentation),
        boxes,
        own.categories,
        shares(dataset.images, request.annotations, request.augmentation),
    )
    return AugmentResponse(request, read, preview)
