"""Figures of a run are no finer than they are known."""

import pytest

from tests.widgets.runs.conftest import row
from widgets.runs.figures import images_text, memory_text, speed_text, time_left_text


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "5 s left"),
        (2.4, "5 s left"),
        (33, "35 s left"),
        (59, "60 s left"),
        (61, "1 min left"),
        (150, "2 min left"),
        (3540, "59 min left"),
        (3600, "1 h 0 min left"),
        (9000, "2 h 30 min left"),
        (40_000, "11 h left"),
    ],
)
def test_the_time_left(qapp, seconds, said):
    assert time_left_text(seconds) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (970_000_000, "970 MB"),
        (999_700_000, "1.0 GB"),
        (3_100_000_000, "3.1 GB"),
        (80_000_000_000, "80.0 GB"),
        (150_000_000_000, "150 GB"),
        (5e15, "5000 TB"),
    ],
)
def test_memory(size, said):
    assert memory_text(size) == said


@pytest.mark.parametrize(
    ("speed", "said"), [(0.04, "0.0 images/s"), (4.53, "4.5 images/s"), (38.2, "38 images/s")]
)
def test_speed(qapp, speed, said):
    assert speed_text(speed) == said


@pytest.mark.parametrize(
    ("done", "total", "said"), [(0, None, "0"), (5000, 5000, "5,000"), (412, 5000, "412 of 5,000")]
)
def test_a_run_of_fewer_images_than_asked_for_says_so(qapp, done, total, said):
    assert images_text(done, total) == said


def test_what_is_not_known_of_a_run_is_a_dash(qapp):
    own = row(1, images=None)
    assert (own.images, own.measured, own.change, own.speed, own.state) == ("–", "–", "–", "–", "")
    assert own.details().splitlines()[:2] == ["run 1", "saved_model"]


def test_only_a_run_of_fewer_images_is_partial():
    assert row(1, images=412, total=5000).is_partial
    assert not row(1, images=5000, total=5000).is_partial
    assert not row(1, images=None, total=5000).is_partial
