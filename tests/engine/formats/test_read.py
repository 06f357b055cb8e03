import pytest

from engine.errors import UserError
from engine.formats.read import read_dataset
from tests.engine.formats.samples import annotation, coco, thing, write_json, write_xml


def test_a_file_is_coco(tmp_path):
    path = write_json(tmp_path / "labels.txt", coco(annotation()))
    dataset = read_dataset(path)
    assert dataset.format == "coco"
    assert dataset.source == path
    assert len(dataset.annotations) == 1


def test_a_folder_is_voc(tmp_path):
    write_xml(tmp_path / "in.json" / "a.xml", thing())
    dataset = read_dataset(tmp_path / "in.json")
    assert dataset.format == "voc"
    assert len(dataset.annotations) == 1


def test_options_reach_either_reader(tmp_path):
    write_xml(tmp_path / "Annotations" / "a.xml", thing("cow"))
    write_json(tmp_path / "labels.json", coco(categories=[]))
    (tmp_path / "images").mkdir()
    (tmp_path / "test.txt").write_text("a")
    for name in ("Annotations", "labels.json"):
        calls = []
        dataset = read_dataset(
            tmp_path / name,
            image_root=tmp_path / "images",
            split=tmp_path / "test.txt",
            label_map={3: "cow"},
            progress=lambda done, total, calls=calls: calls.append((done, total)),
        )
        assert dataset.images.file_names == ("a.jpg",)
        assert dataset.image_root == tmp_path / "images"
        assert dataset.categories.ids.tolist() == [3]
        assert [problem.problem for problem in dataset.problems] == ["the image is missing"]
        assert calls


@pytest.mark.parametrize("name", ["none", "a.xml", "empty", "image.jpg"])
def test_what_is_neither_is_refused_by_name(tmp_path, name):
    write_xml(tmp_path / "a.xml", thing())
    (tmp_path / "empty").mkdir()
    (tmp_path / "image.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UserError) as caught:
        read_dataset(tmp_path / name)
    assert caught.value.source == str(tmp_path / name)
    assert caught.value.remedy


def test_a_single_xml_file_is_told_to_be_one_of_a_folder(tmp_path):
    with pytest.raises(UserError, match="Choose the folder it is in"):
        read_dataset(write_xml(tmp_path / "a.xml", thing()))
