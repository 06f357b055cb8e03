"""How a run in the terminal is stopped."""

import os
import signal

import pytest

from app.run_bar import interruptible


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_is_a_wish_to_stop_and_the_second_is_as_ever(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with interruptible() as stopped:
        assert not stopped()
        os.kill(os.getpid(), number)
        assert stopped()
        assert signal.getsignal(number) is before
    assert signal.getsignal(number) is before
