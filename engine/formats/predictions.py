"""Predictions from files and to files, in whichever format they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from engine.data.dataset import Dataset, Predictions, Problem
from engine.errors import UserError
from engine.formats import csv_predictions, tf_predictions, yolo_predictions
from engine.formats.csv_file import read_rows
from engine.formats.results import read_results, write_results
from engine.formats.tfrecord_file import is_tfrecord, shards_of

PREDICTION_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "coco": "COCO results",
        "yolo": "YOLO",
        "tfrecord": "TFRecord (TF Object Detection API)",
        "csv": "CSV",
        "npz": "NPZ (TensorFlow's four arrays)",
    }
)
"""The formats of predictions, for people."""

PREDICTION_FORMATS = tuple(PREDICTION_TITLES)

_KNOWN = "Give COCO results, a TFRecord of detections, a CSV, an NPZ, or a folder of YOLO's text files"


def detect_predictions(path: Path) -> str:
    """Name the format of predictions, one of `PREDICTION_FORMATS`, from what the file holds.

    Raises
    ------
    UserError
        It is none of them, or cannot be read.
    """
    try:
        if path.is_dir():
            return _of_folder(path)
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    if head.startswith(b"PK\x03\x04"):
        return "npz"
    if is_tfrecord(head):
        return "tfrecord"
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")[:1]
    if start in (b"[", b"{", b""):
        return "coco"
    try:
        first = next((cells for _, cells in read_rows(path)), [])
    except UserError:
        first = []
    if csv_predictions.columns_of(first) is not None or csv_predictions.is_plain(first):
        return "csv"
    raise UserError("these are no predictions in a known format", source=path, remedy=_KNOWN)


def read_predictions(
    path: Path,
    dataset: Dataset,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read predictions on a dataset's images; their format is told by what the file holds.

    Parameters
    ----------
    path
        A file or folder in one of `PREDICTION_FORMATS`.
    dataset
        Whose images and classes they are of.
    progress
        Told how many files or bytes are done, of how many. May raise `engine.errors.CancelledError`.

    Returns
    -------
    Predictions, tuple of Problem
        Records that cannot be used are left out; there is one problem for each kind of reason.

    Raises
    ------
    UserError
        The file is no list of predictions.
    """
    name = detect_predictions(path)
    if name == "yolo":
        return yolo_predictions.read_predictions(path, dataset, progress)
    if name == "tfrecord":
        return tf_predictions.read_tfrecords(path, dataset, progress)
    if name == "csv":
        return csv_predictions.read_predictions(path, dataset, progress)
    if name == "npz":
        return tf_predictions.read_npz(path, dataset)
    return read_results(path, dataset, progress)


def write_predictions(dataset: Dataset, predictions: Predictions, format_name: str, output: Path) -> None:
    """Write predictions whole or not at all; the same ones are the same bytes.

    Parameters
    ----------
    dataset, predictions
    format_name
        One of `PREDICTION_FORMATS`. What is told in fractions leaves out predictions on images of unknown size.
    output
        A file; for YOLO a new folder.

    Raises
    ------
    UserError
        An unknown format, or an output that cannot or must not be written.
    """
    writers = {
        "coco": write_results,
        "yolo": yolo_predictions.write_predictions,
        "tfrecord": tf_predictions.write_tfrecords,
        "csv": csv_predictions.write_predictions,
        "npz": tf_predictions.write_npz,
    }
    if format_name not in writers:
        raise UserError(
            f"there is no format {format_name!r}", remedy=f"Choose one of: {', '.join(PREDICTION_FORMATS)}"
        )
    writers[format_name](dataset, predictions, output)


def _of_folder(folder: Path) -> str:
    if any(path.suffix.lower() == ".txt" for path in folder.rglob("*")):
        return "yolo"
    try:
        shards_of(folder)
    except UserError as error:
        raise UserError(
            "there are no predictions in a known format in this folder", source=folder, remedy=_KNOWN
        ) from error
    return "tfrecord"
