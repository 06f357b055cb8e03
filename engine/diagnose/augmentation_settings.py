"""Augmentation that breaks what the labels say: flips of classes that have sides, crops that leave no box right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from engine.data.configuration import Augmentation, Configuration
from engine.data.dataset import Float
from engine.data.finding import Finding, NextStep
from engine.data.sentence import sentence
from engine.diagnose.facts import Facts, mistake

_SIDES = (("left", "right"),)
_ENDS = (("up", "down"), ("top", "bottom"), ("upper", "lower"), ("upward", "downward"))
_CROPS = frozenset({"random_crop_image", "random_crop_pad_image"})
_MOST_SAMPLES = 5_000
_SEEN = 0.25
"""From this share on a box that was cut off is still seen as its object."""
_SLIVER = 0.1
"""Below this share nobody would tell what it is."""
_TOO_MANY = 0.15
_LARGEST_JITTER = 0.1
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def find(own: Configuration, known: Facts) -> Iterator[Finding]:
    """Augmentations that do not leave boxes and classes what they are; the first of each kind."""
    told: set[str] = set()
    for augmentation in own.augmentations:
        for finding in _of(augmentation, known):
            if finding.key not in told:
                told.add(finding.key)
                yield finding


def _of(augmentation: Augmentation, known: Facts) -> Iterator[Finding]:
    kind = augmentation.kind.value.lower().replace("_", "")
    if augmentation.number("probability", 1.0) <= 0:
        return
    if "flip" in kind:
        yield from _flip(augmentation, kind, known)
    elif "rotation90" in kind or "rot90" in kind:
        yield from _sided(augmentation, (*_SIDES, *_ENDS), known)
    elif augmentation.kind.value in _CROPS:
        yield from _crop(augmentation, known)
    elif augmentation.kind.value == "random_jitter_boxes":
        yield from _jitter(augmentation)


def _flip(own: Augmentation, kind: str, known: Facts) -> Iterator[Finding]:
    mode = own.values.get("mode")
    said = kind + ("" if mode is None else mode.value.lower())
    across = "horizontal" in said or "hflip" in said or "leftright" in said
    over = "vertical" in said or "vflip" in said or "updown" in said
    if not (across or over):
        # Keras' RandomFlip does both unless told otherwise.
        across = over = True
    yield from _sided(own, (*(_SIDES if across else ()), *(_ENDS if over else ())), known)


def _sided(own: Augmentation, pairs: tuple[tuple[str, str], ...], known: Facts) -> Iterator[Finding]:
    """Classes whose name says a side: flipped, the object is of the other class and the label is not."""
    words = [_words(name) for name in known.names]
    found, twins = [], False
    for place, own_words in enumerate(words):
        for pair in pairs:
            for here, there in (pair, pair[::-1]):
                if here in own_words:
                    found.append(place)
                    twins |= tuple(there if word == here else word for word in own_words) in words
    if not found or not known.share_of(found):
        return
    classes = sorted(set(found))
    yield mistake(
        f"flip.{own.kind.value}",
        sentence(
            "Diagnose",
            "{kind} turns the classes {names} into each other's mirror image and leaves their label: "
            "{share:.0%} of the boxes are learned with a wrong class half of the time.",
            kind=own.kind.value,
            names=", ".join(known.names[place] for place in classes[:4]),
            share=known.share_of(classes),
        ),
        NextStep(
            sentence("Diagnose", "Take this augmentation out, or let it exchange the classes."),
            line=own.kind.removed(),
        ),
        weight=0.4 * known.share_of(classes),
        confidence=0.95 if twins else 0.5,
    )


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(_CAMEL.sub(" ", name)))


def _crop(own: Augmentation, known: Facts) -> Iterator[Finding]:
    if not len(known.relative_boxes):
        return
    threshold = own.number("overlap_thresh", 0.3)
    seen = _shares_seen(own, known)
    applied = 1.0 - own.number("random_coef", 0.0)
    dropped = applied * float(np.mean((seen < threshold) & (seen >= _SEEN)))
    slivers = applied * float(np.mean((seen >= threshold) & (seen > 0) & (seen < _SLIVER)))
    setting = own.values.get("overlap_thresh")
    line = own.kind.removed() if setting is None else setting.line("0.3")
    if dropped > _TOO_MANY:
        said = sentence(
            "Diagnose",
            "{kind} drops boxes of which less than {threshold:.0%} is left: {share:.0%} of the boxes, "
            "though they can still be seen, are learned as background.",
            kind=own.kind.value,
            threshold=threshold,
            share=dropped,
        )
    elif slivers > _TOO_MANY:
        said = sentence(
            "Diagnose",
            "{kind} keeps whatever is left of a box: {share:.0%} of the boxes become slivers of which "
            "less than a tenth can be seen.",
            kind=own.kind.value,
            share=slivers,
        )
    else:
        return
    yield mistake(
        f"crop.{own.kind.value}",
        said,
        NextStep(sentence("Diagnose", "Keep a box while 30 % of it are left."), line=line),
        weight=0.3 * max(dropped, slivers),
        confidence=0.8,
    )


def _shares_seen(own: Augmentation, known: Facts) -> Float:
    """Which share of boxes drawn from the data lies inside crops drawn as the API does."""
    draw = np.random.default_rng(known.seed)
    boxes = known.relative_boxes[draw.integers(0, len(known.relative_boxes), _MOST_SAMPLES)]
    count = len(boxes)
    area = draw.uniform(own.number("min_area", 0.1), own.number("max_area", 1.0), count)
    aspect = draw.uniform(own.number("min_aspect_ratio", 0.75), own.number("max_aspect_ratio", 1.33), count)
    sides = np.clip(np.stack([np.sqrt(area * aspect), np.sqrt(area / aspect)], axis=1), 0.0, 1.0)
    corner = draw.uniform(size=(count, 2)) * (1.0 - sides)
    low = np.maximum(boxes[:, :2], corner)
    high = np.minimum(boxes[:, 2:], corner + sides)
    inside = np.clip(high - low, 0.0, None).prod(axis=1)
    whole = np.clip(boxes[:, 2:] - boxes[:, :2], 0.0, None).prod(axis=1)
    return np.asarray(np.divide(inside, whole, out=np.zeros(count), where=whole > 0), np.float64)


def _jitter(own: Augmentation) -> Iterator[Finding]:
    ratio = own.number("ratio", 0.05)
    setting = own.values.get("ratio")
    if ratio > _LARGEST_JITTER and setting is not None:
        yield mistake(
            "jitter",
            sentence(
                "Diagnose",
                "random_jitter_boxes moves every corner by up to {ratio:.0%} of the box: the model cannot learn where "
                "boxes end.",
                ratio=ratio,
            ),
            NextStep(sentence("Diagnose", "Move corners by 5 % at most."), line=setting.line("0.05")),
            weight=0.1,
            confidence=0.8,
        )
