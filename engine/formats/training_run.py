"""A training run from event files: which curve is which, for the programs that write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from engine.data.dataset import Problem
from engine.data.training import Curve, EventLog, TrainingRun

_NO_CURVE = Curve(np.zeros(0, np.int64), np.zeros(0))
_EVALUATION = frozenset({"eval", "evaluation", "validation", "valid", "val", "test", "eval_0"})
_TRAINING = frozenset({"train", "training"})
_PREFIX = re.compile(r"(?:val|validation|eval|test)_")

# The first that matches counts. Object Detection API: Loss/total_loss (2), Losses/TotalLoss (1). Keras: epoch_loss.
_LOSSES = tuple(
    map(
        re.compile,
        (
            r"total_?loss",
            r"epoch_loss",
            r"loss",
            r"(?:val|validation|eval|test|train|training)_loss",
            r"loss_1",
            r"evaluation_loss_vs_iterations",
            r"batch_loss",
        ),
    )
)
_RATES = tuple(map(re.compile, (r"(?:epoch_)?learning_?rate(?:_\d)?", r"(?:epoch_)?lr(?:-\w+|/pg0|0)?")))
_PRECISIONS = tuple(
    map(
        re.compile,
        (
            r"(?:epoch_|val_)*map",
            r"map[_@(]*(?:0?\.50?)?[:_-]+0?\.95.*",
            r"(?:epoch_|val_)*(?:map|ap|mean_?average_?precision).*",
        ),
    )
)
_ELSEWHERE = re.compile(r"(?:small|medium|large)|recall|categor", re.IGNORECASE)
"""Curves of mAP of some of the boxes."""


def training_run(log: EventLog) -> TrainingRun | None:
    """Find the curves of the run that was written to last.

    Known are the Object Detection API (both versions), the TensorBoard callback of Keras, the TensorFlow Model Garden,
    and whoever calls a curve alike. What belongs to training and what to validation is told by the folder or by the
    start of the tag (``train/``, ``eval/``, ``validation/``, ``val_``).

    Returns
    -------
    TrainingRun or None
        None where no event file has such a curve.
    """
    runs: dict[str, list[tuple[tuple[str, ...], str, Curve]]] = {}
    for (folder, tag), curve in log.curves().items():
        parts = tuple(part for part in f"{folder}/{tag}".split("/") if part)
        runs.setdefault(_run_of(folder), []).append((tuple(part.lower() for part in parts), tag, curve))
    made = {name: _run(name, curves) for name, curves in runs.items()}
    made = {name: own for name, own in made.items() if _has_something(own)}
    if not made:
        return None
    latest = max(made, key=lambda name: (_last_time(log, name), name))
    problems = (*_problems(log, latest), *_passed_over(name for name in made if name != latest))
    own = made[latest]
    return TrainingRun(
        own.name, own.training_loss, own.validation_loss, own.learning_rate, own.mean_ap, problems
    )


def _run_of(folder: str) -> str:
    parts = folder.split("/")
    while parts and parts[-1].lower() in _EVALUATION | _TRAINING:
        parts.pop()
    return "/".join(parts)


def _run(name: str, curves: list[tuple[tuple[str, ...], str, Curve]]) -> TrainingRun:
    training = [(tag, curve) for parts, tag, curve in curves if not _is_evaluation(parts)]
    evaluation = [(tag, curve) for parts, tag, curve in curves if _is_evaluation(parts)]
    return TrainingRun(
        name=name,
        training_loss=_best(_LOSSES, training),
        validation_loss=_best(_LOSSES, evaluation),
        learning_rate=_best(_RATES, [*training, *evaluation]),
        mean_ap=_best(
            _PRECISIONS, [own for own in (*evaluation, *training) if not _ELSEWHERE.search(own[0])]
        ),
    )


def _is_evaluation(parts: tuple[str, ...]) -> bool:
    own = parts[-1]
    return (
        bool(_EVALUATION.intersection(parts[:-1]))
        or bool(_PREFIX.match(own.removeprefix("epoch_")))
        or own.startswith("evaluation_")
    )


def _best(names: Iterable[re.Pattern[str]], curves: list[tuple[str, Curve]]) -> Curve:
    """Of the curves with the first name that any has, the longest."""
    for name in names:
        found = [curve for tag, curve in curves if name.fullmatch(tag.rpartition("/")[2].lower())]
        if found:
            return max(found, key=len)
    return _NO_CURVE


def _has_something(run: TrainingRun) -> bool:
    return bool(len(run.training_loss) or len(run.validation_loss) or len(run.mean_ap))


def _last_time(log: EventLog, run: str) -> float:
    return max(own.last_time for path, own in log.files.items() if _of_run(path, run))


def _of_run(path: str, run: str) -> bool:
    return _run_of(path.rpartition("/")[0]) == run


def _problems(log: EventLog, run: str) -> Iterator[Problem]:
    for path, own in log.files.items():
        if not _of_run(path, run):
            continue
        if own.problem:
            yield Problem(path, f"byte {own.end}", own.problem, "Look again when it is complete")
        if own.damaged:
            problem = f"{own.damaged} records bear a wrong checksum and were passed over"
            yield Problem(path, "", problem, "Copy the file again")


def _passed_over(names: Iterable[str]) -> Iterator[Problem]:
    others = sorted(names)
    if others:
        problem = f"{len(others)} older runs in this folder were passed over ({', '.join(others[:3])})"
        yield Problem("", "", problem, "Choose the folder of the run that is meant")
