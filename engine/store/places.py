"""Paths in the project file: relative to its folder, so that both can move together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.data.address import image_folder, origin


def folder_of(project: Path) -> Path:
    """The folder of a project file, absolute."""
    return Path(os.path.abspath(project)).parent  # noqa: PTH100 - a link is its owner's own doing


def place_value(path: Path, folder: Path) -> dict[str, Any]:
    """A path as a value of the project file: relative to its folder, with ``/``, and absolute for where it stayed.

    Of what is in a store the address alone: where a machine's cache is says nothing to another one.
    """
    found = origin(path)
    if found is not None:
        return {"relative": None, "absolute": str(found)}
    absolute = os.path.abspath(path)  # noqa: PTH100
    try:
        relative = Path(os.path.relpath(absolute, folder)).as_posix()
    except ValueError:
        # On another drive.
        relative = None
    return {"relative": relative, "absolute": absolute}


def places_of(value: Mapping[str, Any], folder: Path) -> tuple[Path, ...]:
    """Inverse of `place_value`: where to look, as it lay to the folder first."""
    relative, absolute = value.get("relative"), value["absolute"]
    found = [] if relative is None else [Path(os.path.normpath(folder / relative))]
    return tuple(dict.fromkeys((*found, image_folder(absolute))))
