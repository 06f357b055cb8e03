import cv2
import pytest

from engine.data.edit import EditKind
from engine.data.flag import FlagKind
from tests.engine.checks.photos import HEIGHT, WIDTH, dataset, flags, photo, save
from tests.engine.checks.tray import BOLT, NUT, label

BOX = (20.0, 20.0, 60.0, 60.0)
OTHER = (90.0, 50.0, 130.0, 90.0)


def pair(tmp_path, second, name="b.jpg", **options):
    """A photograph, some others, and a second one that may show the same."""
    root = tmp_path / "images"
    names = [save(root, "a.jpg", photo(0)), save(root, name, second, **options)]
    return root, names + [save(root, f"{i}.jpg", photo(i)) for i in range(1, 5)]


SAME = [
    (photo(0), 92),
    (photo(0), 40),
    (photo(0, (2 * WIDTH, 2 * HEIGHT)), 92),
    (cv2.convertScaleAbs(photo(0), alpha=0.8, beta=20), 92),
]


@pytest.mark.parametrize(("picture", "quality"), SAME)
def test_copies_whose_labels_agree_are_let_be(tmp_path, picture, quality):
    root, names = pair(tmp_path, picture, quality=quality)
    scale = picture.shape[1] / WIDTH
    scaled = tuple(scale * side for side in BOX)
    data = dataset(root, names, [label(1, BOX), label(2, scaled, image=1)], size=(0, 0))
    assert flags(data) == ()


@pytest.mark.parametrize(("picture", "quality"), SAME)
def test_a_box_that_one_copy_lacks_is_suggested_to_it(tmp_path, picture, quality):
    root, names = pair(tmp_path, picture, quality=quality)
    (flag,) = flags(dataset(root, names, [label(1, BOX)], size=(0, 0)))
    assert (flag.kind, flag.image, flag.annotation_id) == (FlagKind.COPIES_DISAGREE, 1, None)
    assert flag.suggestion.kind is EditKind.ADD
    scale = picture.shape[1] / WIDTH
    assert flag.suggestion.after.box_xyxy == pytest.approx([scale * side for side in BOX])
    assert "a.jpg" in flag.reason


def test_another_class_is_told_on_both_copies(tmp_path):
    root, names = pair(tmp_path, photo(0))
    labels = [label(1, BOX), label(2, BOX, image=1, category=BOLT), label(3, OTHER), label(4, OTHER, image=1)]
    first, second = flags(dataset(root, names, labels))
    assert [(flag.annotation_id, flag.suggestion.after.category) for flag in (first, second)] == [
        (1, BOLT),
        (2, NUT),
    ]


def test_where_the_two_differ_another_label_is_no_disagreement(tmp_path):
    changed = photo(0).copy()
    changed[60:80, 100:120] = 255
    root, names = pair(tmp_path, changed)
    data = dataset(root, names, [label(1, (98.0, 58.0, 122.0, 82.0), image=1)])
    assert flags(data) == ()


def test_other_photographs_are_no_copies(tmp_path):
    root, names = pair(tmp_path, photo(77))
    assert flags(dataset(root, names, [label(1, BOX)])) == ()


def test_a_copy_in_another_split_is_told_on_the_image_that_tests(tmp_path):
    root, names = pair(tmp_path, photo(0), quality=60)
    lists = tmp_path / "ImageSets" / "Main"
    lists.mkdir(parents=True)
    (lists / "train.txt").write_text("b\n")
    (lists / "test.txt").write_text("a\n")
    for opened in (names, ["a.jpg"]):
        (flag,) = flags(dataset(root, opened))
        assert (flag.kind, flag.image) == (FlagKind.IN_TWO_SPLITS, 0)
        assert "b.jpg of the split train" in flag.reason
