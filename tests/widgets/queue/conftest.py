"""A queue on the screen."""

import pytest

from widgets.queue.queue import Queue


@pytest.fixture
def queue(qtbot):
    queue = Queue()
    qtbot.addWidget(queue)
    queue.resize(424, 400)
    with qtbot.waitExposed(queue):
        queue.show()
    return queue
