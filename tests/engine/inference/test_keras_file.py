import json
import zipfile

import pytest

from engine.errors import UserError
from engine.inference.keras_file import read_keras_file


def saved(folder, config, **members):
    path = folder / "model.keras"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"config.json": config, **members}.items():
            archive.writestr(name, content)
    return path


def layer(module, kind, registered=None, **config):
    return {"module": module, "class_name": kind, "config": config, "registered_name": registered}


def of(tmp_path, *layers):
    return read_keras_file(saved(tmp_path, json.dumps({"config": {"layers": layers}})))


def test_of_an_empty_model_nothing_is_named(tmp_path):
    file = read_keras_file(saved(tmp_path, "{}"))
    assert (file.lambdas, file.packages, file.foreign, file.members) == ((), (), (), ("config.json",))


def test_layers_are_told_by_where_their_code_comes_from(tmp_path):
    file = of(
        tmp_path,
        layer("keras.layers", "Dense", activation=layer("builtins", "function", "relu")),
        layer("keras_hub.src.models", "Backbone", "keras_hub>Backbone"),
        layer("mine.layers", "Own", "mine>Own"),
        layer("builtins", "function", "Custom>swish"),
        layer("keras.layers", "Lambda", name="twice", function={"class_name": "__lambda__", "config": {}}),
    )
    assert sorted(file.lambdas) == ["twice", "unnamed"]
    assert file.packages == ("keras_hub",)
    assert file.foreign == ("a class registered as Custom>swish", "mine", "mine.layers")


@pytest.mark.parametrize(
    ("config", "problem"), [(b"\xff", "no Keras model"), ("[", "no Keras model"), ("[]", "holds no model")]
)
def test_a_configuration_that_is_none_is_told(tmp_path, config, problem):
    with pytest.raises(UserError, match=problem) as caught:
        read_keras_file(saved(tmp_path, config))
    assert caught.value.remedy


@pytest.mark.parametrize("content", [None, b"", b"this is no archive"])
def test_what_is_no_archive_is_told(tmp_path, content):
    path = tmp_path / "model.keras"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError):
        read_keras_file(path)
