"""Image files of a dataset in its image folder."""

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from engine.data.dataset import path_inside
from engine.errors import UserError
from engine.formats.problem_list import ProblemList
from engine.images import header_size, image_size
from engine.remote.reading import is_in_store
from engine.remote.store import StoreUnreachableError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})

_MOST_FOLDERS = 64
"""Folders of a path that are looked at, from its end."""


class ImageFolder:
    """The files of an image folder, listed once.

    Parameters
    ----------
    root
        The folder. One that stands for a store's is not listed.

    Raises
    ------
    UserError
        There is no such folder, or it cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._in_store = is_in_store(root)
        self._names: set[str] = set()
        try:
            if not self._in_store:
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
        """Whether there is a file of this name, which may be a path relative to the folder; a store's are believed."""
        if file_name in self._names:
            return True
        path = path_inside(self._root, file_name)
        try:
            return path is not None and (self._in_store or path.is_file())
        except (OSError, ValueError):
            return False

    def of_stem(self, stem: str) -> str | None:
        """Name of the image file with this stem, or None."""
        return self._by_stem.get(stem)


class ImageTree:
    """All files below a folder, listed once: images by the many ways in which labels name them.

    Parameters
    ----------
    root
        The folder. Nothing outside is looked at, whatever a name says. One that stands for a store's has no files:
        none is listed.

    Raises
    ------
    UserError
        There is no such folder, or it cannot be read.
    """

    def __init__(self, root: Path) -> None:
        def refuse(error: OSError) -> None:
            reason = error.strerror or str(error)
            raise UserError(
                f"the folder cannot be read ({reason})",
                source=error.filename or root,
                remedy="Check the path",
            ) from error

        self.root = root
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self.in_store = is_in_store(root)
        for folder, _, names in () if self.in_store else os.walk(root, onerror=refuse):
            place = Path(folder).relative_to(root).as_posix()
            self.folders.add(place)
            self.files.update(name if place == "." else f"{place}/{name}" for name in names)
        self.images = sorted(name for name in self.files if PurePosixPath(name).suffix.lower() in SUFFIXES)
        self._by_stem: dict[str, str] = {}
        self._alike: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for name in self.images:
            self._by_stem.setdefault(_without_suffix(name), name)
        for name in sorted(self.files):
            self._alike.setdefault(_key(name), name)
            self._by_name.setdefault(_key(name.rpartition("/")[2]), []).append(name)

    def find(self, stated: str) -> str | None:
        """The file that a path stands for, relative to the folder.

        A path from another machine, with drives, backslashes or folders above, is that of the file whose path ends
        like it, if only one does, or if one does more than all others.
        """
        if stated in self.files:
            return stated
        parts = [part for part in PureWindowsPath(stated).parts if part not in ("..", ".")]
        for start in range(max(len(parts) - _MOST_FOLDERS, 0), len(parts)):
            if (found := self._alike.get(_key("/".join(parts[start:])))) is not None:
                return found
        candidates = self._by_name.get(_key(parts[-1]), []) if parts else []
        return candidates[0] if len(candidates) == 1 else None

    def of_stem(self, stem: str) -> str | None:
        """The image whose path but for its suffix is this; else, if only one has it, whose name is."""
        if (found := self._by_stem.get(stem)) is not None:
            return found
        return stem if stem in self.files and "." not in stem.rpartition("/")[2] else None

    def of_name_stem(self, stem: str) -> str | None:
        """The image with this name but for its suffix, wherever it lies; None where that is none or several."""
        name = stem.rpartition("/")[2]
        found = [
            file
            for suffix in ("", *SUFFIXES)
            for file in self._by_name.get(_key(name + suffix), ())
            if suffix or "." not in file.rpartition("/")[2]
        ]
        return found[0] if len(found) == 1 else None


def size_of(tree: ImageTree, name: str, found: ProblemList) -> tuple[int, int]:
    """Width and height of an image of a folder, upright; 0 where it is missing, or cannot be read, which is told.

    Raises
    ------
    StoreUnreachableError
        The folder is in a store that does not answer.
    """
    if name not in tree.files and not tree.in_store:
        return 0, 0
    path = tree.root / name
    try:
        width, height = header_size(path) or image_size(path)
        if max(width, height) < 2**31:
            return width, height
        raise UserError("it claims to be larger than any image", remedy="Copy it again")
    except StoreUnreachableError:
        # Nor will the others come: said once, not for every image.
        raise
    except UserError as error:
        found.add("", error.problem, error.remedy or "Copy it again", source=path)
        return 0, 0


def inside(file_name: str) -> PurePosixPath:
    """The path inside a folder that a name stands for: of one that leads elsewhere, its last part."""
    path = PureWindowsPath(file_name)  # which takes both kinds of slash, and drives
    parts = [part for part in path.parts if part not in (path.anchor, "..")]
    if path.anchor or ".." in path.parts:
        parts = parts[-1:]
    return PurePosixPath(*(part.replace(":", "_").replace("\0", "_") for part in parts or ["image"]))


class ImageNames:
    """Names of images inside a folder, for the paths that a source states.

    Parameters
    ----------
    tree
        The image folder; None: not known.
    """

    def __init__(self, tree: ImageTree | None) -> None:
        self._tree = tree
        self._claimed: dict[str, str] = {}

    def name(self, stated: str) -> str:
        """The file that is meant, else the path itself without drive and climbs.

        No file stands for two paths: what is the same name in two folders stays two images.
        """
        place = _placed(stated)
        found = None if self._tree is None else self._tree.find(stated)
        if found is not None and self._claimed.setdefault(found, place) == place:
            return found
        return place

    def of_stem(self, stem: str, suffix: str = ".jpg") -> str:
        """The image with this name but for its suffix, else such a name."""
        found = None
        if self._tree is not None:
            found = self._tree.of_stem(stem) or self._tree.of_name_stem(stem)
        return found or f"{_placed(stem)}{suffix}"


def _placed(stated: str) -> str:
    """A path as one inside a folder: without drive, and without steps upwards."""
    path = PureWindowsPath(stated)
    parts = [part.replace("\0", "_") for part in path.parts if part not in (path.anchor, "..", ".")]
    return "/".join(part.replace(":", "_") for part in parts) or "image"


def given_once(names: Iterable[str]) -> list[str]:
    """The paths inside a folder that names stand for, each given once: a name's second image gets a number."""
    taken = TakenNames()
    return [taken.take(inside(name)) for name in names]


class TakenNames:
    """Names that are given once each: to the second of a kind a number is added."""

    def __init__(self) -> None:
        # How often each was asked for, so that a thousand of one name do not try a million.
        self._counts: dict[str, int] = {}

    def take(self, path: PurePosixPath) -> str:
        """The path, or the first with a number that nobody has yet."""
        key = _key(path.as_posix())
        number, candidate = self._counts.get(key, 0) + 1, path
        if number > 1:
            candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
            while _key(candidate.as_posix()) in self._counts:
                number += 1
                candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
            self._counts[_key(candidate.as_posix())] = 1
        self._counts[key] = number
        return candidate.as_posix()


def _without_suffix(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    return folder + slash + last.rpartition(".")[0]


def _key(name: str) -> str:
    """What is the same of a name on file systems that take A for a, or store accents apart."""
    return unicodedata.normalize("NFC", name).casefold()
