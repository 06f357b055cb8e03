import pytest

from engine.inference.callers import Callers

QUICK, SLOW = 0.002, 0.3


def given(callers: Callers, *, is_timing: bool = False) -> int:
    """Give batches until there is no room; tells how many are there then."""
    while callers.has_room(is_timing=is_timing):
        callers.gave()
    return callers.busy


def all_back(callers: Callers, seconds: float) -> None:
    while callers.busy:
        callers.came_back(seconds)


def test_a_model_for_one_thread_always_has_the_next_batch_there():
    callers = Callers(1)
    assert (given(callers), callers.at_once) == (2, 1)
    all_back(callers, QUICK)
    assert (given(callers, is_timing=True), callers.at_once) == (2, 1)


def test_the_first_batch_runs_alone_for_nobody_knows_how_long_it_takes():
    assert given(Callers(2)) == 1


@pytest.mark.parametrize(
    ("seconds", "is_timing", "room"), [(QUICK, False, 3), (QUICK, True, 1), (SLOW, False, 1)]
)
def test_quick_batches_run_two_at_once_unless_they_are_timed(seconds, is_timing, room):
    callers = Callers(2)
    callers.gave()
    callers.came_back(seconds)
    assert given(callers, is_timing=is_timing) == room


def test_what_two_at_once_take_longer_does_not_make_them_slow():
    callers = Callers(2)
    callers.gave()
    callers.came_back(0.08)
    for _ in range(5):
        assert given(callers) == 3
        callers.came_back(0.16)
    all_back(callers, SLOW)
    assert given(callers) == 1


def test_they_run_alone_for_good_once_two_did_not_fit():
    callers = Callers(2)
    callers.gave()
    callers.came_back(QUICK)
    callers.end_sharing()
    assert (given(callers), callers.at_once) == (1, 1)
