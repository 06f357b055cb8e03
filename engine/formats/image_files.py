"""Image files of a dataset in its image folder."""

import os
from pathlib import Path

from engine.errors import UserError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})


class ImageFolder:
    """The files of an image folder, listed once.

    Parameters
    ----------
    root
        The folder.

    Raises
    ------
    UserError
        There is no such folder, or it cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        try:
            with os.scandir(root) as entries:
                self._names = {entry.name for entry in entries}
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(
                f"the image folder cannot be read ({reason})", source=root, remedy="Check the path"
            ) from error
        self._by_stem: dict[str, str] = {}
        for name in sorted(self._names):
            path = Path(name)
            if path.suffix.lower() in SUFFIXES:
                self._by_stem.setdefault(path.stem, name)

    def holds(self, file_name: str) -> bool:
        """Whether there is a file of this name, which may be a path relative to the folder."""
        if file_name in self._names:
            return True
        try:
            return (self._root / file_name).is_file()
        except (OSError, ValueError):
            return False

    def of_stem(self, stem: str) -> str | None:
        """Name of the image file with this stem, or None."""
        return self._by_stem.get(stem)
