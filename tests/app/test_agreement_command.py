"""The command that says how far people agree."""

import json
from pathlib import Path

import pytest

from app.cli import run
from engine.agreement.reading import read_label_set
from engine.assessment import with_label_sets
from engine.data.sources import Sources
from engine.opening import open_sources
from tests.app.test_agreement import second_set
from tests.app.test_cli import fails
from tests.conftest import DEMO

LABELS = DEMO / "ground_truth.json"


def test_a_file_agrees_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "report.json"
    arguments = [LABELS, LABELS, "--resamples", 5, "--json", "--output", output]
    assert run(["agreement", *map(str, arguments)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record == json.loads(output.read_text())
    assert record["sets"] == ["ground_truth", "ground_truth (2)"]
    together = record["together"]
    assert together["alpha"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert together["iou_quantiles"]["0.5"] == 1.0
    assert len(record["pairs"]) == 1
    assert all(own["boxes"] > 0 for own in together["per_class"].values())


def test_three_people_in_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anna = second_set(tmp_path / "anna.json")
    assert run(["agreement", str(LABELS), str(anna), str(LABELS), "--resamples", "5"]) == 0
    said = capsys.readouterr().out
    for text in ("ground_truth – anna", "all 3", "Krippendorff", "Existence (F1)", "IoU, 50% lie below"):
        assert text in said


def test_what_they_would_agree_on_is_written(tmp_path: Path) -> None:
    anna, ben = second_set(tmp_path / "anna.json"), second_set(tmp_path / "ben.json")
    output = tmp_path / "all.json"
    arguments = [LABELS, anna, ben, "--resamples", 1, "--json", "--consensus", output]
    assert run(["agreement", *map(str, arguments)]) == 0
    merged, hers = (json.loads(path.read_text())["annotations"] for path in (output, anna))
    # Two of three miss the first box, and name the second otherwise.
    sized = [own for own in hers if min(own["bbox"][2:]) > 0]
    assert len(merged) == len(sized)
    assert merged[0]["category_id"] == hers[0]["category_id"]


def test_a_project_is_compared_with_the_labels_it_keeps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = open_sources(Sources(LABELS), tmp_path / "p.boxwright")
    other, _ = read_label_set(second_set(tmp_path / "anna.json"), review.dataset)
    review.set_label_sets(with_label_sets(review.assessment, (other,)))
    review.close()
    assert run(["agreement", str(tmp_path / "p.boxwright"), "--resamples", "5", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["sets"] == ["p", "anna"]
    assert 0.9 < record["together"]["existence"]["value"] < 1.0


def test_a_second_pass_is_written_without_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "second.json"
    assert run(["second-pass", str(LABELS), "--count", "3", "--output", str(output)]) == 0
    assert "3 of 72 images, without labels" in capsys.readouterr().err
    assert len(json.loads(output.read_text())["images"]) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([str(LABELS)], "no image that two people labelled"),
        ([str(LABELS), "nowhere.json"], "no such file"),
        ([str(LABELS), str(LABELS), "--iou", "1.5"], "out of range"),
        ([str(LABELS), str(LABELS), "--output", str(LABELS)], "a file of labels"),
        ([str(LABELS), str(LABELS), "--consensus", str(LABELS)], "a file of labels"),
        (["p.boxwright", str(LABELS), "--images", "."], "a project knows its own files"),
    ],
)
def test_what_cannot_be_compared_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in fails(capsys, ["agreement", *arguments])
