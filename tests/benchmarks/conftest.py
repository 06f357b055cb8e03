"""One table of all that was measured, beside its peers and its goal."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

OURS = "Boxwright"
COLUMNS = (OURS, "hotcoco", "faster-coco-eval", "pycocotools", "tf.data", "goal")

Figures = dict[str, dict[str, str]]
"""By what was measured, then by `COLUMNS`."""

_KEY = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """Where a benchmark writes what it measured; printed as one table when all is done."""
    yield request.config.stash.setdefault(_KEY, {})


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print the table, ready for docs/benchmarks.md."""
    figures = config.stash.get(_KEY, {})
    if not figures:
        return
    write = terminalreporter.write_line
    terminalreporter.section("benchmarks")
    write(f"{_machine()}; Python {platform.python_version()}, NumPy {version('numpy')}")
    write("| what | " + " | ".join(COLUMNS) + " |")
    write("|---" * (len(COLUMNS) + 1) + "|")
    for what, row in figures.items():
        write(f"| {what} | " + " | ".join(row.get(column, "") for column in COLUMNS) + " |")


def _machine() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} cores, {names[0] if names else platform.processor()}"
