from __future__ import annotations

import pytest

from engine.data.dataset import Annotation
from engine.data.flag import FlagKind
from tests.engine.checks.tray import Box, flags, images, kinds, label, predictions


def usual(n: int) -> list[Annotation]:
    """Boxes of about 40 x 40 pixels on images 1 to n."""
    return [label(100 + i, (10, 10, 48 + i % 5, 48 + i % 3), image=1 + i) for i in range(n)]


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ((10, 10, 50, 50), None),
        ((10, 10, 15, 15), FlagKind.SIZE_OUTLIER),
        ((2, 2, 98, 98), FlagKind.SIZE_OUTLIER),
        ((10, 10, 115, 25), FlagKind.ASPECT_OUTLIER),
        ((10, 5, 25, 97), FlagKind.ASPECT_OUTLIER),
        ((10, 5, 25, 100), None),
        ((0, 10, 5, 15), None),
    ],
)
def test_a_box_unlike_its_class_is_flagged(box: Box, kind: FlagKind | None) -> None:
    found = flags([label(1, box), *usual(40)], of=images(50))
    assert kinds(found) == ([] if kind is None else [(kind, 1)])
    assert all("times" in flag.reason and "nut" in flag.reason and flag.suggestion is None for flag in found)


def test_a_class_with_few_boxes_has_no_outliers() -> None:
    assert flags([label(1, (10, 10, 15, 15)), *usual(10)], of=images(50)) == ()


def test_boxes_all_of_one_size_are_no_outliers() -> None:
    assert flags([label(i, (10, 10, 50, 50), image=i) for i in range(1, 40)], of=images(50)) == ()


def test_an_odd_box_that_the_model_confirms_is_let_be() -> None:
    labels = [label(1, (10, 10, 15, 15)), *usual(40)]
    seen = predictions(*((box.box_xyxy, 0.95, 0, box.image) for box in labels))
    assert flags(labels, seen, of=images(50)) == ()
