"""What the parts lie on, and the marks a workshop leaves there. RGB, linear light, float32."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from resources.demo.shading import Array, Light, smoothstep


def noise(rng: np.random.Generator, shape: tuple[int, int], sigma_x: float, sigma_y: float) -> Array:
    """Smooth noise with mean 0 and deviation 1; long in x when `sigma_x` is large."""
    h, w = shape
    # Coarse noise is drawn small and blown up: a wide blur of a large picture costs seconds.
    fx, fy = max(1, int(sigma_x / 3)), max(1, int(sigma_y / 3))
    small = rng.standard_normal((h // fy + 8, w // fx + 8), dtype=np.float32)
    small = cv2.GaussianBlur(small, (0, 0), max(sigma_x / fx, 0.3), sigmaY=max(sigma_y / fy, 0.3))
    big = cv2.resize(small[4:-4, 4:-4], (w, h), interpolation=cv2.INTER_CUBIC)
    return ((big - big.mean()) / (big.std() + 1e-6)).astype(np.float32)


def turn(make: Callable[[tuple[int, int]], Array], shape: tuple[int, int], angle: float) -> Array:
    """Draw a texture on a larger square and cut the picture out of it at `angle` radians."""
    h, w = shape
    side = int(np.ceil(np.hypot(h, w))) + 8
    texture = make((side, side))
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), float(np.degrees(angle)), 1.0)
    matrix[:, 2] += (w / 2 - side / 2, h / 2 - side / 2)
    return cv2.warpAffine(texture, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def brushed_metal(rng: np.random.Generator, shape: tuple[int, int], light: Light) -> Array:
    """Sheet of brushed steel: streaks, and the lamps smeared across them."""
    angle = rng.normal(0.0, 0.12) + rng.choice([0.0, np.pi / 2])

    def streaks(size: tuple[int, int]) -> Array:
        fine = noise(rng, size, 90.0, 0.5) + 0.7 * noise(rng, size, 260.0, 0.8)
        return 0.045 * fine + 0.02 * noise(rng, size, 30.0, 0.4) + 0.05 * noise(rng, size, 400.0, 40.0)

    base = rng.uniform(0.14, 0.36)
    sheen = 0.20 * noise(rng, shape, 300.0, 300.0)
    grey = base * (1.0 + turn(streaks, shape, angle) * rng.uniform(0.7, 1.4) + sheen)
    return grey[..., None] * light.tint * np.array([0.98, 1.0, 1.03], np.float32)


def wood(rng: np.random.Generator, shape: tuple[int, int], light: Light) -> Array:
    """Bench of planks: year rings bent by slow noise, fibres, dark pores, gaps between planks."""
    pale, dark = np.array([0.44, 0.27, 0.135], np.float32), np.array([0.235, 0.118, 0.050], np.float32)
    tone = np.float32(rng.uniform(0.55, 1.25))

    def planks(size: tuple[int, int]) -> Array:
        h = size[0]
        yy = np.arange(h, dtype=np.float32)[:, None]
        width = rng.uniform(260.0, 460.0)
        which = np.floor(yy / width + 0.37).astype(int)
        shift = rng.uniform(0.0, 900.0, which.max() + 1).astype(np.float32)[which]
        plain = rng.uniform(0.82, 1.15, which.max() + 1).astype(np.float32)[which]
        bend = 34.0 * noise(rng, size, 420.0, 70.0) + 9.0 * noise(rng, size, 150.0, 18.0)
        ring = np.mod((yy + shift + bend) / rng.uniform(26.0, 44.0), 1.0)
        # A year ring darkens slowly and ends at once.
        rings = ring**2.2 * smoothstep(1.0, 0.86, ring)
        fibre = noise(rng, size, 46.0, 0.55)
        pores = smoothstep(1.7, 2.7, noise(rng, size, 17.0, 0.6))
        mix = np.clip(0.22 + 0.62 * rings + 0.10 * fibre + 0.06 * noise(rng, size, 300.0, 90.0), 0.0, 1.0)
        colour = pale * (1.0 - mix[..., None]) + dark * mix[..., None]
        edge = np.abs(np.mod(yy / width + 0.37, 1.0) - 0.5) * 2.0
        gap = 1.0 - 0.85 * smoothstep(1.0 - 7.0 / width, 1.0 - 2.0 / width, edge)
        return (colour * (plain * gap * (1.0 - 0.5 * pores))[..., None]).astype(np.float32)

    angle = rng.normal(0.0, 0.06) + rng.choice([0.0, np.pi / 2])
    return turn(planks, shape, angle) * tone * light.tint


def felt(rng: np.random.Generator, shape: tuple[int, int], light: Light) -> Array:
    """Felt: short fibres in every direction, tufts, a little lint."""
    dyes = [[0.025, 0.085, 0.055], [0.022, 0.045, 0.125], [0.055, 0.055, 0.060], [0.14, 0.022, 0.030]]
    dye = np.array(dyes[int(rng.integers(len(dyes)))], np.float32) * np.float32(rng.uniform(0.9, 1.8))
    weave = np.zeros(shape, np.float32)
    for k in range(5):
        angle = k * np.pi / 5 + rng.uniform(0.0, 0.5)
        weave = np.maximum(weave, turn(lambda s: noise(rng, s, 7.0, 0.7), shape, angle))
    tufts = noise(rng, shape, 5.0, 5.0)
    cloth = 1.0 + 0.30 * (weave - weave.mean()) + 0.09 * tufts + 0.08 * noise(rng, shape, 120.0, 120.0)
    return np.clip(cloth, 0.25, None)[..., None] * dye * light.tint


def cutting_mat(rng: np.random.Generator, shape: tuple[int, int], light: Light) -> Array:
    """Rubber mat with a printed grid, scored by old knives."""
    dyes = [[0.030, 0.135, 0.105], [0.035, 0.075, 0.155], [0.075, 0.078, 0.085]]
    dye = np.array(dyes[int(rng.integers(len(dyes)))], np.float32) * np.float32(rng.uniform(0.8, 1.5))
    step = rng.uniform(88.0, 150.0)

    def lines(size: tuple[int, int]) -> Array:
        yy, xx = np.mgrid[0 : size[0], 0 : size[1]].astype(np.float32)
        print_ = np.zeros(size, np.float32)
        for axis in (yy, xx):
            major = np.abs(np.mod(axis / step, 1.0) - 0.5) * step
            minor = np.abs(np.mod(axis * 2.0 / step, 1.0) - 0.5) * step / 2.0
            print_ = np.maximum(print_, smoothstep(1.9, 0.9, major))
            print_ = np.maximum(print_, 0.35 * smoothstep(1.3, 0.6, minor))
        return print_

    worn = np.clip(0.75 + 0.3 * noise(rng, shape, 60.0, 60.0), 0.1, 1.0)
    ink = (turn(lines, shape, rng.normal(0.0, 0.2)) * worn)[..., None] * 0.42
    rough = 1.0 + 0.07 * noise(rng, shape, 1.0, 1.0) + 0.05 * noise(rng, shape, 90.0, 90.0)
    sheet = dye * rough[..., None]
    return (sheet * (1.0 - ink) + np.float32(0.42) * ink) * light.tint


def painted(rng: np.random.Generator, shape: tuple[int, int], light: Light) -> Array:
    """Powder-coated tray: orange peel, chips down to the metal."""
    coats = [[0.30, 0.31, 0.32], [0.52, 0.51, 0.47], [0.10, 0.17, 0.27], [0.16, 0.165, 0.17]]
    coat = np.array(coats[int(rng.integers(len(coats)))], np.float32) * np.float32(rng.uniform(0.8, 1.2))
    peel = noise(rng, shape, 2.6, 2.6)
    gy, gx = np.gradient(peel)
    glint = -(gx * light.towards[0] + gy * light.towards[1])
    sheet = coat * (1.0 + 0.10 * glint + 0.08 * noise(rng, shape, 200.0, 200.0))[..., None]
    chips = smoothstep(3.0, 3.25, noise(rng, shape, 4.5, 4.5) + 0.35 * noise(rng, shape, 1.5, 1.5))
    bare = np.array([0.40, 0.36, 0.32], np.float32)
    return (sheet * (1.0 - chips[..., None]) + bare * chips[..., None]) * light.tint


SURFACES = (brushed_metal, wood, felt, cutting_mat, painted)


def _curve(rng: np.random.Generator, shape: tuple[int, int], length: float, bend: float) -> np.ndarray:
    """Points of a wandering stroke, shape (n, 2), x before y."""
    n = max(6, int(length / 6.0))
    heading = rng.uniform(0.0, 2.0 * np.pi) + np.cumsum(rng.normal(rng.normal(0.0, bend), bend, n))
    start = rng.uniform(0.0, 1.0, 2) * (shape[1], shape[0])
    return start + np.cumsum(np.stack([np.cos(heading), np.sin(heading)], axis=1) * length / n, axis=0)


def _stroke(shape: tuple[int, int], points: np.ndarray, width: int) -> Array:
    mask = np.zeros(shape, np.uint8)
    fixed = np.rint(points * 16.0).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(mask, [fixed], isClosed=False, color=255, thickness=width, lineType=cv2.LINE_AA, shift=4)
    return mask.astype(np.float32) / 255.0


def _tape(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[Array, Array]:
    """Strip of masking tape with a scribble; returns its colour (h, w, 3) and coverage (h, w)."""
    h, w = shape
    long, wide, a = rng.uniform(130.0, 260.0), rng.uniform(24.0, 36.0), rng.uniform(0.0, np.pi)
    # Along an edge of the picture, where a tray is labelled.
    cx = rng.uniform(0.0, w) if rng.random() < 0.5 else rng.choice([0.06, 0.94]) * w
    cy = rng.choice([0.06, 0.94]) * h if 0.1 * w < cx < 0.9 * w else rng.uniform(0.0, h)
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    u = (xx - cx) * np.cos(a) + (yy - cy) * np.sin(a)
    v = (yy - cy) * np.cos(a) - (xx - cx) * np.sin(a)
    torn = 5.0 * np.interp(v, np.linspace(-wide, wide, 24), rng.normal(0.0, 1.0, 24)).astype(np.float32)
    cover = np.clip(0.5 - np.maximum(np.abs(u) - long + torn, np.abs(v) - wide), 0.0, 1.0)
    ridges = np.arange(-long, long, 3.0)
    crepe = 1.0 + 0.05 * np.interp(u, ridges, rng.normal(0.0, 1.0, ridges.size))
    x = np.linspace(-0.62 * long, 0.55 * long, 90)
    y = np.cumsum(rng.normal(0.0, 1.0, 90))
    y = (y - np.convolve(np.pad(y, 6, mode="edge"), np.ones(13) / 13.0, "valid")) * 4.5
    pts = np.stack([cx + x * np.cos(a) - y * np.sin(a), cy + x * np.sin(a) + y * np.cos(a)], axis=1)
    ink = _stroke(shape, pts, 3) * cover
    paper = np.array([0.62, 0.52, 0.33], np.float32) * crepe.astype(np.float32)[..., None]
    colour = paper * (1.0 - 0.88 * ink[..., None])
    return colour.astype(np.float32), cover.astype(np.float32)


def add_marks(rng: np.random.Generator, ground: Array, light: Light) -> Array:
    """Leave oil, scratches, pencil, swarf, lint and tape on a surface; none of them is a part."""
    shape = ground.shape[:2]
    if rng.random() < 0.35:
        # Oil that crept: broad, with a soft edge and a darker brim.
        field = noise(rng, shape, 130.0, 130.0) + 0.12 * noise(rng, shape, 25.0, 25.0)
        stain = smoothstep(1.3, 1.8, field) * 0.7 + 0.3 * np.exp(-(((field - 1.5) / 0.16) ** 2))
        ground = ground * (1.0 - rng.uniform(0.1, 0.32) * stain[..., None] * np.float32([0.85, 0.95, 1.05]))
    for _ in range(int(rng.poisson(2.5))):
        line = _stroke(shape, _curve(rng, shape, rng.uniform(80.0, 500.0), 0.02), 1)
        ground = ground * (1.0 + rng.choice([-0.3, 0.35]) * line[..., None])
    for _ in range(int(rng.poisson(0.5))):
        pencil = _stroke(shape, _curve(rng, shape, rng.uniform(80.0, 300.0), 0.05), 2)
        ground = ground * (1.0 - 0.55 * pencil[..., None])
    for _ in range(int(rng.poisson(1.2))):
        # Swarf: a bright curl with a shadow of its own.
        points = _curve(rng, shape, rng.uniform(30.0, 110.0), 0.22)
        shade = _stroke(shape, points - 4.0 * np.array(light.towards), 4)
        ground = ground * (1.0 - 0.5 * cv2.GaussianBlur(shade, (0, 0), 1.6)[..., None])
        curl = _stroke(shape, points, 2)[..., None] * np.float32(rng.uniform(0.5, 1.0))
        ground = ground * (1.0 - curl) + np.float32([0.62, 0.62, 0.66]) * curl
    for _ in range(int(rng.poisson(2.0))):
        lint = _stroke(shape, _curve(rng, shape, rng.uniform(20.0, 70.0), 0.15), 1)[..., None] * 0.55
        ground = ground * (1.0 - lint) + np.float32([0.5, 0.5, 0.48]) * lint
    if rng.random() < 0.20:
        colour, cover = _tape(rng, shape)
        edge = cv2.GaussianBlur(cover, (0, 0), 3.0)[..., None]
        ground = ground * (1.0 - 0.3 * edge)
        ground = ground * (1.0 - cover[..., None]) + colour * light.tint * cover[..., None]
    return ground.astype(np.float32)


def add_rim(rng: np.random.Generator, ground: Array, light: Light) -> Array:
    """Let one or two edges of the tray into the picture: a rolled lip and the dark beyond its wall."""
    h, w = ground.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    inset = rng.uniform(14.0, 42.0)
    corner = rng.uniform(40.0, 90.0)
    sides = np.where(rng.random(4) < 0.45, 0.0, np.float32(1e4))
    dx = np.maximum(corner - xx - sides[0], xx - (w - corner) - sides[1])
    dy = np.maximum(corner - yy - sides[2], yy - (h - corner) - sides[3])
    # A rounded rectangle: straight along the walls, an arc where two of them meet.
    away = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0)
    distance = away - corner + inset
    gy, gx = np.gradient(distance.astype(np.float32))
    facing = -(gx * light.towards[0] + gy * light.towards[1])
    lip = np.exp(-(((distance - 5.0) / 5.0) ** 2))
    wall = smoothstep(-16.0, 2.0, distance)
    steel = np.array([0.36, 0.37, 0.38], np.float32) * light.tint
    ground = ground * (1.0 - wall * (0.40 - 0.30 * facing))[..., None]
    outside = smoothstep(0.0, 2.0, distance)[..., None]
    beyond = steel * (0.16 + (0.75 + 0.8 * np.clip(facing, -0.6, 1.0)) * lip)[..., None]
    return (ground * (1.0 - outside) + beyond * outside).astype(np.float32)
