"""Plans of ISO 2859-1 against rows that were published.

Rows of tables 2-A and 2-B: U.S. National Institute of Building Sciences, Facilities Management Operations Center,
AC-TABLE.ASC, tables 1-A and 1-B (of MIL-STD-105E, whose single sampling tables for normal and tightened inspection are
those of the ISO standard), AQL 0.65 to 15. Table 1: GOST R, appendix A, "correspond to ISO 2859-1".
"""

import pytest

from engine.data.sample import Unit
from engine.errors import UserError
from engine.sampling.iso2859 import AQLS, LETTERS, LEVELS, Inspection, code_letter, single_plan, standard_plan

COLUMNS = (0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10, 15)

# Rejection numbers; v and ^ are arrows.
NORMAL = """
A 2    v v v v v 1 ^ v
B 3    v v v v 1 ^ v 2
C 5    v v v 1 ^ v 2 3
D 8    v v 1 ^ v 2 3 4
E 13   v 1 ^ v 2 3 4 6
F 20   1 ^ v 2 3 4 6 8
G 32   ^ v 2 3 4 6 8 11
H 50   v 2 3 4 6 8 11 15
J 80   2 3 4 6 8 11 15 22
K 125  3 4 6 8 11 15 22 ^
L 200  4 6 8 11 15 22 ^ ^
M 315  6 8 11 15 22 ^ ^ ^
N 500  8 11 15 22 ^ ^ ^ ^
P 800  11 15 22 ^ ^ ^ ^ ^
Q 1250 15 22 ^ ^ ^ ^ ^ ^
"""
TIGHTENED = """
A 2    v v v v v v v v
B 3    v v v v v 1 v v
C 5    v v v v 1 v v 2
D 8    v v v 1 v v 2 3
E 13   v v 1 v v 2 3 4
F 20   v 1 v v 2 3 4 6
G 32   1 v v 2 3 4 6 9
H 50   v v 2 3 4 6 9 13
J 80   v 2 3 4 6 9 13 19
K 125  2 3 4 6 9 13 19 ^
L 200  3 4 6 9 13 19 ^ ^
"""

TABLE_1 = """
2 8            A A A A A A B
9 15           A A A A A B C
16 25          A A B B B C D
26 50          A B B C C D E
51 90          B B C C C E F
91 150         B B C D D F G
151 280        B C D E E G H
281 500        B C D E F H J
501 1200       C C E F G J K
1201 3200      C D E G H K L
3201 10000     C D F G J L M
10001 35000    C D F H K M N
35001 150000   D E G J L N P
150001 500000  D E G J M P Q
500001 9000000 D E H K N Q R
"""


def published(table: str, inspection: Inspection) -> list[tuple[Inspection, str, float, str, int, int]]:
    """Each cell, by following its arrow in the table as it was printed."""
    rows = [line.split() for line in table.split("\n") if line]
    cells = []
    for start, (letter, *_) in enumerate(rows):
        for column, aql in enumerate(COLUMNS):
            row = start
            while 0 <= row < len(rows) and rows[row][2 + column] in "v^":
                row += 1 if rows[row][2 + column] == "v" else -1
            if 0 <= row < len(rows):
                found, size, *numbers = rows[row]
                cells.append((inspection, letter, aql, found, int(size), int(numbers[column]) - 1))
    return cells


@pytest.mark.parametrize(
    "cell", [*published(NORMAL, Inspection.NORMAL), *published(TIGHTENED, Inspection.TIGHTENED)], ids=str
)
def test_a_plan_is_the_published_one(cell: tuple[Inspection, str, float, str, int, int]) -> None:
    inspection, letter, aql, found, size, accept = cell
    plan = single_plan(letter, aql, inspection)
    assert (plan.letter, plan.size, plan.accept) == (found, size, accept)


@pytest.mark.parametrize("row", [line for line in TABLE_1.split("\n") if line])
def test_a_letter_is_that_of_table_1(row: str) -> None:
    least, most, *letters = row.split()
    for lot in (int(least), int(most)):
        assert [code_letter(lot, level) for level in LEVELS] == letters


@pytest.mark.parametrize(
    ("letter", "aql", "inspection", "expected"),
    [
        # The corners of the tables.
        ("A", 0.010, Inspection.NORMAL, ("Q", 1250, 0)),
        ("A", 1000, Inspection.NORMAL, ("A", 2, 30)),
        ("E", 1000, Inspection.NORMAL, ("B", 3, 44)),
        ("R", 0.010, Inspection.NORMAL, ("Q", 1250, 0)),
        ("R", 0.015, Inspection.NORMAL, ("P", 800, 0)),
        ("R", 0.015, Inspection.TIGHTENED, ("Q", 1250, 0)),
        ("R", 0.025, Inspection.NORMAL, ("R", 2000, 1)),
        ("R", 0.65, Inspection.NORMAL, ("R", 2000, 21)),
        ("R", 0.010, Inspection.TIGHTENED, ("R", 2000, 0)),
        ("R", 0.025, Inspection.TIGHTENED, ("S", 3150, 1)),
        ("A", 40, Inspection.TIGHTENED, ("A", 2, 1)),
    ],
)
def test_arrows_lead_to_the_next_plan(
    letter: str, aql: float, inspection: Inspection, expected: tuple[str, int, int]
) -> None:
    plan = single_plan(letter, aql, inspection)
    assert (plan.letter, plan.size, plan.accept) == expected


@pytest.mark.parametrize("inspection", Inspection)
def test_every_letter_and_aql_leads_to_a_plan(inspection: Inspection) -> None:
    for letter in LETTERS:
        for aql in AQLS:
            assert single_plan(letter, aql, inspection).size >= 2


@pytest.mark.parametrize(
    ("lot", "level", "aql", "size", "accept"),
    [(5, "II", 0.65, 5, 0), (1000, "II", 1.0, 80, 2), (4000, "II", 2.5, 200, 10), (4000, "S-3", 2.5, 20, 1)],
)
def test_the_plan_of_a_lot(lot: int, level: str, aql: float, size: int, accept: int) -> None:
    plan = standard_plan(Unit.BOX, lot, aql, level=level)
    assert (plan.size, plan.accept) == (size, accept)
    assert f"AQL {aql:g}" in plan.standard


@pytest.mark.parametrize(
    ("lot", "level", "aql", "problem"),
    [
        (1, "II", 1.0, "no plan for 1"),
        (100, "IV", 1.0, "no inspection level IV"),
        (100, "II", 2.0, "no AQL of 2"),
    ],
)
def test_what_the_standard_has_not_is_said(lot: int, level: str, aql: float, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        standard_plan(Unit.BOX, lot, aql, level=level)
