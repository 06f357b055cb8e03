import cv2
import numpy as np
import pytest

from engine.errors import CancelledError, UserError
from engine.formats.embedded import as_stored, extract_images, image_features
from engine.formats.tfrecord import read
from engine.images import orientation, read_image
from tests.engine.formats.samples import contents
from tests.engine.formats.test_tfrecord import example, framed, write_records

EXIF = b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"


@pytest.fixture
def turned():
    """A photograph of 20 x 10 pixels that EXIF has turned by a quarter."""
    data = cv2.imencode(".jpg", np.full((10, 20, 3), 90, np.uint8))[1].tobytes()
    return data[:2] + EXIF + data[2:]


def test_records_without_images_make_no_folder(tmp_path):
    path = write_records(tmp_path / "a.record", example(image__encoded=None))
    assert extract_images(path, tmp_path / "out") == 0
    assert not (tmp_path / "out").exists()


def test_images_become_files_under_the_names_that_the_dataset_has(tmp_path):
    names = [b"a.png", b"../a.png", b"b", b"sub/c.png", b""]
    pictures = [b"\x89PNG%d" % number for number in range(len(names))]
    examples = [
        example(name=name, image__encoded=(data,)) for name, data in zip(names, pictures, strict=True)
    ]
    path = write_records(tmp_path / "in" / "a.record", *examples)
    assert extract_images(path, tmp_path / "out") == len(names)
    dataset = read(path, image_root=tmp_path / "out")
    assert dataset.problems == ()
    found = contents(tmp_path / "out")
    assert [found[name] for name in dataset.images.file_names] == pictures
    assert len(found) == len(names)


def test_a_turned_image_lies_as_it_is_stored(tmp_path, turned):
    assert orientation(turned) == 6
    assert orientation(as_stored(turned)) == 1
    path = write_records(tmp_path / "a.record", example(name=b"a.jpg", image__encoded=(turned,)))
    extract_images(path, tmp_path / "out")
    assert read_image(tmp_path / "out" / "a.jpg").full_size_wh == (20, 10)


def test_a_turned_image_is_upright_in_a_record(tmp_path, turned):
    (tmp_path / "a.jpg").write_bytes(turned)
    features = image_features(tmp_path / "a.jpg")
    assert features["image/format"] == (b"png",)
    (data,) = features["image/encoded"]
    assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED).shape == (20, 10, 3)


def test_a_damaged_record_leaves_nothing_behind(tmp_path):
    path = write_records(tmp_path / "in" / "a.record", example(), example())
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(UserError, match="record 2"):
        extract_images(path, tmp_path / "out")
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]


def test_cancelling_leaves_nothing_behind(tmp_path):
    path = write_records(tmp_path / "in" / "a.record", example())

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        extract_images(path, tmp_path / "out", progress=cancel)
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]


def test_a_record_that_is_no_example_has_no_image(tmp_path):
    path = write_records(tmp_path / "a.record", example())
    path.write_bytes(path.read_bytes() + framed(b"\xff"))
    assert extract_images(path, tmp_path / "out") == 1
