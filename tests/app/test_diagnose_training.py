"""What `boxwright diagnose` says of event files and of a configuration."""

import json
import shutil
from pathlib import Path

import pytest

from app.cli import run

RUNS = Path(__file__).parents[1] / "engine" / "diagnose" / "runs"


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """One image with a box of each of three classes."""
    path = tmp_path / "labels.json"
    names = ("turn left", "turn right", "stop")
    path.write_text(
        json.dumps(
            {
                "images": [{"id": 1, "file_name": "1.jpg", "width": 640, "height": 480}],
                "categories": [{"id": number, "name": name} for number, name in enumerate(names, 1)],
                "annotations": [
                    {
                        "id": n,
                        "image_id": 1,
                        "category_id": n,
                        "bbox": [50 * n, 50, 40, 40],
                        "area": 1600,
                        "iscrowd": 0,
                    }
                    for n in (1, 2, 3)
                ],
            }
        )
    )
    return path


def test_event_files_and_a_configuration_are_looked_at(
    labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = labels.with_name("train.json")
    config.write_text('{\n  "num_classes": 3,\n  "augmentation": ["hflip"]\n}')
    options = [str(labels), "--events", str(RUNS / "overfitting"), "--config", str(config)]
    assert run(["diagnose", *options, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = {own["key"]: own for own in told["findings"]}
    assert found["training.overfitting"]["plot"]["marks"][0]["x"] == 3
    (flip,) = [own for key, own in found.items() if key.startswith("configuration.flip")]
    assert flip["steps"][0]["line"]["number"] == 3
    assert run(["diagnose", *options]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "line 3" in out
    assert "cannot be priced" in out


def test_broken_files_shorten_the_list_and_say_so(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = labels.parent / "run"
    shutil.copytree(RUNS / "healthy", folder)
    for path in folder.rglob("*tfevents*"):
        path.write_bytes(path.read_bytes()[:-3])
    options = ["--events", str(folder), "--config", str(labels.with_name("nowhere.config")), "--json"]
    assert run(["diagnose", str(labels), *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["findings"] == []
    lacking = [
        own["sentence"] for own in told["not_looked_at"] if own["topic"] in {"training", "configuration"}
    ]
    assert sum("middle of a record" in own for own in lacking) == 2
    assert sum("nowhere.config" in own for own in lacking) == 1
