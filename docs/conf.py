"""Sphinx's settings: the pages are Markdown, and the HTML is read from a disk, without a server or a network."""

import tomllib
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

project = "Boxwright"
author = "The Boxwright authors"
release = version = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "version"
]
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"Boxwright {release}"
html_favicon = "../resources/icons/boxwright.svg"
html_logo = "../resources/icons/boxwright.svg"
html_show_sphinx = False
html_copy_source = False
html_use_index = False
