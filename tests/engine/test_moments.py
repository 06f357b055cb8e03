from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Annotations
from engine.data.difference import Change
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import Mark
from engine.data.journal import Action, JournalEntry, Origin, Step, Verdict
from engine.editing import apply_edits
from engine.errors import EngineError, UserError
from engine.history import History
from engine.moments import difference, judged, moment, moment_named
from engine.states import States, resolved, returned, toggled_approved, toggled_empty, toggled_reviewed
from tests.engine.boxes import new_box
from tests.engine.conftest import small_dataset

OPENED = small_dataset(Path()).annotations
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = ("add", "delete", "move", "relabel", "mark", "judge", "undo", "redo")
Verdicts = dict[str, VerdictKind]
State = tuple[Annotations, Verdicts]


def entry(number: int, step: Step, action: Action = Action.DO, author: str = "ada") -> JournalEntry:
    return JournalEntry(action, step, author, START + timedelta(minutes=number))


def rows(annotations: Annotations) -> list[str]:
    return [repr(annotations.at(row)) for row in range(len(annotations))]


def told(word: str, pick: int, number: int, labels: Annotations, verdicts: Verdicts) -> Step:
    """What a person does next to some labels."""
    key = f"kind|0|{pick % 3}"
    if word == "judge" or not len(labels):
        kind = (None, *VerdictKind)[pick % 4]
        return Step((), (Verdict(key, verdicts.get(key), kind),), Origin.VERDICT)
    box = labels.at(pick % len(labels))
    edits = {
        "add": Edit.add(replace(new_box(pick % 12, 0, pick % 50, 3, 9), id=1000 + number)),
        "delete": Edit.delete(box),
        "move": Edit.move(box, (1.0, 2.0, float("nan") if pick % 5 == 0 else 9.0 + pick % 4, 8.0)),
        "relabel": Edit.relabel(box, pick % 2),
        "mark": Edit(box, replace(box, ignore=not box.ignore)),
    }
    said = (Verdict(key, verdicts.get(key), VerdictKind.FIXED),) if pick % 2 else ()
    return Step((edits[word],), said, Origin.DRAWN)


@st.composite
def journals(draw: st.DrawFn) -> tuple[tuple[JournalEntry, ...], list[State]]:
    """A journal, and the state after each of its entries, gone through one by one."""
    entries: list[JournalEntry] = []
    states: list[State] = [(OPENED, {})]
    history = History()
    for word, pick in draw(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 400)), max_size=14)):
        labels, verdicts = states[-1]
        action = Action.DO
        if word == "undo" and history.done:
            action, step = Action.UNDO, history.done[-1].inverse
            history = history.stepped_back()
        elif word == "redo" and history.undone:
            action, step = Action.REDO, history.undone[-1]
            history = history.stepped_forward()
        elif word in ("undo", "redo"):
            continue
        else:
            step = told(word, pick, len(entries), labels, verdicts)
            history = history.pushed(step)
        entries.append(entry(len(entries), step, action))
        states.append((apply_edits(labels, step.edits), judged(verdicts, step.verdicts)))
    return tuple(entries), states


@given(journals())
def test_each_moment_is_what_going_through_the_journal_gives(
    journal: tuple[tuple[JournalEntry, ...], list[State]],
) -> None:
    entries, states = journal
    for number, (labels, verdicts) in enumerate(states):
        found = moment(OPENED, entries, number)
        assert rows(found.annotations) == rows(labels)
        assert found.verdicts == verdicts


@given(journals(), st.integers(0, 14), st.integers(0, 14))
def test_a_difference_leads_from_the_one_moment_to_the_other(
    journal: tuple[tuple[JournalEntry, ...], list[State]], start: int, end: int
) -> None:
    entries, states = journal
    start, end = min(start, len(entries)), min(end, len(entries))
    (labels, verdicts), (other, other_verdicts) = states[start], states[end]
    found = difference(entries, start, end)
    assert rows(apply_edits(labels, found.edits())) == rows(other)
    assert judged(verdicts, [own.verdict for own in found.verdicts]) == other_verdicts
    # Nothing that is the same on both sides is in it, and it tells the way back as well.
    assert all(repr(own.edit.before) != repr(own.edit.after) and own.change for own in found)
    back = difference(entries, end, start)
    assert [repr(own.edit.inverse) for own in back] == [repr(own.edit) for own in found]
    assert [own.entry for own in back] == [own.entry for own in found]
    assert list(zip(found.images.tolist(), found.ids.tolist(), strict=True)) == sorted(
        zip(found.images.tolist(), found.ids.tolist(), strict=True)
    )


