"""What the labels do for a model: a few epochs on some images, measured before and after on others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.data.address import place_name
from engine.data.dataset import Annotations, Categories, Float, Int, Problem
from engine.data.fine_tune import (
    CheckReport,
    CheckStage,
    FineTuned,
    FineTuneRequest,
    FineTuneResult,
    HeldOutAp,
    TrainingLoss,
)
from engine.data.metrics import NOT_DEFINED
from engine.data.model import ImageSkipped, ModelSpec
from engine.errors import CancelledError, EngineError, UserError
from engine.evaluation.bootstrap import compare, interval_of
from engine.evaluation.incremental import Evaluation
from engine.evaluation.part import evaluate_part
from engine.inference.classes import categories_by_id, categories_by_name
from engine.inference.client import InferenceProcess
from engine.inference.fine_tune import partial_file
from engine.inference.run import RunOptions, RunResult, run_model
from engine.inference.so_far import Labels
from engine.inference.trust import examine
from engine.inference.tunable import class_count
from engine.store.predicted import Predicted

_REMEDY = "Replace the image, or leave it"


@dataclass(frozen=True, slots=True)
class FineTunePlan:
    """What to do.

    Attributes
    ----------
    train, held_out : tuple of int
        Images, by index; one that is held out is not trained on.
    output : Path
        Where the tuned model goes; nothing is there yet.
    epochs, learning_rate, batch, seed
        As of `FineTuneRequest`.
    """

    train: tuple[int, ...]
    held_out: tuple[int, ...]
    output: Path
    epochs: int = 3
    learning_rate: float = 1e-4
    batch: int = 8
    seed: int = 0


def fine_tune_check(
    labels: Labels,
    model: ModelSpec,
    process: InferenceProcess,
    plan: FineTunePlan,
    *,
    options: RunOptions | None = None,
    kept: Predicted | None = None,
    report: Callable[[CheckReport], None] = lambda said: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> FineTuneResult:
    """Measure a model, train a copy of it on the labels as they are, and measure that.

    Parameters
    ----------
    labels
        What is learned from and measured on, and the dataset; its `image_root` must be given.
    model
        Its file stays as it is.
    process
    plan
    options
        Device and acceleration; the model is trained without any.
    kept
        As for `engine.inference.run.run_model`.
    report
        Told what is going on, on the thread that calls.
    cancelled
        Asked several times a second.

    Raises
    ------
    UserError
        The model cannot be trained here or knows none of the labels, there is nothing to learn from or to measure on,
        the training does not hold, or there is something where the tuned model is to go.
    WorkFailedError
    CancelledError
        No tuned model is left.
    """
    count = class_count(model)
    if plan.output.exists():
        raise UserError("this file exists already", source=plan.output, remedy="Choose another name")
    check = _Check(labels, process, plan, options or RunOptions(), kept, report, cancelled)
    before, first = check.measured(model, CheckStage.BEFORE)
    numbers = _numbers(count, labels.dataset.categories, before.names)
    request, left_out = _request(labels, model, plan, numbers, check.options.device)
    tuned = model if before.names is None else replace(model, names=tuple(sorted(before.names.items())))
    tuned = replace(tuned, path=plan.output)
    try:
        done, skipped = check.trained(request)
        after, second = check.measured(tuned, CheckStage.AFTER)
        change = compare(first, second, progress=check.go_on)
    except BaseException:
        plan.output.unlink(missing_ok=True)
        raise
    finally:
        # Where the process was ended while it wrote.
        partial_file(plan.output).unlink(missing_ok=True)
    return FineTuneResult(
        check.ap[CheckStage.BEFORE],
        check.ap[CheckStage.AFTER],
        change,
        tuned,
        after.run.model or examine(tuned).hash,
        len(request.images) - len(skipped),
        len(plan.held_out),
        left_out,
        done.seconds,
        tuple(dict.fromkeys((*skipped, *before.problems, *after.problems))),
    )


class _Check:
    """The steps of one check, with what they share."""

    def __init__(
        self,
        labels: Labels,
        process: InferenceProcess,
        plan: FineTunePlan,
        options: RunOptions,
        kept: Predicted | None,
        report: Callable[[CheckReport], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.options = replace(options, seconds=None, only_new=False)
        self.ap: dict[CheckStage, HeldOutAp] = {}
        self._labels = labels
        self._process = process
        self._plan = plan
        self._kept = kept
        self._report = report
        self._cancelled = cancelled

    def measured(self, model: ModelSpec, stage: CheckStage) -> tuple[RunResult, Evaluation]:
        """Run a model over the images held out, and measure what it says."""
        self._report(stage)
        labels, held_out = self._labels, self._plan.held_out
        result = run_model(
            labels.dataset,
            model,
            self._process,
            images=held_out,
            options=self.options,
            kept=self._kept,
            report=self._report,
            cancelled=self._cancelled,
        )
        dataset = labels.dataset
        evaluation = evaluate_part(
            dataset.images,
            dataset.categories,
            labels.annotations,
            result.predictions,
            labels.settings,
            held_out,
            progress=self.go_on,
        )
        if evaluation.metrics.ap == NOT_DEFINED:
            raise UserError(
                "there are no boxes on the images held out",
                source=dataset.source,
                remedy="Hold out images that have labels",
            )
        low, high = interval_of(evaluation, progress=self.go_on)
        self.ap[stage] = HeldOutAp(stage, evaluation.metrics.ap, low, high)
        self._report(self.ap[stage])
        return result, evaluation

    def trained(self, request: FineTuneRequest) -> tuple[FineTuned, tuple[Problem, ...]]:
        """Train; give the images that could not be read too."""
        self._report(CheckStage.TRAINING)
        path_of = dict(zip(request.images, request.paths, strict=True))
        skipped: list[Problem] = []
        for message in self._process.fine_tune(request, cancelled=self._cancelled):
            match message:
                case TrainingLoss():
                    self._report(message)
                case ImageSkipped():
                    skipped.append(Problem(place_name(path_of[message.image]), "", message.problem, _REMEDY))
                case FineTuned():
                    return message, tuple(skipped)
        text = "the inference process ended a training without a word"
        raise EngineError(text)

    def go_on(self, done: int, total: int) -> None:
        """Stop what counts its steps once the check is cancelled."""
        if self._cancelled():
            raise CancelledError


def _numbers(count: int, categories: Categories, names: Mapping[int, str] | None) -> dict[int, int]:
    """The model's class number of each category that it knows, by index; the least where there are several."""
    category_of = categories_by_id(categories) if names is None else categories_by_name(categories, names)
    known = sorted((own for own in category_of.items() if 0 <= own[0] < count), reverse=True)
    return {category: number for number, category in known}


