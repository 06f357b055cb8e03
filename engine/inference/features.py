"""A model's features of images, in the inference process: which output has them, and one vector for each image."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.features import FeatureRequest, FeaturesFinished, ImageFeatures
from engine.data.model import ImageSkipped
from engine.errors import CancelledError, UserError
from engine.images import read_image
from engine.inference.decoding import decoders
from engine.inference.detector import Detector, Prepared
from engine.inference.signature import Signature

_NAMED = re.compile(r"(^|_)(features?|embeddings?|pooled|pre_?logits|penultimate)(_|$)", re.IGNORECASE)
"""How an output is called that has features: ``detection_features`` of the TF2 Object Detection API, ``embedding``."""
_LEAST_RANK, _MOST_RANK, _MAP_RANK = 2, 5, 4
_BACKBONES = ("backbone", "feature_extractor", "image_encoder")
_POOLING = re.compile("Global(Average|Max)Pooling2D")
_AT_ONCE = 8


def feature_output(signature: Signature) -> str | None:
    """The output of a model that has features by its name, the first of several; None where there is none."""
    for output in signature.outputs:
        fits = output.shape is None or _LEAST_RANK <= len(output.shape) <= _MOST_RANK
        if _NAMED.search(output.name) and fits and output.dtype.startswith("float"):
            return output.name
    return None


def pooled(features: NDArray[Any]) -> NDArray[np.float32]:
    """Their mean over places, anchors or boxes: one vector for each image, (n, ..., d) to (n, d) float32."""
    between = tuple(range(1, features.ndim - 1))
    vectors: NDArray[np.float32] = np.asarray(features, np.float32).mean(axis=between, dtype=np.float32)
    return vectors


def backbone(model: Any) -> Any:
    """The part of a Keras model that makes features of images, where it is a model of its own; else None."""
    parts = (getattr(model, name, None) for name in _BACKBONES)
    return next((own for own in parts if callable(own) and hasattr(own, "layers")), None)


def last_map(model: Any) -> Any:
    """The layer of a Keras model after which it knows most of an image as a whole; None where nothing tells.

    That is its last pooling over all places, else the one whose map has the fewest places, and of those the most
    channels.
    """
    layers = [own for own in getattr(model, "layers", ()) if hasattr(getattr(own, "output", None), "shape")]
    pooling = [own for own in layers if _POOLING.fullmatch(type(own).__name__)]
    if pooling:
        return pooling[-1]
    maps = [own for own in layers if len(own.output.shape) == _MAP_RANK and own.output.shape[-1] is not None]
    return max(maps, key=_coarse, default=None)


def _coarse(layer: Any) -> tuple[int, int]:
    _, height, width, channels = layer.output.shape
    return -(height or 0) * (width or 0), channels


class FeatureRun:
    """Takes the features of images.

    Parameters
    ----------
    detector
    request
    send
        Called on the thread that calls `run`.
    is_cancelled
        Asked between batches.
    """

    def __init__(
        self,
        detector: Detector,
        request: FeatureRequest,
        *,
        send: Callable[[ImageFeatures | ImageSkipped], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._detector = detector
        self._request = request
        self._send = send
        self._is_cancelled = is_cancelled
        self._at_once = detector.batch or _AT_ONCE

    def run(self) -> FeaturesFinished:
        """Run the model over all images.

        Raises
        ------
        UserError
            It gives no features, or failed on an image.
        MemoryError
            There is not enough for a single image.
        CancelledError
        """
        source, path = self._detector.features_from, self._request.model.path
        if source is None:
            raise UserError(
                "the model gives no features of images",
                source=path,
                remedy="Give a Keras model, or export the model with an output called features or embedding",
            )
        try:
            for batch in self._batches():
                # Those of one shape can be run together.
                for _, own in groupby(batch, lambda pair: pair[1].pixels.shape):
                    self._take(list(own))
        except RuntimeError as error:
            raise UserError(
                f"the model failed when it was asked for features ({error})",
                source=path,
                remedy="Check with the program that it was made with that it runs on these images",
            ) from error
        return FeaturesFinished(source)

    def _batches(self) -> Iterator[list[tuple[int, Prepared]]]:
        """Decode ahead of the model, in bounded memory."""
        coming: deque[Future[tuple[int, Prepared] | ImageSkipped]] = deque()
        waiting = iter(range(len(self._request.images)))
        with ThreadPoolExecutor(decoders(), "decode") as threads:
            while True:
                for row in waiting:
                    coming.append(threads.submit(self._prepared, row))
                    if len(coming) >= 2 * self._at_once:
                        break
                if not coming:
                    return
                if self._is_cancelled():
                    threads.shutdown(wait=False, cancel_futures=True)
                    raise CancelledError
                yield list(self._read(coming))

    def _read(
        self, coming: deque[Future[tuple[int, Prepared] | ImageSkipped]]
    ) -> Iterator[tuple[int, Prepared]]:
        for _ in range(min(self._at_once, len(coming))):
            own = coming.popleft().result()
            if isinstance(own, ImageSkipped):
                self._send(own)
            else:
                yield own

    def _prepared(self, row: int) -> tuple[int, Prepared] | ImageSkipped:
        image = self._request.images[row]
        try:
            return image, self._detector.prepare(read_image(self._request.paths[row]).pixels)
        except UserError as error:
            return ImageSkipped(image, error.problem)

    def _take(self, batch: Sequence[tuple[int, Prepared]]) -> None:
        try:
            vectors = self._detector.features([prepared for _, prepared in batch])
        except MemoryError:
            if len(batch) == 1:
                raise
            half = len(batch) // 2
            self._at_once = self._detector.batch or half
            self._take(batch[:half])
            self._take(batch[half:])
            return
        for (image, _), vector in zip(batch, vectors, strict=True):
            self._send(ImageFeatures(image, vector))
