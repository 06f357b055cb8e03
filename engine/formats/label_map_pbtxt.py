"""Label maps in protobuf's text format."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.errors import UserError

_TOKEN = re.compile(
    r"""(?P<space>[\s,;]+|\#[^\n]*)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[^\s,;:{}<>"'\#]+)
    |(?P<mark>[:{}<>])""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_WRITTEN = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_END = ("end", "")
_MOST_NUMBERS = 2**31
_MOST_DEPTH = 100
_REMEDY = "Write it as: item { id: 1 name: 'cat' }"


def read_pbtxt(text: str, path: Path) -> dict[int, str]:
    """Read a label map of the TensorFlow Object Detection API.

    Returns
    -------
    dict of int to str
        By class number. Where ``name`` is a code of the Open Images kind (``/m/01g317``), the display name.

    Raises
    ------
    UserError
        The text is no label map, or gives a number twice; the line is named.
    """
    names: dict[int, str] = {}
    for line, fields in _Parser(text, path).items():
        number, name = _entry(fields, path, line)
        if number in names:
            raise UserError(
                f"class {number} is named twice",
                source=path,
                record=f"line {line}",
                remedy="Remove one of them",
            )
        names[number] = name
    if not names:
        raise UserError("the label map names no class", source=path, remedy=_REMEDY)
    return names


def label_map_text(names: Mapping[int, str]) -> str:
    """A label map that `read_pbtxt` takes for these names, ascending by number."""
    return "".join(
        f"item {{\n  id: {number}\n  name: {_quoted(names[number])}\n}}\n" for number in sorted(names)
    )


def _quoted(text: str) -> str:
    escaped = "".join(_WRITTEN.get(character, character) for character in text)
    return f'"{escaped}"'


def _entry(fields: dict[str, str], path: Path, line: int) -> tuple[int, str]:
    name = fields.get("name", "")
    if not name or name.startswith(("/m/", "/g/")):
        name = fields.get("display_name", name)
    try:
        number = int(fields["id"])
        if not -_MOST_NUMBERS < number < _MOST_NUMBERS:
            raise ValueError
    except (KeyError, ValueError) as error:
        raise UserError(
            "this item has no id that is a whole number", source=path, record=f"line {line}", remedy=_REMEDY
        ) from error
    if not name:
        raise UserError("this item has no name", source=path, record=f"line {line}", remedy=_REMEDY)
    return number, name


class _Parser:
    """Protobuf's text format as far as label maps go: items of scalar fields; nested messages are skipped."""

    def __init__(self, text: str, path: Path) -> None:
        self._path = path
        self._line = 1
        self._tokens = self._split(text)
        self._token = next(self._tokens)

    def items(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The line and the fields of each item."""
        while self._token != _END:
            line = self._line
            name = self._word()
            if self._at(":"):
                self._take()
            if not self._at("{", "<"):
                raise self._error(f"an opening brace was expected after {name!r}")
            fields = self._message()
            if name == "item":
                yield line, fields

    def _message(self, depth: int = 0) -> dict[str, str]:
        """Take from the opening brace to the closing one, and return the scalar fields between."""
        fields: dict[str, str] = {}
        if depth > _MOST_DEPTH:
            raise self._error("it is nested too deeply")
        self._take()
        while not self._at("}", ">"):
            name = self._word()
            if self._at(":"):
                self._take()
            if self._at("{", "<"):
                self._message(depth + 1)
            else:
                fields[name] = self._value()
        self._take()
        return fields

    def _value(self) -> str:
        """Take a word, or texts one after the other, which are one."""
        if self._token[0] == "word":
            return self._word()
        value = ""
        while True:
            kind, token = self._take()
            if kind != "text":
                raise self._error(f"unexpected {token!r}" if token else "a closing brace is missing")
            value += _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), token[1:-1])
            if self._token[0] != "text":
                return value

    def _word(self) -> str:
        kind, token = self._token
        if kind != "word":
            raise self._error(f"unexpected {token!r}" if token else "a closing brace is missing")
        return self._take()[1]

    def _at(self, *marks: str) -> bool:
        return self._token[0] == "mark" and self._token[1] in marks

    def _take(self) -> tuple[str, str]:
        token, self._token = self._token, next(self._tokens, _END)
        return token

    def _split(self, text: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._error("a closing quote is missing")
            at = match.end()
            if match.lastgroup != "space":
                yield str(match.lastgroup), match.group()
            self._line += match.group().count("\n")
        yield _END

    def _error(self, problem: str) -> UserError:
        return UserError(
            f"this is no label map: {problem}", source=self._path, record=f"line {self._line}", remedy=_REMEDY
        )
