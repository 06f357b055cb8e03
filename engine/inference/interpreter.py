"""How the inference process is started: from source, from an installed program, or by a Python of the user's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import engine
from engine.data.address import CACHE_VARIABLE, cache_folder
from engine.errors import UserError, WorkFailedError

OWN_PYTHON = "BOXWRIGHT_PYTHON"
"""Environment variable: a Python that has TensorFlow, taken in place of the program's own."""

_WORKER = "engine.inference.worker"
_PROGRAM = "boxwright-inference.exe" if sys.platform == "win32" else "boxwright-inference"
_SOURCES = "sources"
"""Where an installed program keeps the engine for another Python to read; packaging/boxwright.spec puts it there."""

_LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def can_run_models() -> bool:
    """Whether there is something to start; what it has installed shows when it is started."""
    return not _is_installed_program() or bool(os.environ.get(OWN_PYTHON)) or _own_program().is_file()


def command() -> list[str]:
    """Program and arguments.

    Raises
    ------
    UserError
        The user's Python is not there.
    WorkFailedError
        This is the installed program without TensorFlow.
    """
    python = os.environ.get(OWN_PYTHON, "")
    if python and not Path(python).is_file():
        raise UserError(
            f"{OWN_PYTHON} names no Python",
            source=python,
            remedy="Give the path of a Python that has TensorFlow",
        )
    if python or not _is_installed_program():
        # -P: a module in the current folder must not stand in for one of ours.
        return [python or sys.executable, "-P", "-m", _WORKER]
    program = _own_program()
    if not program.is_file():
        raise WorkFailedError(
            "this Boxwright comes without TensorFlow, so it cannot run a model; everything else works",
            remedy="Install the full flavour (boxwright-full), open predictions that were made elsewhere, or set "
            f"{OWN_PYTHON} to a Python that has the packages tensorflow, opencv-python-headless, orjson and PyYAML",
        )
    return [str(program)]


def environment() -> dict[str, str]:
    """Ours, and where to find the package: the current folder may be any."""
    ours = dict(os.environ)
    sources = Path(engine.__file__).resolve().parent.parent
    if _is_installed_program():
        # An installed program's libraries are none of another Python's.
        sources = sources / _SOURCES
        for name in _LIBRARIES:
            ours.pop(name, None)
    folders = [str(sources)]
    if inherited := os.environ.get("PYTHONPATH"):
        folders.append(inherited)
    return {**ours, CACHE_VARIABLE: str(cache_folder()), "PYTHONPATH": os.pathsep.join(folders)}


def _own_program() -> Path:
    return Path(sys.executable).with_name(_PROGRAM)


def _is_installed_program() -> bool:
    return bool(getattr(sys, "frozen", False))
