"""Background work hands its answer over, is replaced and cancelled, and leaves nothing behind."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.jobs import Jobs, Progress
from engine.errors import CancelledError


class Request:
    """Something that can be seen to go."""


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    running = Jobs()
    yield running
    running.shut_down()


def wait(jobs: Jobs, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: jobs.idle)


def test_an_answer_is_handed_over(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[object] = []
    jobs.start("double", lambda request, _progress: 2 * request, 21, answers.append)
    assert jobs.running("double")
    wait(jobs, qtbot)
    assert answers == [42]
    assert not jobs.running("double")


def test_the_answer_of_a_job_that_was_replaced_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[object] = []
    go = threading.Event()

    def work(request: int, _progress: Progress) -> int:
        go.wait(10)
        return request

    for request in (1, 2):
        jobs.start("slow", work, request, answers.append)
    go.set()
    wait(jobs, qtbot)
    assert answers == [2]


def test_work_that_is_cancelled_stops_at_its_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def work(_request: object, progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress("Working", 0, 0)
        except CancelledError:
            stopped.set()
            raise

    jobs.start("endless", work, None, lambda _answer: pytest.fail("it was cancelled"))
    assert begun.wait(10)
    jobs.cancel("endless")
    wait(jobs, qtbot)
    assert stopped.is_set()


def test_an_error_is_passed_on(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[object] = []
    jobs.failed.connect(lambda kind, error: errors.append((kind, str(error))))

    def work(_request: object, _progress: Progress) -> None:
        message = "no"
        raise ValueError(message)

    jobs.start("bad", work, None, lambda _answer: None)
    wait(jobs, qtbot)
    assert errors == [("bad", "no")]


def test_nothing_of_a_job_is_kept_once_it_is_over(jobs: Jobs, qtbot: QtBot) -> None:
    seen = []
    for kind in ("one", "one", "two"):
        request = Request()
        seen.append(weakref.ref(request))
        jobs.start(kind, lambda _request, _progress: None, request, lambda _answer: None)
        del request
    wait(jobs, qtbot)
    gc.collect()
    assert [reference() for reference in seen] == [None, None, None]


def test_answers_that_come_in_parts_are_handed_over_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    for count in (0, 1, 5):
        answers: list[int] = []
        jobs.start_in_parts("parts", lambda request, _progress: iter(range(request)), count, answers.append)
        wait(jobs, qtbot)
        # Work that knows nothing says so once.
        assert answers == (list(range(count)) or [None])
    assert not jobs.running("parts")


def test_a_part_is_handed_over_before_the_next_one_is_there(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[int] = []
    go = threading.Event()

    def work(_request: object, _progress: Progress) -> Iterator[int]:
        yield 1
        go.wait(10)
        yield 2

    jobs.start_in_parts("parts", work, None, answers.append)
    qtbot.waitUntil(lambda: answers == [1])
    go.set()
    wait(jobs, qtbot)
    assert answers == [1, 2]


def test_parts_of_a_job_that_was_replaced_are_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    go = threading.Event()

    def work(request: str, _progress: Progress) -> Iterator[str]:
        yield f"{request} 1"
        go.wait(10)
        yield f"{request} 2"
        yield f"{request} 3"

    jobs.start_in_parts("parts", work, "old", answers.append)
    jobs.start_in_parts("parts", work, "new", answers.append)
    go.set()
    wait(jobs, qtbot)
    assert answers == ["new 1", "new 2", "new 3"]


def test_what_goes_wrong_between_parts_is_told_after_them(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[int] = []
    errors: list[BaseException] = []
    jobs.failed.connect(lambda _kind, error: errors.append(error))

    def work(_request: object, _progress: Progress) -> Iterator[int]:
        yield 1
        yield 2
        raise ZeroDivisionError

    jobs.start_in_parts("parts", work, None, answers.append)
    wait(jobs, qtbot)
    assert answers == [1, 2]
    assert [type(error) for error in errors] == [ZeroDivisionError]
