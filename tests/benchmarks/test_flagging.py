"""How well the ranking of flags finds planted errors, beside other tools'; docs/flagging.md quotes the figures.

    BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/benchmarks/test_flagging.py

runs three detectors and two shares of errors on three sets, and all peers that are installed (the extra ``benchmark``);
without the variable a few settings on our ranking and hotcoco's.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from engine.checks.run import check, gather
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Categories, Images, Predictions
from engine.data.flag import Flag
from engine.evaluation.incremental import evaluate
from engine.formats.read import read_dataset
from engine.pricing import price_flags
from engine.queue import make_queue
from tests.benchmarks.peers import PEERS
from tests.benchmarks.planted import KINDS, Planted, coco_like, detector, learnt, plant, quality_of_map
from tests.benchmarks.scores import Figures, figures
from tests.benchmarks.won_back import Reviewer

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
MAPS = (0.35, 0.55, 0.75) if FULL else (0.55,)
RATES = (0.05, 0.20)
OURS = "Boxwright"
CLASSES_CHANGED = ("shifted", "flipped", "dropped")
SEED = 1


@dataclass(frozen=True, eq=False, slots=True)
class Clean:
    """Ground truth taken for clean; classes that leave the same remainder by ``groups`` look alike, if it is given."""

    name: str
    images: Images
    categories: Categories
    truth: Annotations
    groups: int | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Setting:
    """Planted errors, and what a detector says."""

    clean: Clean
    target: float
    rate: float
    planted: Planted
    predictions: Predictions

    def __str__(self) -> str:
        return f"{self.clean.name} {self.target:.2f} {self.rate:.0%}"


def settings_of(
    clean: Clean,
    maps: tuple[float, ...] = MAPS,
    rates: tuple[float, ...] = RATES,
    kinds: tuple[str, ...] = KINDS,
    share_learnt: float = 0.0,
) -> Iterator[Setting]:
    images, categories, truth, groups = clean.images, clean.categories, clean.truth, clean.groups
    for target in maps:
        quality = quality_of_map(SEED, images, categories, truth, target, groups)
        for rate in rates:
            planted = plant(np.random.default_rng(SEED), images, len(categories), truth, rate, kinds, groups)
            believed = (
                learnt(np.random.default_rng(SEED), truth, planted, share_learnt) if share_learnt else truth
            )
            rng = np.random.default_rng(SEED)
            seen = detector(rng, images, len(categories), believed, quality, groups)
            yield Setting(clean, target, rate, planted, seen)


def our_flags(
    images: Images,
    categories: Categories,
    labels: Annotations,
    predictions: Predictions,
) -> tuple[Flag, ...]:
    settings = CheckSettings(min_score=0.0)
    return check(gather(images, categories, labels, predictions, settings=settings), labels)


RANKERS = {OURS: our_flags, **(PEERS if FULL else {"hotcoco 1.3": PEERS["hotcoco 1.3"]})}


def ranked(setting: Setting) -> dict[str, Figures]:
    clean = setting.clean
    labels = setting.planted.annotations
    return {
        name: figures(
            clean.truth,
            setting.planted,
            ranker(clean.images, clean.categories, labels, setting.predictions),
        )
        for name, ranker in RANKERS.items()
    }


def say(*cells: object) -> None:
    sys.stdout.write("\n| " + " | ".join(str(cell) for cell in cells) + " |")


def report(name: str, found: list[Figures]) -> None:
    kinds = [f"{np.mean([f.auroc[kind] for f in found]):.3f}" for kind in KINDS if kind in found[0].auroc]
    ap, first = (np.mean([getattr(f, what) for f in found]) for what in ("ap", "first_100"))
    say(name, f"{ap:.3f}", f"{first:.3f}", *kinds)


def mean_ap(found: list[dict[str, Figures]], name: str) -> float:
    return float(np.mean([f[name].ap for f in found]))


def own_sets() -> list[Clean]:
    """Sets that need no files."""
    few, names, truth = coco_like(np.random.default_rng(0))
    alike = coco_like(np.random.default_rng(7), categories=24)
    return [Clean("COCO-like", few, names, truth), Clean("look-alikes", *alike, groups=6)]


@pytest.fixture
def sets(bccd: Path) -> list[Clean]:
    dataset = read_dataset(bccd / "Annotations")
    usable = dataset.annotations.take(np.flatnonzero((dataset.annotations.sizes_wh > 0).all(axis=1)))
    return [Clean("BCCD", dataset.images, dataset.categories, usable), *own_sets()]


def some(sets: list[Clean]) -> list[Clean]:
    """All of them in a full run, else the COCO-like one."""
    return sets if FULL else sets[1:2]


def test_planted_errors_come_first(sets: list[Clean]) -> None:
    every = []
    say("set, mAP, errors", "AP of the ranking", "first 100", *(f"AUROC {kind}" for kind in KINDS))
    for clean in sets:
        found = []
        for setting in settings_of(clean):
            found.append(ranked(setting))
            report(str(setting), [found[-1][OURS]])
        for name in RANKERS:
            report(f"**{clean.name}, {name}**", [f[name] for f in found])
        assert mean_ap(found, OURS) >= 1.2 * max(mean_ap(found, name) for name in RANKERS if name != OURS)
        every += found
    for name in RANKERS:
        report(f"**all {len(every)}, {name}**", [f[name] for f in every])
    assert mean_ap(every, OURS) >= 0.68


def test_errors_without_copies_and_inventions_come_first(sets: list[Clean]) -> None:
    found = [ranked(setting) for clean in some(sets) for setting in settings_of(clean, kinds=CLASSES_CHANGED)]
    for name in RANKERS:
        report(f"**shifts, flips and drops, {name}**", [f[name] for f in found])
    assert mean_ap(found, OURS) >= 0.60


def test_what_a_detector_has_learnt_is_found_less(sets: list[Clean]) -> None:
    for clean in some(sets):
        found = [ranked(s) for s in settings_of(clean, (0.55,), (0.05,), share_learnt=0.3)]
        for name in RANKERS:
            report(f"**30 % learnt, {clean.name}, {name}**", [f[name] for f in found])
        assert mean_ap(found, OURS) >= max(mean_ap(found, name) for name in RANKERS)


def test_reviews_in_the_queues_order_win_map_back(sets: list[Clean]) -> None:
    for clean in some(sets):
        shares: dict[str, list[float]] = {}
        for setting in settings_of(clean, rates=(0.05,)):
            for name, share in won_back(setting).items():
                shares.setdefault(name, []).append(share)
        for name, own in shares.items():
            say(f"won back, {clean.name}, {name}", *(f"{share:.2f}" for share in own), f"{np.mean(own):.2f}")
        assert np.mean(shares[WORTH]) >= max(np.mean(own) for name, own in shares.items() if name != WORTH)


WORTH, PROBABILITY = f"{OURS}, by worth", f"{OURS}, by probability"
REVIEWS, BETWEEN_PRICES = 100 if FULL else 30, 10


def won_back(setting: Setting) -> dict[str, float]:
    """Share of the lost mAP that the first reviews win back in each order.

    One minus the distance to mAP on the truth that is left, over what it was. In order of worth flags are raised and
    priced anew now and then, as in the window.
    """
    clean, start = setting.clean, setting.planted.annotations

    def ap(boxes: Annotations) -> float:
        return evaluate(clean.images, clean.categories, boxes, setting.predictions).metrics.ap

    target, before = ap(clean.truth), ap(start)
    known = (clean.images, clean.categories, start, setting.predictions)
    reviewers = {name: Reviewer(clean.truth, setting.planted) for name in (WORTH, PROBABILITY, *PEERS)}
    evidence = gather(*known)
    reviewers[PROBABILITY].review(check(evidence, start), REVIEWS)
    for name in RANKERS.keys() - {OURS}:
        flags = RANKERS[name](*known)
        reviewers[name].review(sorted(flags, key=lambda flag: -flag.score), REVIEWS)
    for _ in range(0, REVIEWS, BETWEEN_PRICES):
        now = reviewers[WORTH].labels()
        flags = check(evidence, now)
        evaluation = evaluate(clean.images, clean.categories, now, setting.predictions)
        queue = make_queue(flags, price_flags(evaluation, now, flags), {})
        reviewers[WORTH].review((entry.flag for entry in queue), BETWEEN_PRICES)
    return {
        name: 1.0 - abs(target - ap(reviewer.labels())) / abs(target - before)
        for name, reviewer in reviewers.items()
        if name in RANKERS or name in (WORTH, PROBABILITY)
    }


@pytest.mark.skipif(not FULL, reason="takes a minute")
def test_time_at_cocos_size() -> None:
    images, categories, truth = coco_like(np.random.default_rng(0), images=5000, categories=80)
    rng = np.random.default_rng(SEED)
    planted = plant(rng, images, len(categories), truth, 0.05)
    seen = detector(rng, images, len(categories), truth, 0.55)
    for name, ranker in RANKERS.items():
        times = []
        for _ in range(3 if name == OURS else 1):
            start = time.perf_counter()
            ranker(images, categories, planted.annotations, seen)
            times.append(time.perf_counter() - start)
        say(f"time, {len(truth):,} boxes, {len(seen):,} predictions, {name}", f"{min(times):.2f} s")
