"""Where boxes are, what is hit, and what a drag makes of a box."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from widgets.canvas.geometry import (
    MAX_ZOOM,
    MIN_ZOOM,
    View,
    bounds_of,
    dragged,
    fitted,
    handle_at,
    kept_in_sight,
    moved,
    resized,
    rows_at,
    rows_outlined_at,
    spanned,
    surrounded,
    upright,
)

SIZE = (640, 480)
HANDLES = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)]

zooms = st.floats(MIN_ZOOM, MAX_ZOOM)
origins = st.tuples(st.integers(-50_000, 50_000), st.integers(-50_000, 50_000))
views = st.builds(View, zooms, origins)
shifts = st.floats(-2000, 2000)
points = st.tuples(st.floats(-100, 5000), st.floats(-100, 5000))


@st.composite
def boxes_inside(draw: st.DrawFn) -> tuple[float, float, float, float]:
    x1, y1 = draw(st.floats(0, SIZE[0] - 1)), draw(st.floats(0, SIZE[1] - 1))
    return (x1, y1, draw(st.floats(x1 + 1, SIZE[0])), draw(st.floats(y1 + 1, SIZE[1])))


@st.composite
def boxes_anywhere(draw: st.DrawFn) -> tuple[float, float, float, float]:
    x1, y1 = draw(st.floats(-900, 900)), draw(st.floats(-900, 900))
    return (x1, y1, x1 + draw(st.floats(0, 900)), y1 + draw(st.floats(0, 900)))


class TestView:
    @given(views, points)
    def test_a_point_comes_back_from_the_screen(self, view, point):
        assert view.point_to_image(view.point_to_screen(point)) == pytest.approx(point, abs=1e-6)

    @given(views, boxes_anywhere())
    def test_one_box_falls_where_an_array_of_it_does(self, view, box):
        assert view.box_to_screen(box) == pytest.approx(tuple(view.to_screen(np.array([box]))[0]))

    @given(views, zooms, points)
    def test_zooming_keeps_the_point_under_the_cursor_to_half_a_screen_pixel(self, view, zoom, cursor):
        under = view.point_to_image(cursor)
        after = view.zoomed(zoom, cursor).point_to_screen(under)
        assert after == pytest.approx(cursor, abs=0.5001)

    @given(views, st.floats(1e-9, 1e9), points)
    def test_zoom_stays_within_its_limits(self, view, zoom, cursor):
        assert MIN_ZOOM <= view.zoomed(zoom, cursor).zoom <= MAX_ZOOM

    @given(views, st.integers(-500, 500), st.integers(-500, 500))
    def test_a_pan_and_the_pan_back_cancel(self, view, dx, dy):
        assert view.panned(dx, dy).panned(-dx, -dy) == view


class TestFraming:
    @pytest.mark.parametrize(
        ("viewport", "zoom"), [((1000, 500), 0.96 * 500 / 480), ((320, 900), 0.96 * 320 / 640)]
    )
    def test_an_image_is_fitted_with_a_narrow_margin(self, viewport, zoom):
        view = fitted((0, 0, *SIZE), viewport)
        assert view.zoom == pytest.approx(zoom)
        left, top, right, bottom = view.box_to_screen((0, 0, *SIZE))
        assert left >= 0 and top >= 0 and right <= viewport[0] and bottom <= viewport[1]
        assert (left + right) / 2 == pytest.approx(viewport[0] / 2, abs=0.5)

    def test_a_box_takes_a_third_of_the_view(self):
        view = surrounded((200, 200, 300, 250), (0, 0, *SIZE), (900, 900), margin=1.0)
        assert view.zoom == pytest.approx(3.0)
        assert view.point_to_screen((250, 225)) == pytest.approx((450, 450), abs=0.5)

    def test_beside_a_box_at_the_edge_no_room_is_spent_on_what_is_no_image(self):
        view = surrounded((600, 400, 640, 430), (0, 0, *SIZE), (900, 900), margin=1.0)
        left, top, right, bottom = view.box_to_screen((0, 0, *SIZE))
        assert left <= 0 and top <= 0
        assert right == pytest.approx(900, abs=0.5)
        assert bottom >= 899.5

    @pytest.mark.parametrize("box", [(10, 10, 10, 10), (10, 10, 11, 11), (-5, 3, -5, 9)])
    def test_a_tiny_box_is_shown_no_closer_than_eightfold(self, box):
        assert surrounded(box, (0, 0, *SIZE), (900, 900), margin=1.0).zoom == 8.0

    def test_a_box_as_large_as_the_image_is_shown_with_all_of_the_image(self):
        frame = (0, 0, *SIZE)
        assert surrounded((20, 20, 600, 470), frame, (900, 900), margin=1.0) == fitted(frame, (900, 900))

    @given(views, st.tuples(st.integers(200, 3000), st.integers(150, 2000)))
    def test_a_piece_of_the_image_is_kept_in_sight(self, view, viewport):
        left, top, right, bottom = kept_in_sight(view, SIZE, viewport).box_to_screen((0, 0, *SIZE))
        wide, high = (min(48, size * view.zoom) - 1 for size in SIZE)
        assert min(right, viewport[0]) - max(left, 0) >= wide
        assert min(bottom, viewport[1]) - max(top, 0) >= high

    @given(st.floats(0.1, 10), st.integers(0, 300), st.integers(0, 300))
    def test_a_view_with_the_image_in_sight_stays(self, zoom, x, y):
        view = View(zoom, (x, y))
        assert kept_in_sight(view, SIZE, (800, 600)) == view


class TestHits:
    BOXES = np.array([
        [0, 0, 100, 100],
        [10, 10, 30, 30],
        [10, 10, 50, 50],
        [np.nan, 0, 100, 100],
        [200, 200, 200, 200],
    ], float)  # fmt: skip

    @pytest.mark.parametrize(
        ("at", "slack", "rows"),
        [
            ((300, 300), 0, []),
            ((20, 20), 0, [1, 2, 0]),
            ((40, 40), 0, [2, 0]),
            ((103, 50), 0, []),
            ((103, 50), 3, [0]),
            ((201, 199), 2, [4]),
        ],
    )
    def test_the_boxes_at_a_point_come_smallest_first(self, at, slack, rows):
        assert rows_at(self.BOXES, at, slack).tolist() == rows

    def test_nothing_is_hit_among_no_boxes(self):
        assert rows_at(np.zeros((0, 4)), (1, 1), 5).tolist() == []

    @pytest.mark.parametrize(
        ("at", "rows"), [((75, 75), []), ((99, 75), [0]), ((102, 75), [0]), ((104, 75), []), ((29, 20), [1])]
    )
    def test_an_outline_is_hit_on_either_side(self, at, rows):
        assert rows_outlined_at(self.BOXES, at, 3).tolist() == rows

    @pytest.mark.parametrize(
        ("at", "handle"),
        [
            ((100, 100), (-1, -1)),
            ((93, 95), (-1, -1)),
            ((91, 100), None),
            ((150, 100), (0, -1)),
            ((200, 107), (1, -1)),
            ((206, 150), (1, 0)),
            ((200, 200), (1, 1)),
            ((150, 205), (0, 1)),
            ((96, 203), (-1, 1)),
            ((100, 150), (-1, 0)),
            ((150, 150), (0, 0)),
            ((110, 110), (0, 0)),
            ((50, 150), None),
        ],
    )
    def test_corners_edges_and_inside_are_told_apart(self, at, handle):
        assert handle_at((100, 100, 200, 200), at, 8) == handle

    @given(boxes_anywhere(), st.floats(1, 20))
    def test_the_middle_of_a_box_of_some_size_always_moves_it(self, box, reach):
        assume(box[2] - box[0] > 1e-3 and box[3] - box[1] > 1e-3)
        assert handle_at(box, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), reach) == (0, 0)

    @given(boxes_anywhere(), st.floats(1, 20), st.sampled_from(HANDLES))
    def test_each_corner_and_edge_of_a_box_can_be_grabbed(self, box, reach, handle):
        assume(box[2] - box[0] > 1e-3 and box[3] - box[1] > 1e-3)
        at = tuple((box[i] + box[i + 2]) / 2 + handle[i] * (box[i + 2] - box[i]) / 2 for i in (0, 1))
        assert handle_at(box, at, reach) == handle


class TestDrags:
    @given(boxes_inside(), shifts, shifts)
    def test_a_moved_box_keeps_its_size_and_stays_inside(self, box, dx, dy):
        x1, y1, x2, y2 = moved(box, dx, dy, SIZE)
        assert (x2 - x1, y2 - y1) == pytest.approx((box[2] - box[0], box[3] - box[1]))
        assert x1 >= -1e-9 and y1 >= -1e-9 and x2 <= SIZE[0] + 1e-9 and y2 <= SIZE[1] + 1e-9

    @given(boxes_anywhere(), shifts, shifts)
    def test_a_box_outside_never_moves_further_out(self, box, dx, dy):
        def excess(b):
            return [max(-b[0], 0), max(-b[1], 0), max(b[2] - SIZE[0], 0), max(b[3] - SIZE[1], 0)]

        after = excess(moved(box, dx, dy, SIZE))
        assert all(a <= b + 1e-9 for a, b in zip(after, excess(box), strict=True))

    def test_a_box_moves_anywhere_where_the_image_has_no_known_size(self):
        assert moved((0, 0, 10, 10), 5000, 7000, (np.inf, np.inf)) == (5000, 7000, 5010, 7010)

    @given(boxes_inside(), st.sampled_from(HANDLES), shifts, shifts)
    def test_a_resized_box_stays_inside_and_upright(self, box, handle, dx, dy):
        x1, y1, x2, y2 = resized(box, handle, dx, dy, SIZE)
        assert 0 <= x1 <= x2 <= SIZE[0] and 0 <= y1 <= y2 <= SIZE[1]

    @given(boxes_inside(), st.sampled_from(HANDLES), shifts, shifts)
    def test_only_the_grabbed_edges_move(self, box, handle, dx, dy):
        after = resized(box, handle, dx, dy, SIZE)
        for axis in (0, 1):
            if handle[axis] >= 0:
                assert after[axis] == box[axis]
            if handle[axis] <= 0:
                assert after[axis + 2] == box[axis + 2]

    @given(boxes_anywhere(), st.sampled_from(HANDLES), shifts, shifts)
    def test_a_resized_box_is_never_turned_inside_out(self, box, handle, dx, dy):
        x1, y1, x2, y2 = resized(box, handle, dx, dy, SIZE)
        assert x1 <= x2 and y1 <= y2

    @pytest.mark.parametrize(
        ("handle", "by", "expected"),
        [
            ((1, 1), (0, 0), (10.25, 10.25, 20.75, 20.75)),
            ((1, 1), (3.2, 4.6), (10.25, 10.25, 24, 25)),
            ((-1, 0), (-2.5, 9), (8, 10.25, 20.75, 20.75)),
            ((1, 0), (-30, 0), (10.25, 10.25, 11.25, 20.75)),
            ((-1, -1), (-30, -30), (0, 0, 20.75, 20.75)),
            ((0, 0), (3.4, -2.6), (13.25, 7.25, 23.75, 17.75)),
        ],
    )
    def test_a_drag_lands_on_whole_pixels(self, handle, by, expected):
        assert dragged((10.25, 10.25, 20.75, 20.75), handle, *by, SIZE) == expected

    @given(points, points)
    def test_a_drawn_box_is_upright_and_inside_on_whole_pixels(self, start, end):
        x1, y1, x2, y2 = spanned(start, end, SIZE)
        assert 0 <= x1 <= x2 <= SIZE[0] and 0 <= y1 <= y2 <= SIZE[1]
        assert all(v == round(v) for v in (x1, y1, x2, y2))
        assert spanned(end, start, SIZE) == (x1, y1, x2, y2)


class TestUpright:
    def test_corners_are_put_in_order_and_what_is_not_finite_is_nan(self):
        boxes = np.array([[5, 6, 1, 2], [0, 0, np.inf, 1], [0, np.nan, 1, 1], [1, 2, 3, 4]], float)
        result = upright(boxes)
        assert result[0].tolist() == [1, 2, 5, 6]
        assert np.isnan(result[1:3]).all()
        assert result[3].tolist() == [1, 2, 3, 4]

    def test_bounds_are_around_the_finite_boxes(self):
        assert bounds_of(np.zeros((0, 4))) is None
        assert bounds_of(np.full((2, 4), np.nan)) is None
        boxes = np.array([[5, 5, 6, 7], [np.nan, 0, 1, 1], [-1, 6, 2, 8]], float)
        assert bounds_of(boxes) == (-1, 5, 6, 8)
