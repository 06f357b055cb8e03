import sys
from pathlib import Path

import pytest

from engine.data.address import CACHE_VARIABLE, cache_folder
from engine.errors import UserError, WorkFailedError
from engine.inference import interpreter
from engine.inference.child import Child
from engine.inference.interpreter import OWN_PYTHON, can_run_models, command, environment


@pytest.fixture(autouse=True)
def no_own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OWN_PYTHON, raising=False)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed program."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "boxwright"))
    return tmp_path


def test_from_source_the_same_python_runs_models() -> None:
    assert command() == [sys.executable, "-P", "-m", "engine.inference.worker"]
    assert can_run_models()


def test_an_installed_program_has_another_program_for_it(installed: Path) -> None:
    program = installed / interpreter._PROGRAM
    program.touch()
    assert command() == [str(program)]
    assert can_run_models()


def test_an_installed_program_without_tensorflow_says_what_to_do(installed: Path) -> None:
    assert not can_run_models()
    with pytest.raises(WorkFailedError, match=r"without TensorFlow.*boxwright-full.*BOXWRIGHT_PYTHON"):
        Child()


def test_another_python_is_taken_and_reads_the_sources(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = installed / "python"
    python.touch()
    monkeypatch.setenv(OWN_PYTHON, str(python))
    monkeypatch.setenv("LD_LIBRARY_PATH", str(installed))
    assert command()[0] == str(python)
    assert can_run_models()
    assert Path(environment()["PYTHONPATH"].split(":")[0]).name == "sources"
    assert "LD_LIBRARY_PATH" not in environment()


def test_it_is_told_where_the_image_cache_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    assert environment()[CACHE_VARIABLE] == str(cache_folder())


def test_another_python_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OWN_PYTHON, str(tmp_path / "python"))
    with pytest.raises(UserError, match=r"python: BOXWRIGHT_PYTHON names no Python"):
        command()
