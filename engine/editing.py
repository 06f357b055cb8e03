"""Edits applied to annotations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import NEW_ID, Annotation, Annotations
from engine.data.edit import Edit
from engine.data.journal import Origin, Step
from engine.errors import EngineError


def apply_edits(annotations: Annotations, edits: Iterable[Edit]) -> Annotations:
    """Apply edits in order and return the new annotations; the old ones stay as they are.

    Parameters
    ----------
    annotations
        Ascending by id. May be those of one image alone.
    edits
        Each ``before`` must be the box as it stands when its turn comes.

    Raises
    ------
    EngineError
        An edit does not fit the annotations: its box is not there, or looks different.
    """
    for edit in edits:
        annotations = _apply(annotations, edit)
    return annotations


@dataclass(frozen=True, slots=True)
class NetEdit:
    """All edits of one box as one.

    Attributes
    ----------
    edit : Edit
        From the box before the first of them to the box after the last.
    origin : Origin
        What the last of them came from.
    """

    edit: Edit
    origin: Origin


def net_edits(steps: Iterable[Step]) -> list[NetEdit]:
    """One edit for each box that is not as it was, in the order of their first edits."""
    nets: dict[int, NetEdit] = {}
    for step in steps:
        for edit in step.edits:
            box = edit.subject.id
            before = nets[box].edit.before if box in nets else edit.before
            nets[box] = NetEdit(Edit(before, edit.after), step.origin)
    # By representation, so that a box of NaN equals itself.
    return [own for own in nets.values() if repr(own.edit.before) != repr(own.edit.after)]


def numbered(
    edits: Iterable[Edit], annotations: Annotations, *, next_id: int = 1, next_source_id: int = 1
) -> tuple[Edit, ...]:
    """Give the boxes that edits add with `NEW_ID` the next free ids.

    Parameters
    ----------
    edits
        Edits whose additions may carry `NEW_ID`.
    annotations
        Every box there is.
    next_id, next_source_id
        Ids not below these are given, so that an id once deleted is never used again.
    """
    if len(annotations):
        next_id = max(next_id, int(annotations.ids[-1]) + 1)
        next_source_id = max(next_source_id, int(annotations.source_ids.max()) + 1)
    result = []
    for edit in edits:
        if edit.before is None and edit.after is not None and edit.after.id == NEW_ID:
            result.append(Edit.add(replace(edit.after, id=next_id, source_id=next_source_id)))
            next_id, next_source_id = next_id + 1, next_source_id + 1
        else:
            result.append(edit)
    return tuple(result)


def _apply(annotations: Annotations, edit: Edit) -> Annotations:
    if edit.before is None:
        return _insert(annotations, edit.subject)
    row = annotations.row(edit.before.id)
    if row is None or not _same(annotations.at(row), edit.before):
        message = f"edit of annotation {edit.before.id} does not fit the labels as they are"
        raise EngineError(message)
    if edit.after is None:
        return annotations.take(np.arange(len(annotations)) != row)
    return _replace(annotations, row, edit.after)


def _same(here: Annotation, expected: Annotation) -> bool:
    # By representation, so that a box of NaN equals itself and can be edited away.
    return repr(here) == repr(expected)


def _insert(annotations: Annotations, added: Annotation) -> Annotations:
    at = int(np.searchsorted(annotations.ids, added.id))
    if at < len(annotations) and annotations.ids[at] == added.id:
        message = f"annotation {added.id} is there already"
        raise EngineError(message)
    one = Annotations.of_rows((added,))
    return Annotations(
        ids=np.insert(annotations.ids, at, one.ids),
        source_ids=np.insert(annotations.source_ids, at, one.source_ids),
        images=np.insert(annotations.images, at, one.images),
        categories=np.insert(annotations.categories, at, one.categories),
        boxes_xyxy=np.insert(annotations.boxes_xyxy, at, one.boxes_xyxy, axis=0),
        sizes_wh=np.insert(annotations.sizes_wh, at, one.sizes_wh, axis=0),
        areas=np.insert(annotations.areas, at, one.areas),
        crowd=np.insert(annotations.crowd, at, one.crowd),
        ignore=np.insert(annotations.ignore, at, one.ignore),
    )


def _replace(annotations: Annotations, row: int, after: Annotation) -> Annotations:
    categories = annotations.categories.copy()
    boxes = annotations.boxes_xyxy.copy()
    sizes = annotations.sizes_wh.copy()
    areas = annotations.areas.copy()
    categories[row] = after.category
    boxes[row] = after.box_xyxy
    sizes[row] = after.size_wh
    areas[row] = after.area
    return Annotations(
        ids=annotations.ids,
        source_ids=annotations.source_ids,
        images=annotations.images,
        categories=categories,
        boxes_xyxy=boxes,
        sizes_wh=sizes,
        areas=areas,
        crowd=annotations.crowd,
        ignore=annotations.ignore,
    )
