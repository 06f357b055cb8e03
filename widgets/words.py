"""Sentences of the engine in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from engine.data.sentence import Sentence

_Texts = dict[tuple[str, str], str]


def translated(said: str) -> str:
    """A sentence in the language of the window, with the same values; any other text as it is."""
    return _said(said, {})


def all_translated(said: Iterable[str]) -> list[str]:
    """The same of hundreds of thousands, most of which are made alike."""
    # A language says its own name here.
    if QCoreApplication.translate("Language", "English") == "English":
        return list(said)
    texts: _Texts = {}
    return [_said(own, texts) for own in said]


def _said(said: str, texts: _Texts) -> str:
    if not isinstance(said, Sentence):
        return said
    key = said.context, said.text
    text = texts.get(key)
    if text is None:
        text = QCoreApplication.translate(*key) if said.context else said.text
        texts[key] = text
    if not said.values:
        return text
    values = {
        name: _said(value, texts) if isinstance(value, Sentence) else value
        for name, value in said.values.items()
    }
    return text.format_map(values)
