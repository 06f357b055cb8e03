"""Shapes of the parts: each function carves one part as a `Relief`, seen from straight above.

Lengths are pixels of the supersampled patch. Distances are negative inside and positive outside.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from resources.demo.shading import Array, Relief, smoothstep

METALS: dict[str, tuple[float, float, float]] = {
    "zinc": (0.74, 0.77, 0.80),
    "steel": (0.66, 0.65, 0.64),
    "yellow zinc": (0.80, 0.66, 0.33),
    "brass": (0.84, 0.60, 0.24),
    "copper": (0.80, 0.44, 0.30),
    "black oxide": (0.085, 0.085, 0.095),
}


def grid(half_w: float, half_h: float, angle: float) -> tuple[Array, Array]:
    """Coordinates (u, v) along and across a part turned by `angle`, on a patch that holds all of it."""
    reach_x = abs(half_w * np.cos(angle)) + abs(half_h * np.sin(angle)) + 4.0
    reach_y = abs(half_w * np.sin(angle)) + abs(half_h * np.cos(angle)) + 4.0
    nx, ny = int(np.ceil(reach_x)), int(np.ceil(reach_y))
    yy, xx = np.mgrid[-ny : ny + 1, -nx : nx + 1].astype(np.float32)
    c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return c * xx + s * yy, c * yy - s * xx


def metal(rng: np.random.Generator, weights: dict[str, float]) -> tuple[Array, float]:
    """Choose a finish; returns its tint, shape (3,), and its gloss."""
    names = list(weights)
    p = np.array([weights[n] for n in names])
    name = names[int(rng.choice(len(names), p=p / p.sum()))]
    tint = np.array(METALS[name], np.float32) * np.float32(rng.uniform(0.86, 1.08))
    gloss = rng.uniform(0.35, 0.6) if name == "black oxide" else rng.uniform(0.5, 0.9)
    return tint.astype(np.float32), float(gloss)


def cover(distance: Array) -> Array:
    """Antialiased coverage of a distance field."""
    return np.clip(0.5 - distance, 0.0, 1.0).astype(np.float32)


def bevel(distance: Array, width: float) -> Array:
    """Rounded edge: 0 at the outline, 1 from `width` inwards."""
    t = 1.0 - np.clip(-distance / max(width, 0.5), 0.0, 1.0)
    return np.sqrt(np.maximum(1.0 - t * t, 0.0)).astype(np.float32)


def turned(rng: np.random.Generator, r: Array, depth: float) -> Array:
    """Grooves of a lathe, as a height: fine random rings around the centre."""
    rings = rng.normal(0.0, 1.0, int(r.max()) + 3).astype(np.float32)
    return (depth * np.interp(r.ravel(), np.arange(rings.size), rings).reshape(r.shape)).astype(np.float32)


def sheen(rng: np.random.Generator, u: Array, v: Array, strength: float) -> Array:
    """Bow tie of light that a turned face shows: two bright sectors, two dark ones; about 1."""
    towards = rng.uniform(0.0, np.pi)
    sector = np.cos(np.arctan2(v, u) - towards) ** 2
    return (1.0 - 0.5 * strength + 1.4 * strength * sector**3).astype(np.float32)


def tilt(rng: np.random.Generator, u: Array, v: Array, outer: float) -> Array:
    """Never quite flat, never quite level: a lean and a dish, so that no two faces show the same light."""
    lean = rng.normal(0.0, 0.07, 2)
    dish = rng.normal(0.05, 0.05) / outer
    return (lean[0] * u + lean[1] * v - dish * (u * u + v * v)).astype(np.float32)


def washer(rng: np.random.Generator, scale: float) -> Relief:
    """Plain washer: a stamped ring."""
    outer = scale * rng.uniform(13.0, 29.0)
    inner = outer * rng.uniform(0.40, 0.60)
    tint, gloss = metal(rng, {"zinc": 5, "steel": 3, "yellow zinc": 2, "brass": 1, "black oxide": 1.2})
    u, v = grid(outer, outer, 0.0)
    r = np.hypot(u, v)
    distance = np.maximum(r - outer, inner - r)
    thick = max(2.0, 0.10 * outer)
    height = thick * bevel(distance, 0.09 * outer) + turned(rng, r, 0.05) + tilt(rng, u, v, outer)
    shade = sheen(rng, u, v, rng.uniform(0.0, 0.35))
    return Relief(cover(distance), height.astype(np.float32), tint, gloss, shade, 1.3 * thick)


def hexagon(u: Array, v: Array, apothem: float) -> Array:
    """Distance-like field of a regular hexagon with flats at `apothem`."""
    flats = [np.abs(u * np.cos(a) + v * np.sin(a)) for a in (0.0, np.pi / 3, 2 * np.pi / 3)]
    return (np.max(flats, axis=0) - apothem).astype(np.float32)


def nut(rng: np.random.Generator, scale: float) -> Relief:
    """Hexagon nut, chamfered, threaded; some have the nylon ring of a lock nut."""
    apothem = scale * rng.uniform(12.0, 25.0)
    bore = apothem * rng.uniform(0.52, 0.62)
    tint, gloss = metal(rng, {"zinc": 5, "steel": 3, "yellow zinc": 2, "brass": 2, "black oxide": 1.5})
    u, v = grid(apothem * 1.16, apothem * 1.16, 0.0)
    turn = rng.uniform(0.0, np.pi / 3)
    r, phi = np.hypot(u, v), np.arctan2(v, u)
    hexa = hexagon(u * np.cos(turn) + v * np.sin(turn), v * np.cos(turn) - u * np.sin(turn), apothem)
    thick = 0.78 * apothem
    # The chamfer is a cone: it leaves the flats alone and cuts the six corners down.
    cone = 0.55 * np.maximum(r - 0.93 * apothem, 0.0)
    top = thick - cone - 0.9 * np.maximum(1.16 * bore - r, 0.0) + turned(rng, r, 0.03)
    top = top + tilt(rng, u, v, apothem)
    height = np.where(r > bore, top * bevel(hexa, 0.07 * apothem), 0.0)
    inside = 0.80 * bore
    depth = (bore - r) / (bore - inside)
    thread = 0.5 + 0.5 * np.sin(2.0 * np.pi * (2.2 * depth) + phi)
    height = np.where(r > bore, height, thick * 0.7 - 2.0 * (bore - r) + 0.9 * thread)
    shade = np.where(r > bore, 1.0, np.clip((0.20 + 0.45 * thread) * (1.0 - 0.5 * depth), 0.04, 1.0))
    colour = np.broadcast_to(tint, (*r.shape, 3)).copy()
    if rng.random() < 0.22:
        nylon = np.array(rng.choice([[0.05, 0.16, 0.50], [0.75, 0.75, 0.70], [0.45, 0.06, 0.05]]), np.float32)
        ring = smoothstep(1.30 * bore, 1.25 * bore, r) * smoothstep(0.74 * bore, 0.79 * bore, r)
        colour = colour * (1.0 - ring[..., None]) + nylon * ring[..., None]
        across = (r - 1.02 * bore) / (0.30 * bore)
        dome = thick + 0.22 * bore * np.sqrt(np.clip(1.0 - across * across, 0.0, 1.0))
        height = np.where(ring > 0.5, dome, height)
        shade = np.where(ring > 0.5, 1.0, shade)
    distance = np.maximum(hexa, inside - r)
    return Relief(cover(distance), height.astype(np.float32), colour, gloss, shade.astype(np.float32), thick)


def _head(
    rng: np.random.Generator, u: Array, v: Array, span: tuple[float, float], d: float
) -> tuple[Array, Array]:
    """Head of a bolt on its side, between `span` along u; returns its distance and its height."""
    start, end = span
    mid, half = 0.5 * (start + end), 0.5 * (end - start)
    if rng.random() < 0.62:
        apothem, roll = 0.80 * d, rng.uniform(0.0, np.pi / 3)
        facets = [
            (apothem - v * np.sin(roll + k * np.pi / 3)) / np.cos(roll + k * np.pi / 3)
            for k in range(6)
            if np.cos(roll + k * np.pi / 3) > 0.08
        ]
        height = np.min(facets, axis=0)
        corners = apothem / np.cos(np.pi / 6) * np.sin(roll + (np.arange(6) + 0.5) * np.pi / 3)
        wide = float(np.abs(corners).max())
        # The chamfered end: the cone takes more from the corners.
        height = height - 0.9 * np.maximum(start + 0.22 * d - u, 0.0)
    else:
        wide = 0.76 * d
        knurl = 0.020 * d * np.sin(np.arcsin(np.clip(v / wide, -1.0, 1.0)) * 26.0)
        height = np.sqrt(np.maximum(wide * wide - v * v, 0.0)) + knurl * (np.abs(u - mid) < 0.75 * half)
    distance = np.maximum(np.abs(u - mid) - half, np.abs(v) - wide)
    return distance.astype(np.float32), (height * bevel(distance, 0.10 * d)).astype(np.float32)


def bolt(rng: np.random.Generator, scale: float) -> Relief:
    """Bolt on its side: hexagon or socket head, shank, thread."""
    d = scale * rng.uniform(13.0, 21.0)
    length = d * rng.uniform(3.2, 7.5)
    head = d * rng.uniform(0.62, 0.95)
    tint, gloss = metal(rng, {"zinc": 5, "steel": 3, "yellow zinc": 2.5, "black oxide": 3, "brass": 0.6})
    u, v = grid(0.5 * (length + head), 0.95 * d, rng.uniform(0.0, 2.0 * np.pi))
    start, tip = -0.5 * (length + head), 0.5 * (length + head)
    neck = start + head
    pitch = d * rng.uniform(0.17, 0.23)
    plain = neck + (length * rng.uniform(0.0, 0.5) if rng.random() < 0.5 else 0.04 * length)
    radius = 0.5 * d
    wave = np.abs(np.mod(u / pitch + 0.25 * np.arcsin(np.clip(v / radius, -1.0, 1.0)), 1.0) * 2.0 - 1.0)
    threaded = smoothstep(plain, plain + 0.5 * pitch, u)
    core = radius * (1.0 - 0.15 * threaded * (1.0 - wave)) - 0.8 * np.maximum(u - (tip - 0.25 * d), 0.0)
    shank_d = np.maximum(np.abs(v) - core, np.maximum(neck - 1.0 - u, u - tip))
    shank_h = np.sqrt(np.maximum(core * core - v * v, 0.0))
    head_d, head_h = _head(rng, u, v, (start, neck), d)
    axis = 0.75 * d
    in_head = head_d < 0.0
    height = axis + np.where(in_head, head_h, shank_h)
    distance = np.minimum(head_d, shank_d)
    groove = 1.0 - 0.45 * threaded * (1.0 - wave) * (1.0 - in_head)
    # The head's underside keeps light from the first of the shank.
    collar = 1.0 - 0.4 * np.clip(1.0 - (u - neck) / (0.3 * d), 0.0, 1.0) * (~in_head)
    alpha = cover(distance)
    height = np.where(alpha > 0.0, height, 0.0)
    return Relief(
        alpha, height.astype(np.float32), tint, gloss, (groove * collar).astype(np.float32), 1.1 * d
    )


def spring(rng: np.random.Generator, scale: float) -> Relief:
    """Compression spring on its side: a wire wound round, nearer turns over farther ones."""
    radius = scale * rng.uniform(12.0, 21.0)
    wire = radius * rng.uniform(0.13, 0.21)
    turns = rng.uniform(5.0, 10.0)
    pitch = wire * rng.uniform(3.2, 5.2)
    tint, gloss = metal(rng, {"steel": 4, "zinc": 3, "black oxide": 1.2, "copper": 1.5})
    t = np.arange(0.0, turns, min(0.02, 0.5 * wire / (2.0 * np.pi * radius)))
    # Closed ends: the first and the last turn lie flat against their neighbours.
    step = np.where((t < 1.0) | (t > turns - 1.0), 2.15 * wire, pitch)
    along = np.cumsum(step) * (t[1] - t[0])
    along = along - along.mean()
    angle = rng.uniform(0.0, 2.0 * np.pi)
    phase = rng.uniform(0.0, 2.0 * np.pi)
    across = radius * np.cos(2.0 * np.pi * t + phase)
    up = radius * (1.0 + np.sin(2.0 * np.pi * t + phase)) + wire
    half = 0.5 * float(np.ptp(along)) + wire
    u, _ = grid(half, radius + wire, angle)
    height = np.zeros_like(u)
    alpha = np.zeros_like(u)
    c, s = np.cos(angle), np.sin(angle)
    xs = c * along - s * across + u.shape[1] // 2
    ys = s * along + c * across + u.shape[0] // 2
    reach = int(np.ceil(wire)) + 1
    for x, y, z in zip(xs, ys, up, strict=True):
        x0, y0 = max(int(x) - reach, 0), max(int(y) - reach, 0)
        yy, xx = np.ogrid[y0 : int(y) + reach + 1, x0 : int(x) + reach + 1]
        off = (xx - x) ** 2 + (yy - y) ** 2
        window = np.s_[y0 : int(y) + reach + 1, x0 : int(x) + reach + 1]
        ball = (z + np.sqrt(np.maximum(wire * wire - off, 0.0))) * (off < wire * wire)
        shape = height[window].shape
        height[window] = np.maximum(height[window], ball[: shape[0], : shape[1]])
        edge = np.clip(wire + 0.5 - np.sqrt(off), 0.0, 1.0)
        alpha[window] = np.maximum(alpha[window], edge[: shape[0], : shape[1]])
    shade = 0.34 + 0.66 * smoothstep(0.15, 0.75, height / (2.0 * radius))
    return Relief(alpha, height, tint, gloss, shade.astype(np.float32), 1.3 * radius)


def gear(rng: np.random.Generator, scale: float) -> Relief:
    """Spur gear: teeth, a recessed web, perhaps with holes, a hub with a bore and a keyway."""
    outer = scale * rng.uniform(34.0, 62.0)
    teeth = int(rng.integers(14, 34))
    tooth = min(2.3 * outer / teeth, 0.24 * outer)
    tint, gloss = metal(rng, {"brass": 4, "steel": 4, "zinc": 1, "black oxide": 1})
    u, v = grid(outer, outer, 0.0)
    turn = rng.uniform(0.0, 2.0 * np.pi)
    r, phi = np.hypot(u, v), np.mod(np.arctan2(v, u) + turn, 2.0 * np.pi)
    place = np.abs(np.mod(phi * teeth / (2.0 * np.pi), 1.0) - 0.5) * 2.0
    # Flanks: a tooth is narrow at its tip and wide at its root.
    flank = (place - 0.46) * np.pi * r / teeth * 0.9 + (r - (outer - 0.5 * tooth)) * 0.42
    rim = np.minimum(r - (outer - tooth), np.maximum(flank, r - outer))
    bore = outer * rng.uniform(0.14, 0.24)
    hub, web = bore * rng.uniform(1.55, 1.9), outer - 1.9 * tooth
    key = np.maximum(np.abs(v * np.cos(turn) - u * np.sin(turn)) - 0.28 * bore, r - 1.35 * bore)
    key = np.maximum(key, -(u * np.cos(turn) + v * np.sin(turn)))
    hole = np.minimum(r - bore, key if rng.random() < 0.6 else r - bore)
    holes = int(rng.choice([0, 0, 4, 5, 6]))
    sunk = 0.09 * outer
    level = 1.0 - smoothstep(hub - 1.5, hub + 1.5, r) * smoothstep(web + 1.5, web - 1.5, r)
    if holes and web - hub > 0.2 * outer:
        ring, size = 0.5 * (hub + web), 0.36 * (web - hub)
        for k in range(holes):
            a = 2.0 * np.pi * k / holes - turn
            hole = np.minimum(hole, np.hypot(u - ring * np.cos(a), v - ring * np.sin(a)) - size)
    distance = np.maximum(rim, -hole)
    thick = 0.20 * outer
    height = (thick - sunk + sunk * level) * bevel(distance, 0.035 * outer) + turned(rng, r, 0.07)
    height = height + tilt(rng, u, v, outer)
    shade = (0.72 + 0.28 * level) * sheen(rng, u, v, rng.uniform(0.2, 0.5))
    return Relief(cover(distance), height.astype(np.float32), tint, gloss, shade.astype(np.float32), thick)


def bearing(rng: np.random.Generator, scale: float) -> Relief:
    """Ball bearing: two ground rings; between them a cage with balls, or a seal."""
    outer = scale * rng.uniform(26.0, 44.0)
    bore = outer * rng.uniform(0.34, 0.44)
    inner_edge, outer_edge = bore + 0.24 * (outer - bore), outer - 0.24 * (outer - bore)
    tint, gloss = metal(rng, {"steel": 3, "zinc": 2})
    u, v = grid(outer, outer, 0.0)
    r, phi = np.hypot(u, v), np.arctan2(v, u)
    distance = np.maximum(r - outer, bore - r)
    gap = np.maximum(inner_edge - r, r - outer_edge)
    thick = 0.42 * outer
    ring = np.minimum(bevel(distance, 0.05 * outer), bevel(-gap, 0.03 * outer))
    height = thick * (0.92 + 0.08 * ring) + turned(rng, r, 0.03)
    colour = np.broadcast_to(tint * np.float32(1.1), (*r.shape, 3)).copy()
    height = height + tilt(rng, u, v, outer)
    shade = sheen(rng, u, v, rng.uniform(0.25, 0.5))
    between = gap < 0.0
    if rng.random() < 0.55:
        seal = rng.choice([[0.035, 0.035, 0.04], [0.03, 0.10, 0.32], [0.42, 0.10, 0.04]])
        colour = np.where(between[..., None], np.array(seal, np.float32), colour)
        height = np.where(between, thick * 0.94 + 0.04 * outer * np.sin((r - inner_edge) * 0.45), height)
    else:
        balls = int(rng.integers(7, 11))
        mid, size = 0.5 * (inner_edge + outer_edge), 0.5 * (outer_edge - inner_edge)
        pace = 2.0 * np.pi / balls
        a = np.mod(phi + rng.uniform(0.0, pace), pace) - 0.5 * pace
        off = np.hypot(r - mid, a * mid) / size
        dome = thick * 0.62 + size * np.sqrt(np.maximum(1.0 - off * off, 0.0))
        height = np.where(between, np.where(off < 1.0, dome, thick * 0.5), height)
        shade = np.where(between, np.where(off < 1.0, 1.0 - 0.35 * off**3, 0.10), shade)
    shade = shade * (1.0 - 0.6 * smoothstep(1.6, 0.0, np.abs(gap)))
    return Relief(
        cover(distance),
        height.astype(np.float32),
        colour.astype(np.float32),
        max(gloss, 0.65),
        shade.astype(np.float32),
        0.8 * thick,
    )


CARVERS: dict[str, Callable[[np.random.Generator, float], Relief]] = {
    "bolt": bolt,
    "nut": nut,
    "washer": washer,
    "spring": spring,
    "gear": gear,
    "bearing": bearing,
}
