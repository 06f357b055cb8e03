"""Draw the demo's pictures: parts on a tray, photographed from above.

``python -m resources.demo.draw`` writes the images, the ground truth with its planted errors, and their list
beside this file. The same seed gives the same pictures; a training set is drawn from another seed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from resources.demo.parts import CARVERS
from resources.demo.planted import PLAN, Label, Planter, xywh
from resources.demo.shading import Array, Light, Relief, develop, make_light, shade_relief, shadow_of
from resources.demo.surfaces import SURFACES, add_marks, add_rim

WIDTH, HEIGHT = 640, 480
SUPERSAMPLING = 2
SEED = 20_261_123
IMAGES = 72
JPEG_QUALITY = 84
CATEGORIES = tuple(CARVERS)
# The demo is long-tailed, as real datasets are; the training set is flatter, so that the tail can be learnt.
DEMO_MIX = (0.225, 0.255, 0.305, 0.125, 0.062, 0.028)
TRAINING_MIX = (0.21, 0.21, 0.22, 0.14, 0.12, 0.10)

Document = dict[str, Any]
Window = tuple[slice, slice]
Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Scene:
    """One picture and what is on it.

    Attributes
    ----------
    picture : uint8 array, shape (HEIGHT, WIDTH, 3), RGB
    boxes_xyxy : float64 array, shape (n, 4)
        Visible extent of each part, pixels.
    categories : tuple of str, length n
    """

    picture: Picture
    boxes_xyxy: npt.NDArray[np.float64]
    categories: tuple[str, ...]


class Tray:
    """The tray while parts are laid on it, supersampled."""

    def __init__(self, ground: Array, light: Light) -> None:
        self.linear = ground
        self.light = light
        self.owner = np.zeros(ground.shape[:2], np.int32)
        self.whole: list[int] = []
        self.categories: list[str] = []

    def window(self, centre: tuple[int, int], shape: Sequence[int]) -> tuple[Window, Window]:
        """Where a patch around `centre` (x, y) meets the canvas: on the canvas, and in the patch."""
        canvas, patch = [], []
        for at, size, limit in zip(centre[::-1], shape[:2], self.owner.shape, strict=True):
            low = at - size // 2
            start, stop = max(low, 0), max(min(low + size, limit), max(low, 0))
            canvas.append(slice(start, stop))
            patch.append(slice(start - low, stop - low))
        return (canvas[0], canvas[1]), (patch[0], patch[1])

    def fits(self, relief: Relief, centre: tuple[int, int], overlap: float) -> bool:
        """Whether the part stays mostly in the picture and hides at most `overlap` of any other."""
        on_canvas, in_patch = self.window(centre, relief.alpha.shape)
        solid = relief.alpha > 0.5
        shown = solid[in_patch]
        if shown.sum() < 0.45 * solid.sum():
            return False
        # The silhouette without its holes: a nut must not lie inside a washer's hole by chance.
        if overlap == 0.0:
            grown = cv2.dilate(relief.alpha, np.ones((9, 9), np.uint8)) > 0.5
            return not (self.owner[on_canvas][grown[in_patch]] > 0).any()
        visible = np.bincount(self.owner.ravel(), minlength=len(self.whole) + 1)
        hidden = np.bincount(self.owner[on_canvas][shown], minlength=len(self.whole) + 1)
        touched = np.flatnonzero(hidden[1:]) + 1
        return all(visible[i] - hidden[i] >= (1.0 - overlap) * self.whole[i - 1] for i in touched)

    def lay(self, category: str, relief: Relief, centre: tuple[int, int], rng: np.random.Generator) -> None:
        """Put a part down: first its shadow, then itself."""
        kept, _ = shadow_of(relief, self.light)
        on_canvas, in_patch = self.window(centre, kept.shape)
        self.linear[on_canvas] *= kept[in_patch][..., None]
        colour = shade_relief(relief, self.light, rng)
        on_canvas, in_patch = self.window(centre, relief.alpha.shape)
        alpha = relief.alpha[in_patch][..., None]
        self.linear[on_canvas] = self.linear[on_canvas] * (1.0 - alpha) + colour[in_patch] * alpha
        self.categories.append(category)
        self.owner[on_canvas][relief.alpha[in_patch] > 0.5] = len(self.categories)
        self.whole.append(int((relief.alpha > 0.5).sum()))

    def boxes(self) -> npt.NDArray[np.float64]:
        """Visible extent of every part, shape (n, 4), pixels of the final picture."""
        found = np.zeros((len(self.categories), 4))
        for i in range(len(self.categories)):
            ys, xs = np.nonzero(self.owner == i + 1)
            found[i] = (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
        return found / SUPERSAMPLING


def draw_scene(seed: int, index: int, mix: Sequence[float] = DEMO_MIX) -> Scene:
    """Draw one picture.

    Parameters
    ----------
    seed : int
        Of the set.
    index : int
        Number of the picture in the set; each picture is drawn on its own.
    mix : sequence of float, length 6
        Share of each of `CATEGORIES`.

    Returns
    -------
    scene : Scene
        The same for the same arguments.
    """
    rng = np.random.default_rng([seed, index])
    shape = (HEIGHT * SUPERSAMPLING, WIDTH * SUPERSAMPLING)
    light = make_light(rng)
    surface = SURFACES[int(rng.integers(len(SURFACES)))]
    ground = add_marks(rng, surface(rng, shape, light).astype(np.float32), light)
    if rng.random() < 0.5:
        ground = add_rim(rng, ground, light)
    canvas = Tray(ground, light)
    zoom = float(np.exp(rng.uniform(np.log(0.62), np.log(1.15))))
    wanted = 0 if rng.random() < 0.025 else int(np.clip(rng.poisson(9.5 / zoom**0.7), 2, 24))
    piled = rng.random() < 0.4
    chosen = rng.choice(len(CATEGORIES), size=wanted, p=np.array(mix) / sum(mix))
    # Large parts first: small ones come to lie on them, as they do in a tray that was shaken.
    for k in sorted(chosen, key=lambda c: CATEGORIES[c] not in {"gear", "bearing"}):
        category = CATEGORIES[int(k)]
        relief = CARVERS[category](rng, zoom * SUPERSAMPLING)
        _place(canvas, category, relief, rng, 0.30 if piled and rng.random() < 0.6 else 0.0)
    linear = cv2.resize(canvas.linear, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return Scene(develop(linear, rng), canvas.boxes(), tuple(canvas.categories))


def _place(canvas: Tray, category: str, relief: Relief, rng: np.random.Generator, overlap: float) -> None:
    h, w = canvas.owner.shape
    for _ in range(40):
        spread = rng.normal(0.0, 0.20, 2) if overlap else rng.uniform(-0.49, 0.49, 2)
        centre = (int(w * (0.5 + spread[0])), int(h * (0.5 + spread[1])))
        if canvas.fits(relief, centre, overlap):
            canvas.lay(category, relief, centre, rng)
            return


def encode(picture: Picture) -> bytes:
    """JPEG bytes of an RGB picture."""
    done, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        message = "cv2 could not encode the picture"
        raise RuntimeError(message)
    return data.tobytes()


def draw_set(seed: int, count: int, mix: Sequence[float], workers: int = 1) -> list[Scene]:
    """Draw pictures 0 to `count` - 1 of a set, on `workers` processes."""
    draw = partial(draw_scene, seed, mix=mix)
    if workers == 1:
        return [draw(i) for i in range(count)]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(draw, range(count), chunksize=4))


def make_ground_truth(scenes: Sequence[Scene], seed: int) -> tuple[Document, Document, list[Document]]:
    """Ground truth of drawn scenes, clean and with planted errors.

    Parameters
    ----------
    scenes : sequence of Scene
    seed : int
        Of the planted errors.

    Returns
    -------
    clean, dirty : dict
        In the COCO instances format.
    planted : list of dict
        One per planted error; see the README beside this file.
    """
    labels = [
        Label(i, category, box)
        for i, scene in enumerate(scenes)
        for category, box in zip(scene.categories, scene.boxes_xyxy, strict=True)
    ]
    planter = Planter(labels, (WIDTH, HEIGHT), np.random.default_rng([seed, 1_000_003]))
    planter.spoil(PLAN)
    spoilt = planter.labels()
    planted = [{**record, "image": file_name(record["image"])} for record in planter.missing]
    planted += [
        {**label.planted, "image": file_name(label.image), "annotation_id": number}
        for number, label in enumerate(spoilt, start=1)
        if label.planted is not None
    ]
    planted.sort(key=lambda record: (record["kind"], record["image"], record["annotation_id"] or 0))
    return _document(labels, len(scenes)), _document(spoilt, len(scenes)), planted


def file_name(index: int) -> str:
    """Name of a picture in the set."""
    return f"tray_{index + 1:03d}.jpg"


def _document(labels: Sequence[Label], images: int) -> Document:
    boxes = [xywh(label.box) for label in labels]
    return {
        "info": {
            "description": "Boxwright demo: parts on a tray, drawn, with planted errors",
            "version": "1.0",
        },
        "images": [
            {"id": i + 1, "file_name": file_name(i), "width": WIDTH, "height": HEIGHT} for i in range(images)
        ],
        "categories": [
            {"id": i + 1, "name": name, "supercategory": "part"} for i, name in enumerate(CATEGORIES)
        ],
        "annotations": [
            {
                "id": number,
                "image_id": label.image + 1,
                "category_id": CATEGORIES.index(label.category) + 1,
                "bbox": box,
                "area": round(box[2] * box[3], 2),
                "iscrowd": 0,
            }
            for number, (label, box) in enumerate(zip(labels, boxes, strict=True), start=1)
        ],
    }


def write_demo(folder: Path, seed: int = SEED, count: int = IMAGES, workers: int = 1) -> None:
    """Write images/, ground_truth.json and planted_errors.json into `folder`."""
    scenes = draw_set(seed, count, DEMO_MIX, workers)
    _clean, dirty, planted = make_ground_truth(scenes, seed)
    (folder / "images").mkdir(parents=True, exist_ok=True)
    for index, scene in enumerate(scenes):
        (folder / "images" / file_name(index)).write_bytes(encode(scene.picture))
    (folder / "ground_truth.json").write_text(_one_record_a_line(dirty), encoding="utf-8")
    rows = ",\n".join(json.dumps(record) for record in planted)
    (folder / "planted_errors.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def _one_record_a_line(document: Document) -> str:
    # Readable, and a change of one label is a change of one line.
    parts = []
    for key, value in document.items():
        rows = ",\n".join(json.dumps(record) for record in value) if isinstance(value, list) else ""
        parts.append(f'"{key}": ' + (f"[\n{rows}\n]" if rows else json.dumps(value)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Draw the demo's images and its ground truth.")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--images", type=int, default=IMAGES)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    write_demo(options.folder, options.seed, options.images, options.workers)


if __name__ == "__main__":
    main()
