"""The pages agree with each other and with the program: links, the list of pages, commands and their options."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from project import ROOT
from reference import PAGES

from app.cli import commands

DOCS = ROOT / "docs"
FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_EXAMPLE = re.compile(r"^    (?:sudo )?(?:\w+=\S+ )?boxwright\b(.*(?:\\\n.*)*)", re.MULTILINE)


@cache
def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf-8"))):
        if "://" not in link:
            file, _, anchor = link.partition("#")
            target = path.parent / file if file else path
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


def test_every_page_is_listed() -> None:
    listed = set(
        re.findall(r"^([a-z][\w/-]*)$", (DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    pages = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    assert pages == {name for name in listed if "/" not in name}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_the_program_writes_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]().rstrip() + "\n", (
        "run packaging/reference.py"
    )


def test_examples_name_commands_and_options_that_there_are() -> None:
    program: Any = typer.main.get_command(commands)
    options = {
        name: {option for part in command.params for option in (*part.opts, *part.secondary_opts)}
        | {"--help", "--debug"}
        for name, command in program.commands.items()
    }
    calls = [(path, call) for path in FILES for call in _EXAMPLE.findall(path.read_text(encoding="utf-8"))]
    assert calls
    for path, call in calls:
        first, *words = call.replace("\\\n", " ").split() or [""]
        if first and not first.startswith("-"):
            assert first in options, (path, call)
            assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options[first], (
                path,
                call,
            )
