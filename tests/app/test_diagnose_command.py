"""boxwright diagnose, of files and of a project."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import run
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, GivenKind
from engine.data.sources import Sources
from engine.opening import open_sources


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """Six images of BCCD: their labels lack objects, and one has the wrong class."""
    path = tmp_path / "few.txt"
    numbers = ("00067", "00135", "00169", "00171", "00178", "00385")
    path.write_text("\n".join(f"BloodImage_{number}" for number in numbers))
    return path


@pytest.fixture
def project(bccd: Path, tmp_path: Path, split: Path) -> Path:
    """One finding dismissed, one a task, and a training set that is gone."""
    predictions = bccd / "test_predictions.coco.json"
    sources = Sources(bccd / "test_ground_truth.coco.json", predictions=predictions, split=split)
    path = tmp_path / "p.boxwright"
    review = open_sources(sources, path)
    notes, now = review.project.findings, datetime.now(UTC)
    notes.judge(FindingVerdict("labels.missing_label", FindingVerdictKind.DISMISSED, "ada", now, "ghosts"))
    notes.judge(FindingVerdict("labels.wrong_class", FindingVerdictKind.TASK, "ada", now))
    notes.give(GivenKind.TRAINING, tmp_path / "gone.json")
    review.close()
    return path


def test_files_are_diagnosed(bccd: Path, split: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(bccd / f"test_{name}.coco.json") for name in ("ground_truth", "predictions")]
    assert run(["diagnose", *files, "--split", str(split), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["findings"][0]["key"] == "labels.missing_label"
    assert told["findings"][0]["verdict"] is None
    assert [own["topic"] for own in told["findings"] if own["topic"] == "set_up"] == []
    assert run(["diagnose", *files, "--split", str(split)]) == 0
    assert "0.1460" in capsys.readouterr().out


def test_of_a_project_what_was_dismissed_is_left_out_and_its_tasks_are_written(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = tmp_path / "tasks.csv"
    assert run(["diagnose", str(project), "--tasks", str(tasks)]) == 0
    out = capsys.readouterr().out
    assert "Wrong class" in out
    assert "Missing label" not in out
    assert "Dismissed: 1" in out
    assert "gone.json" in "".join(out.split("\n"))
    assert len(tasks.read_text().splitlines()) == 2
    assert run(["diagnose", str(project), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    verdicts = {own["key"]: own["verdict"]["kind"] for own in told["findings"] if own["verdict"]}
    assert verdicts == {"labels.missing_label": "dismissed", "labels.wrong_class": "task"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{labels}", "--tasks", "x.md"], "only a project has a task list"),
        (["{project}", "{labels}"], "knows its own files"),
        (["{project}", "--tasks", "x.pdf"], "Markdown or CSV"),
    ],
)
def test_what_makes_no_sense_is_refused(
    project: Path, bccd: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    labels = bccd / "test_ground_truth.coco.json"
    assert run(["diagnose", *(one.format(labels=labels, project=project) for one in arguments)]) == 2
    assert said in capsys.readouterr().err
