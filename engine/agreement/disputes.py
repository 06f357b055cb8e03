"""Where other people's labels differ from the ones under review, and what a majority would have.

Of each object on an image that others labelled, the largest difference is one dispute: others have a box where these
labels have none, or none where there is one; another class; another place. What the others have is suggested where at
least half of those who labelled the image have it; what more than half have is the consensus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from engine.agreement.consensus import median_boxes, voted
from engine.agreement.matching import match_all, objects_of
from engine.data.agreement import AGREED_IOU, Dispute, LabelSet, Opinion, usable
from engine.data.dataset import Annotation, Annotations, BoxTuple, Float, Int
from engine.data.edit import Edit
from engine.data.flag import DISPUTES, Flag, FlagKind
from engine.evaluation.iou import iou_of_pairs

_OF_BOXES = (FlagKind.CLASS_DISPUTED, FlagKind.OTHERS_LACK, FlagKind.PLACE_DISPUTED)
"""By the columns of scores; where two are equal, the first."""


def disputes_of(
    annotations: Annotations,
    others: Sequence[LabelSet],
    *,
    image: int | None = None,
    min_score: float = 0.0,
) -> Iterator[Dispute]:
    """Find where others differ.

    Parameters
    ----------
    annotations
        The labels under review: all, or those of the image.
    others
        Other people's.
    image
        Index of the only image to look at.
    min_score
        Less likely disputes are left out; one that nobody disputes always is.
    """
    sets = _compared(annotations, others, image)
    if len(sets) < 2:
        return
    objects = objects_of(sets, match_all(sets))
    table = _Table(sets, objects.images, objects.rows)
    scores = table.scores()
    kinds = scores.argmax(axis=1)
    highest = scores.max(axis=1, initial=0.0)
    for place in np.flatnonzero((highest > 0) & (highest >= min_score)).tolist():
        kind = FlagKind.OTHERS_SEE if table.said[place, 0] < 0 else _OF_BOXES[kinds[place]]
        yield table.dispute(place, kind, float(highest[place]))


def opinions_on(annotations: Annotations, others: Sequence[LabelSet], flag: Flag) -> tuple[Opinion, ...]:
    """What each of the others has where a flag of a dispute is.

    Parameters
    ----------
    annotations
        The labels under review, of the flag's image at least.
    others
    flag
        Of any kind; one that is no dispute has no opinions.
    """
    if flag.kind not in DISPUTES:
        return ()
    boxes = annotations.take(annotations.images == flag.image)
    for own in disputes_of(boxes, others, image=flag.image):
        id_ = None if own.ours is None else own.ours.id
        if id_ == flag.annotation_id and (id_ is not None or own.box_xyxy == flag.box_xyxy):
            return own.opinions
    return ()


def _compared(annotations: Annotations, others: Sequence[LabelSet], image: int | None) -> list[LabelSet]:
    """The labels under review and the others', usable boxes alone, on images that one of the others has."""
    if image is not None:
        others = [
            replace(
                own,
                annotations=own.annotations.take(own.annotations.images == image),
                images=np.array([image]),
            )
            for own in others
            if image in own.images
        ]
    if not others:
        return []
    images = np.unique(np.concatenate([own.images for own in others]))
    ours = annotations.take(np.isin(annotations.images, images))
    return [
        replace(own, annotations=usable(own.annotations)) for own in (LabelSet("", ours, images), *others)
    ]


