"""Single sampling plans of ISO 2859-1:1999, indexed by acceptance quality limit (AQL) for lot-by-lot inspection.

Table 1 (code letters), and tables 2-A and 2-B (master tables for normal and tightened inspection), which run along
diagonals: one code letter further and one AQL lower is the same acceptance number. Reduced inspection is for a series
of lots of which ten were accepted; a dataset is no such series.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.data.sample import Plan, Unit
from engine.errors import UserError
from engine.sampling.tail import clopper_pearson

LETTERS = "ABCDEFGHJKLMNPQR"
LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")
AQLS = (
    0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10, 15, 25, 40, 65, 100,
    150, 250, 400, 650, 1000,
)  # fmt: skip
"""In wrong units per hundred; above 10, in errors per hundred units alone."""

_MOST_PERCENT = 10
_TIGHTEST = "S"
_SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150)

_LOTS = (
    (8, "AAAAAAB"),
    (15, "AAAAABC"),
    (25, "AABBBCD"),
    (50, "ABBCCDE"),
    (90, "BBCCCEF"),
    (150, "BBCDDFG"),
    (280, "BCDEEGH"),
    (500, "BCDEFHJ"),
    (1200, "CCEFGJK"),
    (3200, "CDEGHKL"),
    (10_000, "CDFGJLM"),
    (35_000, "CDFHKMN"),
    (150_000, "DEGJLNP"),
    (500_000, "DEGJMPQ"),
)
"""Table 1: largest lot, and its letters in the order of `LEVELS`."""
_LARGEST = "DEHKNQR"

_UP, _DOWN = "up", "down"


class Inspection(StrEnum):
    """How strict."""

    NORMAL = "normal"
    TIGHTENED = "tightened"


_ACCEPT: dict[Inspection, tuple[int, tuple[int | str, ...]]] = {
    Inspection.NORMAL: (14, (0, _UP, _DOWN, 1, 2, 3, 5, 7, 10, 14, 21, 30, 44)),
    Inspection.TIGHTENED: (15, (0, _DOWN, _DOWN, 1, 2, 3, 5, 8, 12, 18, 27, 41)),
}
"""The first diagonal (place of the letter plus that of the AQL) with a plan, and what stands on it and those after: the
second and third are arrows; all before point down, all after up, and up where nothing is below."""

_LAST_OF_FIVE = "E"
"""The highest two acceptance numbers stand at letters up to this one."""


@dataclass(frozen=True, slots=True)
class SinglePlan:
    """A plan of the standard.

    Attributes
    ----------
    letter : str
        Where the arrows lead.
    size, accept : int
        The sample, and how many wrong ones are accepted; one more is refused.
    """

    letter: str
    size: int
    accept: int


def code_letter(lot: int, level: str = "II") -> str:
    """Table 1: the letter of a lot of so many units.

    Raises
    ------
    UserError
        There is no such level, or the lot has fewer than two units.
    """
    if level not in LEVELS:
        raise UserError(f"there is no inspection level {level}", remedy=f"Choose one of {', '.join(LEVELS)}")
    if lot < 2:
        raise UserError(f"the standard has no plan for {lot} units", remedy="Review them all")
    letters = next((letters for largest, letters in _LOTS if lot <= largest), _LARGEST)
    return letters[LEVELS.index(level)]


def single_plan(letter: str, aql: float, inspection: Inspection = Inspection.NORMAL) -> SinglePlan:
    """Tables 2-A and 2-B: the plan at a letter and an AQL, following the arrows.

    Raises
    ------
    UserError
        The standard has no such AQL.
    """
    if aql not in AQLS:
        usual = ", ".join(f"{own:g}" for own in AQLS if own <= _MOST_PERCENT)
        raise UserError(f"the standard has no AQL of {aql:g}", remedy=f"Choose one of {usual}")
    letters = LETTERS + (_TIGHTEST if inspection is Inspection.TIGHTENED else "")
    column = AQLS.index(aql)
    cells = [_cell(row, column, inspection) for row in range(len(letters))]
    row = letters.index(letter)
    while (arrow := cells[row]) in (_UP, _DOWN):
        below = any(cell not in (_UP, _DOWN) for cell in cells[row + 1 :])
        row += 1 if arrow is _DOWN and below else -1
    return SinglePlan(letters[row], _SIZES[row], int(arrow))


def standard_plan(
    unit: Unit,
    lot: int,
    aql: float,
    *,
    level: str = "II",
    inspection: Inspection = Inspection.NORMAL,
    risk: float = 0.05,
) -> Plan:
    """The plan of the standard for a lot; it draws everything where the sample would be as large as the lot.

    Parameters
    ----------
    unit
    lot
        How many units there are.
    aql
        In percent.
    level, inspection
    risk
        Of the bound that is stated, and of the rate that the plan refuses with a chance of 1 - risk.

    Raises
    ------
    UserError
        The standard has no such plan.
    """
    found = single_plan(code_letter(lot, level), aql, inspection)
    refused = clopper_pearson(found.accept, found.size, risk)
    name = f"ISO 2859-1, {inspection}, level {level}, AQL {aql:g}, letter {found.letter}"
    return Plan(unit, min(found.size, lot), found.accept, refused, risk, name)


def _cell(row: int, column: int, inspection: Inspection) -> int | str:
    """An acceptance number or an arrow."""
    first, numbers = _ACCEPT[inspection]
    place = row + column - first
    # Two units of which none may be wrong are not tightened.
    if place < 0 or (place == 0 and row == 0 and inspection is Inspection.TIGHTENED):
        return _DOWN
    # From F on the tables end two numbers earlier.
    last = len(numbers) - (1 if row <= LETTERS.index(_LAST_OF_FIVE) else 3)
    return _UP if place > last else numbers[place]
