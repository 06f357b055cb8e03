"""Where things are, and the version: pyproject.toml alone says it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"
FLAVOURS = ("lean", "full")
SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
SUMMARY = "find and fix the wrong labels of an object-detection dataset"

VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def package_name(flavour: str) -> str:
    """What the packages of a flavour are called."""
    return "boxwright" if flavour == "lean" else f"boxwright-{flavour}"


def requirements(flavour: str, system: str = SYSTEM) -> Path:
    """The file that pins what a flavour is made of."""
    return ROOT / "packaging" / "requirements" / f"{system}-{flavour}.txt"


def moment() -> int:
    """Seconds since 1970 that files of a package are dated: the last commit's, so that two builds are equal."""
    command = ["git", "log", "-1", "--format=%ct"]
    if shutil.which("git") is not None:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    else:
        answer = ""
    return int(answer or (ROOT / "pyproject.toml").stat().st_mtime)
