"""How long an evaluation and an edit take, beside three peers in one run; docs/benchmarks.md quotes the table.

    BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_evaluation.py tests/benchmarks/test_bootstrap.py

runs at the size of COCO's validation set, and at ten times that size (some five minutes in all, and 2 GB of memory);
without the variable it runs small, to see that it works.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import io
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hotcoco
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
from tests.benchmarks.conftest import OURS, Figures

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


def hotcoco_from_files(truth: Path, results: Path) -> Any:
    dataset = hotcoco.COCO(str(truth))
    return evaluated_by(hotcoco.COCOeval(dataset, dataset.load_res(str(results)), "bbox"))


def faster_coco_eval_from_files(truth: Path, results: Path) -> Any:
    faster = pytest.importorskip("faster_coco_eval", reason="it is measured beside where it is installed")
    with contextlib.redirect_stdout(io.StringIO()):
        dataset = faster.COCO(str(truth))
        return evaluated_by(faster.COCOeval_faster(dataset, dataset.loadRes(str(results)), "bbox"))


def evaluated_by(run: Any) -> Any:
    """Start over, as every peer must after an edit."""
    with contextlib.redirect_stdout(io.StringIO()):
        run.evaluate()
        run.accumulate()
        run.summarize()
    return run


FILES = "files on disk to the twelve metrics"
AGAIN = "one edit to the exact twelve metrics, any class"


@pytest.mark.benchmark(group=FILES)
def test_boxwright_from_files(
    benchmark: BenchmarkFixture, files: tuple[Path, Path], figures: Figures
) -> None:
    benchmark.pedantic(boxwright_from_files, files, rounds=5, warmup_rounds=1)
    figures.setdefault(FILES, {"goal": "3 x hotcoco"})[OURS] = seconds(benchmark)


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
def test_an_edit(
    benchmark: BenchmarkFixture, evaluation: Evaluation, dataset: Dataset, figures: Figures, which: str
) -> None:
    edits = edited_images(dataset.annotations, some_edits(dataset, rows_of(dataset, which)))
    measure_edits(benchmark, evaluation, edits)
    row = figures.setdefault(f"one edit to the exact twelve metrics, {which}", {})
    row.update({OURS: percentiles(benchmark), "goal": "median 2 ms, p99 8 ms"})


def measure_edits(
    benchmark: BenchmarkFixture, evaluation: Evaluation, edits: list[dict[int, Annotations]]
) -> None:
    """One after the other, each on what the one before left."""
    now, waiting = evaluation, iter(edits)

    def edit(images: dict[int, Annotations]) -> None:
        nonlocal now
        now = reevaluate(now, images)

    benchmark.pedantic(edit, setup=lambda: ((next(waiting),), {}), rounds=len(edits))


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.benchmark(group="AP alone of one edit")
def test_ap_of_a_what_if(
    benchmark: BenchmarkFixture, evaluation: Evaluation, dataset: Dataset, figures: Figures, which: str
) -> None:
    waiting = iter(edited_images(dataset.annotations, some_edits(dataset, rows_of(dataset, which))))

    def what_if(images: dict[int, Annotations]) -> float:
        return what_if_ap(evaluation, images)

    benchmark.pedantic(what_if, setup=lambda: ((next(waiting),), {}), rounds=EDITS)
    row = figures.setdefault(f"what-if of one edit, AP alone, {which}", {})
    row.update({OURS: percentiles(benchmark), "goal": "median 1 ms"})


@pytest.mark.benchmark(group="one edit to the exact twelve metrics")
def test_a_what_if(
    benchmark: BenchmarkFixture, evaluation: Evaluation, dataset: Dataset, figures: Figures
) -> None:
    annotations = dataset.annotations
    waiting = iter(some_edits(dataset, np.arange(len(annotations))))

    def what_if(edit: Edit) -> float:
        return after_edits(evaluation, annotations, (edit,)).metrics.ap

    benchmark.pedantic(what_if, setup=lambda: ((next(waiting),), {}), rounds=EDITS)
    figures["what-if of one edit, twelve metrics"] = {OURS: percentiles(benchmark)}


def test_memory_of_an_evaluation(dataset: Dataset, predictions: Predictions, figures: Figures) -> None:
    gc.collect()
    tracemalloc.start()
    kept = evaluate(dataset.images, dataset.categories, dataset.annotations, predictions)
    state, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    figures["memory of an evaluation alone"] = {
        OURS: f"{state / 1e6:.0f} MB, {peak / 1e6:.0f} MB while it is made"
    }
    assert kept.metrics.ap >= 0


@pytest.mark.benchmark(group="ten times the size")
def test_ten_times_the_size(
    benchmark: BenchmarkFixture, large_files: tuple[Path, Path], figures: Figures
) -> None:
    start = time.perf_counter()
    evaluation = boxwright_from_files(*large_files)
    opened = time.perf_counter() - start
    dataset = read_dataset(large_files[0])
    edits = some_edits(dataset, rows_of(dataset, "any class"))[:200]
    edits += some_edits(dataset, rows_of(dataset, "the largest class"))[:200]
    measure_edits(benchmark, evaluation, edited_images(dataset.annotations, edits))
    figures["ten times the size: files to metrics"] = {OURS: f"{opened:.1f} s", "goal": "15 s"}
    largest = f"{percentiles(benchmark)}, largest {max(benchmark.stats.stats.data) * 1000:.1f} ms"
    figures["ten times the size: one edit, half of the largest class"] = {OURS: largest, "goal": "20 ms"}


# The peers last: what they leave behind in memory would slow down whoever comes after them.


@pytest.mark.benchmark(group=FILES)
def test_pycocotools_from_files(
    benchmark: BenchmarkFixture, files: tuple[Path, Path], evaluation: Evaluation, figures: Figures
) -> None:
    reference = benchmark.pedantic(pycocotools_from_files, files, rounds=1)
    arrays = evaluation.arrays()
    np.testing.assert_array_equal(evaluation.metrics.summary, reference.stats)
    for name in ("precision", "recall", "scores"):
        np.testing.assert_array_equal(getattr(arrays, name), reference.eval[name])
    figures.setdefault(FILES, {})["pycocotools"] = seconds(benchmark)


@pytest.mark.parametrize(
    ("peer", "from_files"),
    [("hotcoco", hotcoco_from_files), ("faster-coco-eval", faster_coco_eval_from_files)],
)
@pytest.mark.benchmark(group=FILES)
def test_a_peer_from_files(
    benchmark: BenchmarkFixture,
    files: tuple[Path, Path],
    evaluation: Evaluation,
    figures: Figures,
    peer: str,
    from_files: Callable[[Path, Path], Any],
) -> None:
    rounds = 5 if peer == "hotcoco" else 1
    reference = benchmark.pedantic(from_files, files, rounds=rounds, warmup_rounds=rounds - 1)
    np.testing.assert_allclose(evaluation.metrics.summary, reference.stats[:12], rtol=0, atol=1e-9)
    figures.setdefault(FILES, {})[peer] = seconds(benchmark)
    start = time.perf_counter()
    evaluated_by(reference)
    figures.setdefault(AGAIN, {})[peer] = f"{time.perf_counter() - start:.2f} s"


def test_memory_of_the_state(files: tuple[Path, Path], figures: Figures) -> None:
    """What a fresh process grows by from before it reads the files until it has the twelve metrics."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("a process's memory is read from /proc")
    here = "tests.benchmarks.test_evaluation"
    names = {
        OURS: "boxwright_from_files",
        "hotcoco": "hotcoco_from_files",
        "pycocotools": "pycocotools_from_files",
    }
    if importlib.util.find_spec("faster_coco_eval"):
        names["faster-coco-eval"] = "faster_coco_eval_from_files"
    for who, name in names.items():
        code = (
            f"import sys; from pathlib import Path; import {here} as own; import gc\n"
            "def used(): return int(Path('/proc/self/statm').read_text().split()[1]) * 4096\n"
            f"before = used(); kept = own.{name}(Path(sys.argv[1]), Path(sys.argv[2])); gc.collect()\n"
            "print(used() - before)"
        )
        run = subprocess.run(
            [sys.executable, "-c", code, *map(str, files)], check=True, capture_output=True, text=True
        )
        row = figures.setdefault("memory a process grows by, metrics kept", {"goal": "400 MB"})
        row[who] = f"{int(run.stdout.split()[-1]) / 1e6:.0f} MB"


def seconds(benchmark: BenchmarkFixture) -> str:
    """The median, where time was measured."""
    return "" if benchmark.stats is None else f"{benchmark.stats.stats.median:.2f} s"


def percentiles(benchmark: BenchmarkFixture) -> str:
    """Median and 99th percentile, where time was measured."""
    if benchmark.stats is None:
        return ""
    times = np.array(benchmark.stats.stats.data) * 1000
    return f"median {np.median(times):.2f} ms, p99 {np.percentile(times, 99):.2f} ms"
