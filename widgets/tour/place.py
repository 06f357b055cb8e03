"""Where a callout lies: beside the part it tells of, wholly in the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

from widgets.theme import GRID

_GAP = 3 * GRID
_MARGIN = 3 * GRID
_TALL = 0.5
"""Of a part that takes more than this share of the height, the callout lies beside the top, not the middle."""
_BAR = 0.1
"""What ends above this share of the height is a part of a bar, and its neighbours are not to be covered."""


def place_beside(part: QRect, size: QSize, room: QRect) -> QPoint:
    """The top left corner of a callout.

    Parameters
    ----------
    part
        What it tells of; empty: nothing that is in sight.
    size
        Of the callout.
    room
        Where it may lie.

    Returns
    -------
    QPoint
        Below a part of the bars at the top; else right of the part, left of it, below it, above it, or over its lower
        left corner; in the middle of the room's lower end where there is no part.
    """
    room = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    if part.isEmpty():
        return _inside(QPoint(room.center().x() - size.width() // 2, room.bottom()), size, room)
    tall = part.height() > _TALL * room.height()
    across = part.top() + _GAP if tall else part.center().y() - size.height() // 2
    along = part.center().x() - size.width() // 2
    right, left = QPoint(part.right() + _GAP, across), QPoint(part.left() - _GAP - size.width(), across)
    below, above = QPoint(along, part.bottom() + _GAP), QPoint(along, part.top() - _GAP - size.height())
    in_bar = part.bottom() < room.top() + _BAR * room.height()
    for at in (below,) if in_bar else (right, left, below, above):
        found = _inside(at, size, room)
        if not QRect(found, size).intersects(part):
            return found
    return place_over(part, size, room)


def place_over(part: QRect, size: QSize, room: QRect) -> QPoint:
    """The top left corner of a callout in the lower left corner of a part that is itself large."""
    return _inside(part.bottomLeft() + QPoint(_MARGIN, -_MARGIN - size.height()), size, room)


def _inside(at: QPoint, size: QSize, room: QRect) -> QPoint:
    x = max(min(at.x(), room.right() - size.width()), room.left())
    y = max(min(at.y(), room.bottom() - size.height()), room.top())
    return QPoint(x, y)
