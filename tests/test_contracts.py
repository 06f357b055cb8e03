"""The layer contracts hold, and each of them bites when one violation is planted."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

PLANTED = {
    "house": ("engine/errors.py", "import widgets"),
    "widgets": ("widgets/theme.py", "import engine.review"),
    "no-qt": ("engine/editing.py", "import PySide6.QtCore"),
    "tensorflow": ("engine/loss.py", "import tensorflow"),
    "worker": ("engine/review.py", "import engine.inference.tf_model"),
    "engine": ("engine/data/dataset.py", "import engine.evaluation.iou"),
    "app": ("app/settings.py", "import app.document"),
    "presenters": ("app/presenters/queue.py", "import app.presenters.canvas"),
    "acyclic": ("engine/data/sources.py", "import engine.data.journal\n\nimport engine.review"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in ("app", "widgets", "engine"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    )
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


def test_every_contract_has_a_planted_violation() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    ids = [line.split('"')[1] for line in text.splitlines() if line.startswith("id = ")]
    assert sorted(ids) == sorted(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_breaks_its_contract(copy: Path, contract: str) -> None:
    file, line = PLANTED[contract]
    path = copy / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    result = lint(copy, "--contract", contract)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
