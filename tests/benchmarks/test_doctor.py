"""How often the doctor names what a correct pair was broken by; docs/doctor.md quotes the table.

    BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/benchmarks/test_doctor.py

breaks eleven pairs of ground truth and predictions in every way and in pairs of ways, and looks at a thousand correct
ones (some ten minutes); without the variable it does a little of each, to see that it works.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotations, Categories, Dataset, Images
from engine.data.diagnosis import Cause
from engine.doctor.examine import examine
from engine.formats import coco
from engine.formats.read import read_dataset
from engine.formats.results import read_raw_results, read_results
from tests.benchmarks.planted import coco_like, detector, quality_of_map
from tests.engine.doctor.broken import WAYS, Pair, Way, changed, dataset_of, pair_of, pairs_of_ways, relaid

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
SEEDS = 2 if FULL else 1
CORRECT = 1000 if FULL else 10
NAMED = 0.95


def say(*cells: object) -> None:
    sys.stdout.write("\n| " + " | ".join(str(cell) for cell in cells) + " |")


def seen_by(dataset: Dataset, target: float) -> Pair:
    """What a simulated detector of this mAP says."""
    images, categories, truth = dataset.images, dataset.categories, dataset.annotations
    quality = quality_of_map(1, images, categories, truth, target)
    return pair_of(dataset, detector(np.random.default_rng(3), images, len(categories), truth, quality))


def of_bccd(bccd: Path) -> Iterator[tuple[str, Pair]]:
    tested = read_dataset(bccd / "test_ground_truth.coco.json")
    predictions, _ = read_results(bccd / "test_predictions.coco.json", tested)
    yield "BCCD, its model", pair_of(tested, predictions)
    whole = read_dataset(bccd / "Annotations")
    own = whole.annotations.take(np.flatnonzero((whole.annotations.sizes_wh > 0).all(axis=1)))
    # BCCD counts pixels from 1; what is to be found broken so must be right before.
    boxes = np.hstack([own.boxes_xyxy[:, :2] - 1, own.sizes_wh + 1])
    right = replace(whole, annotations=relaid(own, boxes), records={})
    for target in (0.35, 0.55, 0.75):
        yield f"BCCD, mAP {target}", seen_by(right, target)


def of_script(script: Path, folder: Path) -> Iterator[tuple[str, Pair]]:
    command = [sys.executable, str(script), str(folder), "--images", "400"]
    subprocess.run(command, check=True, capture_output=True)
    dataset = read_dataset(folder / "ground_truth.json")
    predictions, _ = read_results(folder / "predictions.json", dataset)
    yield "COCO-like, its predictions", pair_of(dataset, predictions)
    for target in (0.2, 0.45, 0.7):
        yield f"COCO-like, mAP {target}", seen_by(dataset, target)


def of_many_sizes(seed: int) -> Dataset:
    """Images of all sizes, few classes, ids with gaps."""
    rng = np.random.default_rng(seed)
    count, kinds = 200, 8
    _, categories, truth = coco_like(rng, count, kinds)
    sizes = np.stack([rng.integers(300, 1600, count), rng.integers(300, 1200, count)], axis=1)
    factors = (sizes / [640, 480])[truth.images]
    boxes = np.round(np.hstack([truth.boxes_xyxy[:, :2] * factors, truth.sizes_wh * factors]), 2)
    return dataset_of(
        Images(
            np.sort(rng.choice(10**6, count, replace=False)),
            tuple(f"img_{3 * n + 5:05d}.jpg" for n in range(count)),
            sizes,
        ),
        Categories(np.sort(rng.choice(np.arange(1, 90), kinds, replace=False)), categories.names),
        relaid(truth, boxes),
    )


@pytest.fixture(scope="module")
def correct(
    bccd: Path, coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, Pair]]:
    if not FULL:
        return [next(of_bccd(bccd))]
    found = [*of_bccd(bccd), *of_script(coco_scale_script, tmp_path_factory.mktemp("script"))]
    for seed, target in enumerate((0.1, 0.3, 0.6)):
        found.append((f"many sizes, mAP {target}", seen_by(of_many_sizes(seed), target)))
    return found


def named(name: str, pair: Pair, ways: Sequence[Way], seed: int) -> list[bool] | None:
    """Of each way whether it is named; None where one of them changes nothing here."""
    rng = np.random.default_rng(seed)
    for way in ways:
        before, pair = pair, way.broken(pair, rng)
        if not changed(before, pair):
            return None
    found = examine(pair.dataset, pair.raw)
    causes = {own.cause for own in found.diagnoses}
    result = [bool(causes & way.causes) for way in ways]
    expected = frozenset().union(*(way.causes for way in ways))
    if not all(result) or causes - expected:
        what = " + ".join(way.name for way in ways)
        sys.stdout.write(f"\n{name}: {what}: {sorted(causes)}, mAP {found.ap} -> {found.mended_ap}")
    return result


def test_the_cause_is_named(correct: list[tuple[str, Pair]]) -> None:
    say("broken by", "named", "of")
    total: list[bool] = []
    for way in WAYS if FULL else WAYS[::5]:
        results = [
            own
            for name, pair in correct
            for seed in range(SEEDS)
            if (own := named(name, pair, [way], seed)) is not None
        ]
        hits = [all(own) for own in results]
        total += hits
        say(way.name, sum(hits), len(hits))
        assert np.mean(hits) >= NAMED, way.name
    say("all", sum(total), len(total))
    assert np.mean(total) >= NAMED


@pytest.mark.parametrize("first", [0, 7])
def test_annotation_ids_that_are_0_or_repeated_are_named(
    correct: list[tuple[str, Pair]], tmp_path: Path, first: int
) -> None:
    """Ids from 0; and ids that begin anew on each image, as where files were put together."""
    hits = []
    for _, pair in correct:
        path = tmp_path / "labels.json"
        coco.write(replace(pair.dataset, source=tmp_path / "from.json"), pair.dataset.annotations, path)
        content = json.loads(path.read_text())
        for number, record in enumerate(content["annotations"]):
            record["id"] = first + number % (10 if first else len(content["annotations"]))
        path.write_text(json.dumps(content))
        found = examine(read_dataset(path), pair.raw)
        path.unlink()
        hits.append(
            [own.cause for own in found.diagnoses] == [Cause.ANNOTATION_IDS] and found.ap == found.mended_ap
        )
    say("annotation ids repeated" if first else "annotation ids from 0", sum(hits), len(hits))
    assert np.mean(hits) >= NAMED


def test_both_causes_of_a_pair_are_named(correct: list[tuple[str, Pair]]) -> None:
    by_way: dict[str, list[bool]] = defaultdict(list)
    both: list[bool] = []
    # Each pair on one of the sets, in turn.
    for number, ways in enumerate(pairs_of_ways() if FULL else pairs_of_ways()[::160]):
        own = named(*correct[number % len(correct)], ways, number)
        if own is not None:
            both.append(all(own))
            for way, hit in zip(ways, own, strict=True):
                by_way[way.name].append(hit)
    say("broken by, with another", "named", "of")
    for way, hits in by_way.items():
        say(way, sum(hits), len(hits))
    say("both named", sum(both), len(both))
    assert np.mean(both) >= NAMED


def random_pair(seed: int) -> Pair | None:
    """A correct pair of any kind: tiny or large, of square images, of few classes, of a weak model or a strong one."""
    rng = np.random.default_rng(seed)
    count, kinds = int(rng.choice([1, 2, 5, 10, 30, 100, 250])), int(rng.choice([1, 2, 3, 8, 40]))
    _, names, truth = coco_like(rng, count, kinds)
    if not len(truth):
        return None
    sides = rng.integers(200, 2000, (count, 2))
    sizes = (np.tile([640, 480], (count, 1)), np.tile([512, 512], (count, 1)), sides, sides[:, [0, 0]])[
        rng.integers(4)
    ]
    factors = (sizes / [640, 480])[truth.images]
    boxes = np.hstack([truth.boxes_xyxy[:, :2] * factors, truth.sizes_wh * factors])
    truth = relaid(truth, np.round(boxes, 0 if rng.random() < 0.3 else 2) + np.array([0, 0, 1, 1]))
    if rng.random() < 0.2:
        truth = in_the_middle(truth, sizes, rng)
    places = np.arange(1, kinds + 1), np.arange(kinds), np.sort(rng.choice(95, kinds, replace=False))
    ids = np.arange(1, count + 1), np.sort(rng.choice(10**5, count, replace=False))
    dataset = dataset_of(
        Images(ids[rng.integers(2)], tuple(f"{n:06d}.jpg" for n in rng.permutation(count)), sizes),
        Categories(places[rng.integers(3)], names.names),
        truth,
    )
    found = detector(rng, dataset.images, kinds, truth, rng.uniform(0, 1))
    found = found.take(found.scores >= rng.choice([0, 0, 0.05, 0.1, 0.2]))
    if rng.random() < 0.3:  # a model that makes all boxes a little too large or too small
        centres = found.boxes_xyxy[:, :2] + found.sizes_wh / 2
        wh = found.sizes_wh * rng.uniform(0.9, 1.1, 2)
        found = replace(found, boxes_xyxy=np.hstack([centres - wh / 2, centres + wh / 2]), sizes_wh=wh)
    return pair_of(dataset, found)


def in_the_middle(truth: Annotations, sizes: np.ndarray, rng: np.random.Generator) -> Annotations:
    """One object an image."""
    truth = truth.take(np.unique(truth.images, return_index=True)[1])
    own = sizes[truth.images]
    centres = own / 2 + rng.normal(0, 0.05, own.shape) * own
    boxes = np.hstack([centres - truth.sizes_wh / 2, truth.sizes_wh])
    return replace(relaid(truth, boxes), ids=np.arange(1, len(truth) + 1))


def test_nothing_is_found_where_nothing_is_wrong(correct: list[tuple[str, Pair]], bccd: Path) -> None:
    for name, pair in correct:
        found = examine(pair.dataset, pair.raw)
        assert found.diagnoses == (), name
        assert found.mended_ap == found.ap
    assert examine(read_dataset(bccd / "Annotations"), None).diagnoses == ()
    alarms: Counter[str] = Counter()
    looked_at = 0
    for seed in range(CORRECT):
        pair = random_pair(seed)
        if pair is not None:
            looked_at += 1
            found = examine(pair.dataset, pair.raw)
            alarms.update(diagnosis.cause.value for diagnosis in found.diagnoses)
            for diagnosis in found.diagnoses:
                sys.stdout.write(f"\nfalse alarm, seed {seed}: {diagnosis.sentence}")
    say("correct pairs", len(correct) + looked_at, "false alarms", alarms.total())
    assert alarms.total() <= 0.005 * looked_at


def test_how_long_it_takes_at_the_size_of_coco(coco_scale_script: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(coco_scale_script), str(tmp_path), "--images", "5000" if FULL else "50"]
    subprocess.run(command, check=True, capture_output=True)
    dataset = read_dataset(tmp_path / "ground_truth.json")
    for way in (None, "boxes as ymin, xmin, ymax, xmax", "pixels of a letterboxed input", "not suppressed"):
        raw = read_raw_results(tmp_path / "predictions.json")
        if way is not None:
            predictions, _ = read_results(tmp_path / "predictions.json", dataset)
            broken = next(own for own in WAYS if own.name == way).broken
            raw = broken(pair_of(dataset, predictions), np.random.default_rng(0)).raw
        start, used = time.perf_counter(), time.process_time()
        examine(dataset, raw)
        took = f"{time.perf_counter() - start:.1f} s", f"{time.process_time() - used:.1f} s of one core"
        say("time,", way or "nothing wrong", f"{len(raw):,} predictions", *took)
