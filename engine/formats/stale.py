"""Fields that the program keeps but does not understand, and which of them an edit made wrong."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.data.dataset import Annotations, Bool

STALE = "boxwright_stale"
"""Field of an exported annotation that names those of its fields which an edit left behind."""

_AFTER_MOVE = frozenset({"segmentation", "keypoints", "num_keypoints", "part", "polygon", "mask", "points"})
"""Fields that outline the object more closely than its box."""
_AFTER_RELABEL = frozenset({"keypoints", "num_keypoints", "attributes", "category_name", "part", "actions"})
"""Fields that mean something for one class alone."""


def stale_fields(record: Mapping[str, Any], *, moved: bool, relabelled: bool) -> list[str]:
    """Names of the kept fields that say something else than the box and class do now."""
    wrong = (_AFTER_MOVE if moved else frozenset()) | (_AFTER_RELABEL if relabelled else frozenset())
    return [name for name, value in record.items() if name in wrong and value]


def edited(baseline: Annotations, annotations: Annotations) -> tuple[Bool, Bool]:
    """Compare labels with those that were opened.

    Returns
    -------
    (n,) bool, (n,) bool
        Which boxes were moved, and which were relabelled. Those that were added are both.
    """
    if not len(baseline):
        return np.ones(len(annotations), np.bool_), np.ones(len(annotations), np.bool_)
    rows = np.minimum(np.searchsorted(baseline.ids, annotations.ids), len(baseline) - 1)
    added = baseline.ids[rows] != annotations.ids
    before = np.hstack([baseline.boxes_xyxy, baseline.sizes_wh])[rows]
    after = np.hstack([annotations.boxes_xyxy, annotations.sizes_wh])
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    return added | ~same.all(axis=1), added | (baseline.categories[rows] != annotations.categories)
