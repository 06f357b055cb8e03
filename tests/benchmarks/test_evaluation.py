"""How long an evaluation and an edit take, beside pycocotools and hotcoco in one run; figures: docs/benchmarks.md.

    BOXWRIGHT_BENCHMARK=full pytest -s tests/benchmarks/test_evaluation.py

runs at the size of COCO's validation set, and at ten times that size (some five minutes in all, and 2 GB of memory);
without the variable it runs small, to see that it works.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from pycocotools.coco import COCO as ReferenceDataset
from pycocotools.cocoeval import COCOeval
from pytest_benchmark.fixture import BenchmarkFixture

from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.edit import Edit
from engine.evaluation.incremental import Evaluation, evaluate, reevaluate
from engine.evaluation.what_if import what_if_ap
from engine.formats.read import read_dataset
from engine.formats.results import read_results
from engine.pricing import after_edits

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
IMAGES = 5000 if FULL else 60
EDITS = 1000 if FULL else 20


def written(script: Path, folder: Path, images: int) -> tuple[Path, Path]:
    """Ground truth and predictions on so many images."""
    command = [sys.executable, str(script), str(folder), "--images", str(images)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "ground_truth.json", folder / "predictions.json"


@pytest.fixture(scope="module")
def files(coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return written(coco_scale_script, tmp_path_factory.mktemp("scale"), IMAGES)


@pytest.fixture(scope="module")
def large_files(coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Ten times as much."""
    if not FULL:
        pytest.skip("ten times COCO's size is measured in full runs only")
    return written(coco_scale_script, tmp_path_factory.mktemp("large"), 10 * IMAGES)


@pytest.fixture(scope="module")
def dataset(files: tuple[Path, Path]) -> Dataset:
    return read_dataset(files[0])


@pytest.fixture(scope="module")
def predictions(files: tuple[Path, Path], dataset: Dataset) -> Predictions:
    return read_results(files[1], dataset)[0]


@pytest.fixture(scope="module")
def evaluation(dataset: Dataset, predictions: Predictions) -> Evaluation:
    return evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)


def boxwright_from_files(truth: Path, results: Path) -> Evaluation:
    dataset = read_dataset(truth)
    predictions, _ = read_results(results, dataset)
    return evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)


