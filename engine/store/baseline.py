"""The dataset as it was opened, from the tables that hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.data.address import image_folder
from engine.data.dataset import Categories, Dataset, Images, Problem
from engine.store.rows import annotations_from_columns
from engine.store.seals import Columns
from engine.store.values import value_of


def dataset_of(tables: Mapping[str, Columns], about: Mapping[str, Any]) -> Dataset:
    """The dataset.

    Parameters
    ----------
    tables
        Those of `engine.store.seals.BASELINE`, by name.
    about
        The value ``"dataset"`` of the project file.
    """
    images, categories = tables["image"], tables["category"]
    boxes, problems = tables["annotation"], tables["problem"]
    root = about["image_root"]
    return Dataset(
        images=Images(
            images["id"], images["file_name"], np.column_stack([images["width"], images["height"]])
        ),
        categories=Categories(categories["id"], categories["name"]),
        annotations=annotations_from_columns(boxes),
        image_root=None if root is None else image_folder(root),
        source=Path(about["source"]),
        format=about["format"],
        records=_records(boxes["id"].tolist(), boxes["record"]),
        image_records=_records(images["position"].tolist(), images["record"]),
        header=about["header"],
        problems=tuple(
            Problem(*own)
            for own in zip(
                *(problems[name] for name in ("source", "record", "problem", "remedy")), strict=True
            )
        ),
    )


def _records(keys: Sequence[int], texts: Sequence[str | None]) -> dict[int, Mapping[str, Any]]:
    # JSON has a null of its own.
    return {key: value_of(own) for key, own in zip(keys, texts, strict=True) if own not in (None, "null")}
