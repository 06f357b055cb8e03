"""Whether a window can be shown here, found out without starting Qt, which ends the program where it cannot."""

import ctypes
import os
import socket
import sys
from pathlib import Path

from engine.errors import UserError

_TIMEOUT_SECONDS = 2.0


def display_problem() -> str | None:
    """Why no window can be shown here, or None where one can."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return "QT_QPA_PLATFORM asks for none"
    if sys.platform != "linux":
        return None
    if _wayland() or _x11(os.environ.get("DISPLAY", "")):
        return None
    display = os.environ.get("DISPLAY")
    return f"display {display} does not answer" if display else "there is no display"


def require_display() -> None:
    """Check that a window can be shown.

    Raises
    ------
    UserError
        None can.
    """
    problem = display_problem()
    if problem is not None:
        raise UserError(
            f"no window can be shown ({problem})",
            remedy="Start Boxwright in a desktop session; evaluate, check, predict and export need none",
        )


def require_plugin(plugins: Path) -> None:
    """Check that Qt can load what it needs to reach the display; it aborts otherwise.

    Parameters
    ----------
    plugins
        The folder of Qt's plugins.

    Raises
    ------
    UserError
        The plugin is not there, or a library of the system that it needs.
    """
    if sys.platform != "linux":
        return
    problems = [_plugin_problem(plugins / "platforms", name) for name in _platforms()]
    if None not in problems:
        raise next(filter(None, problems))


def _platforms() -> list[str]:
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked:
        return [name.partition(":")[0] for name in asked.split(";")]
    return [*(["wayland"] if _wayland() else []), "xcb"]


def _plugin_problem(folder: Path, name: str) -> UserError | None:
    # Wayland had several plugins before Qt 6.10.
    files = sorted(folder.glob(f"libq{name.partition('-')[0]}*.so"))
    if not files:
        return UserError(
            f"no window can be shown (Qt's plugin {name} is missing)",
            source=folder,
            remedy="Install Boxwright again",
        )
    said = ""
    for file in files:
        try:
            ctypes.CDLL(str(file))
        except OSError as error:
            # An installed program's own words stand before those of the system's loader.
            said = str(error.__cause__ or error)
        else:
            return None
    return UserError(
        f"no window can be shown (Qt's plugin {name} cannot be loaded: {said})",
        remedy="Install the library that is named (Debian, Ubuntu: apt install libxcb-cursor0 libxkbcommon-x11-0); "
        "where it is one of Boxwright's, install Boxwright again",
    )


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(name and runtime and Path(runtime, name).exists())


def _x11(display: str) -> bool:
    # HOST:NUMBER.SCREEN; no host is this machine's socket.
    host, colon, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    try:
        if host in ("", "unix"):
            return _answers(socket.AF_UNIX, f"/tmp/.X11-unix/X{number}") or _answers(
                socket.AF_UNIX, f"\0/tmp/.X11-unix/X{number}"
            )
        with socket.create_connection((host, 6000 + int(number)), timeout=_TIMEOUT_SECONDS):
            return True
    except OSError:
        return False


def _answers(family: socket.AddressFamily, address: str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(_TIMEOUT_SECONDS)
        return probe.connect_ex(address) == 0
