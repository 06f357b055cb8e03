from engine.inference.steering import Steering


def test_nothing_said_means_go_on():
    steering = Steering()
    assert not steering.is_cancelled(1) and not steering.is_paused(1)


def test_a_request_is_cancelled_with_those_before_it_but_not_those_after():
    steering = Steering()
    steering.cancel(2)
    steering.cancel(1)
    assert [steering.is_cancelled(request) for request in (1, 2, 3)] == [True, True, False]


def test_a_pause_is_of_one_request_and_another_cannot_end_it():
    steering = Steering()
    steering.pause(2)
    steering.resume(1)
    assert [steering.is_paused(request) for request in (1, 2, 3)] == [False, True, False]
    steering.resume(2)
    assert not steering.is_paused(2)


def test_who_waits_is_woken_by_every_word():
    steering, woken = Steering(), []
    steering.on_change(lambda: woken.append(None))
    steering.pause(1)
    steering.resume(1)
    steering.cancel(1)
    assert len(woken) == 3
