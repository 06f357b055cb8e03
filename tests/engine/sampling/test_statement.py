from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.sample import Decision, FoundError, FoundErrorKind, Plan, Sample, Statement, Unit
from engine.sampling.bound import upper_bound
from engine.sampling.draw import draw
from engine.sampling.plan import plan_for
from engine.sampling.statement import statement_of
from tests.engine.sampling.drawn import NOTHING, WRONG_CLASS, answers, boxes, sample_of

PLAN = plan_for(Unit.BOX, 0.02, 0.05, 4000)
ONE_MAY_BE = plan_for(Unit.BOX, 0.02, 0.05, 4000, accept=1)


def plain(plan: Plan = PLAN) -> Sample:
    return sample_of(draw(boxes(4000), plan, 1, stratified=False), plan)


def said(sample: Sample, wrong: int, waiting: int = 0) -> Statement:
    right = len(sample.units) - wrong - waiting
    return statement_of(sample, answers([WRONG_CLASS] * wrong + [NOTHING] * right))


def test_without_an_answer_everything_is_possible() -> None:
    statement = statement_of(plain(), ())
    assert statement.decision is Decision.OPEN
    assert (statement.answered, statement.waiting) == (0, PLAN.size)
    assert statement.rate.bound == 1.0
    assert statement.bound_if_right < 0.02
    assert statement.left is None


@pytest.mark.parametrize(
    ("plan", "wrong", "waiting", "decision"),
    [
        (PLAN, 0, 0, Decision.ACCEPT),
        (PLAN, 0, 1, Decision.OPEN),
        # Refused with the first wrong one: no answer to come can change that.
        (PLAN, 1, PLAN.size - 1, Decision.REFUSE),
        (ONE_MAY_BE, 1, 0, Decision.ACCEPT),
        (ONE_MAY_BE, 0, 1, Decision.ACCEPT),
        (ONE_MAY_BE, 1, 1, Decision.OPEN),
        (ONE_MAY_BE, 2, 100, Decision.REFUSE),
    ],
)
def test_it_is_decided_as_soon_as_no_answer_can_change_it(
    plan: Plan, wrong: int, waiting: int, decision: Decision
) -> None:
    assert said(plain(plan), wrong, waiting).decision is decision


def test_accepted_means_that_the_bound_is_under_the_refused_rate() -> None:
    assert said(plain(), 0).rate.bound < 0.02
    assert said(plain(), 1).rate.bound >= 0.02
    assert said(plain(), 1).rate.bound == upper_bound(1, PLAN.size, 0.05, 4000)


def test_whoever_stops_has_a_bound_that_counts_what_waits_as_wrong() -> None:
    assert said(plain(), 1, 9).rate.bound == upper_bound(10, PLAN.size, 0.05, 4000)
    assert said(plain(), 1, 9).rate.estimate == pytest.approx(1 / (PLAN.size - 9))
    assert said(plain(), 1, 9).bound_if_right == upper_bound(1, PLAN.size, 0.05, 4000)


def test_the_last_answer_of_a_unit_counts() -> None:
    sample = plain()
    first = answers([WRONG_CLASS] + [NOTHING] * (PLAN.size - 1))
    assert statement_of(sample, [*first, replace(first[0], errors=())]).decision is Decision.ACCEPT


def test_more_of_them_settle_it_where_they_are_right() -> None:
    statement = said(plain(), 1)
    assert statement.more is not None
    size = PLAN.size + statement.more
    # At half the risk again: two looks are two chances to be wrong.
    assert upper_bound(1, size, 0.025, 4000) < 0.02 <= upper_bound(1, size - 1, 0.025, 4000)
    assert said(plain(), 0).more == 0
    assert said(plain(), PLAN.size).more is None


def test_kinds_and_classes_have_bounds_of_their_own() -> None:
    drawn = draw(boxes(4000, classes=4), PLAN, 1, stratified=False)
    sample = sample_of(drawn, PLAN)
    place = next(n for n, unit in enumerate(drawn.units) if unit.category == 2)
    found = [NOTHING] * len(drawn.units)
    found[place] = (FoundError(FoundErrorKind.WRONG_PLACE, 2, drawn.units[place].annotation_id),)
    statement = statement_of(sample, answers(found))
    assert [kind for kind, _ in statement.kinds] == [
        FoundErrorKind.WRONG_CLASS,
        FoundErrorKind.WRONG_PLACE,
        FoundErrorKind.NO_OBJECT,
    ]
    assert [rate.wrong for _, rate in statement.kinds] == [0, 1, 0]
    classes = dict(statement.classes)
    assert {category: rate.wrong for category, rate in classes.items()} == {0: 0, 1: 0, 2: 1, 3: 0}
    of_class = sum(unit.category == 2 for unit in drawn.units)
    assert classes[2].bound == upper_bound(1, of_class, 0.05, 1000)
    assert classes[2].population == 1000


def test_a_sample_of_images_counts_what_is_missing() -> None:
    population = replace(boxes(300), unit=Unit.IMAGE)
    plan = plan_for(Unit.IMAGE, 0.05, 0.05, 300)
    sample = sample_of(draw(population, plan, 1, stratified=False), plan)
    missing = (
        FoundError(FoundErrorKind.MISSING, 1, None, (1, 2, 3, 4)),
        FoundError(FoundErrorKind.WRONG_CLASS, 0, 3),
    )
    statement = statement_of(sample, answers([missing] + [NOTHING] * (len(sample.units) - 1)))
    assert dict(statement.kinds)[FoundErrorKind.MISSING].wrong == 1
    assert {category: rate.wrong for category, rate in statement.classes} == {0: 1, 1: 1}
    # An image is wrong once, however much is wrong on it.
    assert statement.rate.wrong == 1


def test_what_flags_found_and_the_sample_missed_tells_how_much_is_left() -> None:
    population = boxes(1000, flagged=50, put_right=200)
    plan = replace(PLAN, size=500)
    drawn = draw(population, plan, 3, stratified=False)
    again = sum(unit.put_right for unit in drawn.units)
    found = [WRONG_CLASS if unit.flagged else NOTHING for unit in drawn.units]
    statement = statement_of(sample_of(drawn, plan, 200), answers(found))
    left = statement.left
    assert left is not None
    missed = sum(unit.flagged for unit in drawn.units)
    assert (left.found, left.seen_again, left.missed, left.flagged) == (200, again, missed, missed)
    assert left.estimate == pytest.approx(201 * (again + missed + 1) / (again + 1) - 1 - 200)
    assert left.low <= 50 <= left.high  # type: ignore[operator]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 26), st.integers(0, 26), st.integers(1, 3), st.booleans())
def test_an_answer_more_never_unsettles_it(wrong: int, right: int, classes: int, stratified: bool) -> None:
    plan = plan_for(Unit.BOX, 0.05, 0.05, 300)
    sample = sample_of(draw(boxes(300, flagged=40, classes=classes), plan, 1, stratified=stratified), plan)
    before = statement_of(sample, answers([WRONG_CLASS] * wrong + [NOTHING] * right))
    for more in (WRONG_CLASS, NOTHING):
        after = statement_of(sample, answers([WRONG_CLASS] * wrong + [NOTHING] * right + [more]))
        assert before.decision in (Decision.OPEN, after.decision)
        assert after.rate.bound <= before.rate.bound + 1e-9
        assert after.bound_if_right >= before.bound_if_right - 1e-9
