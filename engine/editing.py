"""Edits applied to annotations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import NEW_ID, Annotation, Annotations
from engine.data.edit import Edit
from engine.data.journal import JournalEntry, Origin, Step
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
    now: dict[int, Annotation | None] = {}
    for edit in edits:
        box = edit.subject.id
        here = now[box] if box in now else annotations.get(box)
        if edit.before is None and here is not None:
            message = f"annotation {box} is there already"
            raise EngineError(message)
        if edit.before is not None and (here is None or not _same(here, edit.before)):
            message = f"edit of annotation {box} does not fit the labels as they are"
            raise EngineError(message)
        now[box] = edit.after
    return _with(annotations, now)


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
    return with_ids(edits, next_id, next_source_id)


def with_ids(edits: Iterable[Edit], next_id: int, next_source_id: int) -> tuple[Edit, ...]:
    """Give the boxes that edits add with `NEW_ID` ids from these on."""
    result = []
    for edit in edits:
        if edit.before is None and edit.after is not None and edit.after.id == NEW_ID:
            result.append(Edit.add(replace(edit.after, id=next_id, source_id=next_source_id)))
            next_id, next_source_id = next_id + 1, next_source_id + 1
        else:
            result.append(edit)
    return tuple(result)


def new_boxes(edits: Iterable[Edit]) -> int:
    """How many boxes edits add with `NEW_ID`."""
    return sum(edit.before is None and edit.subject.id == NEW_ID for edit in edits)


def next_ids(baseline: Annotations, entries: Iterable[JournalEntry]) -> tuple[int, int]:
    """Smallest ids that no box of a project ever had, as opened or in its journal: the program's own, the source's."""
    own = int(baseline.ids.max(initial=0))
    source = int(baseline.source_ids.max(initial=0))
    for entry in entries:
        for edit in entry.step.edits:
            own, source = max(own, edit.subject.id), max(source, edit.subject.source_id)
    return own + 1, source + 1


def _with(annotations: Annotations, now: Mapping[int, Annotation | None]) -> Annotations:
    """The annotations with some boxes as they are now, each array copied once however many boxes that are."""
    changed, gone, added = [], [], []
    for id_, box in now.items():
        row = annotations.row(id_)
        if row is not None and box is not None and _keeps_its_place(annotations, row, box):
            changed.append((row, box))
            continue
        if row is not None:
            gone.append(row)
        if box is not None:
            added.append(box)
    if changed:
        annotations = _replace(annotations, [row for row, _ in changed], [box for _, box in changed])
    if gone:
        kept = np.ones(len(annotations), np.bool_)
        kept[gone] = False
        annotations = annotations.take(kept)
    return _insert(annotations, added) if added else annotations


def _keeps_its_place(annotations: Annotations, row: int, box: Annotation) -> bool:
    """Whether nothing but class and box differ: what an edit changes."""
    return bool(
        annotations.source_ids[row] == box.source_id
        and annotations.images[row] == box.image
        and annotations.crowd[row] == box.crowd
        and annotations.ignore[row] == box.ignore
    )


def _same(here: Annotation, expected: Annotation) -> bool:
    # By representation, so that a box of NaN equals itself and can be edited away.
    return repr(here) == repr(expected)


def _insert(annotations: Annotations, added: Sequence[Annotation]) -> Annotations:
    new = Annotations.of_rows(sorted(added, key=lambda box: box.id))
    at = np.searchsorted(annotations.ids, new.ids)
    return Annotations(
        ids=np.insert(annotations.ids, at, new.ids),
        source_ids=np.insert(annotations.source_ids, at, new.source_ids),
        images=np.insert(annotations.images, at, new.images),
        categories=np.insert(annotations.categories, at, new.categories),
        boxes_xyxy=np.insert(annotations.boxes_xyxy, at, new.boxes_xyxy, axis=0),
        sizes_wh=np.insert(annotations.sizes_wh, at, new.sizes_wh, axis=0),
        areas=np.insert(annotations.areas, at, new.areas),
        crowd=np.insert(annotations.crowd, at, new.crowd),
        ignore=np.insert(annotations.ignore, at, new.ignore),
    )


def _replace(annotations: Annotations, rows: list[int], boxes: Sequence[Annotation]) -> Annotations:
    categories = annotations.categories.copy()
    corners = annotations.boxes_xyxy.copy()
    sizes = annotations.sizes_wh.copy()
    areas = annotations.areas.copy()
    categories[rows] = [box.category for box in boxes]
    corners[rows] = [box.box_xyxy for box in boxes]
    sizes[rows] = [box.size_wh for box in boxes]
    areas[rows] = [box.area for box in boxes]
    return replace(annotations, categories=categories, boxes_xyxy=corners, sizes_wh=sizes, areas=areas)
