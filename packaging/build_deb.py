"""Make the Debian package: dist/boxwright_VERSION_ARCHITECTURE.deb.

    python packaging/build_deb.py                   without TensorFlow
    python packaging/build_deb.py --flavour full    with it

Needs dpkg-deb and binutils; what is bundled comes from packaging/freeze.py.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import textwrap
from email.utils import formatdate
from pathlib import Path

from contents import FROM_THE_SYSTEM
from freeze import arguments, freeze
from libraries import asked_of_the_system, is_binary
from project import BUILD, DIST, FLAVOURS, ROOT, SUMMARY, VERSION, moment, package_name

LINUX = ROOT / "packaging" / "linux"
_COMPRESSION = ("-Zzstd", "-z9")
"""7 s and 142 MB of the lean flavour; xz takes 225 s for 118 MB, and longer to install."""

_ALWAYS_NEEDED = ("libegl1", "libgl1", "libopengl0", "fonts-dejavu-core | fonts-liberation | fonts-noto-core")
"""Loaded by name, or, of the fonts, needed for there to be any text; Qt brings none."""

_MAINTAINER = "The Boxwright authors <boxwright@localhost>"
_BUNDLED = (
    "/opt/boxwright/LICENCES.txt holds the licences of all that is bundled; sbom.cdx.json beside it lists it."
)
_RECOMMENDED = ("shared-mime-info", "desktop-file-utils", "xdg-utils")
_DESCRIPTION = (
    "Boxwright opens images, ground truth and a model's predictions, puts the boxes that are most likely "
    "wrong in front of a reviewer, and shows what each fix did to mAP."
)
_OF_FLAVOUR = {
    "lean": "This flavour comes without TensorFlow: it reads predictions that were made elsewhere. "
    "boxwright-full runs models too.",
    "full": "This flavour comes with TensorFlow, so it can run models.",
}


def build_deb(flavour: str, bundle: Path) -> Path:
    """Pack a frozen program, and give the package."""
    tree = BUILD / flavour / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(tree, bundle, flavour)
    architecture = _output("dpkg", "--print-architecture").strip()
    for path in tree.rglob("*"):
        _plain_mode(path)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "md5sums").write_text(_checksums(tree), encoding="utf-8")
    (tree / "DEBIAN" / "control").write_text(control(tree, bundle, flavour, architecture), encoding="utf-8")
    DIST.mkdir(exist_ok=True)
    package = DIST / f"{package_name(flavour)}_{VERSION}_{architecture}.deb"
    os.environ["SOURCE_DATE_EPOCH"] = str(moment())
    _output("dpkg-deb", "--root-owner-group", *_COMPRESSION, "--build", str(tree), str(package))
    return package


def lay_out(tree: Path, bundle: Path, flavour: str) -> None:
    """Put everything where Debian wants it."""
    shutil.copytree(bundle, tree / "opt" / "boxwright", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "boxwright").symlink_to("/opt/boxwright/boxwright")
    share = tree / "usr" / "share"
    _copy(LINUX / "boxwright.desktop", share / "applications" / "boxwright.desktop")
    _copy(LINUX / "boxwright.xml", share / "mime" / "packages" / "boxwright.xml")
    _copy(LINUX / "org.boxwright.metainfo.xml", share / "metainfo" / "org.boxwright.metainfo.xml")
    for icon in sorted((BUILD / flavour / "icons").glob("boxwright-*.png")):
        size = icon.stem.rpartition("-")[2]
        _copy(icon, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "boxwright.png")
    _copy(
        ROOT / "resources" / "icons" / "boxwright.svg",
        share / "icons" / "hicolor" / "scalable" / "apps" / "boxwright.svg",
    )
    documents = share / "doc" / package_name(flavour)
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    (documents / "copyright").parent.mkdir(parents=True)
    (documents / "copyright").write_text(f"{own}\n{_BUNDLED}\n", encoding="utf-8")
    _zip(changelog(flavour).encode(), documents / "changelog.gz")
    _zip((ROOT / "CHANGELOG.md").read_bytes(), documents / "NEWS.gz")
    _zip((bundle / "boxwright.1").read_bytes(), share / "man" / "man1" / "boxwright.1.gz")


def changelog(flavour: str) -> str:
    """What Debian wants to be told of a version; people read NEWS."""
    head = f"{package_name(flavour)} ({VERSION}) unstable; urgency=medium"
    return f"{head}\n\n  * See NEWS.\n\n -- {_MAINTAINER}  {formatdate(moment())}\n"


def control(tree: Path, bundle: Path, flavour: str, architecture: str) -> str:
    """What Debian is told of the package."""
    (other,) = (package_name(name) for name in FLAVOURS if name != flavour)
    size = (
        sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
        // 1024
    )
    first, *paragraphs = (SUMMARY, _DESCRIPTION, _OF_FLAVOUR[flavour])
    told = "\n .\n".join(
        textwrap.fill(text, 78, initial_indent=" ", subsequent_indent=" ") for text in paragraphs
    )
    fields = {
        "Package": package_name(flavour),
        "Version": VERSION,
        "Architecture": architecture,
        "Maintainer": _MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(depends(bundle)),
        "Recommends": ", ".join(_RECOMMENDED),
        "Conflicts": other,
        "Replaces": other,
        "Section": "science",
        "Priority": "optional",
        "Description": f"{first}\n{told}",
    }
    return "".join(f"{name}: {text}\n" for name, text in fields.items())


def depends(bundle: Path) -> list[str]:
    """Debian's packages that hold the libraries which the bundle asks for and does not hold.

    Raises
    ------
    LookupError
        Nobody said where a library comes from: the program would not start where it is missing.
    """
    needed, glibc = asked_of_the_system(bundle)
    owner = {library: package for package, libraries in FROM_THE_SYSTEM.items() for library in libraries}
    unknown = sorted(needed - owner.keys())
    if unknown:
        raise LookupError(
            f"{', '.join(unknown)}: neither bundled nor in FROM_THE_SYSTEM of packaging/contents.py"
        )
    packages = {owner[library] for library in needed} - {"libc6"} | set(_ALWAYS_NEEDED)
    return [f"libc6 (>= {glibc})", *sorted(packages)]


def _checksums(tree: Path) -> str:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    relative = [str(path.relative_to(tree)) for path in files if "DEBIAN" not in path.parts]
    listed = subprocess.run(["md5sum", "--", *relative], cwd=tree, capture_output=True, text=True, check=True)
    return listed.stdout


def _plain_mode(path: Path) -> None:
    if not path.is_symlink():
        runs = path.is_dir() or (path.parent.name == "boxwright" and is_binary(path))
        path.chmod(0o755 if runs else 0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(content: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, mtime=0))


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    _given = arguments(__doc__)
    print(build_deb(_given.flavour, freeze(_given.flavour, _given.environment)))
