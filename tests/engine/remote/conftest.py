"""A store of HTTP, and an image cache of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.data.address import CACHE_VARIABLE, image_folder
from tests.stores import HttpStore, forget_connections


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "größe 1" / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder


@pytest.fixture
def http_store(cache_folder: Path) -> Iterator[HttpStore]:
    forget_connections()
    running = HttpStore()
    yield running
    running.close()


@pytest.fixture
def root(http_store: HttpStore) -> Path:
    """The image folder that stands for the store's."""
    return image_folder(http_store.address)
