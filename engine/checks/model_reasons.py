"""What flags that a model raises give as their reason."""

from __future__ import annotations

from engine.data.sentence import Sentence, sentence


def of_spurious(name: str, missed: float) -> Sentence:
    """Nothing is seen where a box is; ``missed``: the share of such boxes that the model misses."""
    return sentence(
        "Reason",
        "The model sees little or nothing where this box says {name}; of the boxes of this class and size it "
        "misses {missed:.0%}.",
        name=name,
        missed=missed,
    )


def of_class(name: str, seen: str, score: float, iou: float) -> Sentence:
    """Another class is seen."""
    return sentence(
        "Reason",
        "The model sees {seen} here with score {score:.2f} where this box says {name}; they overlap by "
        "{iou:.2f} IoU.",
        seen=seen,
        score=score,
        name=name,
        iou=iou,
    )


def of_place(name: str, score: float, iou: float) -> Sentence:
    """The object is seen elsewhere."""
    return sentence(
        "Reason",
        "The model sees this {name} elsewhere with score {score:.2f}; its box and this one overlap by only "
        "{iou:.2f} IoU.",
        name=name,
        score=score,
        iou=iou,
    )


def of_missing(name: str, score: float) -> Sentence:
    """Something is seen where no box is."""
    return sentence(
        "Reason",
        "The model sees {name} here with score {score:.2f}, and no box says so.",
        name=name,
        score=score,
    )
