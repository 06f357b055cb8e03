import pytest

from engine.errors import UserError
from engine.formats.open_images import read, write
from tests.engine.formats.samples import contents, problems, with_box, with_category, write_png, write_text

HEADER = (
    "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,"
    "IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n"
)
ROWS = (
    "000a,xclick,/m/01yrx,1,0.1,0.4,0.25,0.75,1,0,0,0,0\n"
    "000b,activemil,/m/0bt9lr,1,0,1,0,0.333333,0,0,1,0,0\n"
)
DESCRIPTIONS = "/m/0bt9lr,Dog\n/m/01yrx,Cat\n/m/0f4s2w,Vegetable\n"


def exported(dataset, tmp_path, annotations=None, name="out"):
    write(dataset, annotations or dataset.annotations, tmp_path / name)
    return {name: data.decode() for name, data in contents(tmp_path / name).items()}


@pytest.fixture
def source(tmp_path):
    write_text(tmp_path / "in" / "class-descriptions-boxable.csv", DESCRIPTIONS)
    for name in ("000a.jpg", "000b.PNG"):
        write_png(tmp_path / "img" / name)
    return write_text(tmp_path / "in" / "train-annotations-bbox.csv", HEADER + ROWS)


def test_a_header_alone_is_a_dataset(tmp_path):
    dataset = read(write_text(tmp_path / "a.csv", HEADER))
    assert len(dataset.images) == len(dataset.annotations) == 0
    assert exported(dataset, tmp_path)["a.csv"] == HEADER


def test_rows_are_fractions_of_the_image(source, tmp_path):
    dataset = read(source, image_root=tmp_path / "img")
    assert dataset.problems == ()
    assert dataset.images.file_names == ("000a.jpg", "000b.PNG")
    assert dataset.categories.names == ("Dog", "Cat", "Vegetable")
    assert dataset.annotations.categories.tolist() == [1, 0]
    assert dataset.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60], [0, 0, 100, 26.66664]]
    assert dataset.annotations.crowd.tolist() == [False, True]
    assert dataset.records[1] == {
        "Source": "xclick",
        "IsOccluded": "1",
        "IsTruncated": "0",
        "IsDepiction": "0",
        "IsInside": "0",
    }


def test_what_was_not_edited_is_written_as_it_was(source, tmp_path):
    files = {path.name: path.read_text() for path in source.parent.iterdir()}
    assert exported(read(source, image_root=tmp_path / "img"), tmp_path) == files
    assert exported(read(source.parent), tmp_path, name="without_images") == files


def test_without_images_boxes_have_no_place(source):
    dataset = read(source)
    assert not dataset.annotations.countable().any()
    assert problems(dataset)[0] == ("line 2", "its box is not four finite numbers")


def test_edits_change_class_and_place(source, tmp_path):
    dataset = read(source, image_root=tmp_path / "img")
    boxes = with_category(with_box(dataset.annotations, 0, (0, 0, 50, 40)), 1, 2)
    rows = exported(dataset, tmp_path, boxes)["train-annotations-bbox.csv"].splitlines()[1:]
    assert rows == [
        "000a,xclick,/m/01yrx,1,0,0.5,0,0.5,1,0,0,0,0",
        "000b,activemil,/m/0f4s2w,1,0,1,0,0.333333,0,0,1,0,0",
    ]


def test_a_code_without_a_name_is_kept_unknown(source, tmp_path):
    write_text(source, HEADER + ROWS.replace("/m/0bt9lr", "/m/none"))
    dataset = read(source, image_root=tmp_path / "img")
    assert problems(dataset) == [("line 3", "its class '/m/none' is not in the class list")]
    assert ",/m/none," in exported(dataset, tmp_path)["train-annotations-bbox.csv"]


def test_a_label_map_numbers_the_classes(source, tmp_path):
    dataset = read(source, image_root=tmp_path / "img", label_map={3: "Cat", 9: "Dog"})
    assert dataset.categories.ids.tolist() == [3, 9]
    assert dataset.annotations.categories.tolist() == [0, 1]


@pytest.mark.parametrize("row", [",xclick,/m/01yrx,1,0,1,0,1,0,0,0,0,0", "000a,/m/01yrx"])
def test_a_row_that_cannot_be_used_is_told(source, tmp_path, row):
    write_text(source, f"{HEADER}{row}\n{ROWS}")
    dataset = read(source, image_root=tmp_path / "img")
    assert [where for where, _ in problems(dataset)] == ["line 2"]
    assert len(dataset.annotations) == 2


def test_a_folder_without_boxes_is_refused(tmp_path):
    write_text(tmp_path / "class-descriptions-boxable.csv", DESCRIPTIONS)
    with pytest.raises(UserError, match="no CSV of boxes"):
        read(tmp_path)
