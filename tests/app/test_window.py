"""Before Qt is started it is looked whether it can be: it would abort."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from app.display import require_plugin
from engine.errors import UserError

ON_LINUX = pytest.mark.skipif("sys.platform != 'linux'")


@ON_LINUX
@pytest.mark.parametrize(
    ("asked", "files", "said"),
    [
        ("", {}, "Qt's plugin xcb is missing"),
        ("xcb", {"libqoffscreen.so": b""}, "Qt's plugin xcb is missing"),
        ("xcb", {"libqxcb.so": b"cut short"}, "libqxcb.so: "),
        ("wayland-egl;xcb:option", {"libqwayland.so": b""}, "libqwayland.so: "),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_named(
    asked: str, files: dict[str, bytes], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "platforms").mkdir()
    for name, content in files.items():
        (tmp_path / "platforms" / name).write_bytes(content)
    monkeypatch.setenv("QT_QPA_PLATFORM", asked)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(UserError, match=r"no window can be shown .*nstall Boxwright again") as raised:
        require_plugin(tmp_path)
    assert said in str(raised.value)


@ON_LINUX
@pytest.mark.parametrize("asked", ["offscreen", "nonesuch;minimal", "offscreen:option"])
def test_one_plugin_that_can_be_loaded_is_enough(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", asked)
    require_plugin(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
