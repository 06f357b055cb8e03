"""A model's features of a dataset's images, asked of the inference process; each image once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Int
from engine.data.features import FeatureRequest, Features, FeaturesFinished, ImageFeatures
from engine.data.model import ImageSkipped, ModelSpec
from engine.inference.client import InferenceProcess
from engine.inference.trust import examine

Kept = dict[tuple[str, Path, int, int], tuple[NDArray[np.float32], str]]
"""By the hash of the model and the path, time and size of an image's file: its features, and what they are of."""

_File = tuple[Path, int, int]


class ModelFeatures:
    """Gives features of images by a model, and keeps them while their files stay as they are.

    Parameters
    ----------
    model, process
    device
        Name of a `Device`; None: the best there is.
    kept
        Where they are kept; None: as long as this is.
    trusts
        Whether a model of this path and hash may run code of its own though its `ModelSpec` does not say so.
    """

    def __init__(
        self,
        model: ModelSpec,
        process: InferenceProcess,
        device: str | None = None,
        *,
        kept: Kept | None = None,
        trusts: Callable[[Path, str], bool] = lambda path, model_hash: False,
    ) -> None:
        self._model = model
        self._process = process
        self._device = device
        self._kept = {} if kept is None else kept
        self._trusts = trusts

    def __call__(self, dataset: Dataset, rows: Int, progress: Callable[[int, int], None]) -> Features | None:
        """Features of some images.

        Parameters
        ----------
        dataset
        rows : (m,) int64
            Ascending.
        progress
            Told how many are done, of how many. May raise `engine.errors.CancelledError`.

        Returns
        -------
        Features or None
            None where no image of them is there, or can be read.

        Raises
        ------
        UserError
            The model cannot be read, or gives no features.
        WorkFailedError
        """
        files = {row: file for row in rows.tolist() if (file := _file(dataset, row)) is not None}
        model_hash = examine(self._model).hash
        missing = tuple(row for row, file in files.items() if (model_hash, *file) not in self._kept)
        if missing:
            self._ask(model_hash, missing, files, progress)
        known = {
            row: self._kept[key] for row, file in files.items() if (key := (model_hash, *file)) in self._kept
        }
        if not known:
            return None
        vectors, sources = zip(*known.values(), strict=True)
        return Features(np.array(list(known), np.int64), np.stack(vectors), sources[0])

    def _ask(
        self,
        model_hash: str,
        rows: tuple[int, ...],
        files: dict[int, _File],
        progress: Callable[[int, int], None],
    ) -> None:
        found: dict[int, NDArray[np.float32]] = {}
        done = 0

        def cancelled() -> bool:
            progress(done, len(rows))
            return False

        model = self._model
        if self._trusts(model.path, model_hash):
            model = replace(model, trusted=True)
        request = FeatureRequest(model, rows, tuple(files[row][0] for row in rows), self._device)
        for answer in self._process.features(request, cancelled=cancelled):
            match answer:
                case ImageFeatures():
                    found[answer.image] = answer.vector
                    done += 1
                case ImageSkipped():
                    # What is wrong with a file is told by the flags.
                    done += 1
                case FeaturesFinished():
                    for image, vector in found.items():
                        self._kept[model_hash, *files[image]] = vector, answer.source


def _file(dataset: Dataset, row: int) -> _File | None:
    path = dataset.image_path(row)
    if path is None or not path.is_file():
        return None
    state = path.stat()
    return path, state.st_mtime_ns, state.st_size
