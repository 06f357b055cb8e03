import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Annotations, Dataset
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.data.journal import Origin, Step, Verdict
from engine.data.sample import Plan, Unit
from engine.errors import UserError
from engine.sampling.draw import draw, population_of, size_of
from engine.sampling.plan import plan_for, risk_of
from tests.engine.sampling.drawn import boxes


def flag_of(dataset: Dataset, row: int) -> Flag:
    box = dataset.annotations.at(row)
    return Flag(FlagKind.WRONG_CLASS, box.image, box.id, box.category, box.box_xyxy, 0.9, "")


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(UserError, match="no labels"):
        draw(boxes(0), plan_for(Unit.BOX, 0.02, 0.05), 1, stratified=True)


def test_what_is_known_of_a_box_goes_with_it(dataset: Dataset) -> None:
    labels = dataset.annotations
    moved, deleted = labels.at(5), labels.at(9)
    key = flag_of(dataset, 5).key
    fixed = Step(
        (Edit.move(moved, (1, 2, 30, 40)), Edit.delete(deleted)),
        (Verdict(key, None, VerdictKind.FIXED),),
        Origin.SUGGESTION,
    )
    by_hand = Step((Edit.move(labels.at(7), (1, 2, 30, 40)),), (), Origin.DRAGGED)
    found = population_of(Unit.BOX, labels, 12, [flag_of(dataset, 2)], [3], [fixed, by_hand])
    assert found.annotation_ids[found.flagged].tolist() == [3]
    assert found.images[found.reviewed].tolist() == [3, 3]
    assert found.annotation_ids[found.put_right].tolist() == [6]
    images = population_of(Unit.IMAGE, labels, 12, [flag_of(dataset, 2)], [3], [fixed, by_hand])
    assert np.flatnonzero(images.flagged).tolist() == [1]
    assert np.flatnonzero(images.put_right).tolist() == [2, 4]


def test_boxes_that_nothing_can_be_said_of_are_not_drawn(dataset: Dataset) -> None:
    broken = Annotations.of_rows(
        [dataset.annotations.at(0).moved((float("nan"), 0, 1, 1)), dataset.annotations.at(1)]
    )
    assert population_of(Unit.BOX, broken, 12, [], [], []).annotation_ids.tolist() == [2]


def test_the_same_seed_draws_the_same_and_another_one_something_else() -> None:
    population, plan = boxes(2000, flagged=300, classes=3), plan_for(Unit.BOX, 0.02, 0.05, 2000)
    first, same, other = (draw(population, plan, seed, stratified=True) for seed in (5, 5, 6))
    assert first == same
    assert first.units != other.units


def test_a_plain_sample_is_as_large_as_planned_and_image_by_image() -> None:
    plan = plan_for(Unit.BOX, 0.02, 0.05, 400)
    drawn = draw(boxes(400), plan, 1, stratified=False)
    assert len(drawn.units) == plan.size
    assert len(drawn.strata) == 1
    images = [unit.image for unit in drawn.units]
    assert len(set(images)) == 1 + sum(one != next_one for one, next_one in itertools.pairwise(images))
    assert images != sorted(images)


def test_every_unit_is_as_likely_as_any_other() -> None:
    plan = Plan(Unit.BOX, 10, 0, 0.2, 0.1)
    times = np.zeros(40)
    for seed in range(600):
        for unit in draw(boxes(40), plan, seed, stratified=False).units:
            times[unit.annotation_id - 1] += 1  # type: ignore[operator]
    assert abs(times - 150).max() < 5 * np.sqrt(150)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 3000),
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(1, 6),
    st.sampled_from([0.01, 0.05, 0.2]),
)
def test_strata_cover_all_and_hold_the_risk(
    count: int, flagged: int, reviewed: int, classes: int, refuse: float
) -> None:
    population = boxes(count, flagged=flagged, reviewed=reviewed, classes=classes)
    plan = plan_for(Unit.BOX, refuse, 0.05, count)
    drawn = draw(population, plan, 1, stratified=True)
    sizes = [stratum.size for stratum in drawn.strata]
    taken = np.bincount([unit.stratum for unit in drawn.units], minlength=len(sizes)).tolist()
    assert sum(sizes) == count == sum(size for _, _, size in drawn.class_sizes)
    assert len({unit.annotation_id for unit in drawn.units}) == len(drawn.units)
    assert all(0 < of <= size for of, size in zip(taken, sizes, strict=True))
    assert len(drawn.units) == count or len(sizes) == 1 or risk_of(plan, taken, sizes) <= 0.05
    for unit in drawn.units:
        stratum = drawn.strata[unit.stratum]
        assert stratum.flagged is unit.flagged
        assert stratum.category in (None, unit.category)


def test_rare_classes_share_a_stratum() -> None:
    drawn = draw(boxes(1000, classes=200), plan_for(Unit.BOX, 0.02, 0.05, 1000), 1, stratified=True)
    assert [stratum.category for stratum in drawn.strata] == [None]


@pytest.mark.parametrize("stratified", [True, False])
def test_how_many_it_will_be_is_known_before(stratified: bool) -> None:
    population, plan = boxes(700, flagged=90, classes=3), plan_for(Unit.BOX, 0.02, 0.05, 700)
    drawn = draw(population, plan, 1, stratified=stratified)
    assert size_of(population, plan, stratified=stratified) == len(drawn.units)