def pycocotools_from_files(truth: Path, results: Path) -> COCOeval:
    with contextlib.redirect_stdout(io.StringIO()):
        dataset = ReferenceDataset(str(truth))
        run = COCOeval(dataset, dataset.loadRes(str(results)), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    return run


def hotcoco_from_files(hotcoco: ModuleType, truth: Path, results: Path) -> Any:
    with contextlib.redirect_stdout(io.StringIO()):
        dataset = hotcoco.COCO(str(truth))
        run = hotcoco.COCOeval(dataset, dataset.load_res(str(results)), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    return run


@pytest.mark.benchmark(group="files on disk to the twelve metrics")
def test_boxwright_from_files(benchmark: BenchmarkFixture, files: tuple[Path, Path]) -> None:
    benchmark.pedantic(boxwright_from_files, files, rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="files on disk to the twelve metrics")
def test_pycocotools_from_files(
    benchmark: BenchmarkFixture, files: tuple[Path, Path], evaluation: Evaluation
) -> None:
    reference = benchmark.pedantic(pycocotools_from_files, files, rounds=1)
    arrays = evaluation.arrays()
    np.testing.assert_array_equal(evaluation.metrics.summary, reference.stats)
    for name in ("precision", "recall", "scores"):
        np.testing.assert_array_equal(getattr(arrays, name), reference.eval[name])


@pytest.mark.benchmark(group="files on disk to the twelve metrics")
def test_hotcoco_from_files(
    benchmark: BenchmarkFixture, files: tuple[Path, Path], evaluation: Evaluation
) -> None:
    hotcoco = pytest.importorskip("hotcoco", reason="hotcoco, which is measured beside, is not installed")
    reference = benchmark.pedantic(hotcoco_from_files, (hotcoco, *files), rounds=5, warmup_rounds=1)
    np.testing.assert_allclose(evaluation.metrics.summary, reference.stats, rtol=0, atol=1e-9)


@pytest.mark.benchmark(group="files on disk to the twelve metrics, step by step")
def test_the_ground_truth_is_read(benchmark: BenchmarkFixture, files: tuple[Path, Path]) -> None:
    benchmark.pedantic(read_dataset, files[:1], rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="files on disk to the twelve metrics, step by step")
def test_the_predictions_are_read(
    benchmark: BenchmarkFixture, files: tuple[Path, Path], dataset: Dataset
) -> None:
    benchmark.pedantic(read_results, (files[1], dataset), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="files on disk to the twelve metrics, step by step")
def test_the_first_evaluation(
    benchmark: BenchmarkFixture, dataset: Dataset, predictions: Predictions
) -> None:
    inputs = (dataset.images, dataset.categories, dataset.annotations, predictions)
    benchmark.pedantic(evaluate, inputs, rounds=5, warmup_rounds=1)


def some_edits(dataset: Dataset, rows: np.ndarray) -> list[Edit]:
    """A third each of moves, relabels and deletions."""
    rng = np.random.default_rng(1)
    edits = []
    for row in rng.choice(rows, EDITS).tolist():
        box = dataset.annotations.at(row)
        moved = tuple((np.array(box.box_xyxy) + rng.normal(0, 5, 4)).tolist())
        relabelled = int(rng.integers(len(dataset.categories)))
        edits.append(
            [Edit.move(box, moved), Edit.relabel(box, relabelled), Edit.delete(box)][rng.integers(3)]
        )
    return edits


def edited_images(annotations: Annotations, edits: list[Edit]) -> list[dict[int, Annotations]]:
    """For each edit: its image, and the boxes it leaves there."""
    result = []
    for edit in edits:
        own = annotations.take(annotations.rows_of_image(edit.subject.image))
        rows = [own.at(row) for row in range(len(own))]
        after = [edit.after if row.id == edit.subject.id else row for row in rows]
        result.append({edit.subject.image: Annotations.of_rows([row for row in after if row is not None])})
    return result


WHICH = ("any class", "the largest class")


def rows_of(dataset: Dataset, which: str) -> np.ndarray:
    categories = dataset.annotations.categories
    if which == "any class":
        return np.arange(len(categories))
    return np.flatnonzero(categories == np.bincount(categories).argmax())


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.benchmark(group="one edit to the exact twelve metrics")
def test_an_edit(benchmark: BenchmarkFixture, evaluation: Evaluation, dataset: Dataset, which: str) -> None:
    edits = edited_images(dataset.annotations, some_edits(dataset, rows_of(dataset, which)))
    measure_edits(benchmark, evaluation, edits, f"one edit, {which}")


def measure_edits(
    benchmark: BenchmarkFixture, evaluation: Evaluation, edits: list[dict[int, Annotations]], what: str
) -> None:
    """One after the other, each on what the one before left."""
    now, waiting = evaluation, iter(edits)

    def edit(images: dict[int, Annotations]) -> None:
        nonlocal now
        now = reevaluate(now, images)

    benchmark.pedantic(edit, setup=lambda: ((next(waiting),), {}), rounds=len(edits))
    _print_percentiles(benchmark, what)


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.benchmark(group="AP alone of one edit")
def test_ap_of_a_what_if(
    benchmark: BenchmarkFixture, evaluation: Evaluation, dataset: Dataset, which: str
) -> None:
    waiting = iter(edited_images(dataset.annotations, some_edits(dataset, rows_of(dataset, which))))

    def what_if(images: dict[int, Annotations]) -> float:
        return what_if_ap(evaluation, images)

    benchmark.pedantic(what_if, setup=lambda: ((next(waiting),), {}), rounds=EDITS)
    _print_percentiles(benchmark, f"AP alone of one edit, {which}")


@pytest.mark.benchmark(group="one edit to the exact twelve metrics")
def test_a_what_if(benchmark: BenchmarkFixture, evaluation: Evaluation, dataset: Dataset) -> None:
    annotations = dataset.annotations
    waiting = iter(some_edits(dataset, np.arange(len(annotations))))

    def what_if(edit: Edit) -> float:
        return after_edits(evaluation, annotations, (edit,)).metrics.ap

    benchmark.pedantic(what_if, setup=lambda: ((next(waiting),), {}), rounds=EDITS)
    _print_percentiles(benchmark, "a what-if")


def test_memory_of_an_evaluation(dataset: Dataset, predictions: Predictions) -> None:
    gc.collect()
    tracemalloc.start()
    kept = evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)
    state, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\nmemory of an evaluation: {state / 1e6:.0f} MB, {peak / 1e6:.0f} MB while it was made", end="")
    assert kept.metrics.ap >= 0


@pytest.mark.benchmark(group="ten times the size")
def test_ten_times_the_size(benchmark: BenchmarkFixture, large_files: tuple[Path, Path]) -> None:
    start = time.perf_counter()
    evaluation = boxwright_from_files(*large_files)
    predictions = len(evaluation.ranking.rows)
    print(f"\n{predictions:,} predictions, files to metrics: {time.perf_counter() - start:.1f} s", end="")
    dataset = read_dataset(large_files[0])
    edits = some_edits(dataset, rows_of(dataset, "any class"))[:200]
    edits += some_edits(dataset, rows_of(dataset, "the largest class"))[:200]
    measure_edits(
        benchmark, evaluation, edited_images(dataset.annotations, edits), "half any, half the largest class"
    )


def _print_percentiles(benchmark: BenchmarkFixture, what: str) -> None:
    if benchmark.stats is not None:
        times = np.array(benchmark.stats.stats.data) * 1000
        print(f"\n{what}: median {np.median(times):.2f} ms, p99 {np.percentile(times, 99):.2f} ms", end="")
