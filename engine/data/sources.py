"""Where a dataset under review came from, and where its reviewer left off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
