"""What a sample says, from the answers it has so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from engine.data.sample import (
    Answer,
    Decision,
    FoundError,
    FoundErrorKind,
    Left,
    Plan,
    Rate,
    Sample,
    Statement,
    Unit,
)
from engine.sampling.bound import stratified_bound
from engine.sampling.capture import chapman, total_interval

SECOND_LOOK = 0.5
"""What a second look at more units may add to the risk, as a share of that of the first."""

Counts = tuple[list[int], list[int], list[int]]
"""By stratum: wrong, drawn, and size."""


def statement_of(sample: Sample, answers: Sequence[Answer]) -> Statement:
    """State what the answers so far say, by kind of error and class, and what more would take.

    Parameters
    ----------
    sample
    answers
        The last one of each unit counts.
    """
    said, standing = _said(answers), standing_of(sample, answers)
    right = {**dict.fromkeys(range(len(sample.units)), ()), **said}
    refused = standing.decision is Decision.REFUSE
    return replace(
        standing,
        kinds=tuple((kind, _rate(sample, said, _of_kind(kind))) for kind in kinds_of(sample.plan.unit)),
        classes=tuple((category, _class_rate(sample, said, category)) for category in _classes(sample, said)),
        more=_more(sample, right) if refused else 0,
        left=None if standing.waiting or not sample.put_right else _left(sample, said),
    )


def standing_of(sample: Sample, answers: Sequence[Answer]) -> Statement:
    """Decision and rate alone, quick enough for every answer."""
    said = _said(answers)
    rate = _rate(sample, said, lambda error: True)
    waiting = len(sample.units) - len(said)
    right = {**dict.fromkeys(range(len(sample.units)), ()), **said}
    return Statement(
        decision=_decision(sample.plan, rate.wrong, waiting),
        answered=len(said),
        waiting=waiting,
        rate=rate,
        bound_if_right=_bound(_counts(sample, right, lambda error: True), sample.plan.risk),
    )


def kinds_of(unit: Unit) -> tuple[FoundErrorKind, ...]:
    """What can be wrong in a unit: in a label nothing is missing."""
    return tuple(kind for kind in FoundErrorKind if unit is Unit.IMAGE or kind is not FoundErrorKind.MISSING)


Said = Mapping[int, tuple[FoundError, ...]]
"""Errors by unit."""
Which = Callable[[FoundError], bool]


def _said(answers: Iterable[Answer]) -> Said:
    return {answer.unit: answer.errors for answer in answers}


def _decision(plan: Plan, wrong: int, waiting: int) -> Decision:
    """Curtailed: what no further answer can change is decided, and no risk is added by stopping then."""
    if wrong > plan.accept:
        return Decision.REFUSE
    return Decision.ACCEPT if wrong + waiting <= plan.accept or not waiting else Decision.OPEN


def _rate(sample: Sample, said: Said, which: Which, category: int | None = None) -> Rate:
    """Share of units with such an error; of a class: among the boxes of the class."""
    answered = _counts(sample, said, which, category)
    drawn = _drawn(sample, category)
    wrong, done, sizes = answered
    # What has no answer counts as wrong: so the bound holds whenever somebody stops, and whatever made them.
    worst = [bad + (of - seen) for bad, of, seen in zip(wrong, drawn, done, strict=True)]
    seen_of = sum(size for size, seen in zip(sizes, done, strict=True) if seen)
    estimate = sum(
        size * bad / seen for bad, seen, size in zip(wrong, done, sizes, strict=True) if seen
    ) / max(seen_of, 1)
    bound = stratified_bound(worst, drawn, sizes, sample.plan.risk)
    return Rate(sum(sizes), sum(done), sum(wrong), estimate, bound)


def _class_rate(sample: Sample, said: Said, category: int) -> Rate:
    if sample.plan.unit is Unit.BOX:
        return _rate(sample, said, lambda error: True, category)
    return _rate(sample, said, lambda error: error.category == category)


def _classes(sample: Sample, said: Said) -> list[int]:
    """The classes that something was drawn of, or that somebody found an error about, ascending."""
    if sample.plan.unit is Unit.BOX:
        return sorted({unit.category for unit in sample.units})
    return sorted({error.category for errors in said.values() for error in errors if error.category >= 0})


def _of_kind(kind: FoundErrorKind) -> Which:
    return lambda error: error.kind is kind


def _counts(sample: Sample, said: Said, which: Which, category: int | None = None) -> Counts:
    strata = len(sample.strata)
    wrong, done = [0] * strata, [0] * strata
    for place, errors in said.items():
        unit = sample.units[place]
        if category is None or unit.category == category:
            done[unit.stratum] += 1
            wrong[unit.stratum] += any(which(error) for error in errors)
    return wrong, done, _sizes(sample, category)


def _drawn(sample: Sample, category: int | None) -> list[int]:
    drawn = [0] * len(sample.strata)
    for unit in sample.units:
        drawn[unit.stratum] += category is None or unit.category == category
    return drawn


def _sizes(sample: Sample, category: int | None) -> list[int]:
    if category is None:
        return [stratum.size for stratum in sample.strata]
    sizes = [0] * len(sample.strata)
    for stratum, own, size in sample.class_sizes:
        sizes[stratum] += size if own == category else 0
    return sizes


def _bound(counts: Counts, risk: float) -> float:
    return stratified_bound(*counts, risk)


def _more(sample: Sample, right: Said) -> int | None:
    """How many more to draw if all of them are right; the second look has a risk of its own."""
    wrong, drawn, sizes = _counts(sample, right, lambda error: True)
    plan = replace(sample.plan, risk=sample.plan.risk * SECOND_LOOK)
    done, total = sum(drawn), sum(sizes)

    def settled(more: int) -> bool:
        return _bound((wrong, _extended(drawn, sizes, more), sizes), plan.risk) < plan.refuse_rate

    if not settled(total - done):
        return None
    low, high = 0, total - done
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if settled(middle) else (middle + 1, high)
    return low


def _extended(drawn: Sequence[int], sizes: Sequence[int], more: int) -> list[int]:
    """As many of the rest of each stratum as its share of all that is left."""
    left = [size - of for of, size in zip(drawn, sizes, strict=True)]
    share = more / max(sum(left), 1)
    return [of + round(share * rest) for of, rest in zip(drawn, left, strict=True)]


def _left(sample: Sample, said: Said) -> Left:
    """Flags found some errors; the sample, by chance, some of the same units and some others."""
    wrong = [sample.units[place] for place, errors in said.items() if errors]
    again = sum(sample.units[place].put_right for place, errors in said.items() if not errors)
    found, second = sample.put_right, again + len(wrong)
    # A unit that was put right and is wrong again is one of those still wrong.
    found = max(found - sum(unit.put_right for unit in wrong), again)
    low, high = total_interval(found, second, again, sample.plan.risk, at_most=sample.population)
    return Left(
        found=found,
        seen_again=again,
        missed=len(wrong),
        flagged=sum(unit.flagged for unit in wrong),
        estimate=chapman(found, second, again) - found,
        low=low - found,
        high=None if high is None else high - found,
    )
