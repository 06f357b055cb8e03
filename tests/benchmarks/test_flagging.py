"""How well the ranking of flags finds planted errors, beside hotcoco's; docs/flagging.md quotes the figures.

    BOXWRIGHT_BENCHMARK=full pytest -s tests/benchmarks/test_flagging.py

runs three detectors and two shares of errors on each set; without the variable one detector alone.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import hotcoco
import numpy as np

from engine.checks.run import check, gather
from engine.checks.settings import CheckSettings
from engine.data.dataset import Annotations, Bool, Categories, Float, Images, Predictions
from engine.data.flag import Flag, FlagKind
from engine.evaluation.iou import boxes_xywh, iou
from engine.formats.read import read_dataset
from tests.benchmarks.planted import KINDS, Planted, coco_like, detector_of_map, plant


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
    candidates: list[tuple[float, bool]] = []
    for flag in flags:
        if flag.annotation_id is not None:
            row = planted.annotations.row(flag.annotation_id)
            score[row] = max(score[row], flag.score)
            continue
        found = next((i for i in sorted(waiting) if _is_of(truth, i, flag)), None)
        waiting.discard(found)
        candidates.append((flag.score, found is not None))
    drop = np.array(candidates).reshape(-1, 2)
    values = np.concatenate([score, drop[:, 0]])
    right = np.concatenate([wrong != "", drop[:, 1] > 0])
    order = np.argsort(-values, kind="stable")
    ranked = right[order]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    auroc = {kind: _auroc(score, wrong == kind, wrong == "") for kind in KINDS if kind != "dropped"}
    auroc["dropped"] = _auroc(drop[:, 0], drop[:, 1] > 0, drop[:, 1] == 0)
    return Figures(
        float(precision[ranked].sum() / (right.sum() + len(waiting))), float(ranked[:100].mean()), auroc
    )


def _is_of(truth: Annotations, row: int, flag: Flag) -> bool:
    same = truth.images[row] == flag.image and truth.categories[row] == flag.category
    return bool(same and iou(truth.boxes_xyxy[row][None], np.array([flag.box_xyxy]))[0, 0] >= 0.5)


def _auroc(score: Float, positive: Bool, negative: Bool) -> float:
    negatives = np.sort(score[negative])
    below = np.searchsorted(negatives, score[positive], "left") + np.searchsorted(
        negatives, score[positive], "right"
    )
    return float(below.mean() / 2 / max(len(negatives), 1)) if len(below) else float("nan")


def measure(
    images: Images, categories: Categories, truth: Annotations, target: float, rate: float, seed: int
) -> tuple[Figures, Figures]:
    """Of our flags, and of hotcoco's label errors on the same labels and predictions."""
    predictions = detector_of_map(seed, images, categories, truth, target)
    planted = plant(np.random.default_rng(seed), images, len(categories), truth, rate)
    settings = CheckSettings(min_score=0.0)
    evidence = gather(images, categories, planted.annotations, predictions, settings=settings)
    ours = figures(truth, planted, check(evidence, planted.annotations))
    return ours, figures(truth, planted, hotcoco_flags(images, categories, planted.annotations, predictions))


def hotcoco_flags(
    images: Images, categories: Categories, labels: Annotations, predictions: Predictions
) -> tuple[Flag, ...]:
    """hotcoco's label errors as flags, by the score of the prediction that contradicts the label."""
    truth = hotcoco.COCO.from_arrays(
        [{"id": i + 1} for i in range(len(images))],
        [{"id": k + 1, "name": name} for k, name in enumerate(categories.names)],
        labels.images + 1,
        labels.categories + 1,
        boxes_xywh(labels.boxes_xyxy, labels.sizes_wh),
        ids=labels.ids,
    )
    boxes = boxes_xywh(predictions.boxes_xyxy, predictions.sizes_wh)
    columns = (predictions.images + 1, boxes, predictions.scores, predictions.categories + 1)
    run = hotcoco.COCOeval(truth, truth.load_res(np.column_stack(columns)), "bbox")
    run.evaluate()
    flags = []
    for error in run.image_diagnostics(score_thr=0.0)["label_errors"]:
        row, number = int(error["dt_id"]) - 1, error["gt_id"]
        image, category = int(predictions.images[row]), int(predictions.categories[row])
        corners = predictions.boxes_xyxy[row].tolist()
        kind = FlagKind.MISSING_LABEL if number is None else FlagKind.WRONG_CLASS
        flags.append(Flag(kind, image, number, category, corners, float(error["dt_score"]), ""))
    return tuple(flags)


def report(name: str, found: list[Figures]) -> float:
    ap = float(np.mean([f.ap for f in found]))
    kinds = "  ".join(f"{kind} {np.mean([f.auroc[kind] for f in found]):.3f}" for kind in KINDS)
    first = np.mean([f.first_100 for f in found])
    sys.stdout.write(f"\n{name:24} AP {ap:.3f}  first 100 {first:.3f}  {kinds}")
    return ap


def measured(name: str, images: Images, categories: Categories, truth: Annotations) -> tuple[float, float]:
    """Print every setting, and give the mean AP of ours and of the peer's ranking."""
    ours, theirs = [], []
    for target, rate in SETTINGS:
        own, peer = measure(images, categories, truth, target, rate, seed=1)
        ours.append(own)
        theirs.append(peer)
        report(f"{name} {target:.2f} {rate:.0%}", [own])
    return report(name, ours), report(f"{name}, hotcoco", theirs)


FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
SETTINGS = [(target, rate) for target in ((0.35, 0.55, 0.75) if FULL else (0.55,)) for rate in (0.05, 0.20)]


def test_planted_errors_in_bccd_come_first(bccd: Path) -> None:
    dataset = read_dataset(bccd / "Annotations")
    usable = dataset.annotations.take(np.flatnonzero((dataset.annotations.sizes_wh > 0).all(axis=1)))
    ours, theirs = measured("BCCD", dataset.images, dataset.categories, usable)
    assert ours >= max(0.72, theirs)


def test_planted_errors_in_a_coco_like_set_come_first() -> None:
    images, categories, truth = coco_like(np.random.default_rng(0))
    ours, theirs = measured("COCO-like", images, categories, truth)
    assert ours >= max(0.60, theirs)
