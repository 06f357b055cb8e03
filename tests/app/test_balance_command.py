import json
from pathlib import Path

import pytest

from app.cli import run


def test_balance_writes_weights_and_says_what_they_are(
    bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "balance"
    labels = str(bccd / "test_ground_truth.coco.json")
    assert run(["balance", labels, "--output", str(folder), "--cap", "5", "--tfrecords", "1"]) == 0
    printed = capsys.readouterr()
    assert "Platelets" in printed.out
    assert "instead of 72" in printed.err
    told = json.loads((folder / "class_weights.json").read_text())
    weights = {own["name"]: own["inverse_frequency"] for own in told["classes"]}
    assert weights["Platelets"] == pytest.approx(5 * weights["RBC"])
    assert (folder / "train-00000-of-00001.tfrecord").stat().st_size > 0
    # What is there already is not written over.
    assert run(["balance", labels, "--output", str(folder)]) == 2
    assert "files here already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--beta", "1"], ["--cap", "0"], ["--threshold", "2"], ["--tfrecords", "-1"]]
)
def test_a_wrong_call_is_one_line(
    bccd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    labels = str(bccd / "test_ground_truth.coco.json")
    assert run(["balance", labels, "--output", str(tmp_path / "new"), *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "balance" in line
    assert not (tmp_path / "new").exists()
