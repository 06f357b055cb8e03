import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import engine
from engine.data.model import ModelSpec
from engine.errors import UserError
from engine.inference.trust import dangers, examine, refuse_untrusted

ROOT = Path(engine.__file__).parents[1]


@dataclass(frozen=True)
class DangerousModels:
    """What `dangerous_models.py` made, and what loading each said."""

    folder: Path
    said: dict[str, str]


@pytest.fixture(scope="module")
def dangerous_models(tmp_path_factory, child_environment) -> DangerousModels:
    folder = tmp_path_factory.mktemp("dangerous")
    command = [sys.executable, "-m", "tests.engine.inference.dangerous_models", str(folder)]
    run = subprocess.run(
        command, env=child_environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return DangerousModels(folder, json.loads((folder / "said.json").read_text()))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("harmless", []),
        ("harmless.keras", []),
        ("reading", ["can read files: MatchingFiles, ReadFile"]),
        ("writing", ["can write files: WriteFile"]),
        ("printing_to_a_file", ["can write files: PrintV2"]),
        ("saving_elsewhere", ["can write files: SaveV2"]),
        ("calling_python", ["calls Python code: PyFunc"]),
        ("lambda.keras", ["Python code in Lambda layers: twice"]),
        ("own.keras", ["not Keras's own: ", "mine"]),
        ("pickles.keras", ["pickles in it: assets/vocabulary"]),
        ("model.pkl", ["A pickle runs whatever code it holds"]),
        ("old.h5", ["HDF5"]),
    ],
)
def test_what_a_model_could_do_on_its_own_is_told(dangerous_models, name, words):
    told = dangers(ModelSpec(dangerous_models.folder / name))
    assert len(told) == bool(words)
    assert [word for word in words if word not in " ".join(told)] == []


@pytest.mark.parametrize("name", ["lambda.keras", "own.keras", "pickles.keras", "model.pkl", "old.h5"])
def test_what_is_code_is_not_loaded_unless_it_is_trusted(dangerous_models, name):
    said = dangerous_models.said[name]
    assert "may run code of its own" in said and "trust it" in said and name in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lambda.keras", "no detector"),
        ("pickles.keras", "no detector"),
        ("old.h5", "no detector"),
        ("own.keras", "no detector"),
        ("model.pkl", "pickles are not read here"),
    ],
)
def test_what_is_trusted_is_loaded(dangerous_models, name, words):
    assert words in dangerous_models.said[f"{name} trusted"]


@pytest.mark.parametrize("name", ["harmless", "reading", "writing", "calling_python", "harmless.keras"])
def test_what_is_no_code_by_itself_is_for_a_person_to_judge(dangerous_models, name):
    refuse_untrusted(ModelSpec(dangerous_models.folder / name))


def test_real_models_have_no_dangers(bccd):
    facts = examine(ModelSpec(bccd / "saved_model"))
    assert facts.dangers == () and facts.kind == "SavedModel" and facts.size > 10**6


def test_the_hash_is_that_of_all_files_wherever_they_lie(dangerous_models, tmp_path):
    first = examine(ModelSpec(dangerous_models.folder / "harmless"))
    copy = shutil.copytree(dangerous_models.folder / "harmless", tmp_path / "elsewhere")
    (copy / "beside.tflite").write_bytes(b"not of the model")
    assert examine(ModelSpec(copy)) == first and len(first.hash) == 64
    weights = next((copy / "variables").glob("*.data*"))
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert examine(ModelSpec(copy)).hash != first.hash


def test_an_adapter_is_part_of_the_model(dangerous_models, tmp_path):
    adapter = tmp_path / "mine.py"
    adapter.write_text("1 / 0")
    spec = ModelSpec(dangerous_models.folder / "harmless", adapter=adapter)
    facts = examine(spec)
    assert facts.hash != examine(ModelSpec(spec.path)).hash
    assert facts.dangers == ("The adapter mine.py is a Python program.",)


def test_a_graph_that_cannot_be_read_is_a_danger(tmp_path):
    (tmp_path / "saved_model.pb").write_bytes(b"this is no protocol buffer")
    assert "cannot be told" in dangers(ModelSpec(tmp_path))[0]
    (tmp_path / "saved_model.pb").write_bytes(b"")
    assert dangers(ModelSpec(tmp_path)) == ()


@pytest.mark.parametrize(
    ("name", "problem"), [("nowhere", "no such file or folder"), ("folder", "no saved_model.pb")]
)
def test_what_is_not_there_is_told(tmp_path, name, problem):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match=problem) as caught:
        examine(ModelSpec(tmp_path / name))
    assert caught.value.remedy
