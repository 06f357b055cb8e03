"""Sentences with values in them, which can still be said in another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Sentence(str):
    """An English sentence that remembers what it was made of; to whoever does not ask, it is a str like any other.

    Attributes
    ----------
    context : str
        What it is about: the same words may be said differently elsewhere.
    text : str
        The sentence with ``{name:format}`` where a value stands.
    values : mapping of str to object
        By name; a value may be a sentence itself.
    """

    __slots__ = ("context", "text", "values")

    context: str
    text: str
    values: Mapping[str, object]


def sentence(context: str, text: str, /, **values: object) -> Sentence:
    """Make a sentence.

    Context and text are written out where this is called, or stand in a table: translators' lists are made of them by
    packaging/translations.py.
    """
    made = Sentence(text.format_map(values) if values else text)
    made.context, made.text, made.values = context, text, values
    return made


def joined(separator: str, parts: Iterable[str]) -> Sentence:
    """Sentences, or parts of one, one after the other; each is translated by itself."""
    values = {f"part_{number}": part for number, part in enumerate(parts)}
    return sentence("", separator.join(f"{{{name}}}" for name in values), **values)
