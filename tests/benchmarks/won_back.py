"""How much of the mAP that errors cost a reviewer wins back in so many reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from engine.data.dataset import Annotations
from engine.data.flag import Flag, FlagKind
from tests.benchmarks.planted import Planted, labels
from tests.benchmarks.scores import is_of

_FIRST_NEW_ID = 1_000_000


class Reviewer:
    """Somebody who knows the truth and reviews flags one by one.

    Who reviews a flag of what is wrong puts the truth in its place; one of what is right costs the time alone, and does
    not come up again.
    """

    def __init__(self, truth: Annotations, planted: Planted) -> None:
        self._truth = truth
        self._planted = planted
        self._kinds = list(planted.kinds)
        self._boxes = planted.annotations.boxes_xyxy.copy()
        self._categories = planted.annotations.categories.copy()
        self._kept = np.ones(len(planted.annotations), np.bool_)
        self._waiting = set(planted.dropped.tolist())
        self._back: list[int] = []
        self._seen: set[str] = set()
        self._wrong_of = self._rows_of("shifted", "flipped")
        self._copy_of = self._rows_of("duplicated")

    def review(self, flags: Iterable[Flag], count: int) -> None:
        """Review the first flags that were not reviewed yet, and whose label is as it was."""
        for flag in flags:
            row = None if flag.annotation_id is None else self._planted.annotations.row(flag.annotation_id)
            gone = flag.annotation_id is not None and (row is None or not self._kept[row])
            if not count or gone or flag.key in self._seen:
                continue
            count -= 1
            self._seen.add(flag.key)
            if row is None:
                self._look_for(flag)
                continue
            twin = (
                self._copy_of.get(int(self._planted.rows[row])) if flag.kind is FlagKind.DUPLICATE else None
            )
            self._mend(row if self._kinds[row] or twin is None else twin)

    def labels(self) -> Annotations:
        """The labels as they are now."""
        own, back = self._planted.annotations, sorted(self._back)
        now = labels(
            np.concatenate([own.images[self._kept], self._truth.images[back]]),
            np.concatenate([self._categories[self._kept], self._truth.categories[back]]),
            np.concatenate([self._boxes[self._kept], self._truth.boxes_xyxy[back].reshape(-1, 4)]),
        )
        ids = np.concatenate([own.ids[self._kept], _FIRST_NEW_ID + np.array(back, np.int64)])
        return replace(now, ids=ids)

    def _rows_of(self, *kinds: str) -> dict[int, int]:
        return {int(self._planted.rows[i]): i for i, kind in enumerate(self._kinds) if kind in kinds}

    def _look_for(self, flag: Flag) -> None:
        here = np.flatnonzero(self._truth.images == flag.image).tolist()
        meant = next((i for i in here if is_of(self._truth, i, flag)), None)
        if meant in self._waiting:
            self._waiting.discard(meant)
            self._back.append(meant)
        elif meant in self._wrong_of:
            self._mend(self._wrong_of[meant])

    def _mend(self, row: int) -> None:
        kind, of = self._kinds[row], self._planted.rows[row]
        if kind in ("added", "duplicated"):
            self._kept[row] = False
        elif kind:
            self._boxes[row], self._categories[row] = self._truth.boxes_xyxy[of], self._truth.categories[of]
        self._kinds[row] = ""
