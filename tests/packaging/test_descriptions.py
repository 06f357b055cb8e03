"""What desktops are told of the program agrees with the program and with itself."""

import configparser
import plistlib
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import pytest
from build_deb import changelog
from build_windows import script_call
from contents import info_plist
from freeze import version_resource
from man_page import page
from project import ROOT, VERSION

from app.cli import commands
from resources.demo import __file__ as demo

LINUX = ROOT / "packaging" / "linux"
PROJECTS = "application/x-boxwright-project"


@pytest.fixture(scope="module")
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / "boxwright.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_menu_entry_has_all_that_menus_need(entry: configparser.SectionProxy) -> None:
    assert {"Type", "Name", "Exec", "Icon", "Categories", "MimeType", "StartupWMClass"} <= set(entry)
    assert entry["Type"] == "Application"
    assert entry["Terminal"] == "false"
    assert all(entry[key].endswith(";") for key in ("Categories", "MimeType", "Keywords"))


def test_the_menu_entry_calls_a_command_that_there_is(entry: configparser.SectionProxy) -> None:
    program, command, file = entry["Exec"].split()
    assert (program, file) == ("boxwright", "%f")
    assert command in {known.name for known in commands.registered_commands}


def test_project_files_are_of_the_type_that_the_entry_opens(entry: configparser.SectionProxy) -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ElementTree.parse(LINUX / "boxwright.xml").getroot().find(f"{space}mime-type")
    assert kind is not None
    assert entry["MimeType"] == f"{kind.get('type')};" == f"{PROJECTS};"
    assert [glob.get("pattern") for glob in kind.iter(f"{space}glob")] == ["*.boxwright"]
    component = ElementTree.parse(LINUX / "org.boxwright.metainfo.xml").getroot()
    assert [media.text for media in component.iter("mediatype")] == [PROJECTS]
    assert component.findtext("launchable") == "boxwright.desktop"


def test_one_place_says_the_version() -> None:
    assert version("boxwright") == VERSION
    assert f"'FileVersion', '{VERSION}'" in version_resource(VERSION)
    assert f"Boxwright {VERSION}" in page()
    assert f"({VERSION})" in changelog("lean")
    assert info_plist(VERSION)["CFBundleShortVersionString"] == VERSION
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    said = {
        found
        for text in pages
        for found in re.findall(r"boxwright[-_](\d+\.\d+\.\d+)", text.read_text("utf-8"))
    }
    assert said <= {VERSION}


@pytest.mark.parametrize(("given", "numbers"), [("0.0", (0, 0, 0, 0)), ("1.2.3", (1, 2, 3, 0))])
def test_windows_is_told_four_numbers(given: str, numbers: tuple[int, ...]) -> None:
    assert f"filevers={numbers}" in version_resource(given)


def test_the_manual_page_names_every_command() -> None:
    text = page().replace("\\-", "-")
    for command in commands.registered_commands:
        assert f".SS boxwright {command.name or command.callback.__name__}" in text  # type: ignore[union-attr]
    assert all(not line.startswith("'") for line in text.splitlines())


def test_macos_files_can_be_read() -> None:
    assert plistlib.loads((ROOT / "packaging" / "macos" / "entitlements.plist").read_bytes())
    assert plistlib.dumps(info_plist(VERSION))


def test_the_windows_manifest_asks_for_long_paths_and_each_screens_scale() -> None:
    root = ElementTree.parse(ROOT / "packaging" / "windows" / "boxwright.manifest").getroot()
    said = {node.tag.partition("}")[2]: node.text for node in root.iter()}
    assert (said["longPathAware"], said["dpiAwareness"]) == ("true", "PerMonitorV2")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed")
def test_the_windows_installer_compiles_over_a_stand_in(tmp_path: Path) -> None:
    bundle = tmp_path / "boxwright"
    bundle.mkdir()
    shutil.copy(demo, bundle / "boxwright.exe")
    icon = tmp_path / "boxwright.ico"
    icon.write_bytes(
        b"\0\0\1\0\1\0\1\1\0\0\1\0\x20\0\x30\0\0\0\x16\0\0\0"
        + b"\x28\0\0\0\1\0\0\0\2\0\0\0\1\0\x20\0"
        + bytes(32)
    )
    installer = tmp_path / "boxwright-test-setup.exe"
    subprocess.run(script_call(bundle, icon, installer, None), check=True, capture_output=True)
    assert installer.read_bytes()[:2] == b"MZ"
