"""Light for the demo images: an environment to reflect, cast shadows and the camera at the end.

Everything is float32 and linear light until `develop` turns it into a camera's uint8 picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

MATCAP_SIZE = 192


@dataclass(frozen=True)
class Light:
    """The lamps over one picture.

    Attributes
    ----------
    towards : tuple of float
        Unit vector (x, y) in the picture's plane, pointing at the key lamp.
    slope : float
        Length of a shadow per unit of height (the cotangent of the lamp's elevation).
    softness : float
        Blur of a shadow's edge per unit of height.
    tint : Array, shape (3,)
        Colour of the light, RGB, around 1.
    matcap : Array, shape (MATCAP_SIZE, MATCAP_SIZE, 3)
        What a mirror shows, by the x and y of its normal, each from -1 to 1.
    """

    towards: tuple[float, float]
    slope: float
    softness: float
    tint: Array
    matcap: Array


@dataclass(frozen=True)
class Relief:
    """One part, seen from above, in a patch of its own.

    Attributes
    ----------
    alpha : Array, shape (h, w)
        Coverage, 0 to 1.
    height : Array, shape (h, w)
        Height over the tray in pixels of the patch.
    tint : Array, shape (3,) or (h, w, 3)
        Reflectance, RGB, linear.
    gloss : float
        0 is dull (reflections wide apart), 1 is polished.
    shade : Array, shape (h, w)
        Darkening of places that light hardly reaches, 0 to 1.
    lift : float
        Height that throws the shadow, in pixels of the patch.
    """

    alpha: Array
    height: Array
    tint: Array
    gloss: float
    shade: Array
    lift: float


def smoothstep(low: float, high: float, x: Array) -> Array:
    """Ease from 0 at `low` to 1 at `high`; same shape as `x`."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return (t * t * (3.0 - 2.0 * t)).astype(np.float32)


def make_light(rng: np.random.Generator) -> Light:
    """Hang the lamps for one picture: a key softbox, a window opposite, a dim ceiling."""
    angle = rng.uniform(0.0, 2.0 * np.pi)
    towards = (float(np.cos(angle)), float(np.sin(angle)))
    elevation = np.deg2rad(rng.uniform(42.0, 66.0))
    warm = rng.normal(0.0, 0.045)
    tint = np.array([1.0 + warm, 1.0, 1.0 - 1.25 * warm], np.float32)
    return Light(
        towards=towards,
        slope=float(1.0 / np.tan(elevation)),
        softness=float(rng.uniform(0.08, 0.34)),
        tint=tint,
        matcap=_make_matcap(rng, angle, float(elevation)),
    )


def _make_matcap(rng: np.random.Generator, angle: float, elevation: float) -> Array:
    axis = np.linspace(-1.0, 1.0, MATCAP_SIZE, dtype=np.float32)
    nx, ny = np.meshgrid(axis, axis)
    nz = np.sqrt(np.maximum(1.0 - nx * nx - ny * ny, 0.0))
    rx, ry, rz = 2.0 * nz * nx, 2.0 * nz * ny, 2.0 * nz * nz - 1.0
    ceiling = 0.12 + 0.30 * smoothstep(-0.1, 1.0, rz) * rng.uniform(0.8, 1.25)
    room = np.where(rz < 0.0, 0.02 + 0.08 * smoothstep(-1.0, 0.0, rz), ceiling)

    def lamp(turn: float, height: float, width: float, tall: float, power: float) -> Array:
        # A rectangle of light on the dome, in azimuth and elevation, with soft edges.
        a = angle + turn
        along = rx * np.cos(a) + ry * np.sin(a)
        across = -rx * np.sin(a) + ry * np.cos(a)
        up = np.arctan2(rz, along)
        inside = smoothstep(tall + 0.14, tall - 0.06, np.abs(up - height))
        return np.float32(power) * inside * smoothstep(width + 0.12, width - 0.10, np.abs(across))

    key = lamp(0.0, elevation, rng.uniform(0.35, 0.6), rng.uniform(0.22, 0.36), rng.uniform(1.7, 2.5))
    window = lamp(np.pi + rng.normal(0.0, 0.4), rng.uniform(0.5, 0.9), 0.3, 0.22, rng.uniform(0.4, 0.9))
    strip = lamp(rng.choice([-1.0, 1.0]) * rng.uniform(1.1, 1.8), 0.45, 0.7, 0.10, rng.uniform(0.3, 0.8))
    cool = np.array([0.94, 0.99, 1.06], np.float32)
    grey = (room + key)[..., None] * np.ones(3, np.float32) + (window + strip)[..., None] * cool
    return cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 1.5)


