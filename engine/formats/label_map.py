"""Label maps: the names of a model's class numbers, in protobuf's text format."""

import re
from collections.abc import Iterator
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
_REMEDY = "Write it as: item { id: 1 name: 'cat' }"


def read_label_map(path: Path) -> dict[int, str]:
    """Read a label map of the TensorFlow Object Detection API.

    Returns
    -------
    dict of int to str
        By class number. Where ``name`` is a code of the Open Images kind (``/m/01g317``), the display name.

    Raises
    ------
    UserError
        The file cannot be read, is no label map, or gives a number twice; the line is named.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the label map cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    except UnicodeError as error:
        raise UserError("the label map is not text in UTF-8", source=path, remedy=_REMEDY) from error
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


def _entry(fields: dict[str, str], path: Path, line: int) -> tuple[int, str]:
    name = fields.get("name", "")
    if not name or name.startswith(("/m/", "/g/")):
        name = fields.get("display_name", name)
    try:
        number = int(fields["id"])
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

    def items(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The line and the fields of each item."""
        for kind, token in self._tokens:
            line = self._line
            if kind != "word":
                raise self._error(f"unexpected {token!r}")
            mark = self._next()
            if mark == ":":
                mark = self._next()
            if mark not in ("{", "<"):
                raise self._error(f"an opening brace was expected after {token!r}")
            fields = self._fields()
            if token == "item":
                yield line, fields

    def _fields(self) -> dict[str, str]:
        """Read up to the closing brace."""
        fields: dict[str, str] = {}
        depth, name = 1, ""
        for kind, token in self._tokens:
            if token in ("{", "<") and kind == "mark":
                depth += 1
            elif token in ("}", ">") and kind == "mark":
                depth -= 1
                if depth == 0:
                    return fields
            elif depth > 1:
                continue
            elif token == ":" and kind == "mark":
                fields[name] = ""
            elif name in fields and (kind == "text" or not fields[name]):
                fields[name] += _unquoted(token) if kind == "text" else token
            elif kind == "word":
                name = token
            else:
                raise self._error(f"unexpected {token!r}")
        raise self._error("a closing brace is missing")

    def _next(self) -> str:
        return next(self._tokens, ("", ""))[1]

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

    def _error(self, problem: str) -> UserError:
        return UserError(
            f"this is no label map: {problem}", source=self._path, record=f"line {self._line}", remedy=_REMEDY
        )


def _unquoted(token: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), token[1:-1])
