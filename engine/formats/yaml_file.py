"""YAML as text alone: nothing is made of it but mappings, lists and text, and nothing grows."""

from typing import Any

import yaml

_MOST_CHARACTERS = 500_000
"""Ten thousand names; more than that would take longer than anybody waits."""
_MOST_DEPTH = 50


class NotYamlError(ValueError):
    """The text is no YAML, or holds what a class list has no need of."""


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
    if len(text) > _MOST_CHARACTERS:
        message = "it is too long to be a class list"
        raise NotYamlError(message)
    try:
        return yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        message = f"{error.problem}{line}"
        raise NotYamlError(message) from error
    except (yaml.YAMLError, RecursionError, TypeError, ValueError) as error:
        if isinstance(error, NotYamlError):
            raise
        message = " ".join(str(error).split())
        raise NotYamlError(message) from error


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
