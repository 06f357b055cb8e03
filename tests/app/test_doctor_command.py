import json
from pathlib import Path

import pytest

from app.cli import run

REFERENCE_AP = 0.5031220529217976


@pytest.fixture
def broken(bccd: Path, tmp_path: Path) -> Path:
    """BCCD's predictions as [ymin, xmin, ymax, xmax] from 0 to 1, of classes from 0 and images by stem."""
    labels = json.loads((bccd / "test_ground_truth.coco.json").read_text())
    stems = {image["id"]: Path(image["file_name"]).stem for image in labels["images"]}
    records = json.loads((bccd / "test_predictions.coco.json").read_text())
    for record in records:
        x, y, width, height = record["bbox"]
        record["bbox"] = [y / 480, x / 640, (y + height) / 480, (x + width) / 640]
        record["category_id"] -= 1
        record["image_id"] = stems[record["image_id"]]
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(records))
    return path


def test_the_doctor_names_the_causes_and_what_map_would_be(
    bccd: Path, broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, fixed = bccd / "test_ground_truth.coco.json", tmp_path / "fixed.json"
    assert run(["doctor", str(labels), str(broken), "--json", "--output", str(fixed)]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert {own["cause"] for own in told["diagnoses"]} == {
        "layout",
        "normalised",
        "zero_based",
        "image_names",
    }
    assert told["ap"] < 0.01
    assert told["mended_ap"] == pytest.approx(REFERENCE_AP, abs=1e-9)
    assert told["reading"]["layout"] == "ymin, xmin, ymax, xmax"
    assert "5679 predictions written" in printed.err
    assert run(["doctor", str(labels), str(fixed), "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["diagnoses"] == []
    assert again["ap"] == pytest.approx(REFERENCE_AP, abs=1e-9)


def test_the_doctor_prints_a_table_for_people(
    bccd: Path, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = str(bccd / "test_ground_truth.coco.json")
    assert run(["doctor", labels, str(broken)]) == 0
    out = capsys.readouterr().out
    assert "zero based" in out
    assert "[ymin, xmin, ymax, xmax]" in out
    assert "0.5031" in out
    assert run(["doctor", labels, str(bccd / "test_predictions.coco.json")]) == 0
    assert "fit each other" in capsys.readouterr().out


def test_ground_truth_alone_can_be_asked_about(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", str(bccd / "Annotations"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["diagnoses"] == []
    assert told["ap"] is None


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--output", "x.json"], "no predictions to write"),
        (["nowhere.json"], "nowhere.json"),
        (["PREDICTIONS", "--output", "PREDICTIONS"], "file of the predictions"),
        (["PREDICTIONS", "--output", "LABELS"], "LABELS"),
    ],
)
def test_a_wrong_call_is_one_line(
    bccd: Path, broken: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], part: str
) -> None:
    labels = str(bccd / "test_ground_truth.coco.json")
    files = {"PREDICTIONS": str(broken), "LABELS": labels}
    before = broken.read_bytes()
    assert run(["doctor", labels, *(files.get(own, own) for own in arguments)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert files.get(part, part) in line
    assert broken.read_bytes() == before
