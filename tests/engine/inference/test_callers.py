import pytest

from engine.inference.callers import Callers


def given(callers: Callers, *, is_timing: bool = False) -> int:
    """Give batches until there is no room; tells how many are there then."""
    while callers.has_room(is_timing=is_timing):
        callers.gave()
    return callers.busy


@pytest.mark.parametrize("is_timing", [False, True])
def test_a_model_for_one_thread_always_has_the_next_batch_there(is_timing):
    callers = Callers(1)
    assert (given(callers, is_timing=is_timing), callers.at_once) == (2, 1)


@pytest.mark.parametrize(("is_timing", "room"), [(False, 3), (True, 1)])
def test_batches_run_two_at_once_unless_they_are_timed(is_timing, room):
    callers = Callers(2)
    assert given(callers, is_timing=is_timing) == room
    callers.came_back()
    assert given(callers, is_timing=is_timing) == room


def test_they_run_alone_for_good_once_two_did_not_fit():
    callers = Callers(2)
    callers.end_sharing()
    assert (given(callers), callers.at_once) == (1, 1)
