"""How a project stands to its sign-off: what it lacks, whether it holds, what differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the policy asks for and that is not so.

    Attributes
    ----------
    rule : str
        A field of `Policy`; ``reopened``: it is signed already.
    said : str
    flag_key : str
        The first flag that it is about; empty: about none.
    image : int
        Index of the first image; -1: about none.
    """

    rule: str
    said: str
    flag_key: str = ""
    image: int = -1


class SignState(StrEnum):
    """How a project stands to its last sign-off."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"
    LAPSED = "lapsed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class SignStanding:
    """How a project stands to its last sign-off, and what changed since.

    Attributes
    ----------
    state : SignState
    said : str
        For people, in a line.
    changes : tuple of str
        What changed since, the labels first.
    """

    state: SignState
    said: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a record and a dataset belong together.

    Attributes
    ----------
    checked : tuple of str
        What was found to be so, for people.
    difference : str
        The first thing that is not so; empty: they belong together.
    """

    checked: tuple[str, ...]
    difference: str = ""

    @property
    def holds(self) -> bool:
        """Whether they belong together."""
        return not self.difference
