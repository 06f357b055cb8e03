from __future__ import annotations

import pytest

from engine.data.dataset import Annotation
from engine.data.flag import Flag, FlagKind
from tests.engine.checks.tray import BOLT, NUT, Box, flags, images, label, predictions


def of_kind(kind: FlagKind, found: tuple[Flag, ...]) -> list[int | None]:
    return [flag.annotation_id for flag in found if flag.kind is kind]


def row_of_nuts(sizes: list[float], *, first: int = 1, image: int = 0) -> list[Annotation]:
    return [
        label(first + i, (20.0 * i + 5, 40, 20.0 * i + 5 + size, 40 + size), image=image)
        for i, size in enumerate(sizes)
    ]


def elsewhere(n: int = 60) -> list[Annotation]:
    """Nuts of every size on other images, one on each, so that no size is odd by itself."""
    return [
        label(100 + i, (60, 20, 60 + 8 * 1.05**i % 60, 20 + 8 * 1.05**i % 60), image=2 + i) for i in range(n)
    ]


@pytest.mark.parametrize(
    ("sizes", "doubted"),
    [
        ([], []),
        ([10, 10, 10, 10, 30], []),
        ([10, 11, 10, 11, 10, 11, 10], []),
        ([10, 11, 10, 11, 10, 11, 30], [7]),
        ([30, 31, 30, 29, 30, 31, 10], [7]),
    ],
)
def test_a_box_is_out_of_scale_with_enough_others_of_its_class(
    sizes: list[float], doubted: list[int]
) -> None:
    found = flags([*row_of_nuts(sizes), *elsewhere()], of=images(70))
    assert of_kind(FlagKind.OUT_OF_SCALE, found) == doubted


def test_a_box_that_the_edge_cuts_off_may_be_smaller() -> None:
    nuts = row_of_nuts([30, 31, 30, 29, 30, 31])
    cut = label(9, (190, 40, 200, 50))
    assert of_kind(FlagKind.OUT_OF_SCALE, flags([*nuts, cut, *elsewhere()], of=images(70))) == []


def test_a_box_around_two_of_its_class_may_be_a_group() -> None:
    pair = [label(1, (20, 20, 40, 40)), label(2, (45, 20, 65, 40)), label(3, (18, 18, 70, 42))]
    (flag,) = [f for f in flags([*pair, *elsewhere()], of=images(70)) if f.kind is FlagKind.NESTED]
    assert flag.annotation_id == 3
    assert "2 other boxes" in flag.reason


def test_where_boxes_usually_lie_in_each_other_none_is_doubted_for_it() -> None:
    rings = [
        own
        for i in range(10)
        for own in (
            label(2 * i + 1, (20, 20, 40, 40), image=i),
            label(2 * i + 2, (10, 10, 60, 60), image=i),
        )
    ]
    assert of_kind(FlagKind.NESTED, flags(rings, of=images(20))) == []


NUT_BOX: Box = (20, 20, 60, 60)
BOLT_BOX: Box = (20, 20, 60, 61)


def many_bolts(n: int = 40) -> list[Annotation]:
    return [label(300 + i, (70, 20, 110, 60), image=2 + i, category=BOLT) for i in range(n)]


@pytest.mark.parametrize(
    ("second", "doubted"),
    [(BOLT_BOX, [2]), ((20, 20, 60, 75), []), ((100, 20, 140, 60), [])],
)
def test_two_classes_in_one_place_cannot_both_be_right(second: Box, doubted: list[int]) -> None:
    labels = [label(1, NUT_BOX), label(2, second, category=BOLT), *elsewhere(), *many_bolts()]
    assert of_kind(FlagKind.SAME_PLACE, flags(labels, of=images(70))) == doubted


def test_of_two_in_one_place_the_one_that_the_model_does_not_see_is_doubted() -> None:
    labels = [label(1, NUT_BOX), label(2, BOLT_BOX, category=BOLT), *elsewhere(), *many_bolts()]
    seen = predictions(
        (BOLT_BOX, 0.95, BOLT, 0),
        *((own.box_xyxy, 0.9, own.category, own.image) for own in labels[2:]),
    )
    assert of_kind(FlagKind.SAME_PLACE, flags(labels, seen, of=images(70))) == [1]


def test_crowds_are_let_be() -> None:
    labels = [
        label(1, NUT_BOX),
        label(2, BOLT_BOX, category=BOLT, crowd=True),
        label(3, (10, 10, 90, 90), category=NUT, crowd=True),
        *elsewhere(),
        *many_bolts(),
    ]
    found = flags(labels, of=images(70))
    assert of_kind(FlagKind.SAME_PLACE, found) == of_kind(FlagKind.NESTED, found) == []
