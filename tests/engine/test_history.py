from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.flag import VerdictKind
from engine.data.journal import Action, JournalEntry, Origin, Step, Verdict
from engine.errors import EngineError
from engine.history import History


def step(n: int) -> Step:
    return Step((), (Verdict(str(n), None, VerdictKind.UNSURE),), Origin.VERDICT)


def test_nothing_done_can_neither_be_undone_nor_redone() -> None:
    with pytest.raises(EngineError):
        History().stepped_back()
    with pytest.raises(EngineError):
        History().stepped_forward()


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History().pushed(step(1)).pushed(step(2)).stepped_back().pushed(step(3))
    assert history == History((step(1), step(3)), ())


@given(st.lists(st.sampled_from(list(Action)), max_size=40))
def test_replaying_the_journal_gives_the_same_history(actions: list[Action]) -> None:
    history = History()
    entries = []
    for n, action in enumerate(actions):
        if action is Action.DO:
            taken = step(n)
            history = history.pushed(taken)
        elif action is Action.UNDO:
            if not history.done:
                continue
            taken = history.done[-1].inverse
            history = history.stepped_back()
        else:
            if not history.undone:
                continue
            taken = history.undone[-1]
            history = history.stepped_forward()
        entries.append(JournalEntry(action, taken, "somebody", datetime.now(UTC)))
    assert History.replayed(entries) == history
