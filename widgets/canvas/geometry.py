"""Where things are: the view's transform, hits, and what a drag makes of a box. No Qt.

Two spaces: image pixels, in which boxes are, and screen pixels, which are the physical ones of the
display counted from the widget's top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import BoxTuple, Float, Int

Point = tuple[float, float]
Size = tuple[float, float]

Handle = tuple[int, int]
"""What of a box is grabbed, by axis: -1 the lower edge, +1 the upper edge, 0 none. (0, 0): the whole box."""

MIN_ZOOM, MAX_ZOOM = 0.01, 64.0
SMALLEST_DRAWN = 2.0
"""Image pixels: a rectangle of less on either side was a slip of the hand."""

_SMALLEST_RESIZED = 1.0
_CLOSEST = 8.0
_FIT_MARGIN = 0.02
_KEPT_IN_SIGHT = 48.0


@dataclass(frozen=True, slots=True)
class View:
    """How image pixels fall on the screen: ``screen = image * zoom + origin``.

    Attributes
    ----------
    zoom : float
        Screen pixels per image pixel.
    origin_xy : tuple of 2 int
        Where the image's top left corner is. Whole pixels, so that a pan shifts every screen pixel alike.
    """

    zoom: float
    origin_xy: tuple[int, int]

    def to_screen(self, boxes_xyxy: Float) -> Float:
        """Boxes in screen pixels, (n, 4) float64 or one of shape (4,)."""
        x, y = self.origin_xy
        return np.asarray(boxes_xyxy, np.float64) * self.zoom + np.array((x, y, x, y), np.float64)

    def box_to_screen(self, box_xyxy: BoxTuple) -> BoxTuple:
        """One box in screen pixels."""
        (left, top), (right, bottom) = self.point_to_screen(box_xyxy[:2]), self.point_to_screen(box_xyxy[2:])
        return (left, top, right, bottom)

    def point_to_screen(self, image_xy: Point) -> Point:
        """An image point in screen pixels."""
        return (
            image_xy[0] * self.zoom + self.origin_xy[0],
            image_xy[1] * self.zoom + self.origin_xy[1],
        )

    def point_to_image(self, screen_xy: Point) -> Point:
        """A screen point in image pixels: the inverse of `point_to_screen`."""
        return (
            (screen_xy[0] - self.origin_xy[0]) / self.zoom,
            (screen_xy[1] - self.origin_xy[1]) / self.zoom,
        )

    def zoomed(self, zoom: float, screen_xy: Point) -> View:
        """Another zoom, limited to what is sensible; the image point at ``screen_xy`` stays there."""
        return View.placed(zoom, self.point_to_image(screen_xy), screen_xy)

    def panned(self, dx: float, dy: float) -> View:
        """Everything shifted by so many screen pixels."""
        return replace(self, origin_xy=(round(self.origin_xy[0] + dx), round(self.origin_xy[1] + dy)))

    @staticmethod
    def placed(zoom: float, image_xy: Point, screen_xy: Point) -> View:
        """The view with this zoom that shows this image point at this place of the screen."""
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        x, y = (round(s - i * zoom) for i, s in zip(image_xy, screen_xy, strict=True))
        return View(zoom, (x, y))


def fitted(box_xyxy: BoxTuple, viewport_wh: Size) -> View:
    """The view that shows all of a box (of an image: its frame), as large as goes, with a narrow margin."""
    return _showing(box_xyxy, viewport_wh, 1 - 2 * _FIT_MARGIN, MAX_ZOOM)


def surrounded(box_xyxy: BoxTuple, frame: BoxTuple, viewport_wh: Size, *, margin: float) -> View:
    """The view of a box with enough around it to judge it, at most eightfold.

    Parameters
    ----------
    frame
        Of the image: no more room than all of it takes is left around a large box.
    margin
        What is left free on each side, as a multiple of the box's longer side.
    """
    x1, y1, x2, y2 = box_xyxy
    frame = _reaching(frame, box_xyxy)
    free = margin * max(x2 - x1, y2 - y1)
    close = _showing((x1 - free, y1 - free, x2 + free, y2 + free), viewport_wh, 1.0, _CLOSEST)
    far = fitted(frame, viewport_wh)
    return _filled(close, frame, viewport_wh) if close.zoom > far.zoom else far


def _reaching(frame: BoxTuple, box_xyxy: BoxTuple) -> BoxTuple:
    """The frame grown to hold a box that reaches out of it, by no more than its own size."""
    left, top, right, bottom = frame
    width, height = right - left, bottom - top
    x1, y1, x2, y2 = box_xyxy
    return (
        max(min(left, x1), left - width), max(min(top, y1), top - height),
        min(max(right, x2), right + width), min(max(bottom, y2), bottom + height),
    )  # fmt: skip


def _filled(view: View, frame: BoxTuple, viewport_wh: Size) -> View:
    """The view shifted so that nothing beside the frame is seen where the frame is large enough."""
    origin = []
    for start, low, high, extent in zip(view.origin_xy, frame[:2], frame[2:], viewport_wh, strict=True):
        first, last = -low * view.zoom, extent - high * view.zoom
        origin.append(round(min(max(start, last), first) if last <= first else (first + last) / 2))
    return replace(view, origin_xy=(origin[0], origin[1]))


def _showing(box_xyxy: BoxTuple, viewport_wh: Size, share: float, max_zoom: float) -> View:
    x1, y1, x2, y2 = box_xyxy
    width, height = viewport_wh
    zoom = min(share * width / max(x2 - x1, 1e-6), share * height / max(y2 - y1, 1e-6), max_zoom)
    return View.placed(zoom, ((x1 + x2) / 2, (y1 + y2) / 2), (width / 2, height / 2))


def kept_in_sight(view: View, image_wh: Size, viewport_wh: Size) -> View:
    """The view shifted, where it has to be, so that a piece of the image stays in it."""
    origin = []
    for start, size, extent in zip(view.origin_xy, image_wh, viewport_wh, strict=True):
        piece = min(_KEPT_IN_SIGHT, size * view.zoom, extent)
        origin.append(round(min(max(start, piece - size * view.zoom), extent - piece)))
    return replace(view, origin_xy=(origin[0], origin[1]))


def rows_at(boxes_xyxy: Float, image_xy: Point, slack: float) -> Int:
    """Rows of the boxes at a point, (m,) int64, the smallest first; boxes with NaN are at no point.

    Parameters
    ----------
    slack
        How far outside a box, in image pixels, still counts.
    """
    x, y = image_xy
    x1, y1, x2, y2 = boxes_xyxy.T
    inside = (x >= x1 - slack) & (x <= x2 + slack) & (y >= y1 - slack) & (y <= y2 + slack)
    rows: Int = np.flatnonzero(inside)
    areas = (x2[rows] - x1[rows]) * (y2[rows] - y1[rows])
    return np.asarray(rows[np.argsort(areas, kind="stable")])


def rows_outlined_at(boxes_xyxy: Float, image_xy: Point, slack: float) -> Int:
    """Rows of the boxes whose outline is at most ``slack`` image pixels from a point, the smallest first."""
    x, y = image_xy
    rows = rows_at(boxes_xyxy, image_xy, slack)
    x1, y1, x2, y2 = boxes_xyxy[rows].T
    depth = np.minimum(np.minimum(x - x1, x2 - x), np.minimum(y - y1, y2 - y))
    return np.asarray(rows[np.abs(depth) <= slack])


def rows_inside(boxes_xyxy: Float, band_xyxy: BoxTuple) -> Int:
    """Rows of the boxes that lie wholly inside of another one, ascending, (m,) int64."""
    x1, y1, x2, y2 = boxes_xyxy.T
    left, top, right, bottom = band_xyxy
    return np.flatnonzero((x1 >= left) & (y1 >= top) & (x2 <= right) & (y2 <= bottom))


def handle_at(box_screen: BoxTuple, screen_xy: Point, reach: float) -> Handle | None:
    """What of a box a point of the screen grabs, or None where it is out of reach.

    Corners and edges are grabbed within ``reach`` screen pixels. Inwards they never take more than a
    third of the box, so that a small box can be moved as well as resized.
    """
    (left, top, right, bottom), (x, y) = box_screen, screen_xy
    across, down = _grip(left, right, x, reach), _grip(top, bottom, y, reach)
    return None if across is None or down is None else (across, down)


def _grip(low: float, high: float, at: float, reach: float) -> int | None:
    inwards = min(reach, (high - low) / 3)
    if low - reach <= at <= low + inwards:
        return -1
    if high - inwards <= at <= high + reach:
        return 1
    return 0 if low < at < high else None


def moved(box_xyxy: BoxTuple, dx: float, dy: float, image_wh: Size) -> BoxTuple:
    """The box shifted, its size kept, but not over the image's border.

    A box that is over the border already may come back and not go further out.
    """
    return moved_together([box_xyxy], dx, dy, image_wh)[0]


def moved_together(boxes: Sequence[BoxTuple], dx: float, dy: float, image_wh: Size) -> tuple[BoxTuple, ...]:
    """Several boxes shifted alike, as far as all of them may go; none is NaN."""
    width, height = image_wh
    left, top = (min(box[axis] for box in boxes) for axis in (0, 1))
    right, bottom = (max(box[axis] for box in boxes) for axis in (2, 3))
    dx = min(max(dx, min(0.0, -left)), max(0.0, width - right))
    dy = min(max(dy, min(0.0, -top)), max(0.0, height - bottom))
    return tuple((x1 + dx, y1 + dy, x2 + dx, y2 + dy) for x1, y1, x2, y2 in boxes)


def resized(box_xyxy: BoxTuple, handle: Handle, dx: float, dy: float, image_wh: Size) -> BoxTuple:
    """The box with the grabbed edges shifted, on whole pixels, within the image and never past each other."""
    x1, y1, x2, y2 = box_xyxy
    x1, x2 = _stretched(x1, x2, handle[0], dx, image_wh[0])
    y1, y2 = _stretched(y1, y2, handle[1], dy, image_wh[1])
    return (x1, y1, x2, y2)


def _stretched(low: float, high: float, grip: int, by: float, extent: float) -> tuple[float, float]:
    if grip < 0:
        edge = max(_on_whole_pixel(low, by), min(low, 0.0))
        return (min(edge, max(high - _SMALLEST_RESIZED, min(low, 0.0))), high)
    if grip > 0:
        edge = min(_on_whole_pixel(high, by), max(high, extent))
        return (low, max(edge, min(low + _SMALLEST_RESIZED, max(high, extent))))
    return (low, high)


def _on_whole_pixel(edge: float, by: float) -> float:
    return edge if round(by) == 0 else float(round(edge + by))


def dragged(box_xyxy: BoxTuple, handle: Handle, dx: float, dy: float, image_wh: Size) -> BoxTuple:
    """What a drag of one of its handles, or of the whole box, by so many image pixels makes of a box."""
    if handle == (0, 0):
        return moved(box_xyxy, float(round(dx)), float(round(dy)), image_wh)
    return resized(box_xyxy, handle, dx, dy, image_wh)


def spanned(from_xy: Point, to_xy: Point, image_wh: Size) -> BoxTuple:
    """The box between two points, on whole pixels and within the image."""
    (x1, x2), (y1, y2) = (
        sorted(min(max(float(round(v)), 0.0), extent) for v in values)
        for values, extent in zip(zip(from_xy, to_xy, strict=True), image_wh, strict=True)
    )
    return (x1, y1, x2, y2)


def is_finite(box_xyxy: BoxTuple) -> bool:
    """Whether a box can be drawn at all."""
    return bool(np.isfinite(box_xyxy).all())


def upright(boxes_xyxy: Float) -> Float:
    """Boxes with their corners in order, (n, 4) float64; all NaN where a corner is not finite."""
    ordered = np.concatenate(
        [
            np.minimum(boxes_xyxy[:, :2], boxes_xyxy[:, 2:]),
            np.maximum(boxes_xyxy[:, :2], boxes_xyxy[:, 2:]),
        ],
        axis=1,
    )
    return np.where(np.isfinite(boxes_xyxy).all(axis=1, keepdims=True), ordered, np.nan)


def bounds_of(boxes_xyxy: Float) -> BoxTuple | None:
    """The smallest box around the finite ones, or None where there is none."""
    finite = boxes_xyxy[np.isfinite(boxes_xyxy).all(axis=1)]
    if not len(finite):
        return None
    (x1, y1), (x2, y2) = finite[:, :2].min(axis=0).tolist(), finite[:, 2:].max(axis=0).tolist()
    return (x1, y1, x2, y2)
