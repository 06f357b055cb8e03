"""Known answers in the queue: where they stand, what was said of them, and how well each person answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from engine.checks import model_reasons
from engine.data.dataset import Annotations, BoxTuple, Categories
from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.data.journal import Verdict
from engine.data.known_answer import KnownAnswer, KnownScore, PlantedAnswer, Planting
from engine.data.sentence import Sentence
from engine.sampling.tail import clopper_pearson

_RISK = 0.025
"""On either side: 95 % in the middle."""


@dataclass(frozen=True, eq=False, slots=True)
class KnownAnswers:
    """Every known answer of a project as a flag.

    Attributes
    ----------
    by_image : mapping of int to tuple of Flag
        By image index, those that cannot stand at present among them.
    places : mapping of str to tuple of 2 int
        Id of the planting and place in it, by `Flag.key`.
    prices : mapping of str to float
        By `Flag.key`.
    said : mapping of str to VerdictKind
        By `Flag.key`.
    """

    by_image: Mapping[int, tuple[Flag, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, VerdictKind] = field(default_factory=dict)

    @staticmethod
    def of(
        plantings: Iterable[Planting], answers: Iterable[PlantedAnswer], categories: Categories
    ) -> KnownAnswers:
        """Those of a project."""
        by_image: dict[int, list[Flag]] = {}
        places, prices = {}, {}
        for planting in plantings:
            for place, known in enumerate(planting.known):
                flag = _flag(known, f"{planting.id}.{place}", categories)
                by_image.setdefault(flag.image, []).append(flag)
                places[flag.key] = planting.id, place
                prices[flag.key] = known.price
        keys = {place: key for key, place in places.items()}
        verdicts = {keys[own.planting, own.place]: own.verdict for own in answers}
        said = {key: verdict for key, verdict in verdicts.items() if verdict is not None}
        return KnownAnswers({image: tuple(own) for image, own in by_image.items()}, places, prices, said)

    def flags_of(self, image: int, annotations: Annotations, doubts: Sequence[Flag]) -> tuple[Flag, ...]:
        """Those that stand in the queue: where the label is as it was trusted, and nothing doubts it likewise.

        One whose suggestion was accepted is gone, as a doubt is that was mended.

        Parameters
        ----------
        image
        annotations
            The labels as they are now.
        doubts
            Flags of this image.
        """
        own = [flag for flag in self.by_image.get(image, ()) if self.said.get(flag.key) != VerdictKind.FIXED]
        if not own:
            return ()
        doubted = {(flag.kind, flag.annotation_id) for flag in doubts}
        there = annotations.boxes_xyxy[annotations.rows_of_image(image)]
        return tuple(
            flag
            for flag in own
            if flag.suggestion is not None
            and (
                not touches(flag.box_xyxy, there)
                if flag.annotation_id is None
                else annotations.get(flag.annotation_id) == flag.suggestion.before
                and (flag.kind, flag.annotation_id) not in doubted
            )
        )

    def after(self, verdicts: Iterable[Verdict]) -> KnownAnswers:
        """After some answers, or after they were taken back."""
        said = {**self.said, **{own.flag_key: own.after for own in verdicts}}
        return replace(self, said={key: own for key, own in said.items() if own is not None})

    def answers(self, verdicts: Iterable[Verdict], author: str, at: datetime) -> list[PlantedAnswer]:
        """What is to be kept of some answers."""
        return [PlantedAnswer(*self.places[own.flag_key], own.after, author, at) for own in verdicts]


def touches(box_xyxy: BoxTuple, boxes_xyxy: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
    """Whether a box and any of some others, (n, 4), have a pixel in common."""
    x1, y1, x2, y2 = box_xyxy
    left, top, right, bottom = boxes_xyxy.T
    return bool(((left < x2) & (right > x1) & (top < y2) & (bottom > y1)).any())


def scores(answers: Iterable[PlantedAnswer]) -> dict[str, KnownScore]:
    """How each person answered; of what was answered twice the last answer counts, for whoever gave it.

    Parameters
    ----------
    answers
        Of one project, oldest first.
    """
    last = {(own.planting, own.place): own for own in answers}
    counts: dict[str, Counter[VerdictKind]] = {}
    for own in last.values():
        if own.verdict is not None:
            counts.setdefault(own.author, Counter())[own.verdict] += 1
    return {name: _score(own) for name, own in counts.items()}


def scores_for(
    person: str, leads: Collection[str], answers: Iterable[PlantedAnswer]
) -> dict[str, KnownScore]:
    """The same, as far as a person may see it: where leads are named, they alone, and nobody else even their own."""
    return scores(answers) if not leads or person in leads else {}


def _score(counts: Counter[VerdictKind]) -> KnownScore:
    right, wrong = counts[VerdictKind.LABEL_IS_RIGHT], counts[VerdictKind.FIXED]
    told = right + wrong
    bounds = (1 - clopper_pearson(wrong, told, _RISK), clopper_pearson(right, told, _RISK)) if told else None
    return KnownScore(right, wrong, counts[VerdictKind.UNSURE], bounds)


def _flag(known: KnownAnswer, number: str, categories: Categories) -> Flag:
    subject, label = known.suggestion.subject, known.label
    shown = subject if label is None else label
    return Flag(
        known.kind,
        shown.image,
        None if label is None else label.id,
        shown.category,
        shown.box_xyxy,
        known.score,
        _reason(known, categories.name(shown.category), categories.name(subject.category)),
        known.suggestion,
        known=number,
    )


def _reason(known: KnownAnswer, name: str, seen: str) -> Sentence:
    if known.kind is FlagKind.SPURIOUS_LABEL:
        return model_reasons.of_spurious(name, known.said)
    if known.kind is FlagKind.WRONG_CLASS:
        return model_reasons.of_class(name, seen, known.said, known.iou)
    if known.kind is FlagKind.BAD_LOCATION:
        return model_reasons.of_place(name, known.said, known.iou)
    return model_reasons.of_missing(name, known.said)
