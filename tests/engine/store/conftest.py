"""A project of the small dataset, in a file and on a server: what is kept is tested on both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.data.dataset import Dataset
from engine.data.sources import Sources
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from tests.postgresql import Server

Create = Callable[..., ProjectFile]


@pytest.fixture(params=["file", "server"])
def create(request: pytest.FixtureRequest) -> Create:
    """As `ProjectFile.create`: a file, or one that stands for the same project on a server."""
    if request.param == "file":
        return ProjectFile.create
    server: Server = request.getfixturevalue("server")

    def begin(path: Path, *about: object) -> ProjectFile:
        begun = path.with_name("begun.boxwright")
        ProjectFile.create(begun, *about).close()  # type: ignore[arg-type]
        address = server.emptied()
        publish(begun, address)
        begun.unlink()
        begin_desk(path, address)
        return ProjectFile(path)

    return begin


@pytest.fixture
def sources(dataset: Dataset) -> Sources:
    return Sources(dataset.source, images=dataset.image_root)


@pytest.fixture
def project(tmp_path: Path, create: Create, dataset: Dataset, sources: Sources) -> Iterator[ProjectFile]:
    project = create(tmp_path / "p.boxwright", dataset, sources)
    yield project
    project.close()
