"""Counts and pace of each person, from journals written out by hand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.data.edit import Edit, EditKind
from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.data.image_state import UNTOUCHED, ImageState, Mark, Stage, StateChange
from engine.data.journal import Action, JournalEntry, Origin, Step, Verdict
from engine.data.people import Acceptance, Day, Overruled, People, PersonCounts, Work
from engine.people import BREAK_SECONDS, count_people, headway_of
from tests.engine.boxes import new_box

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CAT = new_box(0, 0, 3, 3, 9)
REVIEWED, APPROVED, RETURNED = (ImageState(own) for own in (Stage.REVIEWED, Stage.APPROVED, Stage.RETURNED))


def entry(author: str, second: float, step: Step, action: Action = Action.DO) -> JournalEntry:
    return JournalEntry(action, step, author, AT + timedelta(seconds=second))


def edited(*edits: Edit) -> Step:
    return Step(edits, (), Origin.DRAWN)


def marked(*marks: Mark) -> Step:
    return Step((), (), Origin.VERDICT, marks)


def to(image: int, before: ImageState, after: ImageState) -> Step:
    return marked(StateChange(image, before, after))


def judged(category: int) -> Step:
    key = Flag.key_of(FlagKind.SPURIOUS_LABEL, 0, 1, category, (0, 0, 1, 1))
    return Step((), (Verdict(key, None, VerdictKind.UNSURE),), Origin.VERDICT)


def of(people: People, name: str) -> PersonCounts:
    (found,) = (own for own in people.persons if own.name == name)
    return found


def test_an_empty_journal_is_nobodys() -> None:
    assert count_people(()) == People((), {}, Acceptance(0, 0))
    assert count_people(()).acceptance.rate is None


def test_edits_and_verdicts_are_counted_by_kind_person_and_class() -> None:
    steps = [
        entry("Ann", 0, edited(Edit.add(CAT), Edit.add(CAT))),
        entry("Ann", 10, edited(Edit.relabel(CAT, 1))),
        entry("Ann", 14, judged(1)),
        entry("Bob", 15, edited(Edit.delete(CAT))),
    ]
    people = count_people(steps)
    assert [own.name for own in people.persons] == ["Ann", "Bob"]
    ann, bob = people.persons
    assert ann.work == Work({EditKind.ADD: 2, EditKind.RELABEL: 1}, {VerdictKind.UNSURE: 1}, 7.0)
    assert ann.by_class == {
        0: Work({EditKind.ADD: 2}, {}, None),
        1: Work({EditKind.RELABEL: 1}, {VerdictKind.UNSURE: 1}, 7.0),
    }
    assert bob.work == Work({EditKind.DELETE: 1}, {}, None)
    assert people.by_class[0] == Work({EditKind.ADD: 2, EditKind.DELETE: 1}, {}, None)


def test_what_was_undone_counts_for_nobody_and_what_was_done_again_for_who_did_it_first() -> None:
    step = edited(Edit.add(CAT))
    undone = [entry("Ann", 0, step), entry("Bob", 5, step.inverse, Action.UNDO)]
    people = count_people(undone)
    assert of(people, "Ann").work.edits == of(people, "Bob").work.edits == {}
    again = count_people([*undone, entry("Bob", 9, step, Action.REDO)])
    assert of(again, "Ann").work.edits == {EditKind.ADD: 1}
    assert of(again, "Bob").work == Work({}, {}, 4.0)


def test_breaks_and_clocks_put_back_are_left_out_of_the_pace() -> None:
    seconds = [0, 2, 8, 8 + BREAK_SECONDS + 1, 20, 24]
    people = count_people([entry("Ann", own, judged(0)) for own in seconds])
    assert of(people, "Ann").work.seconds == 4.0


def histories(*changes: tuple[str, int, ImageState, ImageState]) -> Iterable[JournalEntry]:
    return [
        entry(who, at, to(image, before, after)) for at, (who, image, before, after) in enumerate(changes)
    ]


@pytest.mark.parametrize(
    ("changes", "everybody", "ann"),
    [
        ((), Acceptance(0, 0), None),
        ((("Ann", 0, UNTOUCHED, REVIEWED),), Acceptance(0, 0), Acceptance(0, 0)),
        (
            (("Ann", 0, UNTOUCHED, REVIEWED), ("Lea", 0, REVIEWED, APPROVED)),
            Acceptance(1, 1),
            Acceptance(1, 1),
        ),
        (
            (
                ("Ann", 0, UNTOUCHED, REVIEWED),
                ("Lea", 0, REVIEWED, RETURNED),
                ("Bob", 0, RETURNED, REVIEWED),
                ("Lea", 0, REVIEWED, APPROVED),
                ("Ann", 1, UNTOUCHED, REVIEWED),
                ("Lea", 1, REVIEWED, APPROVED),
                ("Bob", 2, UNTOUCHED, REVIEWED),
                ("Lea", 2, REVIEWED, APPROVED),
                ("Lea", 3, UNTOUCHED, RETURNED),
            ),
            Acceptance(4, 2),
            Acceptance(2, 1),
        ),
    ],
)
def test_acceptance_is_of_the_images_that_were_never_returned(
    changes: tuple[tuple[str, int, ImageState, ImageState], ...],
    everybody: Acceptance,
    ann: Acceptance | None,
) -> None:
    people = count_people(list(histories(*changes)))
    assert people.acceptance == everybody
    if ann is not None:
        assert of(people, "Ann").acceptance == ann


def test_images_are_counted_for_whoever_said_it_and_an_edit_of_an_approved_one_says_nothing() -> None:
    lost = Step((Edit.delete(CAT),), (), Origin.DELETED, (StateChange(0, APPROVED, REVIEWED),))
    people = count_people(
        [
            *histories(
                ("Ann", 0, UNTOUCHED, REVIEWED),
                ("Ann", 1, UNTOUCHED, REVIEWED),
                ("Lea", 0, REVIEWED, APPROVED),
            ),
            entry("Bob", 9, lost),
            entry("Lea", 10, to(1, APPROVED, RETURNED)),
        ]
    )
    counts = {own.name: (own.reviewed, own.approved, own.returned) for own in people.persons}
    assert counts == {"Ann": (2, 0, 0), "Bob": (0, 0, 0), "Lea": (0, 1, 1)}


def test_boxes_that_the_next_person_wanted_otherwise_are_counted_for_whoever_left_them() -> None:
    first, second, third = (replace(CAT, id=number) for number in (1, 2, 3))
    people = count_people(
        [
            entry("Ann", 0, edited(Edit.add(first), Edit.add(second), Edit.add(third))),
            # One's own second thought is no other box.
            entry("Ann", 1, edited(Edit.relabel(second, 1))),
            entry("Bob", 2, edited(Edit.relabel(first, 1), Edit.delete(replace(second, category=1)))),
            entry("Ann", 3, edited(Edit.delete(replace(first, category=1)))),
            entry("Bob", 4, edited(Edit.delete(third))),
            entry("Bob", 5, edited(Edit.add(third)), Action.UNDO),
        ]
    )
    assert of(people, "Ann").overruled == {0: Overruled(2, 1), 1: Overruled(2, 1)}
    assert of(people, "Bob").overruled == {1: Overruled(2, 1)}


def test_open_flags_are_of_whoever_reviewed_the_image_last() -> None:
    keys = [Flag.key_of(FlagKind.TINY, image, 1, image % 2, (0, 0, 1, 1)) for image in (0, 0, 1, 2, 3)]
    steps = [
        entry("Ann", 0, marked(*(StateChange(image, UNTOUCHED, REVIEWED) for image in (0, 1, 2)))),
        entry("Bob", 1, marked(StateChange(1, REVIEWED, UNTOUCHED), StateChange(1, UNTOUCHED, REVIEWED))),
        entry("Lea", 2, to(2, REVIEWED, APPROVED)),
    ]
    people = count_people(steps, waiting=keys)
    assert {own.name: own.open_flags for own in people.persons} == {"Ann": {0: 3}, "Bob": {1: 1}, "Lea": {}}


@pytest.mark.parametrize("done", [False, True])
def test_how_far_a_project_is(done: bool) -> None:
    hour = 3600.0
    steps = [
        entry("Ann", 0, to(0, UNTOUCHED, REVIEWED)),
        entry("Ann", 13 * hour, to(1, UNTOUCHED, REVIEWED)),
        entry("Lea", 14 * hour, to(0, REVIEWED, APPROVED)),
        entry("Lea", 15 * hour, to(1, REVIEWED, RETURNED)),
        entry("Lea", 15 * hour + 1, to(1, RETURNED, REVIEWED), Action.UNDO),
    ]
    headway = headway_of(steps if done else (), 5, (), UTC)
    counts = (3, 1, 1, 0) if done else (5, 0, 0, 0)
    assert tuple(headway.stages[own] for own in Stage) == counts
    first, second = Day(date(2026, 3, 1), 1, 1, 0, 0), Day(date(2026, 3, 2), 2, 1, 1, 0)
    assert headway.days == ((first, second) if done else ())
