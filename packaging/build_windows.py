"""Make the Windows installer: dist/boxwright-VERSION-setup.exe. Runs on Windows.

    python packaging/build_windows.py                   without TensorFlow
    python packaging/build_windows.py --flavour full    with it

Needs makensis (NSIS 3). BOXWRIGHT_SIGN: a command that signs the file it is given.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from freeze import arguments, freeze
from project import BUILD, DIST, ROOT, VERSION, package_name


def build_windows(flavour: str, bundle: Path) -> Path:
    """Pack a frozen program, and give the installer."""
    DIST.mkdir(exist_ok=True)
    installer = DIST / f"{package_name(flavour)}-{VERSION}-setup.exe"
    sign = os.environ.get("BOXWRIGHT_SIGN")
    if sign:
        for program in sorted(bundle.glob("*.exe")):
            subprocess.run(f'{sign} "{program}"', shell=True, check=True)
    subprocess.run(
        script_call(bundle, BUILD / flavour / "icons" / "boxwright.ico", installer, sign), check=True
    )
    return installer


def script_call(bundle: Path, icon: Path, installer: Path, sign: str | None) -> list[str]:
    """How makensis is called."""
    given = {"VERSION": VERSION, "BUNDLE": bundle, "ICON": icon, "OUTPUT": installer}
    if sign:
        given["SIGN"] = sign
    script = ROOT / "packaging" / "windows" / "boxwright.nsi"
    return ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in given.items()), str(script)]


if __name__ == "__main__":
    _given = arguments(__doc__)
    print(build_windows(_given.flavour, freeze(_given.flavour, _given.environment)))
