import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

import app
from app.cli import run
from app.run_bar import duration
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.run import NewRun
from engine.data.sources import Sources
from engine.formats.results import read_results
from engine.opening import open_sources
from engine.store.project import ProjectFile
from tests.app.test_cli import fails
from tests.conftest import DEMO

MODEL = [str(DEMO / "saved_model"), "--label-map", str(DEMO / "label_map.pbtxt")]
DATA = ["--images", str(DEMO / "images"), "--annotations", str(DEMO / "ground_truth.json")]
PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def demo_project(tmp_path_factory: pytest.TempPathFactory, demo_results: Path) -> Path:
    """The demo with predictions of a file, an edit after them, and a run of the model after that."""
    path = tmp_path_factory.mktemp("project") / "demo.boxwright"
    sources = Sources(
        DEMO / "ground_truth.json",
        DEMO / "images",
        demo_results,
        DEMO / "saved_model",
        DEMO / "label_map.pbtxt",
    )
    review = open_sources(sources, path)
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    review.close()
    assert run(["predict", str(path)]) == 0
    return path


def printed(capsys: pytest.CaptureFixture[str], arguments: list[str | Path]) -> dict:
    assert run([str(argument) for argument in arguments]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (3723, "1:02:03")])
def test_durations_are_said_in_minutes_and_seconds(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_run_of_a_project_is_kept_with_its_metrics_on_the_labels_as_they_are(
    demo_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = printed(capsys, ["runs", demo_project, "--json"])["runs"]
    first, second = listed[0], listed[1]
    assert (first["name"], first["journal"], first["model"]) == ("predictions.json", 0, None)
    assert (second["journal"], second["images"], second["in_use"]) == (1, None, True)
    assert second["device"] and second["kind"] and second["computed"] == 72
    assert 0.3 < second["ap"] < 1
    with closing(ProjectFile(demo_project)) as project:
        metrics = project.runs.metrics(second["id"])
    assert metrics is not None and metrics.ap == second["ap"]


def test_runs_are_listed_for_people_and_a_star_marks_the_one_in_use(
    demo_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["runs", str(demo_project)]) == 0
    out = capsys.readouterr().out
    assert "predictions.json" in out and "*" in out


def test_a_model_is_run_over_a_project_from_what_is_known_and_written_as_well(
    demo_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], demo_dataset
) -> None:
    output = tmp_path / "results.json"
    arguments = ["predict", *MODEL, "--project", demo_project, "--output", output, "--json"]
    record = printed(capsys, arguments)
    assert (record["images"], record["of"], record["reused"]) == (72, 72, 72)
    found, problems = read_results(output, demo_dataset)
    assert (len(found), problems) == (record["predictions"], ())
    with closing(ProjectFile(demo_project)) as project:
        assert project.runs.in_use() == record["run"] == project.runs.all()[-1].id
    assert not list(tmp_path.glob("*.partial"))


def test_two_runs_are_told_apart_into_labels_and_model(
    demo_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["compare", demo_project, "predictions.json", "2", "--resamples", "20"]
    record = printed(capsys, [*arguments, "--json"])
    assert record["images"] == 72
    # The same model on labels of which one was deleted between the runs.
    ap = record["metrics"]["AP"]
    assert ap["total"]["delta"] == pytest.approx(ap["labels"]["delta"] + ap["predictions"]["delta"])
    assert ap["predictions"]["delta"] == pytest.approx(0, abs=1e-3) and ap["labels"]["delta"] != 0
    assert set(record["per_class"]) and record["resamples"] == 20
    assert run([str(argument) for argument in arguments]) == 0
    assert "Labels alone" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["1", "99"], ["99", "no such run", "boxwright runs"]),
        (["1", "unheard of"], ["unheard of", "no such run"]),
        (["1", "2", "--labels", "x.json"], ["knows its own files"]),
    ],
)
def test_runs_that_cannot_be_compared(
    demo_project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: list[str]
) -> None:
    said = fails(capsys, ["compare", demo_project, *arguments])
    assert all(word in said for word in words)


def test_a_name_that_several_runs_have_is_not_guessed_at(
    tmp_path: Path, dataset_project: ProjectFile, capsys: pytest.CaptureFixture[str]
) -> None:
    said = fails(capsys, ["compare", dataset_project.path, "1", "model"])
    assert "several runs have this name: 2, 3" in said


