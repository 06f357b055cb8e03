"""What mouse presses and drags mean: selecting, dragging and drawing boxes. No Qt, no signals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from engine.data.dataset import BoxTuple
from widgets.canvas.geometry import (
    SMALLEST_DRAWN,
    Handle,
    Point,
    Size,
    View,
    dragged,
    handle_at,
    moved_together,
    rows_at,
    spanned,
)
from widgets.canvas.scene import Scene


class Tool(StrEnum):
    """What the left button does on the canvas."""

    SELECT = "select"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Reach:
    """How near is near enough, in screen pixels.

    Attributes
    ----------
    handle
        To grab a corner or an edge of a selected box.
    box
        Outside a box and still on it: tiny boxes can be clicked.
    drag
        A press that moved less was a click.
    """

    handle: float = 8.0
    box: float = 3.0
    drag: float = 4.0

    def scaled(self, ratio: float) -> Reach:
        """For a display with this many physical pixels per logical one."""
        return Reach(self.handle * ratio, self.box * ratio, self.drag * ratio)


Moves = tuple[tuple[int, BoxTuple], ...]
"""Ids of annotations, each with a box."""


@dataclass(frozen=True, slots=True)
class Drag:
    """Boxes under the mouse: one by a handle or as a whole, or several as a whole.

    Attributes
    ----------
    ids : tuple of int
        Of the annotations.
    handle : Handle
    starts, boxes : tuple of BoxTuple
        The boxes as they were and as they are dragged to.
    """

    ids: tuple[int, ...]
    handle: Handle
    starts: tuple[BoxTuple, ...]
    boxes: tuple[BoxTuple, ...]

    @property
    def moves(self) -> Moves:
        """Where each box is now."""
        return tuple(zip(self.ids, self.boxes, strict=True))

    def to(self, dx: float, dy: float, limits_wh: Size) -> Drag:
        """Dragged by so many image pixels from where they were."""
        if len(self.ids) == 1:
            return replace(self, boxes=(dragged(self.starts[0], self.handle, dx, dy, limits_wh),))
        return replace(self, boxes=moved_together(self.starts, float(round(dx)), float(round(dy)), limits_wh))


class SelectTool:
    """Idle; pressed, where it may still become a click; dragging boxes, or a band around those to select."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._pressed_xy: Point | None = None
        self._grabbed: Drag | None = None
        self._cycles = False
        self._adds = False
        self._kept: tuple[int, ...] = ()
        self.drag: Drag | None = None
        self.band: BoxTuple | None = None

    def grab_at(self, screen_xy: Point, view: View, reach: Reach) -> Drag | None:
        """What of the selected boxes a press here would drag: of one a handle first, several as they are."""
        rows = self._scene.selected_rows()
        near = rows_at(self._scene.boxes[rows], view.point_to_image(screen_xy), reach.handle / view.zoom)
        for annotation_id in self._scene.annotations.ids[rows[near]].tolist():
            box = self._scene.box_of(annotation_id)
            assert box is not None
            handle = handle_at(view.box_to_screen(box), screen_xy, reach.handle)
            if handle is None:
                continue
            if len(rows) == 1:
                return Drag((annotation_id,), handle, (box,), (box,))
            found = ((own, self._scene.box_of(own)) for own in self._scene.annotations.ids[rows].tolist())
            whole = [(own, own_box) for own, own_box in found if own_box is not None]
            boxes = tuple(own_box for _, own_box in whole)
            return Drag(tuple(own for own, _ in whole), (0, 0), boxes, boxes)
        return None

    def press(self, screen_xy: Point, view: View, reach: Reach, *, adds: bool) -> None:
        """The button went down; the scene's selection may change at once."""
        self._pressed_xy = view.point_to_image(screen_xy)
        self._adds = adds
        self._kept = self._scene.selection if adds else ()
        self._grabbed = None if adds else self.grab_at(screen_xy, view, reach)
        self._cycles = self._grabbed is not None
        if adds or self._cycles:
            return
        found = self._scene.ids_at(self._pressed_xy, reach.box / view.zoom)
        self._scene.selection = tuple(found[:1])
        box = self._scene.box_of(found[0]) if found else None
        if box is not None:
            self._grabbed = Drag((found[0],), (0, 0), (box,), (box,))

    def move(self, screen_xy: Point, view: View, reach: Reach) -> Drag | None:
        """The mouse moved with the button down; the boxes as they are dragged now, or None where none is."""
        if self._pressed_xy is None:
            return None
        # In image pixels: the view may be zoomed or panned meanwhile.
        at = view.point_to_image(screen_xy)
        dx, dy = at[0] - self._pressed_xy[0], at[1] - self._pressed_xy[1]
        if self.drag is None and self.band is None and max(abs(dx), abs(dy)) * view.zoom < reach.drag:
            return None
        if self._grabbed is None:
            self._stretch_band(self._pressed_xy, at)
            return None
        self.drag = self._grabbed.to(dx, dy, self._scene.limits_wh)
        return self.drag

    def release(self, view: View, reach: Reach) -> Drag | None:
        """The button went up; what was dragged, or None after a click or a band, which may have selected."""
        drag, band, pressed_xy, cycles, adds = (
            self.drag,
            self.band,
            self._pressed_xy,
            self._cycles,
            self._adds,
        )
        self.cancel()
        if drag is None and band is None and pressed_xy is not None:
            found = self._scene.ids_at(pressed_xy, reach.box / view.zoom)
            if adds and found:
                self._toggle(found)
            elif cycles:
                self._cycle(found)
        return drag

    def cancel(self) -> bool:
        """Forget the press; whether boxes were being dragged."""
        was_dragging = self.drag is not None
        self._pressed_xy, self._grabbed, self._cycles, self._adds = None, None, False, False
        self.drag, self.band = None, None
        return was_dragging

    def _stretch_band(self, start: Point, at: Point) -> None:
        """Select what lies wholly inside of the band, and what was selected before if that is added to."""
        self.band = (min(start[0], at[0]), min(start[1], at[1]), max(start[0], at[0]), max(start[1], at[1]))
        inside = self._scene.ids_inside(self.band)
        self._scene.selection = (*self._kept, *(i for i in inside if i not in self._kept))

    def _toggle(self, found: list[int]) -> None:
        """Add the smallest box that is not selected; where all are, take the smallest out."""
        selection = self._scene.selection
        new = next((i for i in found if i not in selection), None)
        if new is not None:
            self._scene.selection = (*selection, new)
        else:
            self._scene.selection = tuple(i for i in selection if i != found[0])

    def _cycle(self, found: list[int]) -> None:
        """Select the next larger box under the cursor; after the largest, the smallest."""
        if not found:
            return
        selection = self._scene.selection
        current = next((i for i in found if i in selection), None)
        following = 0 if current is None else (found.index(current) + 1) % len(found)
        self._scene.selection = (found[following],)


class DrawTool:
    """Idle; anchored at a corner. A rectangle is dragged, or spanned by two clicks."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._anchor: Point | None = None
        self.box: BoxTuple | None = None

    def press(self, image_xy: Point) -> None:
        """The button went down: the first corner, unless a click gave it already."""
        if self._anchor is None:
            self._anchor = image_xy
        self.move(image_xy)

    def move(self, image_xy: Point) -> None:
        """The mouse is here."""
        if self._anchor is not None:
            self.box = spanned(self._anchor, image_xy, self._scene.limits_wh)

    def release(self, image_xy: Point) -> BoxTuple | None:
        """The button went up; the rectangle, or None where it is too small yet to be meant."""
        self.move(image_xy)
        box = self.box
        if box is None or min(box[2] - box[0], box[3] - box[1]) < SMALLEST_DRAWN:
            return None
        self.cancel()
        return box

    def cancel(self) -> bool:
        """Forget the corner; whether there was one."""
        was_drawing = self._anchor is not None
        self._anchor, self.box = None, None
        return was_drawing
