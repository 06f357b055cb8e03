"""Runs whose ailment is known: it comes out first, and a healthy run gets nothing."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.data.finding import Finding, NotLookedAt
from engine.data.training import Curve, TrainingRun
from engine.diagnose.curves import trend
from engine.diagnose.run import ranked
from engine.diagnose.training import examine, find
from tests.engine.diagnose.trained import patient, write_events

RUNS = Path(__file__).parent / "runs"
STEPS = 400
AT = np.arange(STEPS)
NONE = Curve(np.zeros(0, np.int64), np.zeros(0))
FALLING = 0.3 + 2.0 * np.exp(-AT / 50)
COSINE = 0.01 * 0.5 * (1 + np.cos(np.pi * AT / STEPS)) * np.minimum(1, (AT + 1) / 20)


def keys(found) -> list[str]:
    return [
        own.key.removeprefix("training.") for own in ranked(own for own in found if isinstance(own, Finding))
    ]


def noisy(values: np.ndarray, noise: float, seed: int) -> Curve:
    draw = np.random.default_rng(seed)
    return Curve(AT[: len(values)] * 100, values + noise * draw.normal(size=len(values)))


def run(
    training: np.ndarray = FALLING,
    validation: np.ndarray | None = None,
    rate: np.ndarray | None = COSINE,
    precision: np.ndarray | None = None,
    *,
    noise: float = 0.02,
    seed: int = 0,
) -> TrainingRun:
    return TrainingRun(
        "",
        noisy(training, noise, seed),
        NONE if validation is None else noisy(validation, noise, seed + 1),
        NONE if rate is None else noisy(rate, 0.0, seed),
        NONE if precision is None else noisy(precision, 0.003, seed + 2),
    )


def test_without_event_files_nothing_is_said_of_the_training(tmp_path):
    (own,) = find(patient(), lambda *_: None)
    assert isinstance(own, NotLookedAt)
    write_events(tmp_path / "events.out.tfevents.1", {"other": [(0, 1.0)]})
    (own,) = find(patient(event_files=tmp_path), lambda *_: None)
    assert isinstance(own, NotLookedAt)


@pytest.mark.parametrize("name", ["overfitting", "not_converged", "diverging"])
def test_of_models_really_trained_the_planted_cause_comes_out_first(name):
    first, *_ = ranked(find(patient(event_files=RUNS / name), lambda *_: None))
    assert first.key == f"training.{name}"
    assert first.plot is not None
    (mark,) = first.plot.marks
    assert first.plot.series[0].x[0] <= mark.x <= first.plot.series[0].x[-1]


def test_a_healthy_model_really_trained_gets_nothing():
    assert list(find(patient(event_files=RUNS / "healthy"), lambda *_: None)) == []


def test_a_truncated_run_is_read_as_far_as_it_goes_and_says_so(tmp_path):
    shutil.copytree(RUNS / "overfitting", tmp_path / "run")
    (path,) = (tmp_path / "run" / "train").iterdir()
    path.write_bytes(path.read_bytes()[:-7])
    found = list(find(patient(event_files=tmp_path), lambda *_: None))
    assert keys(found) == ["overfitting"]
    (lacking,) = [own for own in found if isinstance(own, NotLookedAt)]
    assert "middle of a record" in lacking.sentence


@pytest.mark.parametrize("seed", range(20))
def test_a_healthy_run_gets_nothing_whatever_its_noise(seed):
    noise = 0.005 * 1.2**seed
    healthy = run(FALLING, FALLING + 0.05, COSINE, 0.4 * (1 - np.exp(-AT / 60)), noise=noise, seed=100 * seed)
    assert list(examine(healthy)) == []


def after(step: int, slope: float) -> np.ndarray:
    return np.maximum(AT - step, 0) * slope


CONSTANT = np.full(STEPS, 0.01)
SICK = {
    "overfitting": run(FALLING - 2e-4 * AT, FALLING + after(150, 0.002)),
    "not_converged": run(3.0 - 0.005 * AT, 3.1 - 0.005 * AT),
    "diverging": run(FALLING + after(200, 0.01)),
    "plateau": run(FALLING, rate=CONSTANT),
    "learning_rate_never_decayed": run(FALLING - 1e-4 * AT, rate=CONSTANT),
    "learning_rate_decayed_too_early": run(
        3.0 - 0.005 * np.minimum(AT, 120), rate=np.where(AT < 120, 0.01, 1e-5)
    ),
    "warm_up_missing": run(
        FALLING + 6 * np.exp(-((AT - 15) ** 2) / 50), rate=0.01 * 0.5 * (1 + np.cos(np.pi * AT / STEPS))
    ),
    "checkpoint_not_best": run(
        precision=np.where(AT < 200, 0.002 * AT, 0.4 - 0.0005 * (AT - 200)),
    ),
}


@pytest.mark.parametrize("key", SICK)
def test_the_planted_cause_comes_out_first(key):
    assert keys(examine(SICK[key]))[:1] == [key]


def test_a_model_that_learns_nothing_is_on_a_plateau_from_the_start():
    (own,) = examine(run(np.full(STEPS, 2.3), np.full(STEPS, 2.3)))
    assert own.key == "training.plateau"
    assert own.plot.marks[0].x == 0


def test_a_loss_that_is_no_number_any_more_is_told_with_its_step():
    values = np.where(AT < 37, FALLING, np.nan)
    (own,) = examine(run(values))
    assert own.key == "training.diverging"
    assert own.plot.marks[0].x == 3700


@pytest.mark.parametrize("start", [100, 150, 250])
def test_overfitting_is_marked_where_it_begins_and_the_best_checkpoint_named(start):
    (own, *_) = examine(run(FALLING - 2e-4 * AT, FALLING + after(start, 0.003)))
    assert own.key == "training.overfitting"
    # The loss still falls by itself for a while.
    assert abs(own.plot.marks[0].x / 100 - start) < 40
    assert f"{own.plot.marks[0].x:,.0f}" in own.steps[0].sentence


def test_where_map_was_logged_overfitting_has_its_price():
    precision = np.where(AT < 200, 0.002 * AT, 0.4 - 0.0005 * (AT - 200))
    (own, *_) = examine(run(FALLING - 2e-4 * AT, FALLING + after(150, 0.002), precision=precision))
    assert own.key == "training.overfitting"
    assert own.price == pytest.approx(0.1, abs=0.02)
    assert own.price_low <= own.price <= own.price_high


def test_a_loss_that_rises_while_map_holds_is_no_overfitting():
    precision = 0.4 * (1 - np.exp(-AT / 60))
    assert keys(examine(run(FALLING - 2e-4 * AT, FALLING + after(150, 0.002), precision=precision))) == []


def test_predictions_of_the_best_checkpoint_are_not_told_to_be_of_the_last():
    own = SICK["checkpoint_not_best"]
    assert keys(examine(own, 0.31)) == ["checkpoint_not_best"]
    assert keys(examine(own, 0.395)) == []


def test_too_few_points_are_told():
    short = TrainingRun("", noisy(FALLING[:5], 0.0, 0), NONE, NONE, NONE)
    (own,) = examine(short)
    assert isinstance(own, NotLookedAt)


def test_what_was_not_logged_is_named():
    (own,) = examine(run(rate=None))
    assert isinstance(own, NotLookedAt)
    assert "learning rate" in own.sentence


@pytest.mark.parametrize("count", [0, 1, 2, 5, 40, 4000])
def test_noise_and_fall_of_a_line_are_what_they_were_made_with(count):
    draw = np.random.default_rng(count)
    values = -0.01 * np.arange(count) + 0.5 * draw.normal(size=count)
    own = trend(Curve(np.arange(count), values))
    assert len(own) <= 400
    if count >= 40:
        size = -(-count // 400)
        # The median of n normal values deviates by sqrt(pi / 2n).
        expected = 0.5 if size == 1 else 0.5 * np.sqrt(np.pi / 2 / size)
        assert own.noise == pytest.approx(expected, rel=0.5 if count < 100 else 0.2)
        fall, error = own.fall(0, len(own))
        assert fall == pytest.approx(0.01 * count, abs=4 * error)
