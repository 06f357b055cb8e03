import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.sign_off.keys import make_keys, read_public_key
from engine.sign_off.record import SealedRecord
from engine.sign_off.sign import sign
from tests.engine.sign_off.projects import lead, signable_project


class Signed(NamedTuple):
    """A signed project."""

    project: Path
    sealed: SealedRecord
    text: str
    public_key: str


@pytest.fixture(scope="session")
def signed_once(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    """Signed with a key; not to be changed."""
    folder = tmp_path_factory.mktemp("signed")
    public = read_public_key(make_keys(folder / "key"))
    project = signable_project(folder)
    row, sealed = sign(lead(project, key=folder / "key"))
    return Signed(project, sealed, row.content, public)


@pytest.fixture
def signed(signed_once: Signed, tmp_path: Path) -> Signed:
    """A copy, to be changed."""
    folder = tmp_path / "copy"
    shutil.copytree(signed_once.project.parent, folder)
    return signed_once._replace(project=folder / signed_once.project.name)


Resign = Callable[[Path, str], None]
