"""What is bundled: all that the program loads, nothing that is the system's."""

import ast
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from contents import (
    FROM_THE_SYSTEM,
    NOT_IN_THE_WINDOW,
    RESOURCES,
    TOP_LEVEL,
    data_files,
    is_bundled,
    only_for_building,
)
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
        ("boxwright-0.1.0.dist-info/METADATA", "/opt/venv/METADATA", True),
        ("boxwright-0.1.0.dist-info/direct_url.json", "/opt/venv/direct_url.json", False),
        ("numpy-2.4.6.dist-info/RECORD", "/opt/venv/RECORD", False),
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


_RUN_BY_THE_OTHER_PROGRAM = {"worker.py", "tf_model.py", "loading.py"}


def test_nothing_that_the_window_imports_is_left_out() -> None:
    imported = {
        name: path.relative_to(ROOT).as_posix()
        for package in ("app", "widgets", "engine")
        for path in (ROOT / package).rglob("*.py")
        if path.name not in _RUN_BY_THE_OTHER_PROGRAM
        for name in imports(path)
    }
    left_out = {
        name: place
        for name, place in imported.items()
        if any(f"{name}.".startswith(f"{other}.") for other in NOT_IN_THE_WINDOW)
    }
    assert imported
    assert left_out == {}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            # A name may be a module of that package.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_what_only_builds_is_not_passed_on(tmp_path: Path) -> None:
    requirements = tmp_path / "linux-lean.txt"
    requirements.write_text("numpy==2.4.6 \\\n    --hash=sha256:0\n", encoding="utf-8")
    found = only_for_building(requirements)
    assert {"pytest", "scipy"} <= set(found)
    assert not {"numpy", "app", "engine", "json"} & set(found)


def test_the_description_for_pyinstaller_takes_names_that_there_are() -> None:
    spec = ast.parse((ROOT / "packaging" / "boxwright.spec").read_text(encoding="utf-8"))
    taken = {
        (node.module, alias.name)
        for node in ast.walk(spec)
        if isinstance(node, ast.ImportFrom) and node.module in ("contents", "project")
        for alias in node.names
    }
    assert taken
    assert all(hasattr(import_module(str(module)), name) for module, name in taken)
