from __future__ import annotations

import math

import pytest

from engine.data.edit import EditKind
from engine.data.flag import FlagKind
from tests.engine.checks.tray import Box, flags, images, label

NAN = math.nan


def test_no_labels_no_flags() -> None:
    assert flags([]) == ()


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ((NAN, 0, 10, 10), FlagKind.INVALID_BOX),
        ((0, 0, math.inf, 10), FlagKind.INVALID_BOX),
        ((5, 5, 5, 20), FlagKind.NO_SIZE),
        ((5, 5, 2, 20), FlagKind.NO_SIZE),
        ((250, 10, 300, 40), FlagKind.OUTSIDE_IMAGE),
        ((-30, 10, 0, 40), FlagKind.OUTSIDE_IMAGE),
    ],
)
def test_a_box_that_no_image_can_hold_is_certainly_wrong_and_deleted(box: Box, kind: FlagKind) -> None:
    (flag,) = flags([label(1, box)])
    assert (flag.kind, flag.score, flag.annotation_id) == (kind, 1.0, 1)
    assert flag.suggestion is not None
    assert flag.suggestion.kind is EditKind.DELETE


def test_a_box_over_the_edge_is_clipped_to_the_image() -> None:
    (flag,) = flags([label(1, (150, -10, 250, 40))])
    assert flag.kind is FlagKind.OUTSIDE_IMAGE
    assert 0.5 < flag.score < 1
    assert "50.0 pixels" in flag.reason
    assert flag.suggestion is not None
    assert flag.suggestion.after is not None
    assert flag.suggestion.after.box_xyxy == (150, 0, 200, 40)


def test_one_pixel_over_the_edge_is_a_matter_of_counting() -> None:
    assert flags([label(1, (150, 10, 201, 40))]) == ()


def test_nothing_is_outside_an_image_of_unknown_size() -> None:
    assert flags([label(1, (150, -10, 950, 40))], of=images(size=(0, 0))) == ()


def test_a_box_of_no_size_is_not_called_a_duplicate_too() -> None:
    found = flags([label(1, (5, 5, 5, 20)), label(2, (5, 5, 5, 20))])
    assert [flag.kind for flag in found] == [FlagKind.NO_SIZE] * 2
