"""Where a dataset under review came from, and where its reviewer left off."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from engine.data.address import origin
from engine.data.model import ModelSpec


@dataclass(frozen=True, slots=True)
class Sources:
    """The files a person opened; all paths absolute.

    Attributes
    ----------
    annotations : Path
        A file or folder of ground truth, in any format that is read.
    images : Path or None
        The image folder.
    predictions : Path or None
        A file or folder of predictions, likewise.
    model : Path or None
        A SavedModel folder, run where there are no predictions.
    label_map : Path or None
        Names of the model's classes.
    split : Path or None
        A list of the images to open; None: all.
    """

    annotations: Path
    images: Path | None = None
    predictions: Path | None = None
    model: Path | None = None
    label_map: Path | None = None
    split: Path | None = None

    @property
    def model_spec(self) -> ModelSpec | None:
        """The model with its label map, or None where none was given."""
        return None if self.model is None else ModelSpec(self.model, self.label_map)


class SourceKind(StrEnum):
    """What a source is to a project; the fields of `Sources`."""

    ANNOTATIONS = "annotations"
    IMAGES = "images"
    PREDICTIONS = "predictions"
    MODEL = "model"
    LABEL_MAP = "label_map"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file or a folder of label files holds.

    Attributes
    ----------
    stamp : str
        What the file system says without a file being read: as long as that is so, nothing has changed. Empty where it
        would not show a change, since the last one was a moment before.
    sha256 : str
        Of a file's bytes, hexadecimal; of a folder, of the names and hashes of its files.
    """

    stamp: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One source as a project remembers it.

    Attributes
    ----------
    kind : SourceKind
    places : tuple of Path
        Where to look for it, absolute, the likeliest first: as it lay to the project file, then where it was.
    content : Fingerprint or None
        What it held when it was read; None of images and models, and of a project that an older version began.
    skipped : bool
        Somebody said to go on without it.
    """

    kind: SourceKind
    places: tuple[Path, ...]
    content: Fingerprint | None = None
    skipped: bool = False

    @property
    def path(self) -> Path:
        """Where it is; where it was, if it is there no more."""
        return next((place for place in self.places if exists(place)), self.places[-1])


class Condition(StrEnum):
    """How a source stands to what was read of it."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """What became of one source.

    Attributes
    ----------
    record : SourceRecord
        As the project remembers it.
    condition : Condition
    path : Path
        Where it is; of one that is missing, where it was.
    content : Fingerprint or None
        What it holds now; None where that is not looked at.
    """

    record: SourceRecord
    condition: Condition
    path: Path
    content: Fingerprint | None = None

    @property
    def settled(self) -> SourceRecord:
        """What to remember from now on: where it is, and what it held when it was read."""
        if self.condition is Condition.MISSING:
            return self.record
        content = self.record.content if self.condition is Condition.CHANGED else self.content
        return SourceRecord(self.record.kind, (self.path,), content)


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """How a source differs from what was read of it, in numbers.

    Attributes
    ----------
    added, removed, moved, relabelled : int
        Boxes.
    images_added, images_removed : int
    """

    added: int
    removed: int
    moved: int
    relabelled: int
    images_added: int
    images_removed: int


def exists(path: Path) -> bool:
    """Whether there is a file or a folder that can be looked at; what is in a store is believed to be there."""
    try:
        return origin(path) is not None or path.exists()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reviewer is: enough to come back to the same image, box and zoom.

    Attributes
    ----------
    image : int
        Index of the image shown.
    flag_key : str or None
        The flag under review.
    annotation_ids : tuple of int
        The boxes selected.
    zoom : float or None
        Screen pixels per image pixel; None: fitted.
    centre_xy : tuple of 2 float
        Image pixel in the middle of the view.
    """

    image: int = 0
    flag_key: str | None = None
    annotation_ids: tuple[int, ...] = ()
    zoom: float | None = None
    centre_xy: tuple[float, float] = (0.0, 0.0)
