"""Image files that are missing, damaged, or show too little; and images that another one shows as well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np

from engine.checks.evidence import Evidence, Testimony
from engine.checks.habits import NORMAL
from engine.data.appearance import Appearances
from engine.data.dataset import Annotations, Bool, BoxTuple, Int
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence

_SURE = 0.5
"""Probability from which on a prediction counts where an image has no box at all: rather right than wrong."""

_ENDS_EARLY = 0.9
"""What shows something is not quite as bad as what shows nothing."""

_LEAST_SPREAD = 0.5
"""Of the log of sharpness: what images show makes them differ by that much, however alike they were taken."""

_UNKNOWN_SIZE = (0.0, 0.0, 1.0, 1.0)


def check_images(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, image: int | None
) -> Iterator[Flag]:
    """Flag images as wholes: all, or one of them. Without a look at the files, only those without boxes."""
    asked = np.arange(len(evidence.images)) if image is None else np.array([image])
    if testimony is not None:
        yield from _without_boxes(evidence, annotations, testimony, asked)
    seen = evidence.appearances
    if seen is None:
        return
    within = np.zeros(len(seen), np.bool_)
    within[asked] = True
    yield from _unusable(evidence, seen, within)
    yield from _of_other_size(evidence, seen, within)
    yield from _showing_little(evidence, seen, within)
    yield from _blurred(evidence, seen, within)
    yield from _listed_twice(evidence, seen, within)


def _without_boxes(
    evidence: Evidence, annotations: Annotations, testimony: Testimony, asked: Int
) -> Iterator[Flag]:
    """An image may well be empty; not if the model is sure of what it sees there."""
    empty = np.ones(len(evidence.images), np.bool_)
    empty[annotations.images] = False
    images = testimony.model.predictions.images[testimony.missing.predictions]
    scores = testimony.missing.scores
    sure = np.flatnonzero((scores >= _SURE) & empty[images] & np.isin(images, asked))
    for one in np.unique(images[sure]).tolist():
        own = sure[images[sure] == one]
        best = int(own[scores[own].argmax()])
        row = int(testimony.missing.predictions[best])
        name = evidence.categories.name(int(testimony.model.predictions.categories[row]))
        score = testimony.model.predictions.scores[row]
        reason = (
            sentence(
                "Reason",
                "This image has no boxes, and the model is sure of one object on it, of {name} with score "
                "{score:.2f}.",
                name=name,
                score=score,
            )
            if len(own) == 1
            else sentence(
                "Reason",
                "This image has no boxes, and the model is sure of {count} objects on it, of {name} with score "
                "{score:.2f}.",
                count=len(own),
                name=name,
                score=score,
            )
        )
        yield _flag(evidence, FlagKind.NO_BOXES, one, float(scores[best]), reason)


def _unusable(evidence: Evidence, seen: Appearances, within: Bool) -> Iterator[Flag]:
    for image in np.flatnonzero(within & seen.missing).tolist():
        reason = sentence(
            "Reason",
            "There is no such file in the image folder; the model cannot be run on it, and nobody can check it.",
        )
        yield _flag(evidence, FlagKind.MISSING_IMAGE, image, 1.0, reason)
    for image in np.flatnonzero(within & seen.unreadable).tolist():
        yield _flag(evidence, FlagKind.UNREADABLE_IMAGE, image, 1.0, _sentence(seen.problems[image]))
    for image in np.flatnonzero(within & ~seen.missing & ~seen.unreadable).tolist():
        if (problem := seen.problems[image]) is not None:
            yield _flag(evidence, FlagKind.UNREADABLE_IMAGE, image, _ENDS_EARLY, _sentence(problem))


def _sentence(problem: str | None) -> str:
    text = problem or "the image cannot be read"
    return f"{text[0].upper()}{text[1:]}."


def _of_other_size(evidence: Evidence, seen: Appearances, within: Bool) -> Iterator[Flag]:
    """Boxes drawn on an image of another size, or on one that lay on its side, are all in the wrong place."""
    said = np.zeros_like(seen.sizes_wh)
    said[: len(evidence.images)] = evidence.images.sizes_wh
    both = within & (said > 0).all(axis=1) & (seen.sizes_wh > 0).all(axis=1)
    for image in np.flatnonzero(both & (said != seen.sizes_wh).any(axis=1)).tolist():
        (width, height), (real_width, real_height) = said[image].tolist(), seen.sizes_wh[image].tolist()
        turned = (width, height) == (real_height, real_width)
        if turned and seen.sideways[image]:
            reason = sentence(
                "Reason",
                "The file says by EXIF that the image is to be turned by a quarter, to {real_width} x {real_height} "
                "pixels; its boxes are for {width} x {height}, the image as it is stored.",
                real_width=real_width,
                real_height=real_height,
                width=width,
                height=height,
            )
            yield _flag(evidence, FlagKind.NOT_ROTATED, image, 1.0, reason)
            continue
        sizes = {"width": width, "height": height, "real_width": real_width, "real_height": real_height}
        reason = (
            sentence(
                "Reason",
                "The annotations say that this image has {width} x {height} pixels; the file has {real_width} x "
                "{real_height}: width and height are swapped.",
                **sizes,
            )
            if turned
            else sentence(
                "Reason",
                "The annotations say that this image has {width} x {height} pixels; the file has {real_width} x "
                "{real_height}.",
                **sizes,
            )
        )
        yield _flag(evidence, FlagKind.SIZE_DIFFERS, image, 1.0, reason)


def _showing_little(evidence: Evidence, seen: Appearances, within: Bool) -> Iterator[Flag]:
    """From a score of 0.5 where it is at the threshold to 1 where there is nothing left."""
    settings = evidence.settings
    blank = within & (seen.contrast < settings.blank_contrast)
    for image in np.flatnonzero(blank).tolist():
        score = 1.0 - 0.5 * float(seen.contrast[image]) / settings.blank_contrast
        reason = sentence(
            "Reason",
            "This image is of one colour: its grey levels differ by {contrast:.1f} of 255.",
            contrast=seen.contrast[image],
        )
        yield _flag(evidence, FlagKind.BLANK, image, score, reason)
    for image in np.flatnonzero(within & ~blank & (seen.brightness < settings.dark_level)).tolist():
        score = 1.0 - 0.5 * float(seen.brightness[image]) / settings.dark_level
        reason = sentence(
            "Reason",
            "This image is almost black: 95 % of it is darker than grey level {level:.0f} of 255.",
            level=seen.brightness[image],
        )
        yield _flag(evidence, FlagKind.TOO_DARK, image, score, reason)


def _blurred(evidence: Evidence, seen: Appearances, within: Bool) -> Iterator[Flag]:
    """Against the other images of the dataset: what is sharp enough depends on what they are of."""
    settings = evidence.settings
    own = seen.sharpness[: len(evidence.images)]
    known = own[np.isfinite(own)]
    if len(known) < settings.min_boxes:
        return
    centre = float(np.median(known))
    spread = max(NORMAL * float(np.median(np.abs(known - centre))), _LEAST_SPREAD)
    with np.errstate(invalid="ignore"):
        z = (centre - seen.sharpness) / spread
        odd = within & (z > settings.outlier_z)
    for image in np.flatnonzero(odd).tolist():
        score = 1.0 - (settings.outlier_z / float(z[image])) ** 2
        less = float(np.exp(centre - seen.sharpness[image]))
        reason = sentence(
            "Reason",
            "This image has {less:.0f} times less fine detail than the others of the dataset ({z:.1f} robust standard "
            "deviations): it looks blurred.",
            less=less,
            z=z[image],
        )
        yield _flag(evidence, FlagKind.BLURRED, image, score, reason)


def _listed_twice(evidence: Evidence, seen: Appearances, within: Bool) -> Iterator[Flag]:
    for image in np.flatnonzero(within).tolist():
        splits = seen.splits[image]
        if len(splits) > 1:
            names = reduce(
                lambda first, second: sentence("Reason", "{first} and {second}", first=first, second=second),
                splits,
            )
            reason = sentence(
                "Reason",
                "This image is in the splits {names}: a model is tested on what it was trained on.",
                names=names,
            )
            yield _flag(evidence, FlagKind.IN_TWO_SPLITS, image, 1.0, reason)


def _flag(evidence: Evidence, kind: FlagKind, image: int, score: float, reason: str) -> Flag:
    return Flag(kind, image, None, -1, whole_image(evidence, image), score, reason)


def whole_image(evidence: Evidence, image: int) -> BoxTuple:
    """Corners of an image: of its file, where that was seen, else as the annotations say."""
    seen = evidence.appearances
    for sizes in (None if seen is None else seen.sizes_wh, evidence.images.sizes_wh):
        if sizes is not None and (sizes[image] > 0).all():
            return 0.0, 0.0, float(sizes[image, 0]), float(sizes[image, 1])
    return _UNKNOWN_SIZE
