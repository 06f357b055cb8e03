"""A filter as text that a person reads and edits: ``kind:wrong_class class:"white cell" score>=0.5 -tray``. No Qt.

Terms stand side by side and must all hold. A term is a word or a quoted phrase to find, ``field:value`` with
alternatives after commas, a number as in ``score>=0.5`` or ``score:0.3..0.7``, or ``top:100``; ``-`` before it turns it
round. A backslash keeps the quote or backslash after it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.data.flag import FlagKind, VerdictKind
from engine.data.image_state import Stage
from widgets.queue.filter import NO_OBJECTS, NUMBERS, Field, Filter, Holds, OneOf, Stand, Term, Within

VERDICTS = (*Stand, *VerdictKind)
STATES = (*Stage, NO_OBJECTS)

_TOKEN = re.compile(r'(?:"(?:\\.|[^"\\])*(?:"|\\?$)|[^\s"])+', re.DOTALL)
_HEAD = re.compile(r"(-?)([A-Za-z_]+)(:|<=|>=|<|>|=)(.*)", re.DOTALL)
_PLAIN_WORD = re.compile(r"[^\s\"\\\-:<>=][^\s\"\\:<>=]*")
_PLAIN_VALUE = re.compile(r"[^\s\"\\,]+")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?")
_MOST_OFFERED = 8
_LEAST_TYPED = 2
"""Letters of a value that are typed before it is offered without its field."""


class Problem(StrEnum):
    """What a text can have wrong."""

    FIELD = "field"
    VALUE = "value"
    NO_VALUE = "no_value"
    NUMBER = "number"
    NOT_COMPARED = "not_compared"
    TOP = "top"


@dataclass
class ExpressionError(Exception):
    """A text that is no filter.

    Attributes
    ----------
    problem : Problem
    field : str
        The field it is about, as typed where there is none such.
    value : str
        What was given for it.
    possible : tuple of str
        What could stand there.
    """

    problem: Problem
    field: str
    value: str = ""
    possible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in a text in the place of what is typed there: characters ``start`` to ``end``."""

    start: int
    end: int
    offers: tuple[str, ...]


def parse(text: str, class_names: Sequence[str]) -> Filter:
    """Read a filter.

    Parameters
    ----------
    text
        Empty: what waits for a verdict.
    class_names
        The classes there are; they may be written in any case.

    Raises
    ------
    ExpressionError
        If the text names what there is not.
    """
    terms: list[Term] = []
    top: int | None = None
    for token in _TOKEN.findall(text):
        head = _HEAD.fullmatch(token)
        if head is None:
            terms.extend(_words(token))
            continue
        minus, name, operator, rest = head.groups()
        field = _field(name)
        if field is Field.TOP:
            if minus or top is not None or operator != ":" or not rest.isdecimal() or int(rest) == 0:
                raise ExpressionError(Problem.TOP, field, token)
            top = int(rest)
        elif field in NUMBERS:
            terms.append(_within(field, operator, rest, negated=bool(minus)))
        elif operator in ":=":
            terms.append(OneOf(field, tuple(_values(field, rest, class_names)), bool(minus)))
        else:
            raise ExpressionError(Problem.NOT_COMPARED, field, rest)
    return Filter(tuple(terms), top)


def written(wanted: Filter) -> str:
    """A filter as text: `parse` makes the same filter of it."""
    terms = [("-" if term.negated else "") + _written(term) for term in wanted.terms]
    return " ".join(terms if wanted.top is None else [*terms, f"{Field.TOP}:{wanted.top}"])


