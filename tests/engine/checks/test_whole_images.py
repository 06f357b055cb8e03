import struct

import cv2
import numpy as np
import pytest

from engine.data.flag import FlagKind
from tests.engine.checks.photos import HEIGHT, WIDTH, dataset, flags, photo, save
from tests.engine.checks.tray import label, predictions


def folder_of(tmp_path, n=25):
    return tmp_path / "images", [save(tmp_path / "images", f"{i}.jpg", photo(i)) for i in range(n)]


@pytest.mark.parametrize("n", [0, 1, 25])
def test_sound_photographs_are_let_be(tmp_path, n):
    root, names = folder_of(tmp_path, n)
    root.mkdir(exist_ok=True)
    assert flags(dataset(root, names)) == ()


def test_without_the_folder_nothing_is_said(tmp_path):
    assert flags(dataset(None, ["a.jpg"])) == ()
    assert flags(dataset(tmp_path / "gone", ["a.jpg"])) == ()


def test_a_file_that_is_not_there_is_missing(tmp_path):
    root, names = folder_of(tmp_path)
    (flag,) = flags(dataset(root, [*names, "gone.jpg"]))
    assert (flag.kind, flag.image, flag.score) == (FlagKind.MISSING_IMAGE, 25, 1.0)
    assert (flag.annotation_id, flag.category, flag.suggestion) == (None, -1, None)
    assert flag.box_xyxy == (0, 0, WIDTH, HEIGHT)


@pytest.mark.parametrize(("data", "said"), [(b"", "empty"), (b"no image", "damaged")])
def test_a_file_that_shows_nothing_is_damaged(tmp_path, data, said):
    root, names = folder_of(tmp_path)
    (root / names[3]).write_bytes(data)
    (flag,) = flags(dataset(root, names))
    assert (flag.kind, flag.image, flag.score) == (FlagKind.UNREADABLE_IMAGE, 3, 1.0)
    assert said in flag.reason


def test_a_file_that_ends_early_is_damaged_too(tmp_path):
    root, names = folder_of(tmp_path)
    data = (root / names[3]).read_bytes()
    (root / names[3]).write_bytes(data[: len(data) * 2 // 3])
    found = [flag for flag in flags(dataset(root, names)) if flag.kind is FlagKind.UNREADABLE_IMAGE]
    assert [(flag.image, flag.score) for flag in found] == [(3, 0.9)]


def test_another_size_than_annotated_is_told_with_both(tmp_path):
    root, names = folder_of(tmp_path)
    found = flags(dataset(root, names, size=(2 * WIDTH, HEIGHT)))
    assert {flag.kind for flag in found} == {FlagKind.SIZE_DIFFERS}
    assert len(found) == 25
    assert "320 x 120 pixels; the file has 160 x 120." in found[0].reason


def test_a_size_that_is_not_annotated_differs_from_nothing(tmp_path):
    root, names = folder_of(tmp_path)
    assert flags(dataset(root, names, size=(0, 0))) == ()


def turned(path, orientation=6):
    """Have EXIF say that a JPEG is to be turned."""
    tiff = b"MM" + struct.pack(">HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    block = b"Exif\0\0" + tiff
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + data[2:])


def test_boxes_of_the_image_as_stored_were_not_rotated(tmp_path):
    root, names = folder_of(tmp_path)
    turned(root / names[2])
    (flag,) = flags(dataset(root, names))
    assert (flag.kind, flag.image) == (FlagKind.NOT_ROTATED, 2)
    assert flag.box_xyxy == (0, 0, HEIGHT, WIDTH)


def test_swapped_sides_without_exif_are_another_size(tmp_path):
    root, names = folder_of(tmp_path, 1)
    (flag,) = flags(dataset(root, names, size=(HEIGHT, WIDTH)))
    assert flag.kind is FlagKind.SIZE_DIFFERS
    assert "swapped" in flag.reason


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda picture: np.full_like(picture, 128), FlagKind.BLANK),
        (lambda picture: picture // 12, FlagKind.TOO_DARK),
        (lambda picture: cv2.GaussianBlur(picture, (0, 0), 6), FlagKind.BLURRED),
    ],
)
def test_an_image_that_shows_little_is_told(tmp_path, change, kind):
    root, names = folder_of(tmp_path)
    save(root, names[7], change(photo(7)))
    (flag,) = flags(dataset(root, names))
    assert (flag.kind, flag.image) == (kind, 7)
    assert 0.5 <= flag.score <= 1 or kind is FlagKind.BLURRED


def test_where_all_are_soft_none_is_blurred(tmp_path):
    root = tmp_path / "images"
    names = [save(root, f"{i}.jpg", cv2.GaussianBlur(photo(i), (0, 0), 5)) for i in range(25)]
    assert flags(dataset(root, names)) == ()


def test_an_image_in_two_lists_is_in_two_splits(tmp_path):
    root, names = folder_of(tmp_path, 3)
    lists = tmp_path / "ImageSets" / "Main"
    lists.mkdir(parents=True)
    (lists / "train.txt").write_text("0\n1\n")
    (lists / "test.txt").write_text("1\n2\n")
    (flag,) = flags(dataset(root, names))
    assert (flag.kind, flag.image, flag.score) == (FlagKind.IN_TWO_SPLITS, 1, 1.0)
    assert "train and test" in flag.reason


def test_an_image_without_boxes_where_the_model_is_sure_is_told_once(tmp_path):
    box = (20.0, 20.0, 60.0, 60.0)
    labels = [label(i + 1, box, image=i) for i in range(30)]
    rows = [(box, 0.9, 0, i) for i in range(31)] + [((80.0, 20.0, 120.0, 60.0), 0.9, 0, 30)]
    data = dataset(None, [f"{i}.jpg" for i in range(32)], labels)
    found = [flag for flag in flags(data, predictions(*rows)) if flag.kind is FlagKind.NO_BOXES]
    assert [flag.image for flag in found] == [30]
    assert "2 objects" in found[0].reason