def _request(
    labels: Labels,
    model: ModelSpec,
    plan: FineTunePlan,
    numbers: Mapping[int, int],
    device: str | None,
) -> tuple[FineTuneRequest, int]:
    """Put together what is to be learned; give how many images are left out for a class that the model does not know.

    Crowds, and boxes that count neither way, are not learned.
    """
    dataset = labels.dataset
    held_out = set(plan.held_out)
    train = [image for image in plan.train if image not in held_out]
    number_of = np.full(
        len(dataset.categories) + 1, -1, np.int64
    )  # the last is that of unknown categories, -1
    for category, number in numbers.items():
        number_of[category] = number
    images: list[int] = []
    boxes: list[Float] = []
    classes: list[Int] = []
    for image, rows in zip(train, _rows_of(labels.annotations, train), strict=True):
        own = number_of[labels.annotations.categories[rows]]
        if (own >= 0).all():
            images.append(image)
            boxes.append(labels.annotations.boxes_xyxy[rows])
            classes.append(own)
    if not any(map(len, classes)):
        _refuse(labels, model, is_unknown=len(images) < len(train))
    assert dataset.image_root is not None
    paths = tuple(dataset.image_root / dataset.images.file_names[image] for image in images)
    request = FineTuneRequest(
        model,
        tuple(images),
        paths,
        tuple(boxes),
        tuple(classes),
        plan.output,
        plan.epochs,
        plan.learning_rate,
        plan.batch,
        plan.seed,
        device,
    )
    return request, len(train) - len(images)


def _rows_of(annotations: Annotations, images: Sequence[int]) -> list[Int]:
    """For each image the rows of its boxes that can be learned from."""
    finite = np.isfinite(annotations.boxes_xyxy).all(axis=1)
    usable = np.flatnonzero(finite & ~annotations.crowd & ~annotations.ignore)
    rows = usable[np.argsort(annotations.images[usable], kind="stable")]
    of = annotations.images[rows]
    starts, ends = np.searchsorted(of, images, "left"), np.searchsorted(of, images, "right")
    return [rows[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _refuse(labels: Labels, model: ModelSpec, *, is_unknown: bool) -> None:
    if is_unknown:
        raise UserError(
            "the model knows none of the classes that the images to train on show",
            source=model.path,
            remedy="Match the model's classes with the dataset's first",
        )
    raise UserError(
        "there are no boxes on the images to train on",
        source=labels.dataset.source,
        remedy="Train on images that have labels",
    )
