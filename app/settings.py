"""Where the program keeps its own files. No Qt, so that the command line starts without it."""

from pathlib import Path

import platformdirs

_NAME = "boxwright"


def log_file() -> Path:
    """The log; its folder is made."""
    return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True) / "boxwright.log"


def demo_project_file() -> Path:
    """The demo's project file; its folder is made."""
    return platformdirs.user_data_path(_NAME, appauthor=False, ensure_exists=True) / "demo.boxwright"


def resources() -> Path:
    """The folder of files that ship with the program."""
    return Path(__file__).resolve().parent.parent / "resources"
