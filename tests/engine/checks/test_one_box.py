from __future__ import annotations

import math

import pytest

from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotation
from engine.data.edit import EditKind
from engine.data.flag import FlagKind
from tests.engine.checks.tray import BOLT, Box, flags, images, label

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


def ordinary(n: int, *, image: int = 1) -> list[Annotation]:
    """Boxes of about 40 x 40 pixels in the middle of images from this one on."""
    return [label(100 + i, (60 + i % 9, 30, 100 + i % 9, 70), image=image + i) for i in range(n)]


def test_a_box_of_a_pixel_is_a_slip_of_the_mouse() -> None:
    found = flags([label(1, (50, 50, 51, 80)), *ordinary(40)], of=images(50))
    tiny = [flag for flag in found if flag.kind is FlagKind.TINY]
    assert [flag.annotation_id for flag in tiny] == [1]
    assert "1.0 x 30.0 pixels" in tiny[0].reason
    assert tiny[0].suggestion is not None


def test_where_many_boxes_are_tiny_none_is_doubted_for_it() -> None:
    many = [label(200 + i, (50, 50, 51, 80), image=i) for i in range(5)]
    found = flags([*many, *ordinary(40)], of=images(50))
    assert not [flag for flag in found if flag.kind is FlagKind.TINY]


@pytest.mark.parametrize(("box", "covers"), [((0, 0, 200, 100), True), ((20, 10, 180, 90), False)])
def test_a_box_for_the_whole_image_stands_out_where_others_are_small(box: Box, covers: bool) -> None:
    found = flags([label(1, box), *ordinary(40)], of=images(50))
    assert (FlagKind.COVERS_IMAGE in [flag.kind for flag in found]) == covers


def test_what_is_tiny_in_the_models_input_alone_is_told_but_not_deleted() -> None:
    sound = [label(i, (20, 20, 60, 60)) for i in range(1, 40)]
    small = label(99, (100, 50, 108, 58), category=BOLT)
    more = [label(i, (20, 20, 60, 60), category=BOLT, image=1) for i in range(40, 80)]
    labels = [*sound, small, *more]
    assert [f for f in flags(labels) if f.kind is FlagKind.TINY] == []
    # Images are 200 pixels wide: the model sees the 8 pixels of this box as 2.
    (flag,) = [f for f in flags(labels, settings=CheckSettings(input_side=50)) if f.kind is FlagKind.TINY]
    assert (flag.annotation_id, flag.suggestion, flag.score) == (99, None, 0.75)
    assert "2.0 x 2.0 of the model's input" in flag.reason
