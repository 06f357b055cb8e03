"""Boxes for tests."""

from engine.data.dataset import NEW_ID, Annotation


def new_box(image: int, category: int, x: float, y: float, size: float) -> Annotation:
    """A square that has no id yet."""
    return Annotation(NEW_ID, 0, image, category, (0, 0, 0, 0), (0, 0), 0).moved((x, y, x + size, y + size))
