from __future__ import annotations

import pytest

from engine.data.dataset import Annotation
from engine.data.flag import Flag, FlagKind
from tests.engine.checks.tray import Box, flags, images, label, predictions


def in_place(n: int) -> list[Annotation]:
    """Boxes at the lower left of images 1 to n, as a fixed camera shows them."""
    return [label(100 + i, (10 + i % 4, 60, 30 + i % 4, 80 + i % 3), image=1 + i) for i in range(n)]


def unusual(found: tuple[Flag, ...]) -> list[Flag]:
    return [flag for flag in found if flag.kind is FlagKind.UNUSUAL_PLACE]


@pytest.mark.parametrize(
    ("box", "where"),
    [
        ((10, 60, 30, 80), None),
        ((40, 60, 60, 80), None),
        ((160, 60, 180, 80), "right"),
        ((10, 5, 30, 25), "high"),
    ],
)
def test_a_box_far_from_where_its_class_is_found_is_flagged(box: Box, where: str | None) -> None:
    found = unusual(flags([label(1, box), *in_place(40)], of=images(50)))
    assert [flag.annotation_id for flag in found] == ([] if where is None else [1])
    assert all(f"far {where} in the image" in flag.reason for flag in found)


def test_a_class_that_is_everywhere_has_no_unusual_place() -> None:
    anywhere = [
        label(i, (5 * i % 170, 7 * i % 75, 5 * i % 170 + 20, 7 * i % 75 + 20), image=i) for i in range(1, 50)
    ]
    assert unusual(flags(anywhere, of=images(50))) == []


def test_a_class_with_few_boxes_has_no_usual_place() -> None:
    assert unusual(flags([label(1, (160, 60, 180, 80)), *in_place(10)], of=images(50))) == []


def test_images_of_unknown_size_have_no_places() -> None:
    labels = [label(1, (160, 60, 180, 80)), *in_place(40)]
    assert unusual(flags(labels, of=images(50, size=(0, 0)))) == []


def test_a_box_that_the_model_confirms_is_let_be() -> None:
    labels = [label(1, (160, 60, 180, 80)), *in_place(40)]
    seen = predictions(*((own.box_xyxy, 0.95, 0, own.image) for own in labels))
    assert unusual(flags(labels, seen, of=images(50))) == []
