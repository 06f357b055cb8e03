"""How long the program takes to show its window, frozen and from source, and how large it is.

    python packaging/measure.py build/lean/boxwright build/full/boxwright

Needs Xvfb and xdotool; --cold empties the system's cache of files first (root). The figures are in docs/packaging.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from project import ROOT

_RUNS = 7
_PATIENCE_S = 30.0
_BETWEEN_LOOKS_S = 0.01


def start_time(command: list[str], environment: dict[str, str]) -> float:
    """Seconds from the start of the program until its window is on the screen."""
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as program:
        look = ["xdotool", "search", "--onlyvisible", "--name", "Boxwright"]
        try:
            # Its own --sync looks twice a second.
            while subprocess.run(look, env=environment, capture_output=True, check=False).returncode:
                if time.perf_counter() - begun > _PATIENCE_S:
                    raise TimeoutError(f"{command[0]} showed no window")
                time.sleep(_BETWEEN_LOOKS_S)
            return time.perf_counter() - begun
        finally:
            program.kill()


def main() -> None:
    """Print a line for each program."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bundles", type=Path, nargs="*")
    parser.add_argument("--cold", action="store_true")
    given = parser.parse_args()
    commands = {"from source": [sys.executable, "-m", "app"]}
    commands |= {str(bundle): [str(bundle.absolute() / "boxwright")] for bundle in given.bundles}
    with tempfile.TemporaryDirectory() as home:
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
        # Xvfb says which display it is once it answers.
        read, write = os.pipe()
        server = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"]
        with subprocess.Popen(server, stderr=subprocess.DEVNULL, pass_fds=(write,)) as screen:
            display = os.read(read, 16).decode().strip()
            environment = {**os.environ, **places, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
            try:
                for name, command in commands.items():
                    print(f"{name}: {_told(command, environment, cold=given.cold)}")
            finally:
                screen.terminate()
    for bundle in given.bundles:
        size = sum(path.lstat().st_size for path in bundle.rglob("*") if not path.is_dir())
        print(f"{bundle}: {size / 1e6:,.0f} MB")


def _told(command: list[str], environment: dict[str, str], *, cold: bool) -> str:
    if not cold:
        start_time(command, environment)
    seconds = []
    for _ in range(_RUNS):
        if cold:
            os.sync()
            Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
        seconds.append(start_time(command, environment))
    return f"median {statistics.median(seconds):.2f} s, from {min(seconds):.2f} to {max(seconds):.2f}"


if __name__ == "__main__":
    main()
