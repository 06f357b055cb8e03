import pytest

from engine.errors import UserError
from engine.formats.retinanet import read, write
from tests.engine.formats.samples import contents, problems, with_box, write_png, write_text

ROWS = "/data/img/b.png,10,20,40,60,dog\n/data/img/a.png,,,,,\n/data/img/b.png,0,0,5,5,cat\n"


def exported(dataset, tmp_path, annotations=None):
    write(dataset, annotations or dataset.annotations, tmp_path / "out")
    return {name: data.decode() for name, data in contents(tmp_path / "out").items()}


def test_an_image_without_boxes_is_a_dataset(tmp_path):
    dataset = read(write_text(tmp_path / "in" / "boxes.csv", "a.png,,,,,\n"))
    assert dataset.images.file_names == ("a.png",)
    assert len(dataset.annotations) == 0
    assert exported(dataset, tmp_path) == {"boxes.csv": "a.png,,,,,\n", "classes.csv": ""}


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_second_file_numbers_the_classes(tmp_path, as_folder):
    write_text(tmp_path / "in" / "train.csv", ROWS)
    write_text(tmp_path / "in" / "names.CSV", "dog,0\ncat,1\nrabbit,2\n")
    write_png(tmp_path / "img" / "a.png")
    write_png(tmp_path / "img" / "b.png", 640, 480)
    dataset = read(tmp_path / "in" / ("" if as_folder else "train.csv"), image_root=tmp_path / "img")
    assert dataset.problems == ()
    assert dataset.images.file_names == ("b.png", "a.png")
    assert dataset.images.sizes_wh.tolist() == [[640, 480], [100, 80]]
    assert dataset.categories.names == ("dog", "cat", "rabbit")
    assert dataset.categories.ids.tolist() == [0, 1, 2]
    assert dataset.annotations.categories.tolist() == [0, 1]
    assert dataset.annotations.boxes_xyxy[0].tolist() == [10, 20, 40, 60]
    files = exported(dataset, tmp_path)
    assert sorted(files) == ["names.CSV", "train.csv"]
    assert sorted(files["train.csv"].splitlines()) == sorted(ROWS.splitlines())
    assert files["names.CSV"] == "dog,0\ncat,1\nrabbit,2\n"


def test_corners_are_whole_pixels_unless_the_source_has_others(tmp_path):
    dataset = read(write_text(tmp_path / "one" / "a.csv", "a.png,1,2,3,4,cat\n"))
    assert exported(dataset, tmp_path, with_box(dataset.annotations, 0, (1.4, 1.6, 9.5, 20)))["a.csv"] == (
        "a.png,1,2,10,20,cat\n"
    )
    dataset = read(write_text(tmp_path / "two" / "a.csv", "a.png,1.25,2,3,4,cat\n"))
    write(dataset, dataset.annotations, tmp_path / "exact")
    assert (tmp_path / "exact" / "a.csv").read_text() == "a.png,1.25,2,3,4,cat\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",1,2,3,4,cat", "it has no path"),
        ("a.png,1,2,3,4,cat,7", "it has more than 6 cells"),
        ("a.png,1,2,3,x,cat", "its box is not four finite numbers"),
        ("a.png,1,2,3,4,", "it has no class"),
    ],
)
def test_a_row_that_cannot_be_used_spoils_no_other(tmp_path, row, problem):
    dataset = read(write_text(tmp_path / "in" / "a.csv", f"{row}\nb.png,1,2,3,4,cat\n"))
    assert problems(dataset) == [("line 1", problem)]
    assert dataset.annotations.countable().sum() == 1


def test_a_class_number_given_twice_is_refused(tmp_path):
    write_text(tmp_path / "classes.csv", "cat,0\ndog,0\n")
    with pytest.raises(UserError, match="class 0 is named twice"):
        read(write_text(tmp_path / "a.csv", ROWS))


def test_a_folder_must_have_one_file_of_boxes(tmp_path):
    with pytest.raises(UserError, match="no CSV of boxes"):
        read(tmp_path)
    write_text(tmp_path / "a.csv", ROWS)
    write_text(tmp_path / "b.csv", ROWS)
    with pytest.raises(UserError, match="several"):
        read(tmp_path)
