"""Images of red and blue rectangles on grey noise: what small models are trained and tested on."""

import numpy as np

from engine.inference.kinds.fit import pad, stretch

COLOURS = ((200, 40, 40), (40, 40, 200))
"""Of class 0 and class 1, RGB."""

SIZES = ((96, 64), (64, 64), (60, 90), (128, 96))


def draw(rng: np.random.Generator, size_wh: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One to three rectangles, apart from each other: pixels, boxes_xyxy (n, 4), classes (n,)."""
    width, height = size_wh
    pixels = rng.integers(70, 150, (height, width, 1)) + rng.integers(-10, 10, (height, width, 3))
    boxes, classes = [], []
    for _ in range(rng.integers(1, 4)):
        for _ in range(20):
            w, h = (round(rng.uniform(0.2, 0.45) * side) for side in size_wh)
            x, y = rng.integers(0, width - w + 1), rng.integers(0, height - h + 1)
            if all(x > b[2] + 3 or b[0] > x + w + 3 or y > b[3] + 3 or b[1] > y + h + 3 for b in boxes):
                number = int(rng.integers(2))
                pixels[y : y + h, x : x + w] = np.array(COLOURS[number]) + rng.integers(-15, 16, (h, w, 3))
                boxes.append([x, y, x + w, y + h])
                classes.append(number)
                break
    return pixels.clip(0, 255).astype(np.uint8), np.array(boxes, np.float64), np.array(classes)


def fitted(
    rng: np.random.Generator, count: int, side: int
) -> tuple[np.ndarray, list[np.ndarray], list[np.ndarray]]:
    """Images of all sizes made to fit a square in all the ways that models do it: 0 to 1, boxes_xyxy, classes."""
    images, boxes, classes = np.empty((count, side, side, 3), np.float32), [], []
    for number in range(count):
        pixels, corners, kinds = draw(rng, SIZES[rng.integers(len(SIZES))])
        grey = ((0, 0, 0), (114, 114, 114), (124, 116, 104))[rng.integers(3)]
        if rng.integers(2):
            prepared = pad(pixels, (side, side), grey=grey, centred=bool(rng.integers(2)))
        else:
            prepared = stretch(pixels, (side, side))
        images[number] = prepared.pixels / np.float32(255)
        boxes.append(corners * (prepared.scale_xy * 2) + prepared.offset_xy * 2)
        classes.append(kinds)
    return images, boxes, classes


def some(count: int = 24) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The same ones each time, of several sizes."""
    rng = np.random.default_rng(1)
    return [draw(rng, SIZES[i % len(SIZES)]) for i in range(count)]
