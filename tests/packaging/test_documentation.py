"""The pages agree with each other and with the program: links, the list of pages, commands and their options."""

import ast
import importlib
import re
import shlex
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from flag_pictures import SIZE_WH, draw, scenes
from project import ROOT
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from reference import PAGES

from app.cli import commands
from engine.data.flag import FlagKind
from widgets.canvas.canvas import Canvas
from widgets.theme import Scheme, apply_theme, flag_title

DOCS = ROOT / "docs"
FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SCRIPT = re.compile(r'^    python -c "\n(.*?)"$', re.DOTALL | re.MULTILINE)
_EXAMPLE = re.compile(r"^    (?:sudo )?(?:\w+=\S+ )?boxwright\b((?:.*\\\n)*.*)", re.MULTILINE)


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


def test_each_kind_of_flag_has_a_section_and_a_picture() -> None:
    sections = (DOCS / "flags.md").read_text(encoding="utf-8").split("\n### ")[1:]
    told = {section.partition("\n")[0]: section for section in sections}
    assert sorted(told) == sorted(map(flag_title, FlagKind))
    for kind in FlagKind:
        section = told[flag_title(kind)]
        assert f"`kind:{kind}`" in section
        assert f"(flags/{kind}.png)" in section
        assert "**To do:**" in section and "**False alarm where**" in section
    pictures = {path.stem: path.stat().st_size for path in (DOCS / "flags").iterdir()}
    assert set(pictures) == set(FlagKind) == set(scenes())
    assert max(pictures.values()) < 25_000


def test_a_picture_of_a_flag_is_what_the_program_draws(qapp: QApplication) -> None:
    theme = apply_theme(qapp, Scheme.DARK)
    canvas = Canvas()
    canvas.set_theme(theme)
    canvas.resize(*SIZE_WH)
    kind = FlagKind.MISSING_LABEL
    drawn, kept = (
        image.convertToFormat(QImage.Format.Format_RGB888)
        for image in (draw(canvas, scenes()[kind]), QImage(str(DOCS / "flags" / f"{kind}.png")))
    )
    assert drawn.size() == kept.size()
    pixels = [np.frombuffer(image.constBits(), np.uint8).astype(int) for image in (drawn, kept)]
    # Few colours are kept, and fonts differ from machine to machine.
    assert np.abs(pixels[0] - pixels[1]).mean() < 8


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_the_program_writes_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]().rstrip() + "\n", (
        "run packaging/reference.py"
    )


def test_commands_in_examples_are_understood() -> None:
    program: Any = typer.main.get_command(commands)
    calls = [(path, call) for path in FILES for call in _EXAMPLE.findall(path.read_text(encoding="utf-8"))]
    assert calls
    for path, call in calls:
        words = shlex.split(re.split(r" [|>]", re.sub(r"\\\n|[\[\]]", " ", call))[0], comments=True)
        if "--debug" in words:
            words.remove("--debug")
        if words and not words[0].startswith("-"):
            command = program.commands.get(words[0])
            assert command is not None, (path, call)
            given, left, _ = command.make_parser(command.context_class(command)).parse_args(words[1:])
            needed = {part.name for part in command.params if part.required}
            assert left == [] and needed <= {name for name, value in given.items() if value is not None}, (
                path,
                call,
            )


@pytest.mark.parametrize(
    ("name", "source"),
    [
        pytest.param(path.name, source, id=f"{path.stem}-{number}")
        for path in FILES
        for number, source in enumerate(_PYTHON.findall(path.read_text(encoding="utf-8")), 1)
    ],
)
def test_python_in_examples_runs(name: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(source, name, "exec"), {})


def test_scripts_in_examples_can_be_read() -> None:
    scripts = [own for path in FILES for own in _SCRIPT.findall(path.read_text(encoding="utf-8"))]
    assert scripts
    for script in scripts:
        for node in ast.walk(ast.parse(textwrap.dedent(script))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                module = importlib.import_module(node.module)
                assert all(hasattr(module, name.name) for name in node.names), node.module
