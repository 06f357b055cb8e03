import pytest

from engine.errors import UserError
from engine.formats.read import read_dataset
from engine.formats.write import FORMATS, write_dataset


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_read_back_as_itself(dataset, tmp_path, name):
    write_dataset(dataset, dataset.annotations, name, tmp_path / "out")
    result = read_dataset(tmp_path / "out")
    assert result.format == name
    assert sorted(result.annotations.boxes_xyxy.tolist()) == sorted(dataset.annotations.boxes_xyxy.tolist())


def test_an_unknown_format_is_told_with_those_there_are(dataset, tmp_path):
    with pytest.raises(UserError, match="coco, voc"):
        write_dataset(dataset, dataset.annotations, "yolo", tmp_path / "out")
    assert not (tmp_path / "out").exists()
