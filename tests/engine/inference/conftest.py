"""Real models and real runs of the inference process, each made once: starting TensorFlow takes seconds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

import engine
from engine.data.model import ModelSpec, PredictMessage, PredictRequest
from engine.inference.client import InferenceProcess
from engine.inference.protocol import Message, decode

_ROOT = Path(engine.__file__).parent.parent


@pytest.fixture(scope="session")
def child_environment() -> dict[str, str]:
    """Of a Python process that can import the engine."""
    return {**os.environ, "PYTHONPATH": str(_ROOT)}


@dataclass(frozen=True)
class SmallModels:
    """What `small_models.py` made: a folder of SavedModels, and what the worker answered for each."""

    folder: Path
    answers: dict[str, list[Message]]
    stdout: str


@pytest.fixture(scope="session")
def small_models(tmp_path_factory: pytest.TempPathFactory, child_environment: dict[str, str]) -> SmallModels:
    folder = tmp_path_factory.mktemp("models")
    script = Path(__file__).with_name("small_models.py")
    run = subprocess.run(
        [sys.executable, str(script), str(folder)],
        env=child_environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = {
        file.stem: [decode(line)[1] for line in file.read_bytes().splitlines(keepends=True)]
        for file in folder.glob("*.answer")
    }
    return SmallModels(folder, answers, run.stdout)


@dataclass(frozen=True)
class TrainedModels:
    """What `trained_models.py` made: a model of each kind, and what `load_detector` made of it, by name."""

    folder: Path
    answers: dict[str, dict]
    refused: dict[str, str]


@pytest.fixture(scope="session")
def trained_models(
    tmp_path_factory: pytest.TempPathFactory, child_environment: dict[str, str]
) -> TrainedModels:
    folder = tmp_path_factory.mktemp("trained")
    run = subprocess.run(
        [sys.executable, "-m", "tests.engine.inference.trained_models", str(folder)],
        env=child_environment,
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers, refused = (json.loads((folder / f"{name}.json").read_text()) for name in ("answers", "refused"))
    return TrainedModels(folder, answers, refused)


@pytest.fixture(scope="session")
def process() -> Iterator[InferenceProcess]:
    """One that is warm for every test that leaves it alive."""
    with InferenceProcess() as shared:
        yield shared


@dataclass(frozen=True)
class BccdRun:
    """The BCCD model over the 72 test images and a few others; ``others`` gives their index by name."""

    ground_truth: dict
    messages: list[PredictMessage]
    others: dict[str, int]


@pytest.fixture(scope="session")
def bccd_run(bccd: Path, process: InferenceProcess, tmp_path_factory: pytest.TempPathFactory) -> BccdRun:
    folder = tmp_path_factory.mktemp("pictures")
    ground_truth = json.loads((bccd / "test_ground_truth.coco.json").read_text())
    paths = [bccd / "JPEGImages" / image["file_name"] for image in ground_truth["images"]]
    first = paths[0].read_bytes()
    files = {
        "missing": None,
        "truncated": first[: len(first) * 2 // 3],
        "no image": b"this is no image",
        "empty": b"",
        "turned": _lying_on_its_side(paths[0]),
    }
    others = {}
    for name, content in files.items():
        path = folder / f"{name} é.jpg"
        if content is not None:
            path.write_bytes(content)
        # Not all at the end: the good images must not notice.
        others[name] = len(ground_truth["images"]) + len(others)
        paths.append(path)
    images = tuple(range(len(paths)))
    order = sorted(images, key=lambda image: (image % 7, image))
    request = PredictRequest(ModelSpec(bccd / "saved_model"), tuple(order), tuple(paths[i] for i in order))
    return BccdRun(ground_truth, list(process.predict(request)), others)


def _lying_on_its_side(path: Path) -> bytes:
    """A copy whose pixels are turned a quarter anticlockwise and whose EXIF says to turn them back."""
    pixels = np.rot90(cv2.imread(str(path)))
    jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 98])[1].tobytes()
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    exif = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]
