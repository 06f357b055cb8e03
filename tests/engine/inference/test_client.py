"""The inference process itself: what it finds, and how it ends."""

import itertools
import json
import math
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import cv2
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
    Speed,
)
from engine.errors import CancelledError, UserError, WorkFailedError
from engine.inference.client import InferenceProcess
from tests.engine.odd_images import CMYK_JPEG, palette_png, write_animation

SECONDS_TO_END = 10
SECONDS_TO_START = 60

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def request(bccd: Path, images: int = 1) -> PredictRequest:
    path = bccd / "JPEGImages" / "BloodImage_00007.jpg"
    return PredictRequest(ModelSpec(bccd / "saved_model"), tuple(range(images)), (path,) * images)


def of(small_models, name: str, images: int = 12, **others) -> PredictRequest:
    """Images 0 to 8 of `small_models`, over and over: they are of one shape."""
    paths = tuple(small_models.folder / f"{image % 9:02}.png" for image in range(images))
    return PredictRequest(ModelSpec(small_models.folder / name), tuple(range(images)), paths, **others)


def answers(messages) -> Counter:
    """How often each image was answered."""
    return Counter(m.image for m in messages if isinstance(m, ImagePredictions | ImageSkipped))


def kill(pid: int) -> None:
    """And wait until it is gone."""
    ended = os.pidfd_open(pid)
    os.kill(pid, signal.SIGKILL)
    select.select([ended], [], [], SECONDS_TO_END)
    os.close(ended)


def after(calls: int):
    """A question that is answered with yes from so many times on."""
    asked = itertools.count(1)
    return lambda: next(asked) >= calls


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
    ready, *answers, finished = (m for m in bccd_run.messages if not isinstance(m, Speed))
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
    with InferenceProcess() as process:
        assert list(process.predict(nothing)) == [PredictFinished(0.0)]
        assert process.pid is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere", "no such file or folder"),
        ("folder", "no saved_model.pb"),
        ("file.pb", ".pb files are not read here"),
        ("locked", "cannot be read"),
        ("nowhere.keras", "no such file or folder"),
        ("locked.tflite", "cannot be read"),
    ],
)
def test_what_plainly_is_no_model_is_refused_before_a_process_is_started(tmp_path, name, problem):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.pb").touch()
    # A folder in the file's place cannot be read even by an administrator.
    (tmp_path / "locked" / "saved_model.pb").mkdir(parents=True)
    (tmp_path / "locked.tflite" / "saved_model.pb").mkdir(parents=True)
    path = tmp_path / name
    with InferenceProcess() as process, pytest.raises(UserError, match=problem) as caught:
        next(process.predict(PredictRequest(ModelSpec(path), (0,), (tmp_path / "a.jpg",))))
    assert caught.value.source.startswith(str(path)) and caught.value.remedy
    assert not isinstance(caught.value, WorkFailedError)


