"""Sentences of the engine in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.data.sentence import Sentence


def translated(said: str) -> str:
    """A sentence in the language of the window, with the same values; any other text as it is."""
    if not isinstance(said, Sentence):
        return said
    text = QCoreApplication.translate(said.context, said.text) if said.context else said.text
    if not said.values:
        return text
    values = {
        name: translated(value) if isinstance(value, Sentence) else value
        for name, value in said.values.items()
    }
    return text.format_map(values)