class _Table:
    """What each set says of each object: the labels under review in the first column, the others after it."""

    def __init__(self, sets: Sequence[LabelSet], images: Int, rows: Int) -> None:
        self._sets, self._images, self._rows = sets, images, rows
        shape = rows.shape
        self.said = np.full(shape, -1)
        self._boxes = np.full((*shape, 4), np.nan)
        asked = np.zeros(shape, np.bool_)
        for place, own in enumerate(sets):
            has = rows[:, place] >= 0
            self.said[has, place] = own.annotations.categories[rows[has, place]]
            self._boxes[has, place] = own.annotations.boxes_xyxy[rows[has, place]]
            asked[:, place] = np.isin(images, own.images)
        self._asked = asked
        self._count = asked.sum(axis=1)
        self._have = (self.said[:, 1:] >= 0).sum(axis=1)
        rivals = np.where(self.said[:, 1:] == self.said[:, :1], -1, self.said[:, 1:])
        self._rival, self._rival_votes = voted(rivals)
        self._others_box = median_boxes(self._boxes[:, 1:])
        self._median_box = median_boxes(self._boxes)
        self._overlaps = _overlaps(self._boxes[:, 0], self._others_box)

    def scores(self) -> Float:
        """How many of those asked contradict these labels, by kind, (o, 3); without a box here, in the first column."""
        here = self.said[:, 0] >= 0
        lack = self._count - 1 - self._have
        apart = (1.0 - self._overlaps) / (1.0 - AGREED_IOU)
        columns = [
            np.where(here, self._rival_votes, self._have),
            np.where(here, lack, 0),
            np.where(here & (self._have > 0), self._have * np.clip(apart, 0.0, 1.0), 0.0),
        ]
        shares: Float = np.stack(columns, axis=1) / self._count[:, None]
        return shares

    def dispute(self, place: int, kind: FlagKind, score: float) -> Dispute:
        """What is disputed about one object."""
        own = int(self._rows[place, 0])
        ours = None if own < 0 else self._sets[0].annotations.at(own)
        asked, have = int(self._count[place]), int(self._have[place])
        theirs = self._theirs(place, kind, ours)
        behind = {
            FlagKind.OTHERS_SEE: have,
            FlagKind.OTHERS_LACK: asked - 1 - have,
            FlagKind.CLASS_DISPUTED: int(self._rival_votes[place]),
            FlagKind.PLACE_DISPUTED: have,
        }[kind]
        return Dispute(
            kind=kind,
            image=int(self._images[place]),
            ours=ours,
            category=int(self._rival[place]),
            box_xyxy=_corners(self._others_box[place]),
            who=self._who(place, kind),
            asked=asked - 1,
            score=score,
            iou=float(self._overlaps[place]) if have and ours is not None else 0.0,
            suggestion=theirs if 2 * behind >= asked else None,
            decided=2 * behind != asked or kind is FlagKind.PLACE_DISPUTED,
            consensus=self._consensus(place, kind, ours, theirs, behind),
            opinions=tuple(
                Opinion(name, int(self.said[place, column]), _corners(self._boxes[place, column]))
                for column, name in enumerate((own.name for own in self._sets[1:]), start=1)
                if self.said[place, column] >= 0
            ),
        )

    def _theirs(self, place: int, kind: FlagKind, ours: Annotation | None) -> Edit:
        """The edit that makes these labels say what the others do."""
        if ours is None:
            box = _corners(self._others_box[place])
            return Edit.add(Annotation.new(int(self._images[place]), int(self._rival[place]), box))
        if kind is FlagKind.OTHERS_LACK:
            return Edit.delete(ours)
        if kind is FlagKind.CLASS_DISPUTED:
            return Edit.relabel(ours, int(self._rival[place]))
        return Edit.move(ours, _corners(self._others_box[place]))

    def _consensus(
        self, place: int, kind: FlagKind, ours: Annotation | None, theirs: Edit, behind: int
    ) -> Edit | None:
        """The edit to what more than half have; None where that is what these labels have, or nobody has so many."""
        if kind is FlagKind.PLACE_DISPUTED and ours is not None:
            return Edit.move(ours, _corners(self._median_box[place]))
        return theirs if 2 * behind > int(self._count[place]) else None

    def _who(self, place: int, kind: FlagKind) -> tuple[str, ...]:
        """Who contradicts these labels."""
        said = self.said[place, 1:]
        against = {
            FlagKind.OTHERS_SEE: said >= 0,
            FlagKind.OTHERS_LACK: (said < 0) & self._asked[place, 1:],
            FlagKind.CLASS_DISPUTED: said == self._rival[place],
            FlagKind.PLACE_DISPUTED: said >= 0,
        }[kind]
        return tuple(own.name for own, told in zip(self._sets[1:], against.tolist(), strict=True) if told)


def _overlaps(boxes: Float, others: Float) -> Float:
    """IoU of each box with its partner; 0 where one is missing, (n,) float64."""
    xywh, others_xywh = (
        np.concatenate([own[:, :2], own[:, 2:] - own[:, :2]], axis=1)
        for own in (np.nan_to_num(boxes), np.nan_to_num(others))
    )
    return iou_of_pairs(xywh, others_xywh, np.zeros(len(boxes), np.bool_))


def _corners(box: Float) -> BoxTuple:
    x1, y1, x2, y2 = box.tolist()
    return x1, y1, x2, y2
