"""What a bundle asks of a Linux system, and how the portable archive tells one that does not have it."""

import subprocess
import sys
from pathlib import Path

import pytest
from build_tar import lay_out
from libraries import asked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a shell, and links")

_TOLD = """
  NEEDED               libQt6Core.so.6
  NEEDED               libxcb.so.1
    0x09691a75 0x00 03 GLIBC_2.9
    0x069691b6 0x00 02 GLIBC_2.36
    0x09691974 0x00 02 GLIBC_2.3.4
"""


def test_the_newest_glibc_that_one_library_asks_for_is_the_oldest_that_serves() -> None:
    assert asked(_TOLD, {"libQt6Core.so.6"}) == ({"libxcb.so.1"}, "2.36")


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "boxwright").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (bundle / "boxwright").chmod(0o755)
    return lay_out(tmp_path / "Meine Prüfung", bundle, "2.36") / "boxwright"


@pytest.mark.parametrize(
    ("glibc", "said", "code"),
    [
        ("", "this one has none", 1),
        ("glibc 2.9", "this one has 2.9", 1),
        ("glibc 2.35", "needs a system with glibc 2.36 or newer", 1),
        ("glibc 2.36", "open a b.boxwright", 0),
        ("glibc 2.41", "open a b.boxwright", 0),
    ],
)
def test_a_system_that_is_too_old_is_told_so(
    glibc: str, said: str, code: int, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system"
    system.mkdir()
    (system / "getconf").write_text(f'#!/bin/sh\necho "{glibc}"\n', encoding="utf-8")
    (system / "getconf").chmod(0o755)
    monkeypatch.setenv("PATH", f"{system}:/usr/bin:/bin")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    done = subprocess.run(
        [starter, "open", "a b.boxwright"], capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == code
    assert said in done.stdout + done.stderr
