"""Where the program keeps its own files, and what the environment says; without Qt, for the command line."""

import os
from pathlib import Path

import platformdirs

from engine.data.sources import Sources
from engine.errors import UserError
from engine.inference.interpreter import can_run_models

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
"""Beside the packages, in a checkout and in an installed program alike."""

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
    return _own(platformdirs.user_config_path(_NAME, appauthor=False)) / "window.ini"


def demo_project_file() -> Path:
    """The demo's project file; its folder is made."""
    return _own(platformdirs.user_data_path(_NAME, appauthor=False)) / "demo.boxwright"


def desk_folder() -> Path:
    """Where the files are that stand for projects on servers; it is made."""
    return _own(platformdirs.user_data_path(_NAME, appauthor=False) / "team")


def _own(folder: Path) -> Path:
    """Make a folder of the program's own.

    Raises
    ------
    UserError
        It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"Boxwright cannot make its own folder ({error.strerror})",
            source=folder,
            remedy="Let it write there, or set HOME to a folder that it may write to",
        ) from error
    return folder


def demo_sources() -> Sources:
    """The dataset and the model that ship with the program; what the model says, where none can be run."""
    folder = RESOURCES / "demo"
    labels, images = folder / "ground_truth.json", folder / "images"
    if not can_run_models():
        return Sources(annotations=labels, images=images, predictions=folder / "predictions.json")
    return Sources(
        annotations=labels,
        images=images,
        model=folder / "saved_model",
        label_map=folder / "label_map.pbtxt",
    )


def documentation_page() -> Path:
    """The first page of the documentation: built, where the program is installed; as it is written, in a checkout."""
    folder = RESOURCES / "documentation"
    pages = (folder / "index.html", folder / "index.md", RESOURCES.parent / "docs" / "index.md")
    return next((page for page in pages if page.is_file()), pages[0])
