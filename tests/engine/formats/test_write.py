import numpy as np
import pytest

from engine.errors import CancelledError, UserError
from engine.formats.read import read_dataset
from engine.formats.write import FORMATS, write_dataset
from tests.engine.formats.samples import contents, write_png


@pytest.fixture
def pictures(dataset, tmp_path):
    """The image files of the dataset, beside which nothing is."""
    folder = tmp_path / "pictures"
    for name in dataset.images.file_names:
        write_png(folder / name)
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_read_back_as_itself(dataset, pictures, tmp_path, name):
    write_dataset(dataset, dataset.annotations, name, tmp_path / "out")
    result = read_dataset(tmp_path / "out", image_root=pictures)
    assert result.format == name
    assert result.problems == ()
    assert sorted(result.annotations.boxes_xyxy.tolist()) == sorted(dataset.annotations.boxes_xyxy.tolist())


@pytest.mark.parametrize("name", FORMATS)
def test_a_part_is_written_alone(dataset, tmp_path, name):
    images = [7, 2]
    write_dataset(dataset, dataset.annotations, name, tmp_path / "out", images=images)
    for image in images:
        write_png(tmp_path / "pictures" / dataset.images.file_names[image])
    result = read_dataset(tmp_path / "out", image_root=tmp_path / "pictures")
    assert sorted(result.images.file_names) == ["2.jpg", "7.jpg"]
    wanted = dataset.annotations.boxes_xyxy[np.isin(dataset.annotations.images, images)]
    assert sorted(result.annotations.boxes_xyxy.tolist()) == sorted(wanted.tolist())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_labels_are_the_same_bytes(dataset, pictures, tmp_path, name):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_dataset(dataset, dataset.annotations, name, tmp_path / folder / "out")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_an_unknown_format_is_told_with_those_there_are(dataset, tmp_path):
    with pytest.raises(UserError, match="coco, voc"):
        write_dataset(dataset, dataset.annotations, "none", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_it_tells_how_far_it_is_and_a_cancelled_one_leaves_nothing(dataset, tmp_path, name):
    told = []
    write_dataset(dataset, dataset.annotations, name, tmp_path / "out", progress=lambda *of: told.append(of))
    assert told
    assert all(0 <= done <= total and total > 0 for done, total in told)

    def cancel(done, total):
        raise CancelledError

    before = contents(tmp_path)
    with pytest.raises(CancelledError):
        write_dataset(dataset, dataset.annotations, name, tmp_path / "other", progress=cancel)
    assert contents(tmp_path) == before
