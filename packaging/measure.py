"""How long the program takes to show its window, frozen and from source, and how large it is.

    python packaging/measure.py build/lean/boxwright build/full/boxwright

Needs Xvfb and xev (Debian: xvfb, x11-utils); --cold empties the system's cache of files before each start (root).
The figures are in docs/packaging.md.
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from project import ROOT

_PATIENCE_S = 30.0
_CACHES = Path("/proc/sys/vm/drop_caches")


class Screen(NamedTuple):
    """An X server of our own, and a pipe of what happens to its windows: nothing is polled, so nothing is disturbed."""

    environment: Mapping[str, str]
    events: int

    def wait_for(self, event: bytes) -> float:
        """Wait for an event, as xev names it, and give the moment.

        Raises
        ------
        TimeoutError
            It did not come.
        """
        told, until = b"", time.perf_counter() + _PATIENCE_S
        while event not in told:
            if not select.select([self.events], [], [], max(0.0, until - time.perf_counter()))[0]:
                raise TimeoutError(f"no {event.decode()} within {_PATIENCE_S:.0f} s")
            told += os.read(self.events, 1 << 16)
        return time.perf_counter()


@contextmanager
def screen(home: str) -> Iterator[Screen]:
    """A display for a user who never started the program."""
    # Xvfb says which display it is once it answers.
    read, write = os.pipe()
    server = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"]
    places = dict.fromkeys(
        ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), home
    )
    with subprocess.Popen(server, stderr=subprocess.DEVNULL, pass_fds=(write,)) as x:
        try:
            display = os.read(read, 16).decode().strip()
            environment = {**os.environ, **places, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
            watching = ["stdbuf", "-oL", "xev", "-root", "-event", "substructure"]
            with subprocess.Popen(watching, env=environment, stdout=subprocess.PIPE) as watcher:
                assert watcher.stdout is not None
                try:
                    yield Screen(environment, watcher.stdout.fileno())
                finally:
                    watcher.terminate()
        finally:
            x.terminate()


def start_time(command: list[str], shown_on: Screen) -> float:
    """Seconds from the start of the program until its window is on the screen."""
    begun = time.perf_counter()
    with subprocess.Popen(command, env=shown_on.environment, cwd=ROOT, stderr=subprocess.DEVNULL) as program:
        try:
            return shown_on.wait_for(b"MapNotify") - begun
        finally:
            program.kill()
            shown_on.wait_for(b"DestroyNotify")


def main() -> None:
    """Print a line for each program."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bundles", type=Path, nargs="*")
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    commands = {"from source": [sys.executable, "-m", "app"]}
    commands |= {str(bundle): [str(bundle.absolute() / "boxwright")] for bundle in given.bundles}
    with tempfile.TemporaryDirectory() as home, screen(home) as shown_on:
        for name, command in commands.items():
            print(f"{name}: {_told(command, shown_on, given.runs, cold=given.cold)}", flush=True)
    for bundle in given.bundles:
        size = sum(path.lstat().st_size for path in bundle.rglob("*") if not path.is_dir())
        print(f"{bundle}: {size / 1e6:,.0f} MB")


def _told(command: list[str], shown_on: Screen, runs: int, *, cold: bool) -> str:
    # The first start of all makes the user's folders and the cache of fonts.
    start_time(command, shown_on)
    seconds = []
    for _ in range(runs):
        if cold:
            os.sync()
            _CACHES.write_text("3", encoding="ascii")
        seconds.append(start_time(command, shown_on))
    return f"median {statistics.median(seconds):.2f} s, from {min(seconds):.2f} to {max(seconds):.2f}"


if __name__ == "__main__":
    main()
