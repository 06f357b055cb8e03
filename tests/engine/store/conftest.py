from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.data.dataset import Dataset
from engine.data.sources import Sources
from engine.store.project import ProjectFile


@pytest.fixture
def sources(dataset: Dataset) -> Sources:
    return Sources(dataset.source, images=dataset.image_root)


@pytest.fixture
def project(tmp_path: Path, dataset: Dataset, sources: Sources) -> Iterator[ProjectFile]:
    project = ProjectFile.create(tmp_path / "p.boxwright", dataset, sources)
    yield project
    project.close()
