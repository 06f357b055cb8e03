"""Labels: what mAP would gain if all likely suggestions were accepted, by kind and by class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.flag import BEHIND_PLOTS, Flag, FlagKind
from engine.data.sentence import sentence
from engine.diagnose.mistakes import shares_beyond_mistakes
from engine.diagnose.patient import Patient, Progress
from engine.editing import numbered
from engine.evaluation.bootstrap import compare
from engine.evaluation.incremental import Evaluation
from engine.pricing import after_edits

LIKELY = 0.5
"""From this probability on a label is more likely wrong than right."""
_RESAMPLES = 200
_OF_OPINION = frozenset(
    (FlagKind.MISSING_LABEL, FlagKind.WRONG_CLASS, FlagKind.BAD_LOCATION, FlagKind.DUPLICATE)
)
_LEAST_SHARE = 0.01
"""Half of the least that audits find wrong (2 to 10 %): of some labels in a thousand a good model is sure and wrong."""
_LEAST_PRICE = 5e-4
"""Less than this nobody would look for."""


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    """Flags of a kind, and the labels with their suggestions accepted."""

    kind: FlagKind
    flags: tuple[Flag, ...]
    after: Evaluation
    price: float


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """A finding for each kind of flag whose likely suggestions, accepted together, raise mAP."""
    own = patient.assessment
    if own.predictions is None:
        yield NotLookedAt(Topic.LABELS, sentence("Diagnose", "Without predictions no label has a price."))
        return
    before = max(own.evaluation.metrics.ap, 0.0)
    kinds = _by_kind(flag for flags in own.flags.values() for flag in flags)
    groups = []
    for done, (kind, flags) in enumerate(kinds.items()):
        progress("Pricing suggestions by kind", done, len(kinds))
        edits = [flag.suggestion for flag in flags if flag.suggestion is not None]
        after = after_edits(own.evaluation, own.annotations, numbered(edits, own.annotations))
        groups.append(_Group(kind, tuple(flags), after, after.metrics.ap - before))
    shares = shares_beyond_mistakes(patient, {kind: len(flags) for kind, flags in kinds.items()}, LIKELY)
    for group in sorted(groups, key=lambda group: -group.price):
        share = shares.get(group.kind, 1.0)
        if group.price >= _LEAST_PRICE and share > 0.0:
            yield _finding(patient, group, share)


def _by_kind(flags: Iterable[Flag]) -> dict[FlagKind, list[Flag]]:
    """Likely flags with a suggestion; of several about one box only the likeliest, since only one can be accepted."""
    found: dict[FlagKind, list[Flag]] = defaultdict(list)
    taken: set[int] = set()
    for flag in sorted(flags, key=lambda flag: -flag.score):
        if flag.suggestion is None or flag.kind in BEHIND_PLOTS or flag.score < LIKELY:
            continue
        if flag.annotation_id is not None:
            if flag.annotation_id in taken:
                continue
            taken.add(flag.annotation_id)
        found[flag.kind].append(flag)
    return found


def _finding(patient: Patient, group: _Group, share: float) -> Finding:
    own = patient.assessment
    interval = compare(own.evaluation, group.after, resamples=_RESAMPLES, seed=patient.seed).ap
    certain = interval.is_more_than_noise
    name = sentence("FlagKind", group.kind.value.replace("_", " ").capitalize())
    likely = float(np.mean([flag.score for flag in group.flags]))
    count = len(group.flags)
    if count == 1:
        said = sentence(
            "Diagnose",
            "{kind}: 1 label is more likely wrong than right. With its suggestion accepted mAP would be {price:.4f} "
            "higher.",
            kind=name,
            price=group.price,
        )
        step = sentence("Diagnose", "Review this flag.")
    else:
        said = sentence(
            "Diagnose",
            "{kind}: {count:,} labels are more likely wrong than right. With their suggestions accepted mAP would be "
            "{price:.4f} higher.",
            kind=name,
            count=count,
            price=group.price,
        )
        step = sentence(
            "Diagnose", "Review these {count:,} flags, the one that is worth most first.", count=count
        )
    return Finding(
        key=f"labels.{group.kind.value}",
        topic=Topic.LABELS,
        sentence=said,
        confidence=likely * share * (1.0 if certain else 0.5),
        weight=group.price,
        price=group.price,
        price_low=interval.low,
        price_high=interval.high,
        plot=_by_class(patient, group),
        steps=(NextStep(step, filter_text=f"kind:{group.kind.value} score>={LIKELY}"),),
        symptom=not certain or _model_alone(own.annotations, group),
    )


def _model_alone(annotations: Annotations, group: _Group) -> bool:
    """Whether flags may be a model's own mistakes: its silence, which is as of what it misses, or a few opinions."""
    few = len(group.flags) < _LEAST_SHARE * len(annotations)
    return group.kind is FlagKind.SPURIOUS_LABEL or (group.kind in _OF_OPINION and few)


def _by_class(patient: Patient, group: _Group) -> EvidencePlot | None:
    """By how much AP of each class would change."""
    before, after = (one.metrics.per_class_ap for one in (patient.assessment.evaluation, group.after))
    delta = np.where((before >= 0) & (after >= 0), after - before, 0.0)
    order = np.argsort(-np.abs(delta), kind="stable")[:20]
    order = order[delta[order] != 0.0]
    if not len(order):
        return None
    names = patient.dataset.categories.names
    return EvidencePlot(
        PlotKind.BARS,
        sentence("Diagnose", "AP that each class would gain"),
        "",
        sentence("Diagnose", "change of AP"),
        (Series("", np.arange(len(order), dtype=np.float64), delta[order]),),
        names=tuple(names[place] for place in order.tolist()),
    )
