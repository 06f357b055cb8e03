"""The inference process itself: what it finds, and how it ends."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from pycocotools.mask import iou

from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    ModelSpec,
    PredictFinished,
    PredictRequest,
)
from engine.errors import CancelledError, UserError, WorkFailedError
from engine.inference.client import predict

SECONDS_TO_END = 10

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def request(bccd: Path, images: int = 1) -> PredictRequest:
    path = bccd / "JPEGImages" / "BloodImage_00007.jpg"
    return PredictRequest(ModelSpec(bccd / "saved_model"), tuple(range(images)), (path,) * images)


def children(pid: int) -> list[int]:
    return [int(c) for file in Path(f"/proc/{pid}/task").glob("*/children") for c in file.read_text().split()]


def held() -> tuple[set[str], list[str], list[int]]:
    """Names of this process's threads, what its file descriptors are open on, and its child processes."""
    targets = [str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
    pipes = sorted(target for target in targets if target.startswith("pipe:"))
    return {thread.name for thread in threading.enumerate()}, pipes, children(os.getpid())


def xywh(boxes_xyxy: np.ndarray) -> np.ndarray:
    return np.hstack([boxes_xyxy[:, :2], boxes_xyxy[:, 2:] - boxes_xyxy[:, :2]])


# What it finds


def as_results(run) -> list[dict]:
    images = run.ground_truth["images"]
    return [
        {"image_id": images[part.image]["id"], "category_id": category, "bbox": box, "score": score}
        for part in run.messages
        if isinstance(part, ImagePredictions) and part.image < len(images)
        for box, score, category in zip(
            xywh(part.boxes_xyxy).tolist(), part.scores.tolist(), part.classes.tolist(), strict=True
        )
    ]


def as_row(result: dict) -> tuple[tuple[int, int], list[float]]:
    return (result["image_id"], result["category_id"]), result["bbox"]


def test_bccds_model_reaches_its_reference_ap(bccd, bccd_run):
    reference = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]
    ground_truth = COCO(str(bccd / "test_ground_truth.coco.json"))
    evaluation = COCOeval(ground_truth, ground_truth.loadRes(as_results(bccd_run)), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(reference["AP"], abs=0.01)


def test_bccds_model_finds_the_reference_boxes(bccd, bccd_run):
    """But for a few pixels: another JPEG decoder was used for the reference."""
    ours = [as_row(result) for result in as_results(bccd_run)]
    reference = [
        as_row(result)
        for result in json.loads((bccd / "test_predictions.coco.json").read_text())
        if result["score"] > 0.3
    ]
    overlaps = [
        iou(np.array([own for place, own in ours if place == wanted]), np.array([box]), [False]).max()
        for wanted, box in reference
    ]
    assert len(overlaps) > 1000
    assert np.quantile(overlaps, 0.05) > 0.9


def test_every_image_has_its_answer_and_bad_ones_do_not_disturb(bccd_run):
    ready, *answers, finished = bccd_run.messages
    assert isinstance(ready, ModelReady) and isinstance(finished, PredictFinished)
    assert sorted(answer.image for answer in answers) == list(range(72 + len(bccd_run.others)))
    skipped = {answer.image for answer in answers if isinstance(answer, ImageSkipped)}
    assert skipped == {bccd_run.others[name] for name in ("missing", "no image", "empty")}
    assert all(answer.problem for answer in answers if isinstance(answer, ImageSkipped))


def test_what_is_left_of_a_truncated_image_is_run(bccd_run):
    (part,) = (m for m in bccd_run.messages if getattr(m, "image", None) == bccd_run.others["truncated"])
    assert len(part.scores) > 0


def test_boxes_are_those_of_the_image_held_upright(bccd_run):
    answers = {m.image: m for m in bccd_run.messages if isinstance(m, ImagePredictions)}
    upright, turned = answers[0], answers[bccd_run.others["turned"]]
    best = upright.scores > 0.7
    overlap = iou(xywh(upright.boxes_xyxy[best]), xywh(turned.boxes_xyxy), [0] * len(turned.scores))
    assert best.sum() >= 3 and overlap.max(axis=1).min() > 0.8


# How it begins


def test_no_images_are_finished_at_once_without_a_model(tmp_path):
    nothing = PredictRequest(ModelSpec(tmp_path / "no such model"), (), ())
    assert list(predict(nothing)) == [PredictFinished(0.0)]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere", "no such folder"),
        ("folder", "no saved_model.pb"),
        ("file.pb", "a file, not the folder"),
        ("locked", "cannot be read"),
    ],
)
def test_what_plainly_is_no_model_is_refused_before_a_process_is_started(tmp_path, name, problem):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.pb").touch()
    # A folder in the file's place cannot be read even by an administrator.
    (tmp_path / "locked" / "saved_model.pb").mkdir(parents=True)
    path = tmp_path / name
    with pytest.raises(UserError, match=problem) as caught:
        next(predict(PredictRequest(ModelSpec(path), (0,), (tmp_path / "a.jpg",))))
    assert caught.value.source.startswith(str(path)) and caught.value.remedy
    assert not isinstance(caught.value, WorkFailedError)


