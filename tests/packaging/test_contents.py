"""What is bundled: all that the program loads, nothing that is the system's."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest
from contents import FROM_THE_SYSTEM, RESOURCES, TOP_LEVEL, data_files, is_bundled
from project import ROOT

_NOT_LOADED = {".py", ".ts"}


def test_every_resource_is_bundled() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "resources"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    resources = {path for path in listed.stdout.splitlines() if Path(path).suffix not in _NOT_LOADED}
    bundled = {Path(source).relative_to(ROOT).as_posix() for source, _ in data_files(ROOT)}
    assert resources
    assert resources - bundled == set()


def test_a_bundled_file_lies_where_the_program_looks() -> None:
    folders = dict(data_files(ROOT))
    assert folders[str(ROOT / "resources" / "icons" / "boxwright.svg")] == "resources/icons"
    assert folders[str(ROOT / "engine" / "inference" / "worker.py")] == "sources/engine/inference"


def test_a_pattern_that_matches_nothing_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=RESOURCES[0].replace("*", r"\*")):
        data_files(tmp_path)


@pytest.mark.parametrize(
    ("name", "source", "bundled"),
    [
        ("", "", True),
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("libstdc++.so.6", "/opt/venv/lib/libstdc++.so.6", False),
        ("libQt6Gui.so.6", "/opt/venv/PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/opt/venv/libqxcb.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/opt/venv/libqgtk3.so", False),
        ("PySide6\\Qt6Quick.dll", "C:\\venv\\PySide6\\Qt6Quick.dll", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "/opt/venv/qtbase_de.qm", True),
        ("PySide6/Qt/translations/designer_de.qm", "/opt/venv/designer_de.qm", False),
        ("resources/translations/boxwright_de.qm", "/src/boxwright_de.qm", True),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", True),
    ],
)
def test_the_display_is_the_systems_and_qt_is_ours(name: str, source: str, bundled: bool) -> None:
    assert is_bundled(name, source) is bundled


def test_a_library_comes_from_one_package() -> None:
    owners = Counter(library for libraries in FROM_THE_SYSTEM.values() for library in libraries)
    assert [library for library, count in owners.items() if count > 1] == []


def test_the_windows_uninstaller_takes_all_away_and_nothing_else() -> None:
    script = (ROOT / "packaging" / "windows" / "boxwright.nsi").read_text(encoding="utf-8")
    uninstall = script.partition('Section "Uninstall"')[2]
    gone = {
        line.partition("$INSTDIR\\")[2].rstrip('"').removesuffix(".exe")
        for line in map(str.strip, uninstall.splitlines())
        if line.startswith(("Delete ", "RMDir /r")) and "$INSTDIR" in line
    }
    assert gone - {"uninstall"} == TOP_LEVEL - {"boxwright.1"}
