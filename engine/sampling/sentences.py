"""What a plan and a sample say, for people."""

from __future__ import annotations

import numpy as np

from engine.data.sample import Decision, Left, Plan, Rate, Reading, Sample, Statement, Unit
from engine.data.sentence import Sentence, sentence
from engine.sampling.plan import accepted_with
from engine.sampling.statement import SECOND_LOOK

_GOOD = 0.1
"""A rate of this share of the refused one is a good one."""


def of_plan(plan: Plan, population: int) -> tuple[Sentence, ...]:
    """The operating characteristic in words.

    Parameters
    ----------
    plan
        Of as many units as are drawn.
    population
        How many there are.
    """
    # A rate that the population can have.
    good = max(round(plan.refuse_rate * _GOOD * population), 1) / population
    chance = float(accepted_with(np.array(good), plan, None if plan.standard else population))
    values = {
        "rate": plan.refuse_rate,
        "population": population,
        "risk": plan.risk,
        "size": plan.size,
        "accept": plan.accept,
    }
    if plan.unit is Unit.BOX:
        first = sentence(
            "Sample",
            "{size} of {population} boxes are drawn; {accept} of them may be wrong. If {rate:.2%} or more of all are "
            "wrong, they are accepted with a chance of {risk:.1%} at most.",
            **values,
        )
    else:
        first = sentence(
            "Sample",
            "{size} of {population} images are drawn; {accept} of them may have anything wrong. If "
            "{rate:.2%} or more of all have, they are accepted with a chance of {risk:.1%} at most.",
            **values,
        )
    second = sentence(
        "Sample",
        "If only {good:.2%} are wrong, they are accepted with a chance of {chance:.0%}.",
        good=good,
        chance=chance,
    )
    return first, second


def of_statement(sample: Sample, statement: Statement) -> tuple[Sentence, ...]:
    """What a sample says so far: whether it is decided, the rate, what more would take, and what is left."""
    said = [of_decision(sample.plan, statement), of_rate(sample, statement)]
    if statement.decision is Decision.REFUSE:
        said.append(of_more(sample, statement))
    if statement.left is not None:
        said.append(of_left(sample, statement.left))
    elif not statement.waiting:
        said.append(
            sentence(
                "Sample",
                "Of all {population}, about {wrong:.0f} are wrong, and {most} at most.",
                population=sample.population,
                wrong=statement.rate.estimate * sample.population,
                most=most_wrong(statement.rate),
            )
        )
    return tuple(said)


def most_wrong(rate: Rate) -> int:
    """How many of all may be wrong by a bound."""
    return int(rate.bound * rate.population + 1e-6)


def of_decision(plan: Plan, statement: Statement) -> Sentence:
    """Accepted, refused, or how many answers are to come."""
    values = {"wrong": statement.rate.wrong, "accept": plan.accept, "waiting": statement.waiting}
    if statement.decision is Decision.ACCEPT:
        return sentence("Sample", "Accepted: {wrong} wrong, and {accept} may be.", **values)
    if statement.decision is Decision.OPEN:
        return sentence(
            "Sample", "Open: {wrong} wrong so far, {accept} may be; {waiting} wait for an answer.", **values
        )
    if statement.waiting:
        return sentence(
            "Sample",
            "Refused: {wrong} wrong, and {accept} may be. The {waiting} that wait cannot change that: it "
            "may stop here.",
            **values,
        )
    return sentence("Sample", "Refused: {wrong} wrong, and {accept} may be.", **values)


def of_rate(sample: Sample, statement: Statement) -> Sentence:
    """The error rate with its bound."""
    rate = statement.rate
    values = {
        "estimate": rate.estimate,
        "bound": rate.bound,
        "sure": 1 - sample.plan.risk,
        "answered": rate.answered,
        "wrong": rate.wrong,
        "best": statement.bound_if_right,
    }
    if not statement.waiting:
        return sentence(
            "Sample",
            "{wrong} of {answered} are wrong: about {estimate:.2%} of all, and {bound:.2%} at most, with {sure:.1%} "
            "confidence.",
            **values,
        )
    return sentence(
        "Sample",
        "{wrong} of the {answered} answered are wrong. {bound:.2%} of all at most are wrong if it stops "
        "here, where what waits counts as wrong, and {best:.2%} if all that waits is right, with "
        "{sure:.1%} confidence.",
        **values,
    )


def of_more(sample: Sample, statement: Statement) -> Sentence:
    """How many more would settle it."""
    both = sample.plan.risk * (1 + SECOND_LOOK)
    if statement.more is None:
        return sentence(
            "Sample", "So many are wrong that no further answer would bring the rate under the refused one."
        )
    return sentence(
        "Sample",
        "{more} more, drawn from the rest and all right, would bring it under {rate:.2%}, at a risk of "
        "{risk:.1%} over both looks.",
        more=statement.more,
        rate=sample.plan.refuse_rate,
        risk=both,
    )


def of_left(sample: Sample, left: Left) -> Sentence:
    """How many are probably still wrong, by what flags found and the sample missed or did not."""
    values = {
        "found": left.found,
        "again": left.seen_again,
        "missed": left.missed,
        "flagged": left.flagged,
        "estimate": left.estimate,
        "low": left.low,
        "high": left.high,
        "sure": 1 - sample.plan.risk,
    }
    if left.high is None:
        return sentence(
            "Sample",
            "Flags put {found} right, {again} of them are in the sample, with {missed} that are still "
            "wrong ({flagged} of these have a flag): about {estimate:.0f} are left, {low} at least, with "
            "{sure:.1%} confidence.",
            **values,
        )
    return sentence(
        "Sample",
        "Flags put {found} right, {again} of them are in the sample, with {missed} that are still wrong "
        "({flagged} of these have a flag): about {estimate:.0f} are left, {low} to {high} with {sure:.1%} confidence.",
        **values,
    )


def of_reading(sample: Sample, reading: Reading, waiting: int) -> tuple[Sentence, ...]:
    """What a second reading tells so far.

    Parameters
    ----------
    sample
        That it is of.
    reading
    waiting
        How many units wait for the second answer.
    """
    said = [
        sentence(
            "Sample", "Second reading: {units} read, {waiting} wait.", units=reading.units, waiting=waiting
        )
    ]
    if not reading.units:
        return tuple(said)
    said.append(
        sentence(
            "Sample",
            "Of {right} that were called right, {wrong} are wrong: {bound:.2%} at most of all that was called right, "
            "with {sure:.1%} confidence.",
            right=reading.called_right,
            wrong=reading.second_alone,
            bound=reading.missed,
            sure=1 - sample.plan.risk,
        )
    )
    if reading.found is not None:
        said.append(_found(reading, *reading.found))
    if reading.first_alone:
        said.append(
            sentence(
                "Sample",
                "Called wrong the first time and right now: {count}. Look at these together.",
                count=reading.first_alone,
            )
        )
    return tuple(said)


def _found(reading: Reading, share: float, low: float, high: float) -> Sentence:
    return sentence(
        "Sample",
        "Of {seen} found wrong now, {both} were found the first time: {share:.0%} (95 % interval {low:.0%} to "
        "{high:.0%}). What neither sees is in no figure.",
        seen=reading.both + reading.second_alone,
        both=reading.both,
        share=share,
        low=low,
        high=high,
    )
