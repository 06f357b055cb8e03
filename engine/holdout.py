"""Which images a model may learn from, and which are held out to measure it on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from engine.data.sentence import sentence
from engine.formats.splits import Splits

_TO_TRAIN = ("train", "trainval", "val", "dev", "test")
_TO_HOLD_OUT = ("val", "dev", "test", "trainval", "train")
"""Splits by what they are made for, the best first."""
_SHARE = 0.2
_DRAWN_TO_TRAIN, _DRAWN_TO_HOLD_OUT = "drawn_to_train", "drawn_to_hold_out"


@dataclass(frozen=True, slots=True)
class ImageGroup:
    """Some of the images.

    Attributes
    ----------
    key : str
        The same whenever the dataset is opened.
    title : str
        For people.
    images : tuple of int
        Indices, ascending.
    """

    key: str
    title: str
    images: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Holdout:
    """Groups to choose from, the most fitting first.

    Attributes
    ----------
    train, held_out : tuple of ImageGroup
    """

    train: tuple[ImageGroup, ...]
    held_out: tuple[ImageGroup, ...]


def holdout(file_names: Sequence[str], splits: Splits, *, seed: int = 0) -> Holdout:
    """Divide images: by the dataset's splits, or, where it has not two of them, a fifth held out by chance.

    Whether an image is held out hangs on its file name and the seed alone: images that are added move no other.

    Parameters
    ----------
    file_names
        Of the dataset's images.
    splits
        Of the same images.
    seed
    """
    images: dict[str, list[int]] = {}
    for image, names in enumerate(splits.own):
        for name in dict.fromkeys(names):
            images.setdefault(name, []).append(image)
    if len(images) > 1:
        groups = {name: ImageGroup(name, name, tuple(own)) for name, own in images.items()}
        return Holdout(_in_order(groups, _TO_TRAIN), _in_order(groups, _TO_HOLD_OUT))
    held_out = [_drawn(name, seed) for name in file_names]
    train = tuple(image for image, held in enumerate(held_out) if not held)
    rest = tuple(image for image, held in enumerate(held_out) if held)
    return Holdout(
        (
            ImageGroup(
                _DRAWN_TO_TRAIN, sentence("Holdout", "Four fifths of the images, drawn by chance"), train
            ),
        ),
        (ImageGroup(_DRAWN_TO_HOLD_OUT, sentence("Holdout", "The other fifth"), rest),),
    )


def _in_order(groups: dict[str, ImageGroup], order: Sequence[str]) -> tuple[ImageGroup, ...]:
    def place(name: str) -> tuple[int, str]:
        return (order.index(name) if name in order else len(order)), name

    return tuple(groups[name] for name in sorted(groups, key=place))


def _drawn(file_name: str, seed: int) -> bool:
    text = f"{seed} {file_name.replace(chr(92), '/')}"
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8])
    return number < _SHARE * 2**64
