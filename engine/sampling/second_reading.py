"""A second reading: some of a reviewed sample shown blind to somebody else, to tell what the first overlooked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.data.sample import Answer, Plan, Reading, Sample, Stratum
from engine.errors import UserError
from engine.sampling.bound import upper_bound
from engine.sampling.new import Made
from engine.sampling.tail import clopper_pearson

SHARE = 0.3
"""How much of a sample is shown again unless somebody says otherwise."""
LEAST = 20
"""Of fewer units a reading tells next to nothing."""
_TAIL = 0.025


def draw_reading(sample: Sample, answers: Sequence[Answer], made: Made, *, share: float = SHARE) -> Sample:
    """Draw from the units that have an answer, by chance, whatever it was; the labels are those of the sample.

    Parameters
    ----------
    sample
    answers
        Of the sample.
    made
        Its journal is not looked at.
    share
        How many of them, above 0 to 1; `LEAST` at least, where there are so many.

    Raises
    ------
    UserError
        There is nothing to show again, or no such share.
    """
    answered = _answered(sample, answers, share)
    random = np.random.default_rng(made.seed)
    count = min(max(math.ceil(share * len(answered)), LEAST), len(answered))
    chosen = [sample.units[unit] for unit in random.choice(answered, count, replace=False).tolist()]
    images = random.permutation(1 + max(unit.image for unit in chosen)).tolist()
    chosen.sort(key=lambda unit: (images[unit.image], unit.annotation_id or 0))
    plan = Plan(sample.plan.unit, count, 0, sample.plan.refuse_rate, sample.plan.risk, reading_of=sample.id)
    return Sample(
        id=0,
        seed=made.seed,
        plan=plan,
        strata=(Stratum(len(answered)),),
        class_sizes=(),
        units=tuple(replace(unit, stratum=0, put_right=False) for unit in chosen),
        put_right=0,
        journal=sample.journal,
        made_at=made.at,
        author=made.author,
    )


def _answered(sample: Sample, answers: Sequence[Answer], share: float) -> list[int]:
    """The units that can be shown again; raises as `draw_reading` does."""
    if sample.plan.reading_of:
        raise UserError(
            "a second reading is not read again",
            record=f"sample {sample.id}",
            remedy="Choose the sample it is of",
        )
    if not 0 < share <= 1:
        raise UserError(
            f"a share of {share:g} cannot be drawn", remedy="Give a number above 0, and 1 at most"
        )
    answered = sorted({answer.unit for answer in answers})
    if not answered:
        raise UserError(
            "nobody has answered anything of the sample",
            record=f"sample {sample.id}",
            remedy="Review it first",
        )
    return answered


def reading_of(
    sample: Sample, answers: Sequence[Answer], reading: Sample, again: Sequence[Answer]
) -> Reading:
    """Compare both answers of each unit; it is right or wrong as a whole, and the last answer counts.

    Of what the second reader finds wrong, the first had found a share. It tells what they overlook as far as the two
    are not blind to the same.

    Parameters
    ----------
    sample, answers
    reading, again
        A second reading of the sample, and its answers.
    """
    place = {(unit.image, unit.annotation_id): number for number, unit in enumerate(sample.units)}
    first = {answer.unit: bool(answer.errors) for answer in answers}
    second = {answer.unit: bool(answer.errors) for answer in again}
    pairs = [
        (first[place[own.image, own.annotation_id]], second[number])
        for number, own in enumerate(reading.units)
        if number in second
    ]
    both, first_alone = pairs.count((True, True)), pairs.count((True, False))
    second_alone, right = pairs.count((False, True)), sum(not wrong for wrong, _ in pairs)
    seen = both + second_alone
    found = None
    if seen:
        low, high = 1 - clopper_pearson(second_alone, seen, _TAIL), clopper_pearson(both, seen, _TAIL)
        found = (both / seen, low, high)
    missed = upper_bound(second_alone, right, sample.plan.risk, sum(not wrong for wrong in first.values()))
    return Reading(len(pairs), right, both, first_alone, second_alone, found, missed)
