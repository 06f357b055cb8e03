"""Pin what is bundled, with hashes, for each system: packaging/requirements/SYSTEM-FLAVOUR.txt, and build.txt.

python packaging/lock.py              all, on whatever system; needs uv
"""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging" / "requirements"
PYTHON = "3.11"
PLATFORMS = {
    "linux": "x86_64-manylinux_2_34",
    "windows": "x86_64-pc-windows-msvc",
    "macos": "aarch64-apple-darwin",
}
FLAVOURS = ("lean", "full")
BUILD = (
    "pyinstaller>=6.22,<7",
    "hatchling>=1.26",
    "cyclonedx-bom>=7",
    "sphinx>=8,<9",
    "myst-parser>=4",
    "furo",
)


def requirements(flavour: str) -> list[str]:
    """What pyproject.toml asks for; the lean flavour goes without TensorFlow, the full one has KerasHub too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if flavour == "full":
        return [*project["dependencies"], *project["optional-dependencies"]["keras-hub"]]
    return [line for line in project["dependencies"] if not line.startswith("tensorflow")]


def lock(name: str, lines: list[str], platform: str | None) -> None:
    """Write one file; no index is named in it, so whatever pip is set up with serves."""
    # What builds goes first; both are installed in one place.
    where = (
        ["--universal"] if platform is None else ["--python-platform", platform, "--constraint", "build.txt"]
    )
    command = ["uv", "pip", "compile", "-", "--quiet", "--no-build", "--python-version", PYTHON]
    text = subprocess.run(
        [*command, "--generate-hashes", "--no-header", "--no-annotate", *where],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        cwd=FOLDER,
    ).stdout
    (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
    print(f"{name}.txt: {text.count('==')} packages")


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    lock("build", list(BUILD), None)
    for system, platform in PLATFORMS.items():
        for flavour in FLAVOURS:
            lock(f"{system}-{flavour}", requirements(flavour), platform)


if __name__ == "__main__":
    main()
