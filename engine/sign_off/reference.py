"""Metrics that pycocotools computes itself, in a process of its own that shares nothing with the evaluation here."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np

from engine.data.dataset import Annotations, Categories, Float, Images, Predictions
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED
from engine.data.settings_text import SettingsText
from engine.data.sign_off import SignedMetrics
from engine.errors import WorkFailedError
from engine.evaluation.settings import EvaluationSettings, settings_of, text_of

_SIZES = ("small", "medium", "large")


@dataclass(frozen=True, eq=False, slots=True)
class _Task:
    """One dataset to measure; settings as text."""

    images: Images
    categories: Categories
    annotations: Annotations
    predictions: Predictions
    settings: SettingsText


def reference_metrics(
    images: Images,
    categories: Categories,
    states: tuple[Annotations, Annotations],
    predictions: Predictions,
    settings: EvaluationSettings,
) -> SignedMetrics:
    """Have pycocotools measure predictions on labels as they were and as they are.

    Raises
    ------
    WorkFailedError
        The process ended before its time.
    """
    plain = Predictions(
        predictions.images,
        predictions.categories,
        predictions.boxes_xyxy,
        predictions.sizes_wh,
        predictions.scores,
    )
    tasks = [_Task(images, categories, own, plain, text_of(settings)) for own in states]
    # Spawned: what threads hold here must not be copied there.
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, context) as pool:
            (before, class_before), (after, class_after) = pool.map(_measure, tasks)
    except BrokenProcessPool as error:
        raise WorkFailedError(
            "the process that measures with pycocotools ended before its time",
            remedy="Close other programs if memory is short, and sign again",
        ) from error
    by = f"pycocotools {version('pycocotools')}"
    return SignedMetrics(by, before, after, class_before, class_after)


def _measure(task: _Task) -> tuple[tuple[float, ...], tuple[float, ...]]:
    from pycocotools.cocoeval import COCOeval

    settings = settings_of(task.settings)
    truth, results = _records(task)

    class WithIgnored(COCOeval):  # type: ignore[misc]
        """pycocotools overwrites ``ignore`` by ``iscrowd``; here a box may be ignored without being a crowd."""

        def _prepare(self) -> None:
            super()._prepare()
            for boxes in self._gts.values():
                for box in boxes:
                    box["ignore"] = box["iscrowd"] or box["not_counted"]

    with contextlib.redirect_stdout(io.StringIO()):
        run = WithIgnored(_coco(task, truth), _coco(task, results), "bbox")
        run.params.iouThrs, run.params.recThrs = settings.iou_thresholds, settings.recall_thresholds
        run.params.areaRng = settings.area_ranges.tolist()
        run.params.areaRngLbl = list(settings.area_names)
        run.params.maxDets = list(settings.max_detections)
        run.evaluate()
        run.accumulate()
    precision, recall = run.eval["precision"], run.eval["recall"]
    classes = tuple(_mean(precision[:, :, k, 0, -1]) for k in range(len(task.categories)))
    return _summary(precision, recall, settings), classes


def _summary(precision: Float, recall: Float, settings: EvaluationSettings) -> tuple[float, ...]:
    """The twelve means as COCOeval takes them, which by itself stops where settings lack one."""
    every = settings.area("all")
    sizes = [settings.area(name) for name in _SIZES]
    shares = [settings.threshold(0.5), settings.threshold(0.75)]
    limits = range(len(settings.max_detections))
    values = [
        NOT_DEFINED if every is None else _mean(precision[:, :, :, every, -1]),
        *(NOT_DEFINED if own is None else _mean(precision[own, :, :, every, -1]) for own in shares),
        *(NOT_DEFINED if own is None else _mean(precision[:, :, :, own, -1]) for own in sizes),
        *[_mean(recall[:, :, every, limit]) for limit in limits][:3],
    ]
    values += [NOT_DEFINED] * (9 - len(values))
    values += [NOT_DEFINED if own is None else _mean(recall[:, :, own, -1]) for own in sizes]
    assert len(values) == len(METRIC_NAMES)
    return tuple(values)


def _mean(values: Float) -> float:
    known = values[values > NOT_DEFINED]
    return float(np.mean(known)) if len(known) else NOT_DEFINED


def _records(task: _Task) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    labels, scored = task.annotations, task.predictions
    images, classes = task.images.ids.tolist(), task.categories.ids.tolist()
    boxes = np.column_stack([labels.boxes_xyxy[:, :2], labels.sizes_wh]).tolist()
    # Numbered from 1: pycocotools takes an id of 0 for no match.
    truth = [
        {
            "id": number,
            "image_id": images[labels.images[n]],
            "category_id": classes[labels.categories[n]],
            "bbox": boxes[n],
            "area": float(labels.areas[n]),
            "iscrowd": int(labels.crowd[n]),
            "not_counted": bool(labels.ignore[n]),
        }
        for number, n in enumerate(np.flatnonzero(labels.countable()).tolist(), 1)
    ]
    found = np.column_stack([scored.boxes_xyxy[:, :2], scored.sizes_wh]).tolist()
    known = (scored.categories >= 0) & np.isfinite(scored.boxes_xyxy).all(axis=1)
    results = [
        {
            "id": number,
            "image_id": images[scored.images[n]],
            "category_id": classes[scored.categories[n]],
            "bbox": found[n],
            "area": found[n][2] * found[n][3],
            "iscrowd": 0,
            "score": float(scored.scores[n]),
        }
        for number, n in enumerate(np.flatnonzero(known).tolist(), 1)
    ]
    return truth, results


def _coco(task: _Task, annotations: list[dict[str, Any]]) -> Any:
    from pycocotools.coco import COCO

    dataset = COCO()
    dataset.dataset = {
        "images": [{"id": id_} for id_ in task.images.ids.tolist()],
        "categories": [{"id": id_} for id_ in task.categories.ids.tolist()],
        "annotations": annotations,
    }
    dataset.createIndex()
    return dataset
