"""Where the program keeps its own files, and what the environment says; without Qt, for the command line."""

import os
from pathlib import Path

import platformdirs

from engine.data.sources import Sources

_NAME = "boxwright"
PERSON = "BOXWRIGHT_PERSON"
"""The environment variable with the name that edits carry."""


def given_person() -> str:
    """The name given for this start of the program alone; empty where none was."""
    return os.environ.get(PERSON, "").strip()


def log_file() -> Path:
    """The log; its folder is made."""
    return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True) / "boxwright.log"


def settings_file() -> Path:
    """What the window remembers between runs; its folder is made."""
    return platformdirs.user_config_path(_NAME, appauthor=False, ensure_exists=True) / "window.ini"


def demo_project_file() -> Path:
    """The demo's project file; its folder is made."""
    return platformdirs.user_data_path(_NAME, appauthor=False, ensure_exists=True) / "demo.boxwright"


def demo_sources() -> Sources:
    """The dataset and the model that ship with the program."""
    folder = Path(__file__).resolve().parent.parent / "resources" / "demo"
    return Sources(
        annotations=folder / "ground_truth.json",
        images=folder / "images",
        model=folder / "saved_model",
        label_map=folder / "label_map.pbtxt",
    )
