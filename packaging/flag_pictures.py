"""Draw the pictures of docs/flags.md: what each kind of flag looks like, in the program's own canvas.

python packaging/flag_pictures.py       docs/flags/KIND.png

Parts lie on a tray as in the demo's pictures. Solid boxes are labels, dashed ones what a model or somebody else sees.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import cv2
import numpy as np
from project import ROOT
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(ROOT))

from engine.data.agreement import Opinion
from engine.data.dataset import Annotation, Annotations, BoxTuple, Predictions
from engine.data.edit import Edit
from engine.data.flag import FlagKind
from engine.data.outcome import Outcome
from resources.demo.draw import CATEGORIES, SUPERSAMPLING, Tray
from resources.demo.parts import CARVERS
from resources.demo.shading import develop, make_light
from widgets.canvas.canvas import Canvas
from widgets.canvas.colouring import Colouring, Known
from widgets.canvas.picture import ScaledImage
from widgets.theme import Scheme, apply_theme

FOLDER = ROOT / "docs" / "flags"
SIZE_WH = (320, 240)
_COLOURS = 48
_SEED = 7
_GROUND = (0.10, 0.13, 0.17)

Shift = tuple[float, float, float, float]


@dataclass(frozen=True)
class Lies:
    """A part on the tray: its class, its middle in pixels, and how large it is."""

    category: str
    x: int
    y: int
    scale: float = 1.0


@dataclass(frozen=True)
class Box:
    """A box around a part, or at a place.

    Attributes
    ----------
    of : int
        Which part; -1: of none, `by` is the box itself.
    by : four floats
        By how much each corner is off.
    category : str
        Empty: the part's own.
    """

    of: int = -1
    by: Shift = (0.0, 0.0, 0.0, 0.0)
    category: str = ""


@dataclass(frozen=True)
class Shown:
    """One picture.

    Attributes
    ----------
    parts : tuple of Lies
    labels, sees, before : tuple of Box
        The labels; what the model sees; the labels as they were opened.
    doubts : Box or None
        Where the brackets are; None: nowhere.
    says : Box or None
        What somebody else has there.
    photo : str
        What is wrong with the photograph itself.
    instead : str
        What stands in place of a photograph.
    outcomes : tuple of two tuples of Outcome
        Of the labels and of what the model sees, where these are the colours.
    """

    parts: tuple[Lies, ...]
    labels: tuple[Box, ...] = ()
    sees: tuple[Box, ...] = ()
    doubts: Box | None = None
    adds: Box | None = None
    before: tuple[Box, ...] = ()
    says: Box | None = None
    photo: str = ""
    instead: str = ""
    outcomes: tuple[tuple[Outcome, ...], tuple[Outcome, ...]] = field(default=((), ()))


_TWO = (Lies("gear", 105, 125, 1.5), Lies("bolt", 225, 48))
_THREE = (Lies("nut", 80, 90, 1.6), Lies("washer", 190, 80, 1.9), Lies("bolt", 170, 180, 1.0))
_ROW = tuple(Lies("nut", x, 120, 1.25) for x in (45, 105, 165, 225, 285))
_NUTS = (
    Lies("nut", 70, 70, 1.2),
    Lies("nut", 150, 75, 1.2),
    Lies("nut", 85, 165, 1.2),
    Lies("nut", 235, 150, 2.6),
)
_ALL = (Box(0), Box(1))
_EACH = (Box(0), Box(1), Box(2))


def scenes() -> dict[FlagKind, Shown]:
    """The picture of each kind."""
    return {**_broken(), **_unlikely(), **_against_model(), **_of_images(), **_of_people(), **_behind_plots()}


def _broken() -> dict[FlagKind, Shown]:
    over, line = Box(0, (-60, 0, -30, 0)), Box(-1, (232, 110, 232, 180), "bolt")
    edge = (Lies("gear", 45, 125, 1.5), Lies("bolt", 225, 48))
    nan = Box(-1, (float("nan"), 60, 120, 120), "gear")
    return {
        FlagKind.INVALID_BOX: Shown(_TWO, (nan, Box(1))),
        FlagKind.NO_SIZE: Shown(_TWO, (*_ALL, line), doubts=line),
        FlagKind.OUTSIDE_IMAGE: Shown(edge, (over, Box(1)), doubts=over),
        FlagKind.UNKNOWN_CATEGORY: Shown(_TWO, (Box(0, category="?"), Box(1)), doubts=Box(0)),
        FlagKind.TINY: Shown(
            _TWO, (*_ALL, Box(-1, (250, 152, 254, 156), "bolt")), doubts=Box(-1, (250, 152, 254, 156))
        ),
        FlagKind.COVERS_IMAGE: Shown(
            _TWO, (Box(-1, (0, 0, 320, 240), "gear"), Box(1)), doubts=Box(-1, (6, 6, 314, 234))
        ),
    }


def _unlikely() -> dict[FlagKind, Shown]:
    twice, group = Box(0, (5, -4, 7, 5)), Box(-1, (38, 38, 190, 200), "nut")
    far = (Lies("washer", 60, 190, 1.2), Lies("washer", 150, 200, 1.2), Lies("washer", 240, 40, 1.2))
    pairs = (
        Lies("gear", 75, 95, 1.3),
        Lies("washer", 75, 185, 1.0),
        Lies("gear", 225, 95, 1.3),
        Lies("washer", 290, 190, 1.0),
    )
    large, flat = Box(0, (-38, -38, 60, 60)), Box(1, (-28, 14, 28, -14))
    return {
        FlagKind.DUPLICATE: Shown(_TWO, (*_ALL, twice), doubts=twice),
        FlagKind.SAME_PLACE: Shown(
            _THREE, (*_EACH, Box(0, (1, 2, 2, 1), "washer")), doubts=Box(0, (1, 2, 2, 1))
        ),
        FlagKind.NESTED: Shown(_NUTS, (Box(0), Box(1), Box(2), group), doubts=group),
        FlagKind.OUT_OF_SCALE: Shown(_NUTS, (Box(0), Box(1), Box(2), Box(3)), doubts=Box(3)),
        FlagKind.UNUSUAL_PLACE: Shown(far, _EACH, doubts=Box(2)),
        FlagKind.ODD_OFFSET: Shown(pairs, (Box(0), Box(1), Box(2), Box(3)), doubts=Box(3)),
        FlagKind.GAP_IN_ROW: Shown(_ROW, (Box(0), Box(1), Box(3), Box(4)), doubts=Box(2), adds=Box(2)),
        FlagKind.SIZE_OUTLIER: Shown(_THREE, (large, Box(1), Box(2)), doubts=large),
        FlagKind.ASPECT_OUTLIER: Shown(_THREE, (Box(0), flat, Box(2)), doubts=flat),
    }


def _against_model() -> dict[FlagKind, Shown]:
    nothing, off = Box(-1, (210, 110, 270, 165), "nut"), Box(0, (28, 24, 28, 24))
    return {
        FlagKind.MISSING_LABEL: Shown(_THREE, (Box(0), Box(2)), _EACH, doubts=Box(1), adds=Box(1)),
        FlagKind.SPURIOUS_LABEL: Shown(_TWO, (*_ALL, nothing), _ALL, doubts=nothing),
        FlagKind.WRONG_CLASS: Shown(
            _THREE, (Box(0, category="washer"), Box(1), Box(2)), _EACH, doubts=Box(0)
        ),
        FlagKind.BAD_LOCATION: Shown(_TWO, (off, Box(1)), _ALL, doubts=off),
    }


def _of_images() -> dict[FlagKind, Shown]:
    whole = Box(-1, (6, 6, 314, 234))
    halves = (
        Lies("nut", 55, 70, 1.4),
        Lies("washer", 110, 170, 1.4),
        Lies("nut", 215, 70, 1.4),
        Lies("washer", 270, 170, 1.4),
    )
    smaller = tuple(
        Box(-1, box, name) for box, name in (((35, 49, 105, 119), "gear"), ((102, 22, 198, 42), "bolt"))
    )
    return {
        FlagKind.MISSING_IMAGE: Shown((), instead="tray_004.jpg is not there."),
        FlagKind.UNREADABLE_IMAGE: Shown(_TWO, _ALL, photo="cut"),
        FlagKind.SIZE_DIFFERS: Shown(_TWO, smaller, doubts=whole),
        FlagKind.NOT_ROTATED: Shown(_TWO, _ALL, doubts=whole, photo="turned"),
        FlagKind.NO_BOXES: Shown(_THREE, (), _EACH, doubts=whole),
        FlagKind.COPIES_DISAGREE: Shown(
            halves, (Box(0), Box(1), Box(2)), doubts=Box(3), adds=Box(3), photo="two"
        ),
        FlagKind.IN_TWO_SPLITS: Shown(
            halves, (Box(0), Box(1), Box(2), Box(3)), doubts=whole, photo="train and val"
        ),
        FlagKind.TOO_DARK: Shown(_TWO, _ALL, doubts=whole, photo="dark"),
        FlagKind.BLANK: Shown((), (), doubts=whole, photo="blank"),
        FlagKind.BLURRED: Shown(_TWO, _ALL, doubts=whole, photo="blurred"),
    }


def _of_people() -> dict[FlagKind, Shown]:
    loose = Box(1, (-22, -20, 18, 16))
    return {
        FlagKind.OTHERS_SEE: Shown(_THREE, (Box(0), Box(2)), doubts=Box(1), says=Box(1)),
        FlagKind.OTHERS_LACK: Shown(
            _TWO, (*_ALL, Box(-1, (215, 120, 265, 165), "nut")), doubts=Box(-1, (215, 120, 265, 165))
        ),
        FlagKind.CLASS_DISPUTED: Shown(_THREE, _EACH, doubts=Box(0), says=Box(0, (2, 2, 2, 2), "washer")),
        FlagKind.PLACE_DISPUTED: Shown(_THREE, (Box(0), loose, Box(2)), doubts=loose, says=Box(1)),
        FlagKind.RETURNED: Shown(_THREE, (Box(0), loose, Box(2)), doubts=loose),
        FlagKind.CONFLICT: Shown(_THREE, (Box(0), loose, Box(2)), doubts=loose, says=Box(1, (6, 4, 2, 4))),
    }


def _behind_plots() -> dict[FlagKind, Shown]:
    nothing = Box(-1, (225, 110, 280, 160), "nut")
    found, missed = Outcome.RIGHT, Outcome.WRONG
    before = Box(0, (-14, -12, 22, 18))
    return {
        FlagKind.FALSE_POSITIVE: Shown(
            _TWO, _ALL, (*_ALL, nothing), doubts=nothing, outcomes=((found, found), (found, found, missed))
        ),
        FlagKind.MISSED: Shown(_TWO, _ALL, (Box(0),), doubts=Box(1), outcomes=((found, missed), (found,))),
        FlagKind.TRUE_POSITIVE: Shown(
            _TWO, _ALL, _ALL, doubts=Box(0), outcomes=((found, found), (found, found))
        ),
        FlagKind.EDITED: Shown(_TWO, _ALL, before=(before,), doubts=Box(0)),
        FlagKind.LABEL: Shown(_THREE, _EACH, doubts=Box(1)),
    }


def draw(canvas: Canvas, shown: Shown) -> QImage:
    """Show a scene in a canvas, and take its picture."""
    photo, true = _photograph(shown)

    def corners(box: Box) -> BoxTuple:
        base = np.zeros(4) if box.of < 0 else true[box.of]
        x1, y1, x2, y2 = (base + box.by).tolist()
        return x1, y1, x2, y2

    def category(box: Box) -> int:
        name = box.category or (shown.parts[box.of].category if box.of >= 0 else CATEGORIES[0])
        return CATEGORIES.index(name) if name in CATEGORIES else -1

    def annotation(number: int, box: Box) -> Annotation:
        return replace(Annotation.new(0, category(box), corners(box)), id=number, source_id=number)

    labels = Annotations.of_rows([annotation(n, box) for n, box in enumerate(shown.labels, 1)])
    seen = np.array([corners(box) for box in shown.sees], np.float64).reshape(-1, 4)
    predictions = Predictions(
        np.zeros(len(seen), np.int64),
        np.array([category(box) for box in shown.sees], np.int64),
        seen,
        seen[:, 2:] - seen[:, :2],
        np.array([0.93, 0.88, 0.81, 0.76][: len(seen)]),
    )
    image = None if shown.instead else ScaledImage(photo, SIZE_WH)
    canvas.set_image(image, SIZE_WH, shown.instead or None)
    canvas.set_annotations(labels, CATEGORIES)
    canvas.set_predictions(predictions, np.arange(len(seen)))
    before = [annotation(n, box) for n, box in enumerate(shown.before, 1)]
    canvas.set_ghosts(Annotations.of_rows(before) if before else None)
    boxes, sees = shown.outcomes
    known = Known({}, None, np.array(boxes, np.int64), np.array(sees, np.int64)) if boxes else Known()
    canvas.set_known(known)
    canvas.set_colouring(Colouring.MATCH if boxes else Colouring.CLASS)
    add = None if shown.adds is None else Edit.add(annotation(99, shown.adds))
    canvas.set_focus(None if shown.doubts is None else corners(shown.doubts), add)
    says = shown.says
    canvas.set_opinions(() if says is None else (Opinion("anna", category(says), corners(says)),))
    canvas.fit()
    return canvas.grab().toImage()


def _photograph(shown: Shown) -> tuple[np.ndarray, np.ndarray]:
    """Pixels, and the true boxes of the parts, (n, 4)."""
    rng = np.random.default_rng(_SEED)
    width, height = SIZE_WH
    light = make_light(rng)
    ground = np.ones((height * SUPERSAMPLING, width * SUPERSAMPLING, 3), np.float32) * np.float32(_GROUND)
    tray = Tray(ground, light)
    for part in shown.parts:
        # The same part wherever it lies.
        own = np.random.default_rng(CATEGORIES.index(part.category) + _SEED)
        relief = CARVERS[part.category](own, part.scale * SUPERSAMPLING)
        tray.lay(part.category, relief, (part.x * SUPERSAMPLING, part.y * SUPERSAMPLING), own)
    linear = cv2.resize(tray.linear, SIZE_WH, interpolation=cv2.INTER_AREA)
    photo = cv2.bilateralFilter(develop(linear, rng), 5, 24, 3)
    return _spoiled(photo, shown.photo), tray.boxes() if shown.parts else np.zeros((0, 4))


def _spoiled(photo: np.ndarray, how: str) -> np.ndarray:
    height, width = photo.shape[:2]
    if how == "cut":
        photo[height // 2 :] = 128
    elif how == "turned":
        turned = cv2.resize(np.rot90(photo), (height * height // width, height), interpolation=cv2.INTER_AREA)
        photo = np.full_like(photo, 24)
        left = (width - turned.shape[1]) // 2
        photo[:, left : left + turned.shape[1]] = turned
    elif how in ("two", "train and val"):
        photo[:, width // 2 - 1 : width // 2 + 1] = 255
        for text, left in zip(("train", "val"), (6, width // 2 + 6), strict=True) if how != "two" else ():
            cv2.putText(
                photo,
                text,
                (left, height - 8),
                cv2.FONT_HERSHEY_SIMPLEX,
                0.5,
                (255, 255, 255),
                1,
                cv2.LINE_AA,
            )
    elif how == "dark":
        photo = photo // 8
    elif how == "blank":
        photo = np.full_like(photo, 150)
    elif how == "blurred":
        photo = cv2.GaussianBlur(photo, (0, 0), 4)
    return np.ascontiguousarray(photo)


def save(image: QImage, kind: FlagKind) -> None:
    """Write a picture with few colours, so that it is small."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), -1)[:, : 3 * rgb.width()]
    pixels = pixels.reshape(rgb.height(), rgb.width(), 3)
    flat = pixels.reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(_SEED)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    some = flat[::5]
    _, _, centres = cv2.kmeans(
        some, min(_COLOURS, len(np.unique(some, axis=0))), None, ends, 1, cv2.KMEANS_PP_CENTERS
    )
    nearest = np.argmin(((flat[:, None, :] - centres[None]) ** 2).sum(axis=2), axis=1).astype(np.uint8)
    made = QImage(nearest.tobytes(), rgb.width(), rgb.height(), rgb.width(), QImage.Format.Format_Indexed8)
    made.setColorTable([0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in centres.round()])
    if not made.save(str(FOLDER / f"{kind}.png"), "PNG", 0):
        raise OSError(f"cannot write {FOLDER / kind}.png")


def pictures() -> Iterator[tuple[FlagKind, QImage]]:
    """Draw them all."""
    theme = apply_theme(QApplication.instance() or QApplication([]), Scheme.DARK)
    canvas = Canvas()
    canvas.set_theme(theme)
    canvas.resize(*SIZE_WH)
    canvas.show()
    for kind, shown in scenes().items():
        yield kind, draw(canvas, shown)
    canvas.close()


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for kind, image in pictures():
        save(image, kind)


if __name__ == "__main__":
    main()
