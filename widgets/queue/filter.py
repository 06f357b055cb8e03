"""What of the queue is let through: terms that must all hold. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Field(StrEnum):
    """What a term is about. The values are what a person types."""

    KIND = "kind"
    CLASS = "class"
    IMAGE = "image"
    VERDICT = "verdict"
    STATE = "state"
    SCORE = "score"
    PRICE = "price"
    LOSS = "loss"
    WORTH = "worth"
    TOP = "top"


NUMBERS = (Field.SCORE, Field.PRICE, Field.LOSS, Field.WORTH)
"""The fields that are compared."""


NO_OBJECTS = "empty"
"""The state, beside the stages themselves, of an image on which somebody verified that there is nothing."""


class Stand(StrEnum):
    """Where a flag stands, beside the verdicts themselves: with or without one."""

    WAITING = "waiting"
    SETTLED = "settled"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class OneOf:
    """The field is one of these.

    Attributes
    ----------
    field : Field
        Kind, class, image, verdict or state of the image.
    values : tuple of str, one at least
        Values of `FlagKind`; names of classes; parts of images' names; values of `VerdictKind` and `Stand`; values of
        `Stage`, and `NO_OBJECTS`.
    negated : bool
        Whether it must be none of them.
    """

    field: Field
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The number lies between bounds, which belong to it; what has no such number does not pass.

    Attributes
    ----------
    field : Field
        One of `NUMBERS`.
    low, high : float or None
        None: no bound on this side; one of them at least is given.
    strict : bool
        Whether the bound itself is left out; only where there is just one.
    negated : bool
        Whether it must not lie there; what has no such number passes then.
    """

    field: Field
    low: float | None
    high: float | None
    strict: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Holds:
    """The words are in the image's name, the class, the kind's title or the reason, in any case."""

    words: str
    negated: bool = False


Term = OneOf | Within | Holds


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show.

    Attributes
    ----------
    terms : tuple of Term
        All of them hold. Where none is about the verdict, only what waits for one passes.
    top : int or None
        So many of the first that pass, in the queue's own order; None: all of them.
    """

    terms: tuple[Term, ...] = ()
    top: int | None = None

    def of(self, field: Field) -> tuple[Term, ...]:
        """The terms about one field."""
        return tuple(term for term in self.terms if not isinstance(term, Holds) and term.field is field)

    def with_terms(self, field: Field, *terms: Term) -> Filter:
        """The same with these terms about a field: where the first one stood, else at the end."""
        gone = self.of(field)
        at = self.terms.index(gone[0]) if gone else len(self.terms)
        before, after = self.terms[:at], self.terms[at:]
        return replace(self, terms=(*before, *terms, *(term for term in after if term not in gone)))

    @property
    def waiting_only(self) -> bool:
        """Whether it lets nothing through that has a verdict, for all that its text says."""
        return all(
            isinstance(term, OneOf) and not term.negated and set(term.values) == {Stand.WAITING}
            for term in self.of(Field.VERDICT)
        )
