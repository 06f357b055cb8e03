"""Make the folder that every package of the program holds: build/FLAVOUR/boxwright.

    python packaging/freeze.py                   without TensorFlow
    python packaging/freeze.py --flavour full    with it

Installs what packaging/requirements pins into an environment of its own first; --environment takes one that is there.
On macOS the bundle Boxwright.app lies beside the folder.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

from contents import TOP_LEVEL
from project import BUILD, FLAVOURS, ROOT, VERSION, moment, requirements

PACKAGING = ROOT / "packaging"
_NUMBERS_IN_A_VERSION = 4
_WITH_SYMBOLS = ("libpython*.so*", "tensorflow/libtensorflow_*.so*")
"""Libraries with 18 and 244 MB of symbols for debuggers."""


def freeze(flavour: str, environment: Path | None = None) -> Path:
    """Build, and give the folder.

    Parameters
    ----------
    flavour
        One of `FLAVOURS`.
    environment
        A virtual environment that has everything; None: make one.
    """
    folder = BUILD / flavour
    python = _python(environment) if environment else _make_environment(folder / "environment", flavour)
    icons = folder / "icons"
    _run(python, PACKAGING / "icons.py", icons)
    os.environ.update(
        BOXWRIGHT_FLAVOUR=flavour,
        BOXWRIGHT_ICONS=str(icons),
        SOURCE_DATE_EPOCH=str(moment()),
        PYTHONHASHSEED="1",
    )
    if sys.platform == "win32":
        resource = folder / "version.txt"
        resource.write_text(version_resource(VERSION), encoding="utf-8")
        os.environ["BOXWRIGHT_VERSION_RESOURCE"] = str(resource)
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", folder, "--workpath", folder / "work"]
    _run(python, "-m", "PyInstaller", *options, PACKAGING / "boxwright.spec")
    bundle = folder / "boxwright"
    if sys.platform == "linux":
        for pattern in _WITH_SYMBOLS:
            for library in sorted((bundle / "_internal").glob(pattern)):
                _run("strip", "--strip-unneeded", library)
    _run(python, PACKAGING / "notices.py", requirements(flavour), bundle)
    if sys.platform != "win32":
        _run(python, PACKAGING / "man_page.py", bundle / "boxwright.1")
    target = bundle / "_internal" / "resources" / "documentation"
    _run(
        python,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-E",
        "-b",
        "html",
        "-d",
        folder / "doctrees",
        ROOT / "docs",
        target,
    )
    strangers = {path.name.removesuffix(".exe") for path in bundle.iterdir()} - TOP_LEVEL
    if strangers:
        raise LookupError(f"{', '.join(sorted(strangers))}: not in TOP_LEVEL of packaging/contents.py")
    return bundle


def version_resource(version: str) -> str:
    """What Windows shows of the program under Properties > Details, as PyInstaller reads it."""
    numbers = (*(int(part) for part in version.split(".")), 0, 0, 0, 0)[:_NUMBERS_IN_A_VERSION]
    strings = {
        "CompanyName": "The Boxwright authors",
        "FileDescription": "Boxwright",
        "FileVersion": version,
        "LegalCopyright": "The Boxwright authors. MIT licence.",
        "OriginalFilename": "boxwright.exe",
        "ProductName": "Boxwright",
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def _make_environment(folder: Path, flavour: str) -> Path:
    venv.create(folder, with_pip=True, clear=True)
    python = _python(folder)
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(python, *pip, "--require-hashes", "--only-binary", ":all:", "-r", requirements(flavour))
    _run(python, *pip, "--require-hashes", "-r", PACKAGING / "requirements" / "build.txt")
    _run(python, *pip, "--no-deps", "--no-build-isolation", ROOT)
    return python


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def arguments(description: str | None) -> argparse.Namespace:
    """What every command here that builds is given."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--flavour", choices=FLAVOURS, default="lean")
    parser.add_argument("--environment", type=Path, help="a virtual environment that has everything")
    return parser.parse_args()


if __name__ == "__main__":
    _given = arguments(__doc__)
    print(freeze(_given.flavour, _given.environment))
