import pytest

from engine.errors import CancelledError, UserError
from engine.formats.tf_csv import read, write
from tests.engine.formats.samples import problems, with_box, with_category, write_png, write_text

HEADER = "filename,width,height,class,xmin,ymin,xmax,ymax\n"


def exported(dataset, tmp_path, annotations=None):
    write(dataset, annotations or dataset.annotations, tmp_path / "out.csv")
    return (tmp_path / "out.csv").read_text("utf-8")


def test_a_header_alone_is_a_dataset(tmp_path):
    dataset = read(write_text(tmp_path / "a.csv", HEADER))
    assert len(dataset.images) == len(dataset.annotations) == len(dataset.categories) == 0
    assert exported(dataset, tmp_path) == HEADER


def test_rows_are_boxes(tmp_path):
    text = HEADER + "b.jpg,100,80,dog,1,2,4,8\na.jpg,100,80,cat,10,20,40.5,60\nb.jpg,100,80,cat,0,0,5,5\n"
    dataset = read(write_text(tmp_path / "a.csv", text))
    assert dataset.problems == ()
    assert dataset.images.file_names == ("b.jpg", "a.jpg")
    assert dataset.images.sizes_wh.tolist() == [[100, 80]] * 2
    assert dataset.categories.names == ("cat", "dog")
    assert dataset.annotations.images.tolist() == [0, 1, 0]
    assert dataset.annotations.boxes_xyxy[1].tolist() == [10, 20, 40.5, 60]
    assert exported(dataset, tmp_path) == text


def test_columns_of_other_tools_stay_where_they_are(tmp_path):
    text = 'class,XMin,ymin,xmax,ymax,filename,Note\ncat,1,2,4,8,a.jpg,"dark, wet"\n'
    dataset = read(write_text(tmp_path / "a.csv", f"\ufeff{text}".replace("\n", "\r\n")))
    assert dataset.records == {1: {"Note": "dark, wet"}}
    assert exported(dataset, tmp_path) == text.replace("XMin", "xmin")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings_of_spreadsheets(tmp_path, delimiter, encoding):
    text = (HEADER + "Bild 1é.JPG,100,80,Zug,1,2,4,8\n").replace(",", delimiter)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    dataset = read(tmp_path / "a.csv")
    assert dataset.images.file_names == ("Bild 1é.JPG",)
    assert dataset.annotations.boxes_xyxy.tolist() == [[1, 2, 4, 8]]


def test_paths_of_another_machine_find_their_images_and_are_written_as_they_were(tmp_path):
    write_png(tmp_path / "images" / "one" / "a.png")
    write_png(tmp_path / "images" / "two" / "a.png")
    stated = ("C:\\data\\one\\a.png", "/data/two/a.png", "../../three/a.png")
    rows = "".join(f"{path},100,80,cat,1,2,4,8\n" for path in stated)
    dataset = read(write_text(tmp_path / "a.csv", HEADER + rows), image_root=tmp_path / "images")
    assert dataset.images.file_names == ("one/a.png", "two/a.png", "three/a.png")
    assert problems(dataset) == [("three/a.png", "the image is missing")]
    assert exported(dataset, tmp_path) == HEADER + rows


def test_an_image_alone_has_no_box(tmp_path):
    dataset = read(write_text(tmp_path / "a.csv", HEADER + "a.jpg,100,80,,,,,\n"))
    assert dataset.images.file_names == ("a.jpg",)
    assert len(dataset.annotations) == 0


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",1,1,cat,1,2,3,4", "it has no file name"),
        ("a.jpg,1,1,cat,1,2,3,4,5", "it has more cells than the header"),
        ("a.jpg,1,1,cat,1,2,x,4", "its box is not four finite numbers"),
        ("a.jpg,1,1,cat,1,2", "its box is not four finite numbers"),
        ("a.jpg,1,1,,1,2,3,4", "it has no class"),
        ("a.jpg,1,1,cat,1,2,1e999,4", "its box is not four finite numbers"),
    ],
)
def test_a_row_that_cannot_be_used_spoils_no_other(tmp_path, row, problem):
    text = f"{HEADER}{row}\nb.jpg,100,80,cat,1,2,4,8\n"
    dataset = read(write_text(tmp_path / "a.csv", text))
    assert problems(dataset) == [("line 2", problem)]
    assert dataset.annotations.countable().sum() == 1
    if len(dataset.annotations) == 2:
        assert exported(dataset, tmp_path) == text.replace("1,2\n", "1,2,,\n")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xff\xff\xff,\n", b"filename\0,"])
def test_a_file_without_the_columns_is_refused(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(UserError) as caught:
        read(tmp_path / "a.csv")
    assert caught.value.source == str(tmp_path / "a.csv")


def test_a_quote_that_is_never_closed_is_told_with_its_line(tmp_path):
    write_text(tmp_path / "a.csv", HEADER + '"' + "x" * 200_000)
    with pytest.raises(UserError, match="line 2"):
        read(tmp_path / "a.csv")


def test_edits_change_their_rows_alone(tmp_path):
    dataset = read(
        write_text(tmp_path / "a.csv", HEADER + "a.jpg,100,80,cat,1,2,4,8\nb.jpg,100,80,dog,1,2,4,8\n")
    )
    boxes = with_category(with_box(dataset.annotations, 0, (0.5, 0, 9, 9)), 1, 0)
    assert exported(dataset, tmp_path, boxes) == (
        HEADER + "a.jpg,100,80,cat,0.5,0,9,9\nb.jpg,100,80,cat,1,2,4,8\n"
    )


def test_reading_can_be_cancelled(tmp_path):
    def cancel(done, total):
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        read(write_text(tmp_path / "a.csv", HEADER + "a.jpg,9,9,cat,1,2,4,8\n" * 5000), progress=cancel)
