import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.balance.files import write_balance
from engine.balance.weights import Balance, BalanceSettings, balance
from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats.read import read_dataset

SETTINGS = BalanceSettings(seed=3)

USED_IN_TRAINING = """
import runpy, sys
import keras, numpy
runpy.run_path(sys.argv[1] + "/balance_keras.py", run_name="__main__")
sys.path.insert(0, sys.argv[1])
from balance_keras import ClassWeighted, class_weights, compile_detector, repeated_images

def model(kind=keras.Model):
    inputs = keras.Input((3,))
    layer = keras.layers.Dense(2, kernel_initializer="zeros", name="cls_logits")
    return kind(inputs, {"cls_logits": layer(inputs)})

class Detector(keras.Model):
    def compile(self, box_loss, classification_loss, **options):
        super().compile(loss={"cls_logits": classification_loss}, **options)

plain = keras.losses.BinaryFocalCrossentropy(from_logits=True)
x, y = numpy.ones((4, 3)), numpy.array([[1, 0], [0, 1], [0, 1], [0, 0]])
for loss in (plain, ClassWeighted(plain, class_weights("inverse_frequency"))):
    own = model()
    own.compile(optimizer="sgd", loss=loss)
    print(float(own.train_on_batch(x, {"cls_logits": y})))
own = model(Detector)
compile_detector(own, "inverse_frequency", optimizer="sgd")
print(float(own.train_on_batch(x, {"cls_logits": y})))
again = keras.losses.deserialize(keras.losses.serialize(loss), {"ClassWeighted": ClassWeighted})
print(again.weights)
print(len(repeated_images()))
"""


@pytest.fixture
def starved(dataset: Dataset) -> Dataset:
    """The first class on three images alone."""
    own = dataset.annotations
    return replace(dataset, annotations=own.take((own.categories == 1) | (own.images < 4)), image_root=None)


@pytest.fixture
def written(starved: Dataset, tmp_path: Path) -> tuple[Balance, Path]:
    found = balance(starved, starved.annotations, SETTINGS)
    folder = tmp_path / "balance"
    write_balance(starved, starved.annotations, found, SETTINGS, folder, shards=2)
    return found, folder


def test_weights_and_repeats_are_written_for_programs(
    starved: Dataset, written: tuple[Balance, Path]
) -> None:
    found, folder = written
    told = json.loads((folder / "class_weights.json").read_text())
    assert [own["name"] for own in told["classes"]] == ["cat", "dog"]
    assert [own["inverse_frequency"] for own in told["classes"]] == found.inverse_frequency.tolist()
    assert [own["effective_number"] for own in told["classes"]] == found.effective_number.tolist()
    assert told["seed"] == 3
    rows = list(csv.DictReader((folder / "class_weights.csv").read_text().splitlines()))
    assert [int(row["boxes"]) for row in rows] == found.boxes.tolist()
    images = list(csv.DictReader((folder / "image_repeats.csv").read_text().splitlines()))
    assert [int(row["image_id"]) for row in images] == starved.images.ids.tolist()
    assert [int(row["repeats"]) for row in images] == found.repeats.tolist()
    assert [bool(int(row["kept"])) for row in images] == found.kept.tolist()
    over = (folder / "oversampled.txt").read_text().splitlines()
    assert [over.count(name) for name in starved.images.file_names] == found.repeats.tolist()
    under = (folder / "undersampled.txt").read_text().splitlines()
    assert under == [name for name, kept in zip(starved.images.file_names, found.kept, strict=True) if kept]


def test_records_are_there_as_often_as_their_image_should_be(
    starved: Dataset, written: tuple[Balance, Path], tmp_path: Path
) -> None:
    found, folder = written
    assert sorted(path.name for path in folder.glob("train*")) == [
        "train-00000-of-00002.tfrecord",
        "train-00001-of-00002.tfrecord",
    ]
    assert not (folder / "once").exists()
    assert found.repeats.max() > 1
    again = read_dataset(
        folder / "train-00000-of-00002.tfrecord", image_root=None, split=None, label_map=None
    )
    assert again.categories.names == ("cat", "dog")
    assert len(again.images) == found.repeats.sum()
    boxes = np.bincount(starved.annotations.images, minlength=12)
    assert len(again.annotations) == boxes @ found.repeats
    # Records that were read are repeated likewise, whichever shard they are in.
    other = balance(again, again.annotations, SETTINGS)
    write_balance(again, again.annotations, other, SETTINGS, tmp_path / "again", shards=1)
    thrice = read_dataset(
        tmp_path / "again" / "train-00000-of-00001.tfrecord", image_root=None, split=None, label_map=None
    )
    assert len(thrice.images) == other.repeats.sum()
    assert len(thrice.annotations) == np.bincount(again.annotations.images, minlength=len(again.images)) @ (
        other.repeats
    )


def test_the_lines_of_keras_run_as_written_with_the_weights_in_the_loss(
    written: tuple[Balance, Path],
) -> None:
    found, folder = written
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3"}
    ran = subprocess.run(
        [sys.executable, "-c", USED_IN_TRAINING, str(folder)],
        capture_output=True,
        text=True,
        env={**environment, "KERAS_BACKEND": "tensorflow"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    first, second, plain, weighted, detector, kept, repeats = map(json.loads, ran.stdout.splitlines())
    for told, weight in zip((first, second), found.effective_number.tolist(), strict=True):
        assert told["weighted"] == pytest.approx(told["loss"] * weight, rel=1e-5)
    # One box of the first class, two of the second, and one place of background, all with the same loss.
    one, other = found.inverse_frequency.tolist()
    assert weighted == pytest.approx(plain * (one + 2 * other + 1) / 4, rel=1e-5)
    # Detectors have the sum, divided by their number of anchors.
    assert detector == pytest.approx(weighted * 4, rel=1e-5)
    assert kept == [one, other]
    assert repeats == found.repeats.sum()


def test_nothing_is_written_over(starved: Dataset, tmp_path: Path) -> None:
    found = balance(starved, starved.annotations, SETTINGS)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="files here already"):
        write_balance(starved, starved.annotations, found, SETTINGS, tmp_path / "full")
    with pytest.raises(UserError, match="shards"):
        write_balance(starved, starved.annotations, found, SETTINGS, tmp_path / "new", shards=-1)
    assert not (tmp_path / "new").exists()


def test_a_dataset_without_images_has_files_without_any(dataset: Dataset, tmp_path: Path) -> None:
    empty = replace(
        dataset,
        images=dataset.images.empty(),
        annotations=dataset.annotations.empty(),
    )
    found = balance(empty, empty.annotations)
    write_balance(empty, empty.annotations, found, SETTINGS, tmp_path / "balance", shards=1)
    assert (tmp_path / "balance" / "oversampled.txt").read_text() == ""
