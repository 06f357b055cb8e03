import pytest

from engine.inference.stopwatch import Stopwatch


def test_pauses_do_not_count():
    now = 100.0
    watch = Stopwatch(lambda: now)
    assert watch.seconds == 0.0 and watch.rate(0) is watch.rate(5) is None
    for step, running in ((1.0, False), (2.0, True), (4.0, False), (8.0, True), (16.0, True)):
        if running:
            watch.go_on()
        else:
            watch.pause()
        now += step
    assert watch.seconds == 26.0
    assert watch.rate(13) == pytest.approx(0.5)
    watch.reset()
    now += 3.0
    assert watch.seconds == 3.0
