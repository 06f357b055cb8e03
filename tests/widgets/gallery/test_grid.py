"""Where cells are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.gallery.grid import Grid

GRIDS = st.builds(
    Grid, st.integers(0, 60), st.integers(0, 900), st.tuples(st.integers(1, 200), st.integers(1, 200))
)


def test_no_cells_take_no_room():
    grid = Grid(0, 500, (100, 120))
    assert (grid.rows, grid.height) == (0, 0)
    assert grid.at(10, 10) is None
    assert grid.between(0, 1000) == range(0)
    assert grid.touched(0, 0, 500, 500).tolist() == []


@given(GRIDS)
def test_the_cell_at_its_own_corner_is_itself(grid):
    for position in range(grid.count):
        left, top = grid.corner(position)
        assert grid.at(left, top) == position
        assert grid.at(left + grid.cell_wh[0] - 1, top + grid.cell_wh[1] - 1) == position


@given(GRIDS, st.integers(-50, 3000), st.integers(0, 900))
def test_what_is_in_sight_is_what_the_interval_touches(grid, top, height):
    touched = {
        position
        for position in range(grid.count)
        if grid.corner(position)[1] < top + height and grid.corner(position)[1] + grid.cell_wh[1] > top
    }
    assert touched <= set(grid.between(top, top + height))
    assert len(grid.between(top, top + height)) <= len(touched) + grid.columns


@given(GRIDS, st.integers(-50, 900), st.integers(-50, 900), st.integers(0, 500), st.integers(0, 500))
def test_a_rectangle_touches_the_cells_it_overlaps(grid, left, top, width, height):
    expected = [
        position
        for position in range(grid.count)
        for x, y in (grid.corner(position),)
        if x <= left + width
        and x + grid.cell_wh[0] > left
        and y <= top + height
        and y + grid.cell_wh[1] > top
    ]
    assert grid.touched(left, top, left + width, top + height).tolist() == expected


@pytest.mark.parametrize(("width", "columns"), [(0, 1), (99, 1), (100, 1), (199, 1), (200, 2), (1000, 10)])
def test_as_many_cells_as_fit_stand_in_a_row(width, columns):
    assert Grid(50, width, (100, 120)).columns == columns
