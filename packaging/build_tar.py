"""Make the portable archive: dist/boxwright-VERSION-linux.tar.zst, to be unpacked anywhere.

    python packaging/build_tar.py                   without TensorFlow
    python packaging/build_tar.py --flavour full    with it

Needs tar, zstd and binutils.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from freeze import arguments, freeze
from libraries import asked_of_the_system
from project import BUILD, DIST, ROOT, VERSION, moment, package_name


def build_tar(flavour: str, bundle: Path) -> Path:
    """Pack a frozen program, and give the archive."""
    DIST.mkdir(exist_ok=True)
    name = f"{package_name(flavour)}-{VERSION}"
    tree = lay_out(BUILD / flavour / "portable" / name, bundle, asked_of_the_system(bundle).glibc)
    archive = DIST / f"{name}-linux-{platform.machine()}.tar.zst"
    same_each_time = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{moment()}"]
    packing = ["tar", "-I", "zstd -9 -T0", *same_each_time, "--mode=u=rwX,go=rX"]
    subprocess.run([*packing, "-cf", archive, "-C", tree.parent, name], check=True)
    return archive


def lay_out(tree: Path, bundle: Path, glibc: str) -> Path:
    """The frozen program, and what starts it where the system has this glibc."""
    shutil.rmtree(tree, ignore_errors=True)
    # Links: a second copy of the full flavour would be 2 GB.
    shutil.copytree(bundle, tree / "program", symlinks=True, copy_function=os.link)
    starter = tree / "boxwright"
    script = ROOT / "packaging" / "linux" / "portable.sh"
    starter.write_text(script.read_text(encoding="utf-8").replace("@GLIBC@", glibc), encoding="utf-8")
    starter.chmod(0o755)
    return tree


if __name__ == "__main__":
    _given = arguments(__doc__)
    print(build_tar(_given.flavour, freeze(_given.flavour, _given.environment)))
