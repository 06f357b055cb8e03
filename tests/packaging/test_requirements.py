"""What is bundled is pinned by hash, for each system, and stands in no index's name."""

import re
from pathlib import Path

import pytest
from lock import FLAVOURS, PLATFORMS, requirements
from notices import pinned
from project import ROOT

from packaging.requirements import Requirement

FOLDER = ROOT / "packaging" / "requirements"
FILES = [f"{system}-{flavour}" for system in PLATFORMS for flavour in FLAVOURS]


def blocks(path: Path) -> list[str]:
    return re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())


@pytest.mark.parametrize("name", ["build", *FILES])
def test_every_distribution_is_pinned_by_hash_and_no_host_is_named(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    assert "://" not in path.read_text(encoding="utf-8")
    for block in blocks(path):
        assert re.match(r"[\w.-]+==\S+ ", block)
        assert "--hash=sha256:" in block


@pytest.mark.parametrize("name", FILES)
def test_what_the_project_asks_for_is_pinned(name: str) -> None:
    versions = dict(block.split()[0].split("==") for block in blocks(FOLDER / f"{name}.txt"))
    asked = [Requirement(line) for line in requirements(name.partition("-")[2])]
    wrong = [
        str(line)
        for line in asked
        if line.name.lower() not in versions or versions[line.name.lower()] not in line.specifier
    ]
    assert wrong == [], "run packaging/lock.py"


def test_the_lean_flavour_has_no_tensorflow() -> None:
    for system in PLATFORMS:
        names = set(pinned(FOLDER / f"{system}-lean.txt"))
        assert not names & {"tensorflow", "keras", "keras-hub"}


@pytest.mark.parametrize("name", FILES)
def test_what_builds_and_what_is_built_agree(name: str) -> None:
    building = dict(block.split()[0].split("==") for block in blocks(FOLDER / "build.txt"))
    built = dict(block.split()[0].split("==") for block in blocks(FOLDER / f"{name}.txt"))
    assert [part for part in building.keys() & built.keys() if building[part] != built[part]] == []
