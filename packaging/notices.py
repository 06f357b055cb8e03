"""The licences of everything that is bundled, in one file, and the list of it (SBOM, CycloneDX).

Run in the environment that the program is built in; see packaging/freeze.py.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from urllib.parse import quote

LICENCES = Path(__file__).resolve().parent / "licences"
_LEGAL = re.compile(r"(^|/)(licen[cs]e|copying|notice|third[-_]?party)[^/]*$", re.IGNORECASE)
_NO_TEXT = (".py", ".pyc", ".so", ".h")
_GIVEN_ELSEWHERE = {"pyside6-essentials", "shiboken6"}
"""Their licence stands first in the file."""

_TEXTS = {"pycocotools": ("BSD-2-Clause-FreeBSD", "pycocotools.txt")}
"""Distributions without a text of their own: licence, and the file in licences/."""


def pinned(requirements: Path) -> list[str]:
    """The distributions that a file of requirements pins."""
    text = requirements.read_text(encoding="utf-8")
    return sorted(match[1] for match in re.finditer(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE))


def write_licences(requirements: Path, bundle: Path, target: Path) -> None:
    """Write every licence's text, Qt's first.

    Raises
    ------
    LookupError
        A distribution has no text: nobody may pass it on without.
    """
    qt = (
        (LICENCES / "qt.txt")
        .read_text(encoding="utf-8")
        .format(version=distribution("PySide6-Essentials").version)
    )
    own = (LICENCES.parent.parent / "LICENSE").read_text(encoding="utf-8")
    parts = [("Boxwright", own), ("Qt and Qt for Python", qt)]
    parts += [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(LICENCES.glob("*GPL-3.0.txt"))]
    parts.append((f"Python {sys.version.split()[0]}", _of_python()))
    for name in pinned(requirements):
        if name not in _GIVEN_ELSEWHERE:
            parts.append(_part(distribution(name)))
    parts += _of_system(bundle)
    target.write_text(
        "\n\n".join(f"{'=' * 100}\n{title}\n{'=' * 100}\n\n{text}" for title, text in parts), "utf-8"
    )


def _part(package: Distribution) -> tuple[str, str]:
    name = package.metadata["Name"]
    files = [file for file in package.files or () if _is_legal(str(file))]
    texts = [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in files]
    said = _said(package)
    if name in _TEXTS:
        said, file = _TEXTS[name]
        texts = [(LICENCES / file).read_text(encoding="utf-8")]
    elif not texts and "apache" in said.lower():
        texts = [(LICENCES / "Apache-2.0.txt").read_text(encoding="utf-8")]
    if not texts:
        raise LookupError(f"{name} comes without the text of its licence ({said}): put one into {LICENCES}")
    return f"{name} {package.version} ({said.splitlines()[0][:60] if said else 'see below'})", "\n\n".join(
        texts
    )


def _said(package: Distribution) -> str:
    """Which licence a distribution says it has."""
    classifiers = package.metadata.get_all("Classifier") or ()
    classified = [
        line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: OSI Approved ::")
    ]
    fields = (package.metadata.get("License-Expression"), package.metadata.get("License"), *classified)
    return next((said for said in fields if said), "")


def _is_legal(path: str) -> bool:
    return bool(_LEGAL.search(path)) and not path.endswith(_NO_TEXT)


def _of_python() -> str:
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    return next(place for place in places if place.is_file()).read_text(encoding="utf-8")


def _of_system(bundle: Path) -> Iterator[tuple[str, str]]:
    """The licences of Debian's libraries that came along with Python; none on other systems."""
    for owner in _owners(bundle):
        text = Path("/usr/share/doc", owner, "copyright").read_text(encoding="utf-8", errors="replace")
        yield f"{owner} (from Debian)", text


def _owners(bundle: Path) -> list[str]:
    """The packages of Debian that have a library of the bundle."""
    if shutil.which("dpkg-query") is None:
        return []
    owners = set()
    # Python's own is named already, and need not be Debian's.
    libraries = sorted((bundle / "_internal").glob("lib*.so*"))
    for library in (path for path in libraries if not path.name.startswith("libpython")):
        answer = subprocess.run(
            ["dpkg-query", "-S", f"*/{library.name}"], capture_output=True, text=True, check=False
        )
        if answer.returncode == 0:
            owners.add(answer.stdout.partition(":")[0])
    return sorted(owners)


def _without_a_wheel(bundle: Path) -> list[dict[str, str]]:
    """Python itself and the system's libraries that are bundled, as entries of the list."""
    version = sys.version.split()[0]
    parts = [_component("python", version, f"pkg:generic/python@{version}")]
    for owner in _owners(bundle):
        command = ["dpkg-query", "-W", "-f=${Version}", owner]
        version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        parts.append(_component(owner, version, f"pkg:deb/debian/{owner}@{quote(version)}"))
    return parts


def _component(name: str, version: str, url: str) -> dict[str, str]:
    return {"bom-ref": url, "name": name, "version": version, "purl": url, "type": "library"}


def write_sbom(requirements: Path, bundle: Path, target: Path) -> None:
    """List what is bundled, as CycloneDX does: of this environment, without what only builds, and of the system."""
    command = ["-m", "cyclonedx_py", "environment", sys.executable, "--output-reproducible", "--of", "JSON"]
    found = json.loads(subprocess.run([sys.executable, *command], capture_output=True, check=True).stdout)
    names = {*pinned(requirements), "boxwright"}
    kept = [
        part
        for part in found["components"]
        if part["name"].lower().replace("_", "-").replace(".", "-") in names
    ]
    missing = names - {part["name"].lower().replace("_", "-").replace(".", "-") for part in kept}
    if missing:
        raise LookupError(f"not installed here: {', '.join(sorted(missing))}")
    for part in kept:
        # Our own was installed from a folder of the machine that builds.
        if part["name"] == "boxwright":
            del part["externalReferences"]
    found["components"] = [*kept, *_without_a_wheel(bundle)]
    references = {part["bom-ref"] for part in kept}
    found["dependencies"] = [
        {**entry, "dependsOn": [other for other in entry.get("dependsOn", ()) if other in references]}
        for entry in found.get("dependencies", ())
        if entry["ref"] in references
    ]
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _requirements, _bundle = Path(sys.argv[1]), Path(sys.argv[2])
    write_licences(_requirements, _bundle, _bundle / "LICENCES.txt")
    write_sbom(_requirements, _bundle, _bundle / "sbom.cdx.json")
