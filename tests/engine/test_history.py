from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import ImageState, Stage, StateChange
from engine.data.journal import Action, JournalEntry, Origin, Step, Verdict
from engine.errors import EngineError
from engine.history import BoxHistories, History
from tests.engine.boxes import new_box


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


@given(st.lists(st.sampled_from([Action.DO, Action.UNDO, Action.REDO]), max_size=40))
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


def test_what_several_people_did_at_the_same_time_is_replayed_and_nothing_of_a_conflict() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    first, second = JournalEntry(Action.DO, step(1), "ann", at), JournalEntry(Action.DO, step(2), "bob", at)
    taken_back = JournalEntry(Action.UNDO, step(1).inverse, "ann", at)
    refused = JournalEntry(Action.DO, step(3), "bob", at).as_conflict
    entries = [first, second, taken_back, refused]
    assert History.replayed(entries) == History((step(2),), (step(1),))
    assert History.replayed([*entries, replace(taken_back, action=Action.REDO, step=step(1))]).done == (
        step(2),
        step(1),
    )


def test_a_step_whose_undo_took_an_approval_away_is_done_again_as_it_was() -> None:
    step = Step((Edit.delete(new_box(4, 0, 1, 2, 3)),), (), Origin.DELETED)
    lapse = StateChange(4, ImageState(Stage.APPROVED), ImageState(Stage.REVIEWED))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    undo = replace(step.inverse, marks=(lapse,))
    entries = [JournalEntry(Action.DO, step, "ann", at), JournalEntry(Action.UNDO, undo, "ann", at)]
    assert History.replayed(entries) == History((), (step,))
    again = JournalEntry(Action.REDO, replace(step, marks=(lapse,)), "ann", at)
    assert History.replayed([*entries, again]) == History((step,), ())


def test_what_others_changed_since_cannot_be_taken_back_nor_what_led_to_it() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    one, two = (replace(new_box(0, 0, 9 * n, 5, 5), id=n) for n in (1, 2))
    other = Step((Edit.relabel(one, 1),), (), Origin.RELABELLED)
    both = Step((Edit.delete(one), Edit.delete(two)), (), Origin.DELETED)
    of_second = Step((Edit.move(two, (1.0, 2.0, 3.0, 4.0)),), (), Origin.DRAGGED)
    theirs = [JournalEntry(Action.DO, other, "ann", at)]
    assert History((of_second, step(1), both), (step(2),)).after_others(theirs) == History(
        (step(1),), (step(2),)
    )


def test_each_box_has_its_own_history_in_the_order_of_the_journal() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    first, second = new_box(0, 0, 0, 5, 5), replace(new_box(0, 0, 9, 5, 5), id=2)
    first = replace(first, id=1)
    moved = first.moved((1.0, 0.0, 6.0, 5.0))
    step = Step((Edit.move(first, (1.0, 0.0, 6.0, 5.0)), Edit.delete(second)), (), Origin.DRAGGED)
    histories = BoxHistories([JournalEntry(Action.DO, step, "ada", at)])
    assert histories.of(7) == ()
    histories.record(JournalEntry(Action.UNDO, step.inverse, "bo", at))
    assert [(own.edit.after, own.action, own.author) for own in histories.of(1)] == [
        (moved, Action.DO, "ada"), (first, Action.UNDO, "bo"),
    ]  # fmt: skip
    assert [own.edit.after for own in histories.of(2)] == [None, second]
