"""Images that one machine takes from a run that several share."""

from __future__ import annotations

from dataclasses import dataclass

from engine.data.model import Acceleration


@dataclass(frozen=True, slots=True)
class BatchImage:
    """One image of a batch.

    Attributes
    ----------
    file_name : str
        Below the folder of the images, wherever that is on a machine.
    sha256 : str
        Of its bytes, hexadecimal: what is predicted is of these alone.
    """

    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a machine is to run a model over at once.

    Attributes
    ----------
    key : str
        What predictions are kept under, see `engine.inference.known.model_key`: it tells the model as well.
    acceleration : Acceleration
    images : tuple of BatchImage
    """

    key: str
    acceleration: Acceleration
    images: tuple[BatchImage, ...]
