"""Runs that machines share, from the terminal; that they compute is tested beside the engine."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from app.application import Application
from app.cli import DONE, WRONG_INPUT, run
from app.operations.dataset import OpenRequest
from app.settings import desk_folder
from engine.data.batch import BatchImage
from engine.data.model import Acceleration, ImagePredictions, ModelAbout, ModelSpec
from engine.data.sources import Sources
from engine.inference.image_hashes import hash_of
from engine.inference.known import model_key
from engine.inference.trust import examine
from engine.store.address import Address
from engine.store.copying import publish
from engine.store.desk import desk_at, joined
from engine.store.predicted import Predicted
from engine.store.project import ProjectFile
from engine.store.server import ServerStorage
from engine.store.tasks import Tasks
from tests.conftest import DEMO
from tests.engine.conftest import small_dataset
from tests.postgresql import Server

MODEL = DEMO / "saved_model"


@pytest.fixture
def address(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Address:
    """A project whose images are there, on a server; whoever began it did not say where they are."""
    # What this machine remembers of the address is not for other tests.
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    dataset = small_dataset(tmp_path)
    (tmp_path / "images").mkdir()
    for number, name in enumerate(dataset.images.file_names):
        # JPEG's own loss leaves each of them different.
        cv2.imwrite(str(tmp_path / "images" / name), np.full((80, 100, 3), 20 * number, np.uint8))
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, replace(dataset, image_root=None), Sources(dataset.source)).close()
    address = server.emptied()
    publish(path, address)
    return address


Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """What was written to the terminal since the last time."""
    return lambda: capsys.readouterr().err


def key() -> str:
    return model_key(examine(ModelSpec(MODEL)).hash, Acceleration.NONE)


def kept(storage: ServerStorage) -> Predicted:
    return Predicted(storage.guarded)


def test_what_cannot_be_shared_is_said_plainly(address: Address, tmp_path: Path, said: Said) -> None:
    model, own = ["predict", str(MODEL)], ["--project", str(tmp_path / "p.boxwright")]
    files = ["--images", str(tmp_path / "images"), "--output", str(tmp_path / "out.json")]
    for call, reason in (
        ([*model, *files, "--wait"], "Give --share as well"),
        ([*model, *files, "--share"], "address of a project on a server"),
        ([*model, *own, "--share"], "publish"),
        ([*model, "--project", str(address), "--share", "--sample", "3"], "a quick look is not shared"),
        (["worker", str(tmp_path / "p.boxwright")], "publish"),
        (["worker", str(address), "--model", str(MODEL)], "--images FOLDER"),
        (["worker", str(address), "--images", str(tmp_path / "images")], "no model"),
    ):
        assert run(call) == WRONG_INPUT
        assert reason in said()


def test_a_machine_remembers_where_things_are_and_leaves_out_what_is_another_image_there(
    address: Address, tmp_path: Path, said: Said
) -> None:
    with closing(joined(address)) as storage:
        tasks = Tasks(storage)
        tasks.prepare()
        images = [BatchImage("1.jpg", "0" * 64), BatchImage("gone.jpg", "1" * 64)]
        found = tasks.hand_out(key(), Acceleration.NONE, images)
        tasks.hand_out("0" * 64, Acceleration.NONE, images)
        places = ["--images", str(tmp_path / "images"), "--model", str(MODEL)]
        assert run(["worker", str(address), *places, "--once"]) == DONE
        lines = said()
        assert "1.jpg: it is another image here; it is left out" in lines
        assert "gone.jpg: the image is missing; it is left out" in lines
        assert "0 images were run here" in lines
        assert "batches wait that are for other models, or for another version of Boxwright: 1" in lines
        assert tasks.standing(list(found)).over == frozenset(found)
        assert kept(storage).known(key(), ["0" * 64, "1" * 64]) == frozenset()
        assert run(["worker", str(address), "--once"]) == DONE
        assert str(MODEL) in said()


@pytest.fixture
def done(address: Address, tmp_path: Path) -> Address:
    """The same, of which other machines have said everything."""
    hashes = [hash_of(path) for path in (tmp_path / "images").iterdir()]
    box = ImagePredictions(0, np.array([[1.0, 2.0, 30.0, 40.0]]), np.array([0.5]), np.array([1], np.int64))
    with closing(joined(address)) as storage:
        kept(storage).put(key(), dict.fromkeys(hashes, box))
        kept(storage).set_about(key(), ModelAbout("a kind", ((1, "cat"),)))
    assert run(["sources", str(address), "--images", str(tmp_path / "images")]) == DONE
    return address


def test_a_run_that_others_have_done_is_put_together_and_kept(done: Address, said: Said) -> None:
    assert run(["predict", str(MODEL), "--project", str(done), "--share", "--wait"]) == DONE
    assert "12 predictions on 12 images, 12 of them known already" in said()


def test_the_window_shares_a_run_of_a_project_on_a_server(
    application: Application, done: Address, wait_until_idle: Callable[[], None]
) -> None:
    desk = desk_at(desk_folder(), done)
    with closing(ProjectFile(desk)) as project:
        project.set_model(ModelSpec(MODEL))
    application.open(OpenRequest(None, desk))
    wait_until_idle()
    button = application.window.runs.findChild(QPushButton, "run_scope")
    assert isinstance(button, QPushButton)
    (shared,) = (own for own in button.menu().actions() if "shared" in own.text())
    assert shared.isVisible() and shared.isEnabled()
    before = len(application.document.review.project.runs.all())
    shared.trigger()
    wait_until_idle()
    assert len(application.document.review.project.runs.all()) == before + 1
    assert len(application.document.review.predictions or ()) == 12