def test_a_model_that_is_no_detector_is_refused_by_the_process(small_models, tmp_path, monkeypatch):
    # A module of this name in the current folder must not be taken for ours.
    (tmp_path / "engine.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    with InferenceProcess() as process:
        with pytest.raises(UserError, match=r"features float32 \[any, 4\]") as caught:
            list(process.predict(of(small_models, "classifier", 1)))
        assert not isinstance(caught.value, WorkFailedError)
        assert process.pid is not None


def test_a_library_that_prints_does_not_break_the_messages(small_models, process):
    path = small_models.folder / "chatty_float"
    request = PredictRequest(ModelSpec(path), (7,), (small_models.folder / "00.png",))
    answers = [m for m in process.predict(request) if not isinstance(m, Speed)]
    assert [type(answer) for answer in answers] == [ModelReady, ImagePredictions, PredictFinished]
    assert answers[1].image == 7
    assert "a line on standard output" in small_models.stdout


# How it stays


def test_devices_are_known_once_the_process_has_said_so(process):
    devices = process.warm_up()
    assert devices[-1].name == "CPU:0" and process.devices() == devices
    assert InferenceProcess().devices() == ()


def test_the_next_request_is_answered_by_the_same_process_with_the_same_model(small_models, process):
    messages = list(process.predict(of(small_models, "in_batches")))
    pid = process.pid
    start = time.monotonic()
    again = list(process.predict(of(small_models, "in_batches")))
    assert time.monotonic() - start < 1
    assert process.pid == pid is not None
    assert answers(again) == answers(messages) == Counter(range(12))
    assert again[0] == messages[0] and again[0].devices


def test_another_model_takes_its_place(small_models, process):
    list(process.predict(of(small_models, "in_batches")))
    pid = process.pid
    other = [m for m in process.predict(of(small_models, "choosy")) if isinstance(m, ImagePredictions)]
    assert {part.scores[0] for part in other} == {np.float64(np.float32(0.9))}
    assert process.pid == pid


def test_a_model_whose_files_were_replaced_is_read_anew(small_models, process, tmp_path):
    path = tmp_path / "model"
    said = []
    for name in ("in_batches", "choosy"):
        shutil.copytree(small_models.folder / name, path)
        request = PredictRequest(ModelSpec(path), (0,), (small_models.folder / "00.png",))
        said += [m.scores[0] for m in process.predict(request) if isinstance(m, ImagePredictions)]
        shutil.rmtree(path)
    assert said == pytest.approx([10 / 255, 0.9])


def test_every_image_is_answered_once_whatever_its_shape(process, small_models, tmp_path):
    """A run over many more images than are decoded ahead, which says about twice a second how it goes."""
    shapes = [(40 + 7 * (number % 5), 60) for number in range(10)]
    for number, (height, width) in enumerate(shapes):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.full((height, width, 3), number, np.uint8))
    paths = tuple(tmp_path / f"{number % 11}.png" for number in range(3000))
    spec = ModelSpec(small_models.folder / "in_batches")
    messages = list(process.predict(PredictRequest(spec, tuple(range(3000)), paths)))
    assert answers(messages) == Counter(range(3000))
    assert {m.image % 11 for m in messages if isinstance(m, ImageSkipped)} == {10}
    order = [m.image for m in messages if isinstance(m, ImagePredictions)]
    assert max(abs(place - image) for place, image in enumerate(order)) < 1500
    speeds = [m for m in messages if isinstance(m, Speed)]
    assert all(speed.memory > 10**8 and speed.batch >= 1 for speed in speeds)
    assert len(speeds) <= 2 * messages[-1].seconds


