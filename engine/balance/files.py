"""Weights and repeats as files that a training script reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import orjson

from engine.balance.keras_lines import FILE_NAME, KERAS_LINES
from engine.balance.weights import Balance, BalanceSettings
from engine.data.dataset import Annotations, Dataset, Int
from engine.errors import UserError
from engine.formats.csv_file import row_lines
from engine.formats.output import new_folder, refuse_source
from engine.formats.repeated_records import write_repeated_records

_MOST_SHARDS = 99_999


def write_balance(
    dataset: Dataset,
    annotations: Annotations,
    balance: Balance,
    settings: BalanceSettings,
    output: Path,
    *,
    shards: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write a folder with everything that answers the imbalance of a dataset.

    ``class_weights.json`` and ``.csv`` hold the weights, by class index; ``image_repeats.csv`` says of each image how
    often it should be drawn, and how likely it should stay where common classes are thinned out; ``oversampled.txt``
    and ``undersampled.txt`` list the files of one epoch; ``balance_keras.py`` uses them.

    Parameters
    ----------
    dataset, annotations
    balance
        Of these.
    settings
        It was made with.
    output
        A new or empty folder.
    shards
        How many TFRecord files with repeated images; 0: none.
    progress
        May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        The folder cannot or must not be written, or has files in it.
    WorkFailedError
        The disk is full.
    """
    if not 0 <= shards <= _MOST_SHARDS:
        raise UserError(
            f"there cannot be {shards:,} shards",
            record="balance",
            remedy=f"Give a number up to {_MOST_SHARDS:,}",
        )
    refuse_source(output, dataset)
    names = dataset.images.file_names
    # Copies of an image should not stand together: few readers shuffle far.
    order = np.random.default_rng(settings.seed).permutation(
        np.repeat(np.arange(len(names)), balance.repeats)
    )
    with new_folder(output) as folder:
        (folder / "class_weights.json").write_bytes(_weights_json(dataset, balance, settings))
        _write_rows(folder / "class_weights.csv", _weight_rows(dataset, balance))
        _write_rows(folder / "image_repeats.csv", _image_rows(dataset, balance))
        _write_names(folder / "oversampled.txt", names, order)
        _write_names(folder / "undersampled.txt", names, np.flatnonzero(balance.kept))
        (folder / FILE_NAME).write_text(KERAS_LINES, encoding="utf-8", newline="\n")
        if shards:
            write_repeated_records(dataset, annotations, folder, order, shards=shards, progress=progress)


def _weights_json(dataset: Dataset, balance: Balance, settings: BalanceSettings) -> bytes:
    classes = [
        {
            "index": index,
            "id": int(dataset.categories.ids[index]),
            "name": name,
            "boxes": int(balance.boxes[index]),
            "images": int(balance.images[index]),
            "inverse_frequency": float(balance.inverse_frequency[index]),
            "effective_number": float(balance.effective_number[index]),
        }
        for index, name in enumerate(dataset.categories.names)
    ]
    record = {
        "classes": classes,
        "beta": settings.beta,
        "cap": settings.most,
        "repeat_threshold": balance.threshold,
        "seed": settings.seed,
    }
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _weight_rows(dataset: Dataset, balance: Balance) -> Iterator[Sequence[str]]:
    yield "class", "boxes", "images", "inverse_frequency", "effective_number"
    for index, name in enumerate(dataset.categories.names):
        counts = str(balance.boxes[index]), str(balance.images[index])
        weights = balance.inverse_frequency[index], balance.effective_number[index]
        yield name, *counts, *(f"{weight:.6f}" for weight in weights)


def _image_rows(dataset: Dataset, balance: Balance) -> Iterator[Sequence[str]]:
    yield "image_id", "file_name", "repeat_factor", "repeats", "keep_share", "kept"
    for image, name in enumerate(dataset.images.file_names):
        yield (
            str(dataset.images.ids[image]),
            name,
            f"{balance.repeat_factors[image]:.6f}",
            str(balance.repeats[image]),
            f"{balance.keep_shares[image]:.6f}",
            str(int(balance.kept[image])),
        )


def _write_rows(path: Path, rows: Iterator[Sequence[str]]) -> None:
    with path.open("wb") as file:
        file.writelines(row_lines(rows))


def _write_names(path: Path, names: Sequence[str], images: Int) -> None:
    path.write_text("".join(f"{names[image]}\n" for image in images.tolist()), encoding="utf-8", newline="\n")
