"""What mouse presses and drags mean: selecting, dragging and drawing boxes. No Qt, no signals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from engine.data.dataset import BoxTuple
from widgets.canvas.geometry import (
    SMALLEST_DRAWN,
    Handle,
    Point,
    View,
    dragged,
    handle_at,
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


@dataclass(frozen=True, slots=True)
class Drag:
    """A box under the mouse.

    Attributes
    ----------
    annotation_id : int
    handle : Handle
    start, box : tuple of 4 float
        The box as it was and as it is dragged to.
    """

    annotation_id: int
    handle: Handle
    start: BoxTuple
    box: BoxTuple


class SelectTool:
    """Idle; pressed, where it may still become a click; dragging."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._pressed_xy: Point | None = None
        self._grabbed: Drag | None = None
        self._cycles = False
        self.drag: Drag | None = None

    def grab_at(self, screen_xy: Point, view: View, reach: Reach) -> Drag | None:
        """What of the selected boxes a press here would drag; handles first."""
        inside = None
        rows = self._scene.selected_rows()
        near = rows_at(self._scene.boxes[rows], view.point_to_image(screen_xy), reach.handle / view.zoom)
        for annotation_id in self._scene.annotations.ids[rows[near]].tolist():
            box = self._scene.box_of(annotation_id)
            assert box is not None
            handle = handle_at(view.box_to_screen(box), screen_xy, reach.handle)
            if handle is None:
                continue
            grabbed = Drag(annotation_id, handle, box, box)
            if handle != (0, 0):
                return grabbed
            inside = inside or grabbed
        return inside

    def press(self, screen_xy: Point, view: View, reach: Reach, *, adds: bool) -> None:
        """The button went down; the scene's selection may change at once."""
        self._pressed_xy = view.point_to_image(screen_xy)
        self._grabbed = None if adds else self.grab_at(screen_xy, view, reach)
        self._cycles = self._grabbed is not None
        if self._cycles:
            return
        found = self._scene.ids_at(self._pressed_xy, reach.box / view.zoom)
        if adds:
            if found:
                self._toggle(found)
            return
        self._scene.selection = tuple(found[:1])
        box = self._scene.box_of(found[0]) if found else None
        if box is not None:
            self._grabbed = Drag(found[0], (0, 0), box, box)

    def move(self, screen_xy: Point, view: View, reach: Reach) -> Drag | None:
        """The mouse moved with the button down; the box as it is dragged now, or None where none is."""
        if self._pressed_xy is None or self._grabbed is None:
            return None
        # In image pixels: the view may be zoomed or panned meanwhile.
        at = view.point_to_image(screen_xy)
        dx, dy = at[0] - self._pressed_xy[0], at[1] - self._pressed_xy[1]
        if self.drag is None and max(abs(dx), abs(dy)) * view.zoom < reach.drag:
            return None
        grabbed = self._grabbed
        box = dragged(grabbed.start, grabbed.handle, dx, dy, self._scene.limits_wh)
        self.drag = replace(grabbed, box=box)
        return self.drag

    def release(self, view: View, reach: Reach) -> Drag | None:
        """The button went up; what was dragged, or None after a click, which may have cycled the selection."""
        drag, pressed_xy, cycles = self.drag, self._pressed_xy, self._cycles
        self.cancel()
        if drag is None and cycles and pressed_xy is not None:
            self._cycle(self._scene.ids_at(pressed_xy, reach.box / view.zoom))
        return drag

    def cancel(self) -> bool:
        """Forget the press; whether a box was being dragged."""
        was_dragging = self.drag is not None
        self._pressed_xy, self._grabbed, self._cycles, self.drag = None, None, False, None
        return was_dragging

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
