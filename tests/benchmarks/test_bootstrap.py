"""How long the interval of a delta and its division among edits take; docs/benchmarks.md quotes the figures.

    BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_evaluation.py tests/benchmarks/test_bootstrap.py

runs at the size of COCO's validation set (some two minutes); without the variable it runs small, to see that it works.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from engine.analysis.analyse import analyse
from engine.attribution import attribute
from engine.data.dataset import Annotation, Dataset, Predictions
from engine.data.edit import Edit
from engine.data.journal import Origin, Step
from engine.editing import apply_edits
from engine.evaluation.bootstrap import compare
from engine.evaluation.incremental import Evaluation, evaluate
from engine.formats.read import read_dataset
from engine.formats.results import read_results
from tests.benchmarks.conftest import OURS, Figures

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
IMAGES = 5000 if FULL else 60
RESAMPLES = 1000 if FULL else 20
EDITS = 1000 if FULL else 20


@pytest.fixture(scope="module")
def dataset(coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("scale")
    command = [sys.executable, str(coco_scale_script), str(folder), "--images", str(IMAGES)]
    subprocess.run(command, check=True, capture_output=True)
    return read_dataset(folder / "ground_truth.json")


@pytest.fixture(scope="module")
def predictions(dataset: Dataset) -> Predictions:
    return read_results(dataset.source.parent / "predictions.json", dataset)[0]


@pytest.fixture(scope="module")
def evaluation(dataset: Dataset, predictions: Predictions) -> Evaluation:
    return evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)


@pytest.fixture(scope="module")
def steps(dataset: Dataset) -> list[Step]:
    """A third each of moves, relabels and deletions, each of another box."""
    rng = np.random.default_rng(1)
    rows = rng.permutation(len(dataset.annotations))[:EDITS]
    return [
        Step((_edit(dataset.annotations.at(int(row)), number % 3, dataset, rng),), (), Origin.DRAGGED)
        for number, row in enumerate(rows)
    ]


def _edit(box: Annotation, kind: int, dataset: Dataset, rng: np.random.Generator) -> Edit:
    x1, y1, x2, y2 = (np.array(box.box_xyxy) + rng.normal(0, 5, 4)).tolist()
    return [
        Edit.move(box, (x1, y1, x2, y2)),
        Edit.relabel(box, int(rng.integers(len(dataset.categories)))),
        Edit.delete(box),
    ][kind]


@pytest.mark.benchmark(group=f"interval of the delta, {RESAMPLES} resamples")
@pytest.mark.parametrize("sizes", [False, True], ids=["without sizes", "all twelve metrics"])
def test_the_interval_of_other_predictions(
    benchmark: BenchmarkFixture,
    dataset: Dataset,
    predictions: Predictions,
    evaluation: Evaluation,
    figures: Figures,
    sizes: bool,
) -> None:
    noise = np.random.default_rng(0).normal(0, 0.05, len(predictions))
    other = replace(predictions, scores=np.clip(predictions.scores + noise, 0, 1))
    after = evaluate(dataset.images, dataset.categories, dataset.annotations, other)
    settings = {"resamples": RESAMPLES, "sizes": sizes}
    result = benchmark.pedantic(compare, (evaluation, after), settings, rounds=1)
    assert result.ap.low <= result.ap.high
    metrics = "all twelve metrics" if sizes else "metrics of boxes of any size"
    note(benchmark, figures, f"bootstrap of other predictions, {metrics}", "20 s")


@pytest.mark.benchmark(group=f"interval of the delta, {RESAMPLES} resamples")
def test_the_interval_of_edited_labels(
    benchmark: BenchmarkFixture,
    dataset: Dataset,
    predictions: Predictions,
    evaluation: Evaluation,
    figures: Figures,
    steps: list[Step],
) -> None:
    labels = apply_edits(dataset.annotations, [edit for step in steps for edit in step.edits])
    after = evaluate(dataset.images, dataset.categories, labels, predictions)
    settings = {"resamples": RESAMPLES, "sizes": True}
    result = benchmark.pedantic(compare, (evaluation, after), settings, rounds=1)
    assert result.ap.low <= result.ap.high
    note(benchmark, figures, f"bootstrap after {EDITS:,} edits, all twelve metrics", "20 s")


@pytest.mark.benchmark(group=f"division of the delta among {EDITS} edits")
def test_the_division_among_edits(
    benchmark: BenchmarkFixture,
    dataset: Dataset,
    evaluation: Evaluation,
    figures: Figures,
    steps: list[Step],
) -> None:
    result = benchmark.pedantic(attribute, (evaluation, dataset.annotations, steps), rounds=1)
    assert sum(own.ap for own in result.contributions) == pytest.approx(result.total, abs=1e-12)
    note(benchmark, figures, f"division of the delta among {EDITS:,} edits")


@pytest.mark.benchmark(group="analyses")
def test_the_analyses(
    benchmark: BenchmarkFixture, dataset: Dataset, evaluation: Evaluation, figures: Figures
) -> None:
    result = benchmark.pedantic(analyse, (evaluation, dataset.annotations), rounds=1)
    assert len(result.analysis.errors) == 6
    note(benchmark, figures, "errors at ten IoU thresholds, confusions, calibration")


def note(benchmark: BenchmarkFixture, figures: Figures, what: str, goal: str = "") -> None:
    """Write down how long it took, where that was measured."""
    if benchmark.stats is not None:
        figures[what] = {OURS: f"{benchmark.stats.stats.median:.1f} s", "goal": goal}