@pytest.fixture
def dataset_project(tmp_path: Path, demo_dataset, demo_predictions) -> Iterator[ProjectFile]:
    sources = Sources(DEMO / "ground_truth.json", predictions=tmp_path / "a.json")
    project = ProjectFile.create(tmp_path / "p.boxwright", demo_dataset, sources, demo_predictions)
    for _ in range(2):
        # Somebody called both the same.
        project.runs.rename(project.runs.add(demo_predictions, NewRun("model")).id, "model")
    yield project
    project.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["predict", *MODEL, "--images", "nothing", "--output", "x.json"], ["nothing"]),
        (["predict", *MODEL, *DATA], ["--images and --output", "--project"]),
        (["predict", "nowhere", *DATA, "--output", "x.json"], ["nowhere"]),
        (["predict", *MODEL, *DATA, "--output", "x.json", "--adapter", "no.py"], ["no.py"]),
        (["predict", *MODEL, "--project", "no.boxwright"], ["no such project file"]),
        (["predict", "no.boxwright", "--project", "no.boxwright"], ["twice"]),
    ],
)
def test_what_cannot_be_run_is_said_and_leaves_nothing_behind(
    arguments: list[str],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    said = fails(capsys, [*arguments])
    assert all(word in said for word in words)
    assert list(tmp_path.iterdir()) == []


def test_a_project_without_a_model_says_how_to_give_one(
    dataset_project: ProjectFile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "boxwright predict MODEL --project" in fails(capsys, ["predict", dataset_project.path])


def test_a_model_that_could_act_on_its_own_is_not_run_unless_it_is_trusted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adapter = tmp_path / "adapter.py"
    adapter.write_text("raise SystemExit\n")
    output = tmp_path / "x.json"
    said = fails(capsys, ["predict", *MODEL, *DATA, "--output", output, "--adapter", adapter])
    assert "adapter.py is a Python program" in said and "--trust" in said
    assert list(tmp_path.iterdir()) == [adapter]


def test_a_quick_look_is_of_some_images_and_the_rest_goes_on_from_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "x.json"
    arguments = ["predict", *MODEL, *DATA, "--output", output, "--json"]
    look = printed(capsys, [*arguments, "--sample", "0.1", "--batch", "1"])
    assert 0 < look["images"] < look["of"] == 72
    assert output.is_file() and output.with_name("x.json.partial").is_file()
    whole = printed(capsys, arguments)
    assert whole["images"] == 72 and whole["reused"] >= look["images"]
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


@pytest.fixture
def command(bccd: Path, tmp_path: Path) -> list[str]:
    """Hundreds of images: enough to be stopped among them."""
    return [
        "predict", str(bccd / "saved_model"), "--images", str(bccd / "JPEGImages"), "--label-map",
        str(bccd / "label_map.pbtxt"), "--output", str(tmp_path / "x.json"), "--json",
    ]  # fmt: skip


def stopped_at_work(command: list[str], stop: Callable[[subprocess.Popen[str]], None]) -> tuple[str, int]:
    """Run a command in a process of its own, and stop it once something is kept; what it said, and its exit code."""
    cache = Path(command[command.index("--output") + 1] + ".partial")
    root = str(Path(app.__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *command],
        env={**os.environ, "PYTHONPATH": root},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    end = time.monotonic() + PATIENCE_S
    with process:
        while not kept(cache):
            assert process.poll() is None and time.monotonic() < end, process.communicate()[1]
            Event().wait(0.01)
        stop(process)
        _, said = process.communicate(timeout=PATIENCE_S)
    return said, process.returncode


def kept(cache: Path) -> int:
    """How many images a cache knows."""
    try:
        with closing(sqlite3.connect(f"{cache.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM predicted").fetchone()[0]
    except sqlite3.OperationalError:
        return 0  # it is not there yet


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_is_killed_goes_on_from_what_was_kept(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stopped_at_work(command, lambda process: process.kill())
    done = kept(tmp_path / "x.json.partial")
    record = printed(capsys, [*command])
    assert 0 < done < 364
    assert (record["images"], record["reused"], record["computed"]) == (364, done, 364 - done)
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(command: list[str], tmp_path: Path) -> None:
    said, code = stopped_at_work(command, lambda process: process.send_signal(signal.SIGINT))
    assert code == 130 and "goes on from there" in said and "Traceback" not in said
    assert kept(tmp_path / "x.json.partial") > 0 and not (tmp_path / "x.json").exists()
