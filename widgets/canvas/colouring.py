"""By what boxes and predictions are told apart: colours, dashes and words, from what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QColor

from engine.data.dataset import Annotations, Bool, Float, Int
from engine.data.flag import FlagKind
from engine.data.outcome import Outcome
from widgets.canvas.look import UNKNOWN, class_colour
from widgets.theme import flag_title

_CONTEXT = "Colouring"

# Okabe and Ito's hues, a little lighter for dark images; no two are alike to colour-blind eyes.
_GOOD, _DOUBTFUL, _BAD = QColor("#35c99b"), QColor("#f0e442"), QColor("#ff7a33")
_SKY, _PINK = QColor("#56b4e9"), QColor("#e58fc0")

_BANDS_FROM = (0.1, 0.3, 0.5, 0.75)
_BANDS = (
    (UNKNOWN, "< 0.10"),
    (_SKY, "0.10 – 0.30"),
    (_DOUBTFUL, "0.30 – 0.50"),
    (QColor("#e69f00"), "0.50 – 0.75"),
    (QColor("#ff5a4d"), "≥ 0.75"),
)

_OF_CLASS = frozenset({FlagKind.WRONG_CLASS, FlagKind.UNKNOWN_CATEGORY, FlagKind.CLASS_DISPUTED})
_OF_PLACE = frozenset(
    {
        FlagKind.BAD_LOCATION,
        FlagKind.INVALID_BOX,
        FlagKind.NO_SIZE,
        FlagKind.OUTSIDE_IMAGE,
        FlagKind.ODD_OFFSET,
        FlagKind.GAP_IN_ROW,
        FlagKind.UNUSUAL_PLACE,
        FlagKind.PLACE_DISPUTED,
    }
)
_OF_EXISTENCE = frozenset(
    {
        FlagKind.SPURIOUS_LABEL,
        FlagKind.DUPLICATE,
        FlagKind.SAME_PLACE,
        FlagKind.NESTED,
        FlagKind.COPIES_DISAGREE,
        FlagKind.OTHERS_LACK,
    }
)
_DOUBTS = (
    (UNKNOWN, QT_TRANSLATE_NOOP("Colouring", "no flag")),
    (_PINK, QT_TRANSLATE_NOOP("Colouring", "class in doubt")),
    (_SKY, QT_TRANSLATE_NOOP("Colouring", "place in doubt")),
    (_BAD, QT_TRANSLATE_NOOP("Colouring", "existence in doubt")),
    (_DOUBTFUL, QT_TRANSLATE_NOOP("Colouring", "unusual")),
)
_MATCHES = {
    Outcome.WRONG: (_BAD, QT_TRANSLATE_NOOP("Colouring", "missed")),
    Outcome.RIGHT: (_GOOD, QT_TRANSLATE_NOOP("Colouring", "found")),
    Outcome.NOT_COUNTED: (UNKNOWN, QT_TRANSLATE_NOOP("Colouring", "not counted")),
}
_PREDICTION_WORDS = {
    Outcome.WRONG: QT_TRANSLATE_NOOP("Colouring", "false"),
    Outcome.RIGHT: QT_TRANSLATE_NOOP("Colouring", "right"),
    Outcome.NOT_COUNTED: QT_TRANSLATE_NOOP("Colouring", "not counted"),
}
_MATCH_KEYS = {
    Outcome.WRONG: QT_TRANSLATE_NOOP("Colouring", "box missed, prediction false"),
    Outcome.RIGHT: QT_TRANSLATE_NOOP("Colouring", "box found, prediction right"),
    Outcome.NOT_COUNTED: QT_TRANSLATE_NOOP("Colouring", "not counted"),
}


class Colouring(StrEnum):
    """By what boxes are coloured."""

    CLASS = "class"
    FLAG = "flag"
    LOSS = "loss"
    MATCH = "match"


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """What is known of the boxes and predictions of an image, beyond their classes.

    Attributes
    ----------
    kinds : mapping of int to FlagKind
        By annotation id: of the likeliest flag that waits.
    losses : (n,) float64 or None
        Of the boxes, 0 to 1.
    found : (n,) int64 or None
        `Outcome` of each box.
    right : (m,) int64 or None
        `Outcome` of each prediction.
    """

    kinds: Mapping[int, FlagKind] = field(default_factory=dict)
    losses: Float | None = None
    found: Int | None = None
    right: Int | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    colour: QColor
    dashed: bool
    text: str


@dataclass(frozen=True, eq=False, slots=True)
class Shades:
    """How some boxes are painted.

    Attributes
    ----------
    groups : (n,) int64
        Boxes of one group look alike.
    colour_of
        Colour of a group.
    dashed : (n,) bool
        Whose outlines are dashed.
    """

    groups: Int
    colour_of: Callable[[int], QColor]
    dashed: Bool


def box_shades(colouring: Colouring, annotations: Annotations, known: Known, rows: Int) -> Shades:
    """How the boxes in these rows are painted."""
    solid = np.zeros(len(rows), np.bool_)
    if colouring is Colouring.LOSS and known.losses is not None:
        bands = np.asarray(np.digitize(known.losses[rows], _BANDS_FROM))
        return Shades(bands, lambda band: _BANDS[band][0], solid)
    if colouring is Colouring.FLAG:
        kinds = [known.kinds.get(own) for own in annotations.ids[rows].tolist()]
        doubts = np.array([_doubt(kind) for kind in kinds], np.int64)
        return Shades(doubts, lambda doubt: _DOUBTS[doubt][0], solid)
    if colouring is Colouring.MATCH and known.found is not None:
        found = known.found[rows]
        return Shades(found, lambda outcome: _MATCHES[Outcome(outcome)][0], found == Outcome.WRONG)
    return Shades(annotations.categories[rows], class_colour, solid)


def prediction_shades(colouring: Colouring, categories: Int, known: Known, rows: Int) -> Shades:
    """How the predictions in these rows are painted; all are dashed."""
    dashed = np.ones(len(rows), np.bool_)
    if colouring is Colouring.MATCH and known.right is not None:
        return Shades(known.right[rows], lambda outcome: _MATCHES[Outcome(outcome)][0], dashed)
    return Shades(categories[rows], class_colour, dashed)


def box_notes(colouring: Colouring, annotations: Annotations, known: Known, rows: Int) -> list[str]:
    """What is said beside the class of each of these boxes: colour is never the only sign."""
    if colouring is Colouring.LOSS and known.losses is not None:
        return [f"{loss:.2f}" for loss in known.losses[rows].tolist()]
    if colouring is Colouring.FLAG:
        kinds = [known.kinds.get(own) for own in annotations.ids[rows].tolist()]
        return ["" if kind is None else flag_title(kind) for kind in kinds]
    if colouring is Colouring.MATCH and known.found is not None:
        return [_said(_MATCHES[Outcome(found)][1]) for found in known.found[rows].tolist()]
    return [""] * len(rows)


def prediction_notes(colouring: Colouring, known: Known, rows: Int) -> list[str]:
    """What is said beside the class and score of each of these predictions."""
    if colouring is Colouring.MATCH and known.right is not None:
        return [_said(_PREDICTION_WORDS[Outcome(right)]) for right in known.right[rows].tolist()]
    return [""] * len(rows)


def legend(colouring: Colouring, known: Known) -> Sequence[Key]:
    """What the colours mean; nothing where they are those of classes, which their tags name."""
    if colouring is Colouring.LOSS and known.losses is not None:
        return [Key(colour, dashed=False, text=text) for colour, text in _BANDS]
    if colouring is Colouring.FLAG:
        return [Key(colour, dashed=False, text=_said(text)) for colour, text in _DOUBTS]
    if colouring is Colouring.MATCH and known.found is not None:
        return [
            Key(colour, dashed=outcome is Outcome.WRONG, text=_said(_MATCH_KEYS[outcome]))
            for outcome, (colour, _) in _MATCHES.items()
        ]
    return []


def _doubt(kind: FlagKind | None) -> int:
    if kind is None:
        return 0
    if kind in _OF_CLASS:
        return 1
    if kind in _OF_PLACE:
        return 2
    return 3 if kind in _OF_EXISTENCE else 4


def _said(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
