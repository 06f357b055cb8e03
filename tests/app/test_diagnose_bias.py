"""The training set is given on the command line, and what differs is told."""

import json
from pathlib import Path

import pytest

from app.cli import run


def test_the_training_set_is_held_against_the_images(bccd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = str(bccd / "test_ground_truth.coco.json")
    images = str(bccd / "JPEGImages")
    training = ["--training", str(bccd / "Annotations"), "--training-images", images]
    split = ["--training-split", str(bccd / "ImageSets" / "Main" / "trainval.txt")]
    assert run(["diagnose", labels, "--images", images, *training, *split, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    # Both are of one laboratory, and no image is in both.
    causes = [own["key"] for own in found["findings"] if own["topic"] == "bias" and not own["symptom"]]
    assert causes == []
    lacking = [own["sentence"] for own in found["not_looked_at"] if own["topic"] == "bias"]
    assert lacking == [
        "Without predictions there is no AP of slices of the labels.",
        "No features of a model are at hand by which images could be compared.",
    ]
