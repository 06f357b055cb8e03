"""Entries of a queue, made by hand."""

from engine.data.dataset import Annotation
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind, QueueEntry

NAMES = ("bolt", "nut", "washer")
IMAGES = ("tray_001.jpg", "tray_002.jpg", "deep/tray_010.jpg")


def box(number, category=0, image=0):
    x = 10.0 * number
    return Annotation(
        number, 100 + number, image, category, (x, 20.0, x + 30.5, 45.25), (30.5, 25.25), 770.125
    )


def entry(number, kind=FlagKind.WRONG_CLASS, **more):
    """A flag on box ``number``; the rest as for `Flag` and `QueueEntry`."""
    category, image = more.get("category", 0), more.get("image", 0)
    annotation = box(number, category, image)
    flag = Flag(
        kind,
        image,
        None if kind is FlagKind.MISSING_LABEL else annotation.id,
        category,
        annotation.box_xyxy,
        more.get("score", 0.5),
        more.get("reason", f"The prediction beside box {number} says otherwise."),
        more.get("suggestion", Edit.relabel(annotation, (category + 1) % len(NAMES))),
    )
    return QueueEntry(
        flag, more.get("price"), more.get("verdict"), more.get("loss"), more.get("awaited", True)
    )