def complete(text: str, cursor: int, class_names: Sequence[str]) -> Completion:
    """What the word at the cursor may become: fields, kinds, classes and verdicts that begin as it does."""
    found = next((m for m in _TOKEN.finditer(text) if m.start() < cursor <= m.end()), None)
    if found is None:
        return Completion(cursor, cursor, ())
    typed = text[found.start() : cursor]
    start = found.start() + typed.startswith("-")
    typed = text[start:cursor]
    head = _HEAD.fullmatch(typed)
    if head is None:
        offers = [f"{field}{'>=' if field in NUMBERS else ':'}" for field in _beginning(typed, Field)]
        if len(typed) >= _LEAST_TYPED:
            for field in (Field.KIND, Field.CLASS):
                values = _beginning(_bare(typed), _possible(field, class_names))
                offers += [_written(OneOf(field, (value,))) for value in values]
    else:
        value = re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', head[4])[-1]
        start = cursor - len(value)
        values = _beginning(_bare(value), _possible(head[2].casefold(), class_names))
        offers = [_quoted(offer, _PLAIN_VALUE) for offer in values]
    end = cursor + len(text[cursor : found.end()].partition(",")[0])
    done = text[start:end].casefold() in (offer.casefold() for offer in offers)
    return Completion(start, end, () if done else tuple(offers[:_MOST_OFFERED]))


def _words(token: str) -> Iterator[Holds]:
    negated = token.startswith("-")
    words = _bare(token[negated:])
    if words:
        yield Holds(words, negated)


def _field(name: str) -> Field:
    if name.casefold() not in set(Field):
        raise ExpressionError(Problem.FIELD, name, possible=tuple(Field))
    return Field(name.casefold())


def _values(field: Field, text: str, class_names: Sequence[str]) -> Iterator[str]:
    possible = _possible(field, class_names)
    known = {_folded(field, value): value for value in reversed(possible)}
    for part in _parts(text):
        if not part:
            raise ExpressionError(Problem.NO_VALUE, field, possible=possible)
        if field is Field.IMAGE:
            yield part
        elif _folded(field, part) in known:
            yield known[_folded(field, part)]
        else:
            raise ExpressionError(Problem.VALUE, field, part, possible)


def _folded(field: Field, value: str) -> str:
    folded = value.casefold()
    return folded if field is Field.CLASS else folded.replace(" ", "_").replace("-", "_")


def _possible(field: str, class_names: Sequence[str]) -> tuple[str, ...]:
    """What a field may be, as far as that is a matter of choice."""
    if field == Field.KIND:
        return tuple(FlagKind)
    if field == Field.CLASS:
        return tuple(class_names)
    if field == Field.STATE:
        return STATES
    return VERDICTS if field == Field.VERDICT else ()


def _within(field: Field, operator: str, text: str, *, negated: bool) -> Within:
    bounds = _RANGE.fullmatch(text) if operator == ":" else None
    if bounds is not None and any(bounds.groups()):
        low, high = (None if bound is None else _finite(field, bound) for bound in bounds.groups())
        return Within(field, low, high, negated=negated)
    number = _finite(field, text)
    if operator in (">", ">="):
        return Within(field, number, None, operator == ">", negated)
    if operator in ("<", "<="):
        return Within(field, None, number, operator == "<", negated)
    return Within(field, number, number, negated=negated)


def _finite(field: Field, text: str) -> float:
    number = float(text) if re.fullmatch(_NUMBER, text) else math.inf
    if math.isinf(number):
        raise ExpressionError(Problem.NUMBER, field, text)
    return number


def _written(term: Term) -> str:
    if isinstance(term, Holds):
        return _quoted(term.words, _PLAIN_WORD)
    if isinstance(term, OneOf):
        return f"{term.field}:" + ",".join(_quoted(value, _PLAIN_VALUE) for value in term.values)
    equal = "" if term.strict else "="
    if term.high is None:
        return f"{term.field}>{equal}{_number(term.low)}"
    if term.low is None:
        return f"{term.field}<{equal}{_number(term.high)}"
    if term.low == term.high:
        return f"{term.field}={_number(term.low)}"
    return f"{term.field}:{_number(term.low)}..{_number(term.high)}"


def _number(number: float | None) -> str:
    return repr(number).removesuffix(".0")


def _quoted(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _parts(text: str) -> list[str]:
    """Values between commas, those in quotes left out."""
    parts, quoted, at = [""], False, 0
    while at < len(text):
        letter = text[at]
        if quoted and letter == "\\" and at + 1 < len(text):
            at += 1
            parts[-1] += text[at]
        elif letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
        at += 1
    return parts


def _bare(text: str) -> str:
    """A text without its quotes."""
    return ",".join(_parts(text))


def _beginning(typed: str, values: Iterable[str]) -> list[str]:
    return [value for value in values if value.casefold().startswith(typed.casefold())]
