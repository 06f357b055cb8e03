"""Images changed for training, and their boxes with them: exact geometry, and what pixels become."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from engine.data.augmentation import Augmentation, AugmentationShares, MovedBoxes
from engine.data.dataset import Annotations, Float, Images, Int
from engine.images import Pixels

LOOSE = 2 / 3
"""Tightness below which an upright box says too little of where the object is."""
ASTRAY = 0.5
"""IoU below which a box is not of the object any more."""

_WHOLE = 1 - 1e-9
_BORDER = (114, 114, 114)
"""What is seen where the image ends: the grey that training pipelines fill with."""


def matrices(augmentation: Augmentation, sizes_wh: Int) -> Float:
    """The affine maps from places in images to places in the changed ones, (n, 2, 3) float64.

    Places are continuous: the middle of the first pixel is at 0.5, 0.5.

    Parameters
    ----------
    augmentation
    sizes_wh : (n, 2) int64
    """
    angle, lean = np.deg2rad(augmentation.rotation), np.tan(np.deg2rad(augmentation.shear))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    sheared = np.array([[1.0, -lean], [0.0, 1.0]])
    flips = [-1.0 if on else 1.0 for on in (augmentation.flip_horizontally, augmentation.flip_vertically)]
    linear = turn @ sheared @ np.diag(flips) * augmentation.zoom
    middle = sizes_wh / 2.0
    shift = sizes_wh * np.array([augmentation.shift_x, augmentation.shift_y])
    moved = middle + shift - middle @ linear.T
    return np.concatenate([np.broadcast_to(linear, (len(sizes_wh), 2, 2)), moved[:, :, None]], axis=2)


def move_boxes(boxes_xyxy: Float, sizes_wh: Int, augmentation: Augmentation) -> MovedBoxes:
    """Move boxes with their images.

    Parameters
    ----------
    boxes_xyxy : (n, 4) float64
    sizes_wh : (n, 2) int64
        Of the image of each.
    augmentation
    """
    maps = matrices(augmentation, sizes_wh)
    x, y = boxes_xyxy[:, [0, 2, 2, 0]], boxes_xyxy[:, [1, 1, 3, 3]]
    corners = np.stack([x, y], axis=2) @ maps[:, :, :2].transpose(0, 2, 1) + maps[:, None, :, 2]
    low, high = corners.min(axis=1), corners.max(axis=1)
    area, hull = _area(corners), (high - low).prod(axis=1)
    limits = sizes_wh.astype(np.float64)
    visible = np.ones(len(boxes_xyxy))
    across = ((low < 0) | (high > limits)).any(axis=1)
    visible[across] = _area(_cut(corners[across], limits[across])) / np.maximum(area[across], 1e-12)
    outside = ((high <= 0) | (low >= limits)).any(axis=1)
    visible[outside] = 0.0
    visible = visible.clip(0.0, 1.0)
    boxes = np.concatenate([low.clip(0, limits), high.clip(0, limits)], axis=1)
    tightness = np.where(hull > 0, area / np.maximum(hull, 1e-12), 1.0).clip(0.0, 1.0)
    kept = (visible > 0) & (visible >= min(augmentation.least_visible, _WHOLE))
    return MovedBoxes(boxes, visible, tightness, kept)


def shares(images: Images, annotations: Annotations, augmentation: Augmentation) -> AugmentationShares:
    """What an augmentation does to all boxes; those of no area or on images of unknown size are left out."""
    sizes = images.sizes_wh[annotations.images]
    boxes = annotations.boxes_xyxy
    usable = (sizes > 0).all(axis=1) & np.isfinite(boxes).all(axis=1)
    usable &= (boxes[:, 2:] > boxes[:, :2]).all(axis=1)
    boxes, sizes = boxes[usable], sizes[usable]
    if not len(boxes):
        return AugmentationShares(0, 0.0, 0.0, 0.0, 0.0)
    # A box may reach beyond its image before anything is done to it.
    before = move_boxes(boxes, sizes, replace(Augmentation(), least_visible=0.0))
    moved = move_boxes(boxes, sizes, augmentation)
    kept = moved.kept
    astray = ~kept | (_overlap(before.boxes_xyxy, moved.boxes_xyxy) < ASTRAY)
    return AugmentationShares(
        len(boxes),
        lost=float(np.mean(~kept)),
        cut=float(np.mean(kept & (moved.visible < before.visible * _WHOLE))),
        loose=float(np.mean(kept & (moved.tightness < LOOSE))),
        astray=float(np.mean(astray)),
    )


def change_pixels(pixels: Pixels, augmentation: Augmentation) -> Pixels:
    """The changed image, of the same size; what was outside of it is grey.

    Parameters
    ----------
    pixels : (h, w, 3) uint8
        RGB.
    """
    height, width = pixels.shape[:2]
    own = matrices(augmentation, np.array([[width, height]]))[0]
    # OpenCV has the middle of the first pixel at 0, 0.
    own[:, 2] += own[:, :2].sum(axis=1) / 2 - 0.5
    moved = cv2.warpAffine(
        pixels,
        own,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_BORDER,
    ).astype(np.uint8, copy=False)
    return _recoloured(moved, augmentation)


def _recoloured(pixels: Pixels, augmentation: Augmentation) -> Pixels:
    if (augmentation.saturation, augmentation.hue) != (1.0, 0.0):
        # Of 32 bits, in which hue is in degrees.
        hsv = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2HSV)
        hsv[..., 0] = (hsv[..., 0] + augmentation.hue) % 360
        hsv[..., 1] = (hsv[..., 1] * augmentation.saturation).clip(0, 1)
        pixels = (cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * 255).round().clip(0, 255).astype(np.uint8)
    if (augmentation.brightness, augmentation.contrast) != (0.0, 1.0):
        levels = np.arange(256) / 255
        changed = (levels - 0.5) * augmentation.contrast + 0.5 + augmentation.brightness
        table = (changed * 255).round().clip(0, 255).astype(np.uint8)
        pixels = cv2.LUT(pixels, table).astype(np.uint8, copy=False)
    return pixels


def _area(polygons: Float) -> Float:
    """Areas of polygons by their corners in order, (n,) float64 (the shoelace formula)."""
    x, y = polygons[..., 0], polygons[..., 1]
    doubled = x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y
    area: Float = np.abs(doubled.sum(axis=1)) / 2
    return area


def _cut(polygons: Float, limits: Float) -> Float:
    """Convex polygons cut at the edges of their images; what was outside lies on an edge and has no area.

    After I. Sutherland and G. Hodgman, Reentrant polygon clipping, 1974, with as many corners for all.
    """
    for axis in (0, 1):
        for edge, sign in ((np.zeros(len(limits)), 1.0), (limits[:, axis], -1.0)):
            polygons = _cut_at(polygons, axis, edge[:, None], sign)
    return polygons


def _cut_at(polygons: Float, axis: int, edge: Float, sign: float) -> Float:
    inside = (polygons[..., axis] - edge) * sign
    following, inside_next = np.roll(polygons, -1, axis=1), np.roll(inside, -1, axis=1)
    crosses = inside * inside_next < 0
    share = np.where(crosses, inside / np.where(crosses, inside - inside_next, 1.0), 0.0)
    between = polygons + share[..., None] * (following - polygons)
    corners = np.stack([polygons, between], axis=2)
    held = corners[..., axis]
    at = np.broadcast_to(edge[:, :, None], held.shape)
    corners[..., axis] = np.maximum(held, at) if sign > 0 else np.minimum(held, at)
    return corners.reshape(len(polygons), 2 * polygons.shape[1], 2)


def _overlap(first: Float, second: Float) -> Float:
    """IoU of boxes row by row, (n,) float64."""
    sides = np.minimum(first[:, 2:], second[:, 2:]) - np.maximum(first[:, :2], second[:, :2])
    both = sides.clip(min=0).prod(axis=1)
    areas = [(own[:, 2:] - own[:, :2]).clip(min=0).prod(axis=1) for own in (first, second)]
    overlap: Float = both / np.maximum(areas[0] + areas[1] - both, 1e-12)
    return overlap