def test_a_model_that_is_no_detector_is_refused_by_the_process(small_models, tmp_path, monkeypatch):
    # A module of this name in the current folder must not be taken for ours.
    (tmp_path / "engine.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    path = small_models.folder / "classifier"
    with pytest.raises(UserError, match=r"features float32 \[any, 4\]") as caught:
        list(predict(PredictRequest(ModelSpec(path), (0,), (small_models.folder / "00.png",))))
    assert not isinstance(caught.value, WorkFailedError)


def test_a_library_that_prints_does_not_break_the_messages(small_models):
    path = small_models.folder / "chatty_float"
    answers = list(predict(PredictRequest(ModelSpec(path), (7,), (small_models.folder / "00.png",))))
    assert [type(answer) for answer in answers] == [ModelReady, ImagePredictions, PredictFinished]
    assert answers[1].image == 7
    assert "a line on standard output" in small_models.stdout


# How it ends


@linux
def test_cancelling_while_the_model_loads_leaves_nothing_behind(bccd):
    before = held()
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked == 4

    with pytest.raises(CancelledError):
        list(predict(request(bccd), cancelled=cancelled))
    assert held() == before


@linux
def test_an_iterator_that_is_closed_leaves_nothing_behind(bccd):
    before = held()
    messages = predict(request(bccd, images=500))
    assert isinstance(next(messages), ModelReady)
    assert held() != before
    messages.close()
    assert held() == before


@linux
def test_a_process_that_is_killed_at_work_is_a_plain_error(bccd):
    before = held()
    messages = predict(request(bccd, images=500))
    assert isinstance(next(messages), ModelReady)
    assert isinstance(next(messages), ImagePredictions)
    (child,) = set(children(os.getpid())) - set(before[2])
    os.kill(child, signal.SIGKILL)
    with pytest.raises(WorkFailedError, match=r"inference process was stopped \(SIGKILL\)") as caught:
        list(messages)
    assert caught.value.remedy
    assert held() == before


PARENT = """
import os, sys
from pathlib import Path
from engine.data.model import ModelSpec, PredictRequest
from engine.inference.client import predict

def tell():
    files = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    print(*(file.read_text() for file in files), flush=True)

list(predict(PredictRequest(ModelSpec(Path(sys.argv[1])), (0,), (Path("a.jpg"),)), cancelled=tell))
"""


@linux
def test_the_process_dies_with_its_parent(bccd, child_environment):
    command = [sys.executable, "-c", PARENT, str(bccd / "saved_model")]
    with subprocess.Popen(command, env=child_environment, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        ended = os.pidfd_open(child)
        try:
            parent.kill()
            assert select.select([ended], [], [], SECONDS_TO_END)[0], "the child outlived its parent"
        finally:
            os.close(ended)