def said_of(image: int, pick: int, now: States, entries: Sequence[JournalEntry]) -> tuple[Mark, ...]:
    """What somebody says next of an image, or takes back."""
    toggles = (toggled_reviewed, toggled_approved, toggled_empty)
    if pick < len(toggles):
        return toggles[pick](now, image)
    if pick == 3:
        return returned(now, image, "look again", "lea", START)
    if pick == 4:
        return tuple(mark for own in now.open_comments(image) for mark in resolved(own, "done"))
    return tuple(mark.inverse for mark in reversed(entries[-1].step.marks)) if entries else ()


@st.composite
def marked_journals(draw: st.DrawFn) -> tuple[tuple[JournalEntry, ...], list[States]]:
    """What a lead and an annotator say of images, and the states after each entry."""
    entries: list[JournalEntry] = []
    states = [States()]
    for number, pick in enumerate(draw(st.lists(st.integers(0, 400), max_size=12))):
        now = states[-1]
        step = Step((), (), Origin.VERDICT, said_of(pick % 3, pick // 3 % 6, now, entries))
        entries.append(entry(number, step))
        states.append(now.after(entries[-1]))
    return tuple(entries), states


@given(marked_journals(), st.integers(0, 12), st.integers(0, 12))
def test_states_and_comments_are_part_of_a_moment_and_of_the_way_to_it(
    journal: tuple[tuple[JournalEntry, ...], list[States]], start: int, end: int
) -> None:
    entries, states = journal
    start, end = min(start, len(entries)), min(end, len(entries))
    assert moment(OPENED, entries, end).states == states[end]
    marks = tuple(own.mark for own in difference(entries, start, end).marks)
    after = states[start].after(entry(99, Step((), (), Origin.RETURNED, marks)))
    for image in range(3):
        assert after.of(image) == states[end].of(image)
        assert after.comments_of(image) == states[end].comments_of(image)


BOX = OPENED.at(0)
MOVED = BOX.moved((1.0, 1.0, 5.0, 5.0))


@pytest.mark.parametrize(
    ("edits", "change"),
    [
        pytest.param((), None, id="nothing"),
        pytest.param((Edit.add(replace(BOX, id=99)),), Change.ADDED, id="added"),
        pytest.param((Edit.delete(BOX),), Change.REMOVED, id="removed"),
        pytest.param((Edit(BOX, MOVED),), Change.MOVED, id="moved"),
        pytest.param((Edit.relabel(BOX, 1),), Change.RELABELLED, id="relabelled"),
        pytest.param((Edit(BOX, replace(BOX, crowd=True)),), Change.MARKED, id="marked"),
        pytest.param((Edit(BOX, MOVED), Edit.relabel(MOVED, 1)), Change.MOVED | Change.RELABELLED, id="both"),
        pytest.param((Edit(BOX, MOVED), Edit(MOVED, BOX)), None, id="there and back"),
        pytest.param((Edit.delete(BOX), Edit.add(MOVED)), Change.MOVED, id="deleted and brought back"),
        pytest.param(
            (Edit.add(replace(BOX, id=99)), Edit.delete(replace(BOX, id=99))), None, id="came and went"
        ),
    ],
)
def test_a_difference_says_what_changed_who_changed_it_last_and_when(
    edits: Sequence[Edit], change: Change | None
) -> None:
    people = ("ada", "bob")
    entries = [
        entry(number, Step((edit,), (), Origin.DRAWN), author=people[number])
        for number, edit in enumerate(edits)
    ]
    found = list(difference(entries, 0, len(entries)))
    assert [own.change for own in found] == ([] if change is None else [change])
    for own in found:
        assert (own.entry, own.author, own.at) == (len(edits), people[len(edits) - 1], entries[-1].at)


def test_a_moment_that_the_journal_does_not_have_is_our_mistake() -> None:
    for start, end in ((0, 1), (-1, 0)):
        with pytest.raises(EngineError):
            difference((), start, end)


def test_moments_are_named_by_word_number_and_time() -> None:
    entries = [entry(number, Step((), (), Origin.VERDICT)) for number in range(3)]
    assert moment_named("source", entries) == moment_named("0", entries) == 0
    assert moment_named("now", entries) == moment_named("3", entries) == 3
    assert moment_named("2", entries) == 2
    assert moment_named("2026-03-01T11:59:59+00:00", entries) == 0
    assert moment_named("2026-03-01T12:01:00+00:00", entries) == 2
    assert moment_named("2026-03-02T00:00:00+00:00", entries) == 3
    assert moment_named("2020-01-01", entries) == moment_named("now", ()) == 0
    for wrong in ("4", "yesterday", "-1", ""):
        with pytest.raises(UserError, match="moment"):
            moment_named(wrong, entries)
