"""How good a ranking of labels and candidates is, against errors that are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Bool, Float
from engine.data.flag import Flag
from engine.evaluation.iou import iou
from tests.benchmarks.planted import Planted


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """AP of the pooled ranking, precision in the first 100, area under the ROC curve of each kind."""

    ap: float
    first_100: float
    auroc: dict[str, float]


def figures(truth: Annotations, planted: Planted, flags: tuple[Flag, ...]) -> Figures:
    """Rank every label by its highest flag, and every candidate, in one list; a drop is found but once."""
    score, wrong = np.zeros(len(planted.annotations)), np.array(planted.kinds)
    waiting = set(planted.dropped.tolist())
    by_image: dict[int, list[int]] = {}
    for row in sorted(waiting):
        by_image.setdefault(int(truth.images[row]), []).append(row)
    candidates: list[tuple[float, bool]] = []
    for flag in sorted(flags, key=lambda flag: -flag.score):
        if flag.annotation_id is not None:
            row = planted.annotations.row(flag.annotation_id)
            assert row is not None
            score[row] = max(score[row], flag.score)
            continue
        rows = by_image.get(flag.image, ())
        found = next((i for i in rows if i in waiting and is_of(truth, i, flag)), None)
        waiting.discard(-1 if found is None else found)
        candidates.append((flag.score, found is not None))
    drop = np.array(candidates).reshape(-1, 2)
    values = np.concatenate([score, drop[:, 0]])
    right = np.concatenate([wrong != "", drop[:, 1] > 0])
    order = np.argsort(-values, kind="stable")
    ranked = right[order]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    kinds = [kind for kind in planted.planted if kind != "dropped"]
    auroc = {kind: _auroc(score, wrong == kind, wrong == "") for kind in kinds}
    auroc["dropped"] = _auroc(drop[:, 0], drop[:, 1] > 0, drop[:, 1] == 0)
    return Figures(
        float(precision[ranked].sum() / (right.sum() + len(waiting))), float(ranked[:100].mean()), auroc
    )


def is_of(truth: Annotations, row: int, flag: Flag) -> bool:
    """Whether a flag of a missing label means a true box: of its class, at an IoU of 0.5."""
    same = truth.images[row] == flag.image and truth.categories[row] == flag.category
    return bool(same and iou(truth.boxes_xyxy[row][None], np.array([flag.box_xyxy]))[0, 0] >= 0.5)


def _auroc(score: Float, positive: Bool, negative: Bool) -> float:
    negatives = np.sort(score[negative])
    below = np.searchsorted(negatives, score[positive], "left") + np.searchsorted(
        negatives, score[positive], "right"
    )
    return float(below.mean() / 2 / max(len(negatives), 1)) if len(below) else float("nan")
