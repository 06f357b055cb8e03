"""Make the portable archive: dist/boxwright-VERSION-linux.tar.zst, to be unpacked anywhere.

    python packaging/build_tar.py                   without TensorFlow
    python packaging/build_tar.py --flavour full    with it

Needs tar and zstd.
"""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path

from freeze import arguments, freeze
from project import DIST, VERSION, moment, package_name


def build_tar(flavour: str, bundle: Path) -> Path:
    """Pack a frozen program, and give the archive."""
    DIST.mkdir(exist_ok=True)
    name = f"{package_name(flavour)}-{VERSION}"
    archive = DIST / f"{name}-linux-{platform.machine()}.tar.zst"
    same_each_time = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{moment()}"]
    moved = f"--transform=s,^{bundle.name},{name},S"
    subprocess.run(
        [
            "tar",
            "-I",
            "zstd -9 -T0",
            *same_each_time,
            moved,
            "-cf",
            archive,
            "-C",
            bundle.parent,
            bundle.name,
        ],
        check=True,
    )
    return archive


if __name__ == "__main__":
    _given = arguments(__doc__)
    print(build_tar(_given.flavour, freeze(_given.flavour, _given.environment)))
