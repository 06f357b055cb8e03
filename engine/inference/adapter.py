"""A user's own Python file that says how to run a model of no kind that is known: see docs/adapters.md."""

from __future__ import annotations

import contextlib
import importlib.util
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.model import Device
from engine.errors import UserError
from engine.inference.detector import Found, Prepared
from engine.inference.kinds.fit import fixed_size, stretch, to_image, to_whole
from engine.inference.kinds.numbers import as_dtype
from engine.inference.signature import Arrays, FileKind, Signature, Tensor

Run = Callable[[NDArray[Any]], Mapping[str, NDArray[Any]]]

_REMEDY = "Mend the adapter; docs/adapters.md says what it is given and what it gives"
_OWN = Device("", "where its adapter runs it")


class Adapter:
    """A kind of model that is described by a user's file.

    Parameters
    ----------
    path
        The file; it is run here.

    Raises
    ------
    UserError
        It cannot be run, or lacks what it must have.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._module = _run(path)
        self._read = self._function("read")
        self._prepare = self._function("prepare", needed=False)
        self._image: Tensor | None = None
        self.title = str(getattr(self._module, "TITLE", f"Model with the adapter {path.name}"))
        self.first_class = int(getattr(self._module, "FIRST_CLASS", 0))
        self.names = self._names()

    def load(self, path: Path) -> AdaptedModel | None:
        """Load the model as the adapter does it; None: it leaves that to us."""
        load = self._function("load", needed=False)
        if load is None:
            return None
        with self._blamed():
            run = load(path)
            if not callable(run):
                raise TypeError("load(path) must return a function")
        return AdaptedModel(run, self._blamed, getattr(self._module, "BATCH", None))

    def takes(self, image: Tensor) -> None:
        """Tell which input there is, before anything is prepared for it."""
        self._image = image

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `Kind.prepare`; without a function of that name, images are stretched to the sides that are fixed."""
        own = (pixels.shape[1], pixels.shape[0])
        if self._prepare is None:
            image = self._image or Tensor("images", "uint8", None)
            return as_dtype(stretch(pixels, fixed_size(image, own)), image.dtype)
        with self._blamed():
            given = self._prepare(pixels)
            array, scale, offset = given if isinstance(given, tuple) else (given, None, (0.0, 0.0))
            array = np.ascontiguousarray(array)
            if array.ndim != 3:
                raise ValueError(f"prepare(pixels) must return an array (h, w, 3), not {list(array.shape)}")
            if scale is None:
                scale = (array.shape[1] / own[0], array.shape[0] / own[1])
            return Prepared(array, own, _pair(scale), _pair(offset))

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """As `Kind.found`."""
        told = []
        with self._blamed():
            for row, prepared in enumerate(batch):
                height, width = prepared.pixels.shape[:2]
                own = {name: array[row] for name, array in outputs.items()}
                boxes, scores, classes = self._read(own, (width, height))
                boxes = np.asarray(boxes, np.float64).reshape(-1, 4)
                scores = np.asarray(scores, np.float64).reshape(-1)
                classes = to_whole(np.asarray(classes, np.float64).reshape(-1))
                if not len(boxes) == len(scores) == len(classes):
                    raise ValueError(
                        f"read(outputs, size) returned {len(boxes)} boxes, {len(scores)} scores, "
                        f"{len(classes)} classes"
                    )
                told.append(Found(to_image(boxes, prepared), scores, classes))
        return told

    def _names(self) -> tuple[tuple[int, str], ...] | None:
        names = getattr(self._module, "NAMES", None)
        if names is None:
            return None
        with self._blamed():
            pairs = names.items() if isinstance(names, Mapping) else enumerate(names, self.first_class)
            return tuple(sorted((int(number), str(name)) for number, name in pairs))

    def _function(self, name: str, *, needed: bool = True) -> Any:
        function = getattr(self._module, name, None)
        if callable(function) or (function is None and not needed):
            return function
        raise UserError(f"the adapter has no function {name!r}", source=self._path, remedy=_REMEDY)

    @contextlib.contextmanager
    def _blamed(self) -> Iterator[None]:
        with _blaming(self._path):
            yield


class AdaptedModel:
    """A model that an adapter loaded, by whatever means.

    Parameters
    ----------
    run
        Of images (n, h, w, 3) as prepared: arrays by name, each with n rows.
    blamed
        Turns what it raises into errors of the adapter's.
    batch
        How many images it takes at once; None: any number.
    """

    device = _OWN
    callers = 1

    def __init__(
        self, run: Run, blamed: Callable[[], contextlib.AbstractContextManager[None]], batch: int | None
    ) -> None:
        self._run = run
        self._blamed = blamed
        image = Tensor("images", "uint8", (batch, None, None, 3))
        self.signature = Signature(FileKind.ADAPTED, (image,), ())

    def run(self, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
        """As `LoadedModel.run`."""
        (images,) = arrays.values()
        with self._blamed():
            return {name: np.asarray(answer) for name, answer in self._run(images).items()}


def _run(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("boxwright_adapter", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise UserError(
            "there is no such adapter, or it is no Python file", source=path, remedy="Give a file *.py"
        )
    module = importlib.util.module_from_spec(spec)
    with _blaming(path):
        spec.loader.exec_module(module)
    return module


@contextlib.contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Turn whatever an adapter raises into an error that names its line."""
    try:
        yield
    except (MemoryError, UserError):
        raise
    except Exception as error:
        line = _line(error, path)
        where = f"line {line} of {path.name}" if line else path.name
        raise UserError(
            f"the adapter failed ({where}: {type(error).__name__}: {error})",
            source=path,
            record=f"line {line}" if line else None,
            remedy=_REMEDY,
        ) from error


def _line(error: Exception, path: Path) -> int | None:
    """The last line of the adapter's own on the way to an error."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno
    lines = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)
    ]
    return lines[-1] if lines else None


def _pair(values: Sequence[float]) -> tuple[float, float]:
    x, y = values
    return float(x), float(y)