def test_among_many_images_odd_ones_are_run_or_skipped_with_a_line(small_models, process, tmp_path):
    """Fifty megapixels, 16 bits, grey, a palette, CMYK, an animation, a folder; others are broken or missing."""
    grey = np.full((60, 100), 100, np.uint8)
    odd = {name: tmp_path / name for name in ("large.jpg", "deep.png", "grey.jpg", "palette.png", "cmyk.jpg")}
    odd |= {name: tmp_path / name for name in ("animated.gif", "folder.png", "broken.jpg", "missing.jpg")}
    cv2.imwrite(str(odd["large.jpg"]), np.full((6250, 8000, 3), 100, np.uint8))
    cv2.imwrite(str(odd["deep.png"]), np.full((60, 100, 3), 100 * 257, np.uint16))
    cv2.imwrite(str(odd["grey.jpg"]), grey)
    odd["palette.png"].write_bytes(palette_png())
    odd["cmyk.jpg"].write_bytes(CMYK_JPEG)
    write_animation(odd["animated.gif"], 2)
    odd["folder.png"].mkdir()
    odd["broken.jpg"].write_bytes(odd["grey.jpg"].read_bytes()[:100])
    paths = [small_models.folder / f"{number % 9:02}.png" for number in range(500)]
    places = {name: 20 + 50 * number for number, name in enumerate(odd)}
    for name, place in places.items():
        paths[place] = odd[name]
    request = PredictRequest(ModelSpec(small_models.folder / "in_batches"), tuple(range(500)), tuple(paths))
    messages = list(process.predict(request))
    assert answers(messages) == Counter(range(500))
    told = {m.image: m for m in messages if isinstance(m, ImagePredictions | ImageSkipped)}
    found = {name: told[place] for name, place in places.items()}
    skipped = {name for name, answer in found.items() if isinstance(answer, ImageSkipped)}
    assert skipped == {"folder.png", "broken.jpg", "missing.jpg"}
    assert all(found[name].problem for name in skipped)
    brightest = {"large.jpg": 100, "deep.png": 100, "grey.jpg": 100, "palette.png": 220, "animated.gif": 255}
    for name, value in brightest.items():
        assert found[name].scores[0] == pytest.approx(value / 255, abs=0.01), name
    assert found["cmyk.jpg"].boxes_xyxy[0].tolist() == [24, 8, 48, 24]
    assert found["large.jpg"].boxes_xyxy[0].tolist() == [4000, 1562.5, 8000, 4687.5]
    notes = {name for name, answer in found.items() if getattr(answer, "note", None)}
    assert notes == {"animated.gif"} and "animated" in found["animated.gif"].note


def test_a_paused_run_says_nothing_and_goes_on_where_it_was(small_models, process):
    """Paused after a hundred messages, until there was none for half a second: asked ten times, 50 ms apart."""
    messages, silence, before = [], 0, 0

    def paused() -> bool:
        nonlocal silence, before
        if len(messages) < 100 or silence == 10:
            return False
        silence = silence + 1 if len(messages) == before else 0
        before = len(messages)
        return True

    messages.extend(process.predict(of(small_models, "in_batches", 2000), paused=paused))
    assert silence == 10 and before < 2000
    assert answers(messages) == Counter(range(2000))


# How it ends


def test_cancelling_while_the_model_runs_keeps_the_process(small_models, process):
    process.warm_up()
    pid, asked_at = process.pid, []

    def cancelled() -> bool:
        asked_at.append(time.monotonic())
        return len(asked_at) >= 30

    with pytest.raises(CancelledError):
        list(process.predict(of(small_models, "in_batches", 20000), cancelled=cancelled))
    assert time.monotonic() - asked_at[-1] < 0.7
    # What is left of the cancelled run is not taken for an answer to this one.
    assert answers(process.predict(of(small_models, "in_batches", 30))) == Counter(range(30))
    assert process.pid == pid


@linux
def test_cancelling_while_the_model_loads_leaves_nothing_behind(bccd):
    before = held()
    with InferenceProcess() as process, pytest.raises(CancelledError):
        list(process.predict(request(bccd), cancelled=after(4)))
    assert held() == before


@linux
def test_an_iterator_that_is_closed_stops_the_run_and_keeps_the_process(bccd, process):
    process.warm_up()
    before = held()
    messages = process.predict(request(bccd, images=500))
    assert isinstance(next(messages), ModelReady)
    messages.close()
    assert held() == before
    assert answers(process.predict(request(bccd, images=2))) == Counter(range(2))


@linux
def test_it_outlives_the_thread_that_first_needed_it_and_ends_when_closed_whoever_uses_it(small_models):
    before = held()
    process = InferenceProcess()
    first = threading.Thread(target=process.warm_up)
    first.start()
    first.join()
    pid = process.pid
    ends, running = [], threading.Event()

    def run() -> None:
        try:
            for _ in process.predict(of(small_models, "in_batches", 10**5)):
                running.set()
        except CancelledError as end:
            ends.append(end)

    second = threading.Thread(target=run)
    second.start()
    assert running.wait(SECONDS_TO_START)
    assert process.pid == pid is not None
    process.close()
    second.join()
    assert len(ends) == 1
    process.close()
    with pytest.raises(CancelledError):
        process.warm_up()
    assert held() == before


