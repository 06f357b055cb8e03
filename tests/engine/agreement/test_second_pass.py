"""A second person gets images by chance, and nothing of what the first one said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.agreement.reading import read_label_set
from engine.agreement.second_pass import drawn_images, hand_out
from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats.read import read_dataset


def test_the_same_seed_draws_the_same_images_and_every_image_can_come() -> None:
    assert drawn_images(50, 10, 7) == drawn_images(50, 10, 7) != drawn_images(50, 10, 8)
    assert drawn_images(5, 5, 0) == (0, 1, 2, 3, 4)
    assert {image for seed in range(60) for image in drawn_images(10, 2, seed)} == set(range(10))


@pytest.mark.parametrize("count", [0, 13])
def test_what_cannot_be_drawn_is_said(count: int, dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be drawn"):
        hand_out(dataset, tmp_path / "out.json", count=count)
    assert not (tmp_path / "out.json").exists()


def test_what_is_handed_out_has_images_and_classes_and_no_label(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "second.json"
    chosen = hand_out(dataset, path, count=4, seed=3)
    found = read_dataset(path, image_root=None, split=None, label_map=None)
    assert found.images.file_names == tuple(dataset.images.file_names[image] for image in chosen)
    assert found.categories.names == dataset.categories.names
    assert json.loads(path.read_text())["annotations"] == []
    back, problems = read_label_set(path, replace(dataset, image_root=None))
    assert (tuple(back.images.tolist()), len(back.annotations), problems) == (chosen, 0, ())
