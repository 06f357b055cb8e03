"""Outlines on whole pixels: four lines that do not overlap, and dashes within them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.canvas.look import Look, class_colour
from widgets.canvas.strokes import SHORT, Strokes, outlines
from widgets.theme import Scheme, theme_of

screens = hnp.arrays(np.float64, st.tuples(st.integers(0, 6), st.just(4)), elements=st.floats(-60, 160)).map(
    lambda boxes: np.concatenate(
        [np.minimum(boxes[:, :2], boxes[:, 2:]), np.maximum(boxes[:, :2], boxes[:, 2:])], axis=1
    )
)


def covered(rects, size=300, shift=100):
    """How often each pixel is filled."""
    count = np.zeros((size, size), int)
    for left, top, right, bottom in (rects.reshape(-1, 4) + shift).tolist():
        count[top : bottom + 1, left : right + 1] += 1
    return count


@pytest.fixture
def strokes(qapp):
    return Strokes(Look.of(theme_of(Scheme.DARK), qapp.font(), 1.0))


@pytest.fixture
def painter(qapp):
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    with QPainter(image) as painter:
        painter.image = image
        yield painter


def pixels(painter):
    image = painter.image
    return np.frombuffer(image.constBits(), np.uint32).reshape(200, 200) & 0xFFFFFF


def test_no_boxes_have_no_outlines():
    assert outlines(np.zeros((0, 4)), 2).shape == (0, 4, 4)


@given(screens, st.integers(1, 5))
def test_the_lines_of_a_box_do_not_overlap(screen, line):
    for rects in outlines(screen, line):
        assert covered(rects).max(initial=0) <= 1


@pytest.mark.parametrize("line", [1, 2, 3, 4])
def test_the_lines_lie_on_the_edges(line):
    count = covered(outlines(np.array([[10.0, 20.0, 60.0, 90.0]]), line), shift=0)
    first, last = -(line // 2), -(line // 2) + line - 1
    rows, columns = np.nonzero(count)
    assert (columns.min(), rows.min()) == (10 + first, 20 + first)
    assert (columns.max(), rows.max()) == (60 + last, 90 + last)
    assert count[50, 30] == 0
    assert count.sum() == 2 * line * (50 + line) + 2 * line * (70 - line)


@given(screens, st.integers(1, 4), st.integers(-20, 20), st.integers(-20, 20))
def test_a_pan_shifts_every_line_alike(screen, line, dx, dy):
    # Within a millionth of half a pixel the sum itself is rounded.
    screen = np.round(screen, 3)
    shifted = outlines(screen + np.array([dx, dy, dx, dy]), line)
    assert (shifted == outlines(screen, line) + np.array([dx, dy, dx, dy])).all()


@pytest.mark.parametrize("far", [1e5, 1e9, 1e300])
def test_boxes_far_out_are_no_trouble(strokes, painter, far):
    screen = np.array([[-far, -far, far, far], [far, far, 2 * far, 2 * far], [-far, 50.0, far, 60.0]])
    strokes.dashed(painter, screen, QColor("white"), 2, QRect(0, 0, 200, 200))
    strokes.solid(painter, screen, QColor("white"), 2)
    assert (pixels(painter)[50] == 0xFFFFFF).all()


def test_each_class_has_its_colour(strokes, painter):
    screen = np.array([[10.0, 10.0, 50.0, 50.0], [60.0, 60.0, 90.0, 90.0], [110.0, 110.0, 150.0, 150.0]])
    strokes.by_group(painter, screen, np.array([5, -1, 2]), 2)
    for at, category in ((10, 5), (60, -1), (110, 2)):
        assert pixels(painter)[at, at] == class_colour(category).rgb() & 0xFFFFFF


def test_dashes_begin_at_the_corners_and_leave_gaps_on_the_line(strokes, painter):
    solid = outlines(np.array([[20.0, 20.0, 180.0, 180.0]]), 2)
    area = QRect(0, 0, 200, 200)
    strokes.dashed(painter, np.array([[20.0, 20.0, 180.0, 180.0]]), QColor("white"), 2, area)
    white = pixels(painter) == 0xFFFFFF
    assert white[19, 19:27].all() and white[21:29, 19].all()
    assert not white[covered(solid, 200, 0) == 0].any()
    share = white.sum() / covered(solid, 200, 0).sum()
    assert share == pytest.approx(4 / 6.5, abs=0.05)


@given(st.integers(0, 150), st.integers(0, 150), st.integers(1, 60), st.integers(1, 60))
def test_dashes_made_for_a_part_are_those_of_the_whole(qapp, x, y, width, height):
    strokes = Strokes(Look.of(theme_of(Scheme.DARK), qapp.font(), 1.0))
    rects = outlines(np.array([[20.0, 30.0, 150.0, 170.0], [-900.0, 60.0, 900.0, 64.0]]), 2)
    whole = (
        covered(strokes._dashes(rects, QRect(-2000, -2000, 4000, 4000), SHORT)[0].clip(0, 199), 200, 0) > 0
    )
    part = covered(strokes._dashes(rects, QRect(x, y, width, height), SHORT)[0].clip(0, 199), 200, 0) > 0
    window = (slice(y, y + height), slice(x, x + width))
    same = whole == part
    # What lies further out was moved to the rim.
    same[[0, -1]] = same[:, [0, -1]] = True
    assert same[window].all()