def test_a_model_that_hangs_is_cancelled_within_a_second(small_models, process):
    asked_at, ready_at = 0.0, math.inf

    def cancelled() -> bool:
        nonlocal asked_at
        asked_at = time.monotonic()
        return asked_at - ready_at > 0.3

    with pytest.raises(CancelledError):
        for message in process.predict(of(small_models, "endless", 1), cancelled=cancelled):
            assert isinstance(message, ModelReady | Speed)
            ready_at = min(ready_at, time.monotonic())
    assert time.monotonic() - asked_at < 1
    assert process.pid is None


@linux
def test_a_process_killed_at_any_moment_is_a_plain_error_and_the_next_request_starts_another(
    small_models, process
):
    process.warm_up()
    # Between requests nobody need know.
    kill(process.pid)
    said = []
    # At work: what was said before stays said.
    with pytest.raises(WorkFailedError, match=r"inference process was stopped \(SIGKILL\)") as caught:
        for message in process.predict(of(small_models, "in_batches", 10**5)):
            said.append(message)
            if len(said) == 20:
                os.kill(process.pid, signal.SIGKILL)
    assert caught.value.remedy
    assert len(said) >= 20 and max(answers(said).values()) == 1

    def killed() -> bool:
        if process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
        return False

    # While TensorFlow starts.
    with pytest.raises(WorkFailedError, match="SIGKILL"):
        list(process.predict(of(small_models, "in_batches"), cancelled=killed))
    assert process.pid is None


@linux
def test_a_process_killed_while_it_loads_a_model_is_a_plain_error_and_the_next_request_starts_another(
    small_models, process, tmp_path
):
    """The adapter that loads it says when it is there, and stays."""
    loading, adapter = tmp_path / "loading", tmp_path / "adapter.py"
    adapter.write_text(ADAPTER_THAT_STAYS.format(loading=str(loading)))
    slow = of(small_models, "in_batches")
    slow = replace(slow, model=replace(slow.model, adapter=adapter, trusted=True))
    process.warm_up()

    def killed() -> bool:
        if loading.exists() and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
        return False

    with pytest.raises(WorkFailedError, match=r"inference process was stopped \(SIGKILL\)") as caught:
        list(process.predict(slow, cancelled=killed))
    assert caught.value.remedy and process.pid is None
    assert answers(process.predict(of(small_models, "in_batches"))) == Counter(range(12))


ADAPTER_THAT_STAYS = """
import threading
from pathlib import Path

def load(path):
    Path({loading!r}).touch()
    threading.Event().wait()

def read(outputs, size):
    return (), (), ()
"""


@linux
def test_answers_that_nobody_takes_wait_in_the_process_and_do_not_pile_up_here(small_models, process):
    process.warm_up()
    pid = process.pid
    messages = process.predict(of(small_models, "in_batches", 20000))
    assert isinstance(next(messages), ModelReady)
    taken = next(message for message in messages if isinstance(message, ImagePredictions))
    assert taken is not None
    # It says twice a second how quick it is: a thousand images a second and more, if nobody had it wait.
    waiting = process._child._heard
    end = time.monotonic() + 20
    while not waiting.full():
        assert time.monotonic() < end
        threading.Event().wait(0.01)
    messages.close()
    assert answers(process.predict(of(small_models, "in_batches", 30))) == Counter(range(30))
    assert process.pid == pid


PARENT = """
import os, sys
from pathlib import Path
from engine.data.model import ModelSpec, PredictRequest
from engine.inference.client import InferenceProcess

def tell():
    files = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    print(*(file.read_text() for file in files), flush=True)

request = PredictRequest(ModelSpec(Path(sys.argv[1])), (0,), (Path("a.jpg"),))
list(InferenceProcess().predict(request, cancelled=tell))
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
