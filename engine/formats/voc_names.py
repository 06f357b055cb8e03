"""Which image an XML file of Pascal VOC is about, and what the XML file of an image is called."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PureWindowsPath

from engine.formats.image_files import SUFFIXES, ImageFolder, inside


def image_names(files: Sequence[tuple[str, str]], folder: ImageFolder | None) -> list[str]:
    """Find the image of each XML file.

    The name that the file states is believed unless it has no such image, or says the same as another file
    (annotation tools that copy files leave that behind): then it is the image of the XML file's own stem.

    Parameters
    ----------
    files
        Stem of each XML file, and the ``filename`` it states, empty where it states none.
    folder
        The image folder, or None where it is not known.

    Returns
    -------
    list of str
        Relative to the image folder. An image that is not there keeps the name it should have.
    """
    claims = Counter(filename for _, filename in files)
    return [
        _image_name(stem, filename if claims[filename] == 1 or _stem(filename) == stem else "", folder)
        for stem, filename in files
    ]


def xml_names(file_names: Sequence[str]) -> list[str]:
    """Name an XML file for each image: after its stem, or its whole name where two images share a stem.

    No name is given twice, not even to a file system that takes A for a, and none leads out of the folder.
    """
    paths = [inside(name) for name in file_names]
    stems = Counter(path.with_suffix("").as_posix().lower() for path in paths)
    taken: set[str] = set()
    names = []
    for path in paths:
        stem = path.with_suffix("").as_posix()
        name = path.as_posix() if stems[stem.lower()] > 1 else stem
        number = 1
        while (candidate := name if number == 1 else f"{name}-{number}").lower() in taken:
            number += 1
        taken.add(candidate.lower())
        names.append(f"{candidate}.xml")
    return names


def _image_name(stem: str, filename: str, folder: ImageFolder | None) -> str:
    stated = inside(filename).as_posix() if filename else ""
    guess = stated or f"{stem}.jpg"
    if folder is None or (stated and folder.holds(stated)):
        return guess
    return folder.of_stem(stem) or folder.of_stem(_stem(filename)) or guess


def _stem(file_name: str) -> str:
    path = PureWindowsPath(file_name)
    return path.stem if path.suffix.lower() in SUFFIXES else path.name
