import sys
from pathlib import Path

import pytest

from app.settings import demo_sources
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
