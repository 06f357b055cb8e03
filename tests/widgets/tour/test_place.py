"""Where a callout lies beside a part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from widgets.tour.place import place_beside, place_over

ROOM = QRect(0, 0, 1280, 720)
SIZE = QSize(320, 140)


@pytest.mark.parametrize(
    ("part", "side"),
    [
        (QRect(), "below"),
        (QRect(0, 80, 396, 600), "right"),
        (QRect(960, 340, 280, 30), "left"),
        (QRect(660, 30, 580, 40), "below"),
        (QRect(0, 100, 1280, 60), "below"),
        (QRect(0, 500, 1280, 200), "above"),
    ],
)
def test_it_lies_where_there_is_room(part: QRect, side: str) -> None:
    found = QRect(place_beside(part, SIZE, ROOM), SIZE)
    lies = {
        "right": found.left() > part.right(),
        "left": found.right() < part.left(),
        "below": found.top() > part.bottom(),
        "above": found.bottom() < part.top(),
    }
    assert lies[side]
    assert ROOM.contains(found)


def test_over_a_large_part_it_lies_in_the_corner() -> None:
    part = QRect(400, 80, 540, 600)
    assert part.contains(QRect(place_over(part, SIZE, ROOM), SIZE))
    assert place_beside(ROOM, SIZE, ROOM) == place_over(ROOM, SIZE, ROOM)


parts = st.builds(
    QRect, *(st.integers(low, high) for low, high in ((-50, 1280), (-50, 720), (0, 1400), (0, 800)))
)


@given(parts)
def test_it_never_leaves_the_room(part: QRect) -> None:
    found = QRect(place_beside(part, SIZE, ROOM), SIZE)
    assert ROOM.contains(found)
    assert found.topLeft() != QPoint(0, 0)