def shade_relief(relief: Relief, light: Light, rng: np.random.Generator) -> Array:
    """Colour of a part under the light; returns Array, shape (h, w, 3), RGB, linear."""
    gy, gx = np.gradient(relief.height)
    grain = rng.normal(0.0, 0.05 * (1.25 - relief.gloss), relief.height.shape).astype(np.float32)
    gx, gy = np.clip(gx, -3.5, 3.5) + grain, np.clip(gy, -3.5, 3.5) + np.roll(grain, 7, axis=0)
    norm = 1.0 / np.sqrt(gx * gx + gy * gy + 1.0)
    sharp = cv2.GaussianBlur(light.matcap, (0, 0), 1.0 + 15.0 * (1.0 - relief.gloss) ** 1.5)
    half = (MATCAP_SIZE - 1) / 2.0
    map_x = ((1.0 - gx * norm) * half).astype(np.float32)
    map_y = ((1.0 - gy * norm) * half).astype(np.float32)
    mirror = cv2.remap(sharp, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lambert = np.clip((-gx * light.towards[0] - gy * light.towards[1] + 1.0 / light.slope) * norm, 0.0, None)
    lambert = lambert / np.sqrt(1.0 + 1.0 / light.slope**2)
    diffuse = (0.10 + 0.32 * lambert * (1.15 - relief.gloss))[..., None]
    # A trace of untinted reflection: even brass and black oxide have white highlights.
    clear = 0.10 * np.clip(mirror - 0.6, 0.0, None)
    colour = relief.tint * (mirror * (0.45 + 0.55 * relief.gloss) + diffuse) + clear
    return (colour * relief.shade[..., None] * light.tint).astype(np.float32)


def shadow_of(relief: Relief, light: Light) -> tuple[Array, int]:
    """Shadow that a part throws on what lies under it.

    Returns
    -------
    kept : Array, shape (h + 2 * pad, w + 2 * pad)
        Share of the light that still arrives, 0 to 1.
    pad : int
        How far the shadow's patch reaches beyond the part's own, in pixels.
    """
    reach = relief.lift * light.slope
    pad = int(np.ceil(reach + 4.0 * relief.lift * light.softness + 12.0))
    mask = cv2.copyMakeBorder(relief.alpha, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0.0)
    cast = np.zeros_like(mask)
    # The shadow of a body is the union of the shadows of its slices, each softer the higher it lies.
    for part in (0.3, 0.65, 1.0):
        shift = np.float32(
            [[1, 0, -light.towards[0] * reach * part], [0, 1, -light.towards[1] * reach * part]]
        )
        moved = cv2.warpAffine(mask, shift, (mask.shape[1], mask.shape[0]))
        cast = np.maximum(
            cast, cv2.GaussianBlur(moved, (0, 0), 0.8 + relief.lift * light.softness * part * 0.6)
        )
    contact = cv2.GaussianBlur(mask, (0, 0), 1.2 + 0.20 * relief.lift)
    return ((1.0 - 0.72 * cast) * (1.0 - 0.55 * contact)).astype(np.float32), pad


def develop(linear: Array, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Take the photograph: fall-off, focus, exposure, noise.

    Parameters
    ----------
    linear : Array, shape (h, w, 3)
        The scene at its final size, RGB, linear light.
    rng : np.random.Generator
        Chooses the camera's faults.

    Returns
    -------
    photo : uint8 array, shape (h, w, 3), RGB
    """
    h, w = linear.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    dx, dy = xx / w - 0.5, yy / h - 0.5
    turn = rng.uniform(0.0, 2.0 * np.pi)
    gradient = 1.0 + rng.uniform(0.15, 0.9) * (dx * np.cos(turn) + dy * np.sin(turn))
    vignette = 1.0 - rng.uniform(0.15, 0.55) * (dx * dx + dy * dy)
    lit = linear * (gradient * vignette)[..., None]
    sigma = rng.choice([0.35, 0.5, 0.7, 1.1], p=[0.35, 0.35, 0.2, 0.1])
    lit = cv2.GaussianBlur(lit.astype(np.float32), (0, 0), float(sigma))
    bloom = cv2.GaussianBlur(np.clip(lit - 0.85, 0.0, 1.5), (0, 0), 5.0)
    lit = lit + 0.22 * bloom
    # Expose for the middle of the picture, as a camera does, then let highlights roll off.
    lit = lit * (rng.uniform(0.20, 0.30) / max(float(np.median(lit)), 0.03)) ** 0.32
    noise = rng.standard_normal(lit.shape, dtype=np.float32)
    lit = lit + noise * np.sqrt(np.maximum(lit, 0.0) + 0.01) * rng.uniform(0.006, 0.022)
    film = 1.0 - np.exp(-1.7 * np.maximum(lit, 0.0))
    encoded = np.power(film, 1.0 / 2.2)
    # The S of a camera's tone curve, mixed in: deeper shadows, crisper highlights.
    encoded = 0.55 * encoded + 0.45 * encoded * encoded * (3.0 - 2.0 * encoded)
    return np.clip(np.rint(encoded * 255.0), 0, 255).astype(np.uint8)
