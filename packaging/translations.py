"""Collect what the window says, keep what is translated already, and make the files that the program loads.

    python packaging/translations.py            update every language
    python packaging/translations.py fr         begin with French

Qt's lupdate loses calls with keywords and takes wrong contexts in Python, so the source is read here. See
docs/translating.md.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
_PACKAGES = ("app", "widgets", "engine")
_WITH_CONTEXT = {"sentence", "translate", "QT_TRANSLATE_NOOP"}


class Message(NamedTuple):
    """One text, and what it is about."""

    context: str
    text: str


def collect() -> dict[Message, str]:
    """All texts by where they are first: those in the source, then those in tables that are translated when shown."""
    found: dict[Message, str] = {}
    for package in _PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for message in texts_of(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))):
                found.setdefault(message, path.relative_to(ROOT).as_posix())
    for message, place in _tables():
        found.setdefault(message, place)
    return found


def texts_of(source: str, name: str) -> Iterator[Message]:
    """The texts that a module marks.

    Raises
    ------
    SyntaxError
        A text is marked that nobody can collect: an f-string, or one put together.
    """
    yield from _texts(ast.parse(source), "", name)


def _texts(node: ast.AST, within: str, name: str) -> Iterator[Message]:
    if isinstance(node, ast.ClassDef):
        within = node.name
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called == "tr":
            for text in _literals(node.args[0], name):
                yield Message(within, text)
        elif called in _WITH_CONTEXT and len(node.args) > 1 and isinstance(node.args[0], ast.Constant):
            # A text from a table is collected from there.
            if isinstance(node.args[1], ast.Constant | ast.IfExp | ast.JoinedStr | ast.BinOp):
                for text in _literals(node.args[1], name):
                    yield Message(str(node.args[0].value), text)
        elif called == "progress" and node.args and isinstance(getattr(node.args[0], "value", None), str):
            yield from (Message("Progress", text) for text in _literals(node.args[0], name))
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, within, name)


def _literals(node: ast.expr, name: str) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body, name)
        yield from _literals(node.orelse, name)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value:
            yield node.value
    else:
        raise SyntaxError(f"{name}:{node.lineno}: a text to be translated must be written out")


def _tables() -> Iterator[tuple[Message, str]]:
    sys.path.insert(0, str(ROOT))
    from app.actions import ACTIONS, MENUS
    from engine.data.check_settings import THRESHOLDS

    menus = [*MENUS, *(part for spec in ACTIONS for part in spec.menu.split("/") if part)]
    for title in menus:
        yield Message("Menu", title), "app/actions.py"
    for spec in ACTIONS:
        yield Message("Action", spec.text), "app/actions.py"
    for threshold in THRESHOLDS:
        for text in (threshold.group, threshold.title, threshold.reason, threshold.unit):
            if text:
                yield Message("Threshold", text), "engine/data/check_settings.py"


def read(ts: Path) -> dict[Message, str]:
    """The translations in a file; those that are not finished are empty."""
    found = {}
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation is not None and translation.get("type") is None
            key = Message(context.findtext("name", ""), message.findtext("source", ""))
            found[key] = (translation.text or "") if finished and translation is not None else ""
    return found


def write(ts: Path, language: str, messages: dict[Message, str], translations: dict[Message, str]) -> None:
    """Write all messages with their translations; one without is marked as not finished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for context in sorted({message.context for message in messages}):
        own = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(own, "name").text = context
        for message, place in messages.items():
            if message.context == context:
                entry = ElementTree.SubElement(own, "message")
                # Without a line: those change with every edit.
                ElementTree.SubElement(entry, "location", filename=f"../../{place}")
                ElementTree.SubElement(entry, "source").text = message.text
                translation = ElementTree.SubElement(entry, "translation")
                translation.text = translations.get(message, "")
                if not translation.text:
                    translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def release(ts: Path) -> None:
    """Make the file that the program loads."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(tool), "-silent", str(ts), "-qm", str(ts.with_suffix(".qm"))], check=True)


def main(languages: list[str]) -> None:
    """Update these languages, and all that there are."""
    messages = collect()
    known = [path.stem.removeprefix("boxwright_") for path in sorted(TRANSLATIONS.glob("*.ts"))]
    for language in dict.fromkeys([*known, *languages]):
        ts = TRANSLATIONS / f"boxwright_{language}.ts"
        before = read(ts) if ts.exists() else {}
        write(ts, language, messages, before)
        release(ts)
        waiting = sum(not before.get(message) for message in messages)
        gone = len(before.keys() - messages.keys())
        print(f"{ts.relative_to(ROOT)}: {len(messages)} texts, {waiting} not translated, {gone} taken out")


if __name__ == "__main__":
    main(sys.argv[1:])
