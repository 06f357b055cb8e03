"""Which model this is: a hash of all its files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.data.model import ModelSpec
from engine.errors import UserError
from engine.inference.image_hashes import hash_of


def model_hash(spec: ModelSpec) -> str:
    """SHA-256 of a model's files and of their places in its folder, hexadecimal.

    Raises
    ------
    UserError
        There is no such model, or a file of it cannot be read.
    """
    path = spec.path
    if not path.exists():
        raise UserError(
            "there is no such file or folder",
            source=path,
            remedy="Give the folder of a SavedModel, or a model's file",
        )
    digest = hashlib.sha256()
    for name, file in _files(path):
        digest.update(f"{name}\0{hash_of(file)}\0".encode())
    return digest.hexdigest()


def _files(path: Path) -> list[tuple[str, Path]]:
    if path.is_file():
        return [("", path)]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted((file.relative_to(path).as_posix(), file) for file in found)
