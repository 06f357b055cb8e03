"""Protobuf's text format and JSON, read without a schema, with the place of every value in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UserError
from engine.formats.json_file import read_json
from engine.formats.text_file import read_text

_TOKEN = re.compile(
    r"""(?P<space>[\s,;]+|\#[^\n]*)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[^\s,;:{}<>"'\#\[\]]+)
    |(?P<mark>[:{}<>\[\]])""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<sign>.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_MOST_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar and where it stands.

    Attributes
    ----------
    text : str
        Unquoted.
    line, column : int
        Of its first character; lines from 1, columns from 0.
    raw : str
        As it is written, quotes and all.
    """

    text: str
    line: int
    column: int
    raw: str


@dataclass(frozen=True, slots=True)
class Message:
    """Fields in the order of the file; one that is repeated, or a list, is there several times.

    Attributes
    ----------
    line : int
        Where it begins.
    fields : tuple of (str, Value or Message)
    """

    line: int
    fields: tuple[tuple[str, Value | Message], ...]

    def values(self, name: str) -> list[Value]:
        """The scalars with this name."""
        return [value for key, value in self.fields if key == name and isinstance(value, Value)]

    def messages(self, name: str) -> list[Message]:
        """The messages with this name."""
        return [value for key, value in self.fields if key == name and isinstance(value, Message)]

    def value(self, name: str) -> Value | None:
        """The scalar with this name; the last one counts, as in protobuf."""
        found = self.values(name)
        return found[-1] if found else None

    def inside(self, *names: str) -> Message:
        """The message that these names lead to, one after the other; an empty one where there is none."""
        here = self
        for name in names:
            found = here.messages(name)
            here = found[-1] if found else Message(0, ())
        return here

    def walk(self) -> Iterator[tuple[str, Value | Message]]:
        """All fields, those of inner messages right after them."""
        for name, value in self.fields:
            yield name, value
            if isinstance(value, Message):
                yield from value.walk()


def parse_text(text: str, path: Path, *, what: str, remedy: str) -> Message:
    """Read a message.

    Parameters
    ----------
    text
    path
        For errors.
    what
        What the file should be, for errors: "label map".
    remedy
        What to do if it is not, for errors.

    Raises
    ------
    UserError
        The text is none; the line is named.
    """
    parser = _Parser(text, path, what, remedy)
    return Message(1, tuple(parser.fields(0, "")))


def parse_json(path: Path) -> Message:
    """Read a JSON object as a message.

    Raises
    ------
    UserError
        The file cannot be read, or is no JSON object.
    """
    remedy = 'Write it as {"batch_size": 16, ...}'
    if not isinstance(read_json(path), dict):
        raise UserError("this is no JSON object", source=path, remedy=remedy)
    parser = _Parser(read_text(path), path, "JSON object", remedy, json=True)
    value = next(parser.values(0))
    assert isinstance(value, Message)
    return value


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    raw: str
    line: int
    column: int


class _Parser:
    def __init__(self, text: str, path: Path, what: str, remedy: str, *, json: bool = False) -> None:
        self._path, self._what, self._remedy, self._json = path, what, remedy, json
        self._line = 1
        self._tokens = self._split(text)
        self._token = next(self._tokens)

    def fields(self, depth: int, *ends: str) -> Iterator[tuple[str, Value | Message]]:
        """Take fields up to a mark that ends them, or to the end of the text where that is no mark."""
        while not (self._at(*ends) or (self._token.kind == "end" and "" in ends)):
            line = self._token.line
            name = self._name()
            if self._at(":"):
                self._take()
            elif not self._at("{", "<"):
                raise self._error(f"an opening brace was expected after {name!r}")
            for value in self.values(depth, line):
                yield name, value

    def values(self, depth: int, line: int = 1) -> Iterator[Value | Message]:
        """Take one value, or the values of a list."""
        if depth > _MOST_DEPTH:
            raise self._error("it is nested too deeply")
        if self._at("{", "<"):
            self._take()
            found = tuple(self.fields(depth + 1, "}", ">"))
            self._take()
            yield Message(line, found)
        elif self._at("["):
            self._take()
            while not self._at("]"):
                yield from self.values(depth + 1, self._token.line)
            self._take()
        else:
            yield self._scalar()

    def _scalar(self) -> Value:
        """Take a word, or texts one after the other, which are one."""
        first = self._token
        if first.kind == "word":
            self._take()
            return Value(first.raw, first.line, first.column, first.raw)
        text, raw = "", first.raw
        while True:
            token = self._take()
            if token.kind != "text":
                raise self._unexpected(token)
            text += _unquoted(token.raw)
            if self._token.kind != "text" or self._json:
                return Value(text, first.line, first.column, raw)

    def _name(self) -> str:
        token = self._token
        if token.kind == "text" and self._json:
            return _unquoted(self._take().raw)
        if token.kind != "word":
            raise self._unexpected(token)
        return self._take().raw

    def _at(self, *marks: str) -> bool:
        return self._token.kind == "mark" and self._token.raw in marks

    def _take(self) -> _Token:
        token = self._token
        self._token = next(self._tokens, _Token("end", "", self._line, 0))
        return token

    def _split(self, text: str) -> Iterator[_Token]:
        at = start = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._error("a closing quote is missing")
            if match.lastgroup != "space":
                yield _Token(str(match.lastgroup), match.group(), self._line, at - start)
            at = match.end()
            breaks = match.group().count("\n")
            if breaks:
                self._line += breaks
                start = match.start() + match.group().rindex("\n") + 1
        yield _Token("end", "", self._line, at - start)

    def _unexpected(self, token: _Token) -> UserError:
        return self._error(f"unexpected {token.raw!r}" if token.raw else "a closing brace is missing")

    def _error(self, problem: str) -> UserError:
        return UserError(
            f"this is no {self._what}: {problem}",
            source=self._path,
            record=f"line {self._line}",
            remedy=self._remedy,
        )


def _unquoted(raw: str) -> str:
    text = _ESCAPE.sub(_unescaped, raw[1:-1])
    # A sign beyond the first 65,536 is written as two.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    if match["code"]:
        return chr(int(match["code"], 16))
    return _ESCAPES.get(match["sign"], match["sign"])
