"""Go to another image or to another flag of this one."""

from app.document import Document
from engine.data.dataset import Int


def step_image(document: Document, step: int, among: Int | None) -> bool:
    """Show the next image, or with a step of -1 the one before it; False where there is none.

    Parameters
    ----------
    among
        Indices of the images to step through, ascending, (m,) int64; None: all.
    """
    image = document.image + step
    if among is not None:
        side = among[among > document.image] if step > 0 else among[among < document.image][::-1]
        image = int(side[0]) if len(side) else -1
    if not document.is_open or not 0 <= image < len(document.review.dataset.images):
        return False
    document.go_to_image(image)
    return True


def next_flag_on_image(document: Document) -> None:
    """Put the next flag of this image that waits for a verdict under review; after the last, the first."""
    _step_on_image(document, 1)


def previous_flag_on_image(document: Document) -> None:
    """Put the flag before it under review; before the first, the last."""
    _step_on_image(document, -1)


def _step_on_image(document: Document, step: int) -> None:
    review = document.review
    waiting = [flag for flag in review.flags_of(document.image) if flag.key not in review.verdicts]
    if not waiting:
        return
    current = None if document.entry is None else document.entry.flag.key
    keys = [flag.key for flag in waiting]
    first = 0 if step > 0 else -1
    place = (keys.index(current) + step) % len(keys) if current in keys else first
    document.go_to_flag(review.entry(waiting[place]))
