"""Which files make a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.errors import UserError
from engine.inference.metadata import BESIDE

GRAPH = "saved_model.pb"
KERAS = ".keras"
TFLITE = ".tflite"
HDF5 = frozenset({".h5", ".hdf5"})
PICKLES = frozenset({".pkl", ".pickle", ".joblib", ".pt", ".pth", ".dill"})

_PARTS = ("variables", "assets")
"""Folders in that of a SavedModel that belong to it."""
_REMEDY = "Give the folder of a SavedModel, a .keras or a .tflite file"


def check_kind(path: Path) -> None:
    """Refuse a file that TensorFlow does not read, before it is started.

    Raises
    ------
    UserError
        There is no such file, or it is of another kind.
    """
    if path.is_file() and path.suffix.lower() not in {KERAS, TFLITE, *HDF5}:
        raise UserError(
            f"{kind_of(path)}s are not read here",
            source=path,
            remedy=f"{_REMEDY}, or write an adapter that loads this one (docs/adapters.md)",
        )
    for _ in files_of(path):
        return


def kind_of(path: Path) -> str:
    """Which kind of file a model is in, for people."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return "SavedModel"
    if suffix in HDF5:
        return "HDF5 model"
    if suffix in PICKLES:
        return "pickle"
    return {KERAS: "Keras model", TFLITE: "TFLite model"}.get(suffix, f"{suffix or 'unnamed'} file")


def files_of(path: Path) -> Iterator[tuple[str, Path]]:
    """All files that make a model, by names that do not depend on where it lies.

    Raises
    ------
    UserError
        There is no such model.
    """
    if path.is_file():
        yield path.suffix.lower(), path
        return
    if not path.is_dir():
        raise UserError("there is no such file or folder", source=path, remedy=_REMEDY)
    if not (path / GRAPH).exists():
        raise UserError(f"there is no {GRAPH} in this folder", source=path, remedy=_REMEDY)
    yield GRAPH, path / GRAPH
    if (path / BESIDE).is_file():
        yield BESIDE, path / BESIDE
    for part in _PARTS:
        for file in sorted(own for own in (path / part).rglob("*") if own.is_file()):
            yield file.relative_to(path).as_posix(), file
