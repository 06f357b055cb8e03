"""YAML as text alone: nothing is made of it but mappings, lists and text, and nothing grows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

_MOST_CHARACTERS = 500_000
"""Ten thousand names; more than that would take longer than anybody waits."""
_MOST_DEPTH = 50
_BRACKET = re.compile(r"[][{}]")


class NotYamlError(ValueError):
    """The text is no YAML, or holds what a class list has no need of; ``line`` is where, if that is known."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.line = line


class _Loader(yaml.BaseLoader):  # type: ignore[misc]  # the library has no types
    """Every scalar as text; no references, of which a few lines could stand for gigabytes."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            message = "it refers to another part of itself"
            raise NotYamlError(message)
        if self.depth > _MOST_DEPTH:
            message = "it is nested too deeply"
            raise NotYamlError(message)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def parse(text: str) -> Any:
    """Parse a document; every scalar stays text.

    Raises
    ------
    NotYamlError
        What is wrong, and where.
    """
    return _loaded(text, lambda loader: loader.get_single_data())


def compose(text: str) -> Any:
    """Parse a document into PyYAML's nodes, which know their lines; None where it is empty.

    Raises
    ------
    NotYamlError
        What is wrong, and where.
    """
    return _loaded(text, lambda loader: loader.get_single_node())


def _loaded(text: str, taken: Callable[[Any], Any]) -> Any:
    if len(text) > _MOST_CHARACTERS:
        message = "it is too long to be a class list"
        raise NotYamlError(message)
    if _brackets(text) > _MOST_DEPTH:
        # The library would find out, but in a time that grows with the square of their number.
        message = "it is nested too deeply"
        raise NotYamlError(message)
    try:
        return taken(_Loader(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise NotYamlError(str(error.problem), line) from error
    except (yaml.YAMLError, RecursionError, TypeError, ValueError) as error:
        if isinstance(error, NotYamlError):
            raise
        raise NotYamlError(" ".join(str(error).split())) from error


def _brackets(text: str) -> int:
    """How deep brackets are inside one another at most, quoted ones too."""
    depth = most = 0
    for match in _BRACKET.finditer(text):
        depth = max(depth + (1 if match[0] in "[{" else -1), 0)
        most = max(most, depth)
    return most


def quoted(text: str) -> str:
    """A text as a scalar that no reader takes for a number, a truth value or a comment."""
    return "".join(('"', *(_escaped(character) for character in text), '"'))


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    code = ord(character)
    if character.isprintable():
        return character
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
