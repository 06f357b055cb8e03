import json
import zipfile

import pytest

from engine.errors import UserError
from engine.inference.metadata import Fitting, Metadata, of_keras, of_saved_model, of_tflite

NAMES = ((0, "red"), (1, "blue"))
YOLO = "task: detect\nimgsz:\n- 64\n- 96\nargs:\n  nms: true\nnames:\n  0: red\n  1: blue\n"


def test_where_nothing_is_said_nothing_is_known(tmp_path):
    path = tmp_path / "a.tflite"
    path.write_bytes(b"")
    assert of_saved_model(tmp_path) == of_tflite(path, b"") == of_keras({}) == Metadata()


def test_a_yolo_export_says_what_it_is_beside_its_graph(tmp_path):
    (tmp_path / "metadata.yaml").write_text(YOLO)
    told = of_saved_model(tmp_path)
    assert told == Metadata(NAMES, "detect", suppressed=True, size_wh=(96, 64))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", Metadata()),
        ("- 1", Metadata()),
        ("names: [red, blue]\nimgsz: 64", Metadata(NAMES, size_wh=(64, 64))),
        ("names: 3\nimgsz: [64]\ntask: 7", Metadata()),
        ("names: {red: 0}", Metadata()),
        ("args: {nms: false}", Metadata(suppressed=False)),
        ("end2end: true\nargs: {nms: false}", Metadata(suppressed=True)),
        ("args: {nms: null}", Metadata()),
    ],
)
def test_what_is_not_said_plainly_is_not_known(tmp_path, text, told):
    (tmp_path / "metadata.yaml").write_text(text)
    assert of_saved_model(tmp_path) == told


@pytest.mark.parametrize("data", [b"names: [", b"\xff", b"a: !!python/object/apply:os.getcwd []"])
def test_a_description_that_cannot_be_read_is_told(tmp_path, data):
    (tmp_path / "metadata.yaml").write_bytes(data)
    with pytest.raises(UserError, match="description cannot be read") as caught:
        of_saved_model(tmp_path)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "text", "names"),
    [
        ("metadata.json", json.dumps({"names": {"0": "red", "1": "blue"}}), NAMES),
        ("temp_meta.txt", repr({"names": {0: "red", 1: "blue"}}), NAMES),
        ("labels.txt", "red\nblue\n", NAMES),
        ("labelmap.txt", "???\nred\n???\nblue\n", ((1, "red"), (3, "blue"))),
        ("labels.txt", "", None),
        ("other.bin", "red\nblue\n", None),
    ],
)
def test_what_is_appended_to_a_tflite_file_is_read(tmp_path, name, text, names):
    path = tmp_path / "a.tflite"
    path.write_bytes(b"the model itself")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("image.png", b"\xff\xd8\xff")
        archive.writestr(name, text)
    assert of_tflite(path, path.read_bytes()).names == names


def test_a_keras_model_says_how_it_fits_images_and_tells_boxes():
    converter = {"image_size": [16, 32], "pad_to_aspect_ratio": True, "crop_to_aspect_ratio": False}
    config = {"preprocessor": {"config": {"image_converter": {"config": converter}}}}
    told = of_keras({"config": {**config, "bounding_box_format": "xyxy"}})
    assert told == Metadata(box_format="xyxy", fitting=Fitting((32, 16), pads=True))
    assert of_keras({"config": config}).box_format is None
    assert of_keras({"config": {"preprocessor": None, "bounding_box_format": {}}}) == Metadata()
