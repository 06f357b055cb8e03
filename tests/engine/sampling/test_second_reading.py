"""A second reading: drawn from what was answered, and compared unit by unit."""

from collections.abc import Sequence

import pytest

from engine.data.sample import Answer, Plan, Sample, Unit
from engine.errors import UserError
from engine.sampling.draw import draw
from engine.sampling.new import Made
from engine.sampling.second_reading import LEAST, draw_reading, reading_of
from engine.sampling.sentences import of_reading
from engine.sampling.tail import clopper_pearson
from tests.engine.sampling.drawn import AT, NOTHING, WRONG_CLASS, boxes, sample_of

PLAN = Plan(Unit.BOX, 100, 0, 0.02, 0.05)
MADE = Made(3, 0, AT, "lea")


def sample() -> Sample:
    return sample_of(draw(boxes(400), PLAN, 1, stratified=False), PLAN)


def answered(of: Sample, wrong: Sequence[int], who: str = "ada") -> list[Answer]:
    return [Answer(unit, WRONG_CLASS if unit in wrong else NOTHING, who, AT) for unit in range(len(of.units))]


def read(wrong: Sequence[int], wrong_again: Sequence[int]):
    """All of the sample is read again; units by their place in the sample."""
    of = sample()
    reading = draw_reading(of, answered(of, wrong), MADE, share=1)
    again = [
        Answer(place, WRONG_CLASS if of.units.index(unit) in wrong_again else NOTHING, "ben", AT)
        for place, unit in enumerate(_as_drawn(of, reading))
    ]
    return of, reading, again, reading_of(of, answered(of, wrong), reading, again)


def _as_drawn(of: Sample, reading: Sample):
    by_box = {unit.annotation_id: unit for unit in of.units}
    return [by_box[unit.annotation_id] for unit in reading.units]


def test_nothing_is_read_again_of_what_nobody_answered() -> None:
    with pytest.raises(UserError, match="nobody has answered"):
        draw_reading(sample(), [], MADE)


@pytest.mark.parametrize("share", [0.0, -1.0, 1.5])
def test_there_is_no_such_share(share: float) -> None:
    of = sample()
    with pytest.raises(UserError, match="cannot be drawn"):
        draw_reading(of, answered(of, []), MADE, share=share)


@pytest.mark.parametrize(("share", "drawn"), [(0.01, LEAST), (0.3, 30), (0.305, 31), (1, 100)])
def test_a_share_of_what_was_answered_is_drawn_whatever_the_answer(share: float, drawn: int) -> None:
    of = sample()
    reading = draw_reading(of, answered(of, [1, 2]), MADE, share=share)
    assert len(reading.units) == len(set(reading.units)) == drawn
    assert {unit.annotation_id for unit in reading.units} <= {unit.annotation_id for unit in of.units}
    assert (reading.plan.reading_of, reading.journal, reading.seed) == (of.id, of.journal, 3)
    assert draw_reading(of, answered(of, []), MADE, share=share) == reading
    with pytest.raises(UserError, match="not read again"):
        draw_reading(reading, answered(reading, []), MADE)


def test_only_what_has_an_answer_is_read_again() -> None:
    of = sample()
    some = [own for own in answered(of, []) if own.unit < 25]
    reading = draw_reading(of, some, MADE, share=1)
    assert {unit.annotation_id for unit in reading.units} == {unit.annotation_id for unit in of.units[:25]}


def test_both_answers_of_each_unit_are_compared() -> None:
    _, reading, again, found = read([0, 1, 2, 3], [2, 3, 4])
    assert (found.units, found.called_right) == (100, 96)
    assert (found.both, found.first_alone, found.second_alone) == (2, 2, 1)
    assert found.found is not None and found.found[0] == pytest.approx(2 / 3)
    # Of all that was called right, nothing is left to be read: 1 of 96, exactly.
    assert found.missed == pytest.approx(1 / 96)
    assert reading_of(sample(), answered(sample(), []), reading, again[:0]).missed == 1.0


def test_the_shares_have_their_exact_interval() -> None:
    _, _, _, found = read([0, 1, 2], [0, 1, 2, 3])
    assert found.found == pytest.approx(
        (0.75, 1 - clopper_pearson(1, 4, 0.025), clopper_pearson(3, 4, 0.025))
    )


def test_what_it_tells_is_said() -> None:
    of, _, _, found = read([0, 1, 2, 3], [2, 3, 4])
    first, *rest = of_reading(of, found, 0)
    assert first == "Second reading: 100 read, 0 wait."
    assert rest[0].startswith("Of 96 that were called right, 1 are wrong: 1.04% at most")
    assert rest[1].startswith("Of 3 found wrong now, 2 were found the first time: 67%")
    assert rest[2].startswith("Called wrong the first time and right now: 2.")
    _, _, _, nothing = read([], [])
    assert len(of_reading(of, nothing, 0)) == 2
