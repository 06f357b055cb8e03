"""Metrics that pycocotools computes itself, in processes of its own that share nothing with the evaluation here."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np

from engine.data.dataset import Annotations, Categories, Float, Images, Int, Predictions
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED
from engine.data.settings_text import SettingsText
from engine.data.sign_off import SignedMetrics
from engine.errors import WorkFailedError
from engine.evaluation.settings import EvaluationSettings, settings_of, text_of

_SIZES = ("small", "medium", "large")
_PREDICTIONS_OF_A_PROCESS = 20_000
"""Fewer are measured before a second process has started."""
_MOST_PROCESSES = 4
_SECONDS_BETWEEN_REPORTS = 0.1

Tables = tuple[Float, Float]
"""Precision (t, r, a, m) and recall (t, a, m) of one class."""


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """What is measured: predictions on two states of the labels.

    Attributes
    ----------
    images : Images
    categories : Categories
    before, after : Annotations
    predictions : Predictions
    settings : EvaluationSettings
    """

    images: Images
    categories: Categories
    before: Annotations
    after: Annotations
    predictions: Predictions
    settings: EvaluationSettings


@dataclass(frozen=True, eq=False, slots=True)
class _Task:
    """One class to measure; its boxes and predictions alone, and settings as text."""

    images: Int
    category: int
    annotations: Annotations
    predictions: Predictions
    settings: SettingsText


def reference_metrics(
    question: Question, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> SignedMetrics:
    """Have pycocotools measure predictions on labels as they were and as they are.

    It is asked for one class at a time, over the images that have a box or a prediction of it: on the others it finds
    nothing, one by one. A class whose boxes are the same in both states is measured once.

    Parameters
    ----------
    question
    progress
        Told how many classes are measured, and of how many. May raise `engine.errors.CancelledError`.

    Raises
    ------
    WorkFailedError
        A process ended before its time.
    """
    return _compared(question, lambda tasks: _in_processes(tasks, progress))


def _compared(question: Question, measured: Callable[[Sequence[_Task]], Sequence[Tables]]) -> SignedMetrics:
    every = range(len(question.categories))
    after = [_task(question, question.after, category) for category in every]
    before = {category: _task(question, question.before, category) for category in every}
    edited = [category for category in every if not _same(before[category], after[category])]
    found = measured([*after, *(before[category] for category in edited)])
    now, then = found[: len(after)], dict(zip(edited, found[len(after) :], strict=True))
    summary, classes = _means([then.get(category, now[category]) for category in every], question.settings)
    summary_now, classes_now = _means(now, question.settings)
    by = f"pycocotools {version('pycocotools')}"
    return SignedMetrics(by, summary, summary_now, classes, classes_now)


def _task(question: Question, labels: Annotations, category: int) -> _Task:
    scored = question.predictions
    own, found = labels.take(labels.categories == category), scored.categories == category
    plain = Predictions(
        scored.images[found],
        scored.categories[found],
        scored.boxes_xyxy[found],
        scored.sizes_wh[found],
        scored.scores[found],
    )
    id_ = int(question.categories.ids[category])
    return _Task(question.images.ids, id_, own, plain, text_of(question.settings))


def _same(one: _Task, other: _Task) -> bool:
    """Whether a class has the same boxes in both."""
    names = ("images", "boxes_xyxy", "sizes_wh", "areas", "crowd", "ignore")
    pairs = [(getattr(one.annotations, name), getattr(other.annotations, name)) for name in names]
    return all(np.array_equal(mine, theirs, equal_nan=True) for mine, theirs in pairs)


def _in_processes(tasks: Sequence[_Task], progress: Callable[[int, int], None]) -> list[Tables]:
    boxes = sum(len(task.predictions) for task in tasks)
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1, 1 + boxes // _PREDICTIONS_OF_A_PROCESS)
    # Spawned: what threads hold here must not be copied there.
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"))
    try:
        answers = [pool.submit(_measure, task) for task in tasks]
        waiting = set(answers)
        while waiting:
            progress(len(answers) - len(waiting), len(answers))
            _, waiting = wait(waiting, _SECONDS_BETWEEN_REPORTS, FIRST_EXCEPTION)
        return [own.result() for own in answers]
    except BrokenProcessPool as error:
        raise WorkFailedError(
            "a process that measures with pycocotools ended before its time",
            remedy="Close other programs if memory is short, and sign again",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _measure(task: _Task) -> Tables:
    from pycocotools.cocoeval import COCOeval

    settings = settings_of(task.settings)
    truth, results = _records(task)
    images = sorted({record["image_id"] for record in (*truth, *results)})
    if not images:
        shape = (len(settings.area_ranges), len(settings.max_detections))
        levels, points = len(settings.iou_thresholds), len(settings.recall_thresholds)
        return np.full((levels, points, *shape), NOT_DEFINED), np.full((levels, *shape), NOT_DEFINED)

    class WithIgnored(COCOeval):  # type: ignore[misc]
        """pycocotools overwrites ``ignore`` by ``iscrowd``; here a box may be ignored without being a crowd."""

        def _prepare(self) -> None:
            super()._prepare()
            for boxes in self._gts.values():
                for box in boxes:
                    box["ignore"] = box["iscrowd"] or box["not_counted"]

    with contextlib.redirect_stdout(io.StringIO()):
        run = WithIgnored(*(_coco(images, task.category, own) for own in (truth, results)), "bbox")
        run.params.iouThrs, run.params.recThrs = settings.iou_thresholds, settings.recall_thresholds
        run.params.areaRng = settings.area_ranges.tolist()
        run.params.areaRngLbl = list(settings.area_names)
        run.params.maxDets = list(settings.max_detections)
        run.evaluate()
        run.accumulate()
    return run.eval["precision"][:, :, 0], run.eval["recall"][:, 0]


def _means(
    classes: Sequence[Tables], settings: EvaluationSettings
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The twelve metrics, and AP of each class."""
    # In memory as pycocotools has them of all classes at once, so that means are summed in its order.
    precision = np.stack([own for own, _ in classes], axis=2)
    recall = np.stack([own for _, own in classes], axis=1)
    per_class = tuple(_mean(precision[:, :, category, 0, -1]) for category in range(len(classes)))
    return _summary(precision, recall, settings), per_class


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
    images = task.images.tolist()
    boxes = np.column_stack([labels.boxes_xyxy[:, :2], labels.sizes_wh]).tolist()
    # Numbered from 1: pycocotools takes an id of 0 for no match.
    truth = [
        {
            "id": number,
            "image_id": images[labels.images[n]],
            "category_id": task.category,
            "bbox": boxes[n],
            "area": float(labels.areas[n]),
            "iscrowd": int(labels.crowd[n]),
            "not_counted": bool(labels.ignore[n]),
        }
        for number, n in enumerate(np.flatnonzero(labels.countable()).tolist(), 1)
    ]
    found = np.column_stack([scored.boxes_xyxy[:, :2], scored.sizes_wh]).tolist()
    results = [
        {
            "id": number,
            "image_id": images[scored.images[n]],
            "category_id": task.category,
            "bbox": found[n],
            "area": found[n][2] * found[n][3],
            "iscrowd": 0,
            "score": float(scored.scores[n]),
        }
        for number, n in enumerate(np.flatnonzero(np.isfinite(scored.boxes_xyxy).all(axis=1)).tolist(), 1)
    ]
    return truth, results


def _coco(images: Sequence[int], category: int, annotations: list[dict[str, Any]]) -> Any:
    from pycocotools.coco import COCO

    dataset = COCO()
    dataset.dataset = {
        "images": [{"id": id_} for id_ in images],
        "categories": [{"id": category}],
        "annotations": annotations,
    }
    dataset.createIndex()
    return dataset
