import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.settings import demo_project_file, demo_sources, settings_file
from engine.errors import UserError
from engine.opening import read_sources


def test_without_tensorflow_the_demo_opens_what_its_model_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOXWRIGHT_PYTHON", raising=False)
    assert demo_sources().model is not None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "boxwright"))
    sources = demo_sources()
    assert (sources.model, sources.label_map) == (None, None)
    dataset, predictions = read_sources(sources)
    assert predictions is not None
    assert len(predictions) > len(dataset.annotations)
    assert not [problem for problem in dataset.problems if problem.source == str(sources.predictions)]


@pytest.mark.parametrize("file", [settings_file, demo_project_file])
def test_a_home_that_cannot_be_written_is_named(
    file: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    with pytest.raises(UserError, match=r"file.boxwright: Boxwright cannot make its own folder"):
        file()
