import base64
import json

import pytest

from engine.errors import CancelledError, UserError
from engine.formats.labelme import read, write
from tests.engine.formats.samples import (
    contents,
    problems,
    with_box,
    with_category,
    write_json,
    write_png,
    write_text,
)


def shape(label="cat", points=((10, 20), (40, 60)), kind="rectangle", **more):
    return {
        "label": label,
        "points": [list(point) for point in points],
        "group_id": None,
        "description": "",
        "shape_type": kind,
        "flags": {},
        "mask": None,
    } | more


def document(*shapes, path="a.png", **more):
    return {
        "version": "5.5.0",
        "flags": {"seen": True},
        "shapes": list(shapes),
        "imagePath": path,
        "imageData": None,
        "imageHeight": 80,
        "imageWidth": 100,
    } | more


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    write_png(tmp_path / "in" / "a.png")
    return tmp_path / "in"


def exported(dataset, tmp_path, annotations=None, name="out"):
    write(dataset, annotations or dataset.annotations, tmp_path / name)
    return {file: json.loads(data) for file, data in contents(tmp_path / name).items()}


def test_an_image_without_shapes_is_a_dataset(folder, tmp_path):
    write_json(folder / "a.json", document())
    dataset = read(folder)
    assert dataset.problems == ()
    assert dataset.image_root == folder
    assert dataset.images.file_names == ("a.png",)
    assert exported(dataset, tmp_path) == {"a.json": document()}


@pytest.mark.parametrize(
    ("kind", "points", "box"),
    [
        ("rectangle", [(10, 20), (40, 60)], [10, 20, 40, 60]),
        ("rectangle", [(40.5, 60), (10, 20)], [10, 20, 40.5, 60]),
        ("polygon", [(10, 20), (40, 30), (20, 60.25)], [10, 20, 40, 60.25]),
        ("circle", [(50, 50), (53, 54)], [45, 45, 55, 55]),
        ("mask", [(1, 2), (3, 4)], [1, 2, 3, 4]),
        ("oriented_rectangle", [(1, 2), (5, 0), (6, 3), (2, 5)], [1, 0, 6, 5]),
    ],
)
def test_a_shape_is_the_box_around_it_and_stays_what_it_is(folder, tmp_path, kind, points, box):
    content = document(shape(points=points, kind=kind, colour=[1, 2]))
    write_json(folder / "a.json", content)
    dataset = read(folder)
    assert dataset.problems == ()
    assert dataset.annotations.boxes_xyxy.tolist() == [box]
    assert exported(dataset, tmp_path) == {"a.json": content}


def test_a_shape_whose_box_is_moved_becomes_a_rectangle(folder, tmp_path):
    points = [[10, 20], [40, 30], [20, 60]]
    write_json(folder / "a.json", document(shape(), shape("dog", points, "polygon")))
    dataset = read(folder)
    boxes = with_box(with_box(dataset.annotations, 0, (1, 2, 3, 4.5)), 1, (0, 0, 9, 9))
    shapes = exported(dataset, tmp_path, boxes)["a.json"]["shapes"]
    assert shapes[0] == shape(points=[(1, 2), (3, 4.5)])
    stale = {"shape_type": "polygon", "points": points}
    assert shapes[1] == shape("dog", [(0, 0), (9, 9)], boxwright_stale=stale)
    relabelled = exported(dataset, tmp_path, with_category(dataset.annotations, 1, 0), "relabelled")
    assert relabelled["a.json"]["shapes"][1] == shape("cat", points, "polygon")


def test_shapes_that_enclose_nothing_keep_their_places(folder, tmp_path):
    content = document(shape(kind="point", points=[(1, 2)]), shape(), shape(kind="linestrip"))
    write_json(folder / "a.json", content)
    dataset = read(folder)
    assert len(dataset.annotations) == 1
    assert exported(dataset, tmp_path) == {"a.json": content}


def test_paths_from_windows_and_from_beside_find_their_images(tmp_path):
    for name in ("images/é 1.PNG", "images/two/a.png", "ann/two/b"):
        write_png(tmp_path / "in" / name)
    documents = {
        "ann/one.json": document(path="..\\images\\é 1.PNG"),
        "ann/two/a.json": document(path="../../images/two/a.png"),
        "ann/two/b.json": document(path="b"),
        "ann/two/c.json": document(path="../../../../etc/passwd"),
    }
    for name, content in documents.items():
        write_text(tmp_path / "in" / name, "\ufeff" + json.dumps(content))
    dataset = read(tmp_path / "in")
    assert dataset.images.file_names == ("images/é 1.PNG", "images/two/a.png", "ann/two/b", "etc/passwd")
    assert problems(dataset) == [("etc/passwd", "the image is missing")]
    assert exported(dataset, tmp_path) == documents


def test_pixels_in_the_file_are_put_there_again_from_the_image(folder, tmp_path):
    data = base64.b64encode((folder / "a.png").read_bytes()).decode()
    write_json(folder / "a.json", document(imageData=data))
    dataset = read(folder)
    assert data not in str(dataset.image_records)
    assert exported(dataset, tmp_path)["a.json"]["imageData"] == data


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "the file is empty"),
        ("{", "this is not JSON"),
        ("[]", "this is no annotation of LabelMe"),
        ('{"shapes": 1}', "this is no annotation of LabelMe"),
        ('{"shapes": [1]}', "this is no record"),
        ('{"shapes": [{"label": 1, "points": [[1,2],[3,4]], "shape_type": "rectangle"}]}', "it has no class"),
        ('{"shapes": [{"label": "a", "shape_type": []}, 1]}', "this is no record"),
        ('{"shapes": [{"label": "a", "points": [[1,2]]}]}', "its box is not four finite numbers"),
        ('{"shapes": [{"label": "a", "points": [[1,2],[3,"x"]]}]}', "its box is not four finite numbers"),
        ('{"shapes": [{"label": "a", "points": [[1,2],[3,1e999]]}]}', "its box is not four finite numbers"),
    ],
)
def test_what_cannot_be_used_spoils_no_other_file(folder, tmp_path, content, problem):
    write_json(folder / "a.json", document(shape()))
    write_text(folder / "b.json", content)
    dataset = read(folder)
    assert any(text.startswith(problem) for _, text in problems(dataset))
    assert dataset.annotations.countable().sum() == 1
    assert exported(dataset, tmp_path)["a.json"] == document(shape())


def test_two_files_about_one_image_are_told(folder):
    write_json(folder / "a.json", document(shape()))
    write_json(folder / "b.json", document(shape()))
    assert ("a.png", "another file is about this image") in problems(read(folder))


def test_labels_of_another_format_get_rectangles(dataset, tmp_path):
    files = exported(dataset, tmp_path)
    assert sorted(files) == sorted(f"{name[:-4]}.json" for name in dataset.images.file_names)
    assert files["0.json"]["imagePath"] == "0.jpg"
    back = read(tmp_path / "out")
    assert back.categories.names == dataset.categories.names
    assert back.image_root is None


def test_a_folder_without_json_is_refused(tmp_path):
    with pytest.raises(UserError, match="no JSON file"):
        read(tmp_path)


def test_reading_can_be_cancelled(folder):
    write_json(folder / "a.json", document())

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        read(folder, progress=cancel)
