"""Fixtures that the whole suite shares."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from engine.data.dataset import Dataset, Predictions
from engine.data.model import ModelSpec
from engine.formats.read import read_dataset
from engine.formats.results import write_results
from engine.inference.client import InferenceProcess
from engine.inference.run import run_model
from tests.postgresql import Server, running

# How long an example takes says something of the machine, nothing of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Nobody is asked for a name but where a test is about that.
os.environ["BOXWRIGHT_PERSON"] = "Test Person"
# The program's own files (log, settings, demo project) must not be those of whoever runs the tests.
_home = tempfile.mkdtemp(prefix="boxwright-tests-")
for _name in ("CONFIG", "DATA", "STATE", "CACHE"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_home, _name.lower()))

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEMO = Path(__file__).resolve().parents[1] / "resources" / "demo"


@pytest.fixture(autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that shows windows: no window, running timer or thread is left."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    # No Qt where a test has none: it would be loaded for all of the engine's.
    from tests.leaks import Leaks

    leaks = Leaks()
    yield
    assert leaks.found() == []


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; they skip where it is not installed."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def bccd() -> Path:
    """The BCCD dataset beside the checkout; tests that need it skip where it is absent."""
    folder = SHARED / "data" / "bccd"
    if not folder.is_dir():
        pytest.skip("the BCCD dataset is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def coco_scale_script() -> Path:
    """The script that writes files of COCO's size."""
    script = SHARED / "tools" / "make_coco_scale.py"
    if not script.is_file():
        pytest.skip("make_coco_scale.py is not beside this checkout")
    return script


@pytest.fixture(scope="session")
def demo_dataset() -> Dataset:
    """The demo's images and labels as shipped."""
    return read_dataset(DEMO / "ground_truth.json", image_root=DEMO / "images", split=None, label_map=None)


@pytest.fixture(scope="session")
def demo_predictions(demo_dataset: Dataset) -> Predictions:
    """What the shipped model says here and now."""
    model = ModelSpec(DEMO / "saved_model", DEMO / "label_map.pbtxt")
    with InferenceProcess() as process:
        result = run_model(demo_dataset, model, process)
    assert result.problems == ()
    return result.predictions


@pytest.fixture(scope="session")
def demo_results(
    demo_dataset: Dataset, demo_predictions: Predictions, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("demo") / "predictions.json"
    write_results(demo_dataset, demo_predictions, path)
    return path
