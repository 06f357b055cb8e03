"""Counts and pace of each person and class, from the journal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from statistics import median
from types import MappingProxyType

from engine.data.edit import EditKind
from engine.data.flag import Flag, VerdictKind
from engine.data.image_state import Stage, StateChange
from engine.data.journal import Action, JournalEntry, Step, place_of
from engine.data.known_answer import KnownScore
from engine.data.people import Acceptance, Day, Headway, Overruled, People, PersonCounts, Work
from engine.states import States

BREAK_SECONDS = 300.0
"""A longer time between two steps is no work on the second: somebody was away."""


def count_people(
    entries: Sequence[JournalEntry],
    known: Mapping[str, KnownScore] = MappingProxyType({}),
    waiting: Iterable[str] = (),
    logins: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> People:
    """Count what each person did.

    Parameters
    ----------
    entries
        A whole journal, oldest first. Steps that were undone count for nobody; the time they took was spent.
    known
        How each person answered what is known.
    waiting
        Keys of the flags that nobody has answered.
    logins
        Under which each name wrote, of a project on a server.
    """
    standing = _standing(entries)
    gaps = _gaps(entries)
    names = Counter(entry.author for entry in standing)
    # Who only undid is somebody too.
    names.update(dict.fromkeys(({entry.author for entry in entries} | known.keys()) - names.keys(), 0))
    decisions = _decisions(standing)
    overruled, waiting_for = _overruled(standing), _waiting_for(standing, waiting)
    persons = []
    for name, _ in sorted(names.items(), key=lambda own: (-own[1], own[0])):
        own = [entry for entry in standing if entry.author == name]
        times = [gap for gap in gaps if gap[0].author == name]
        said: dict[Stage, set[int]] = defaultdict(set)
        for entry in own:
            for change in _said(entry):
                said[change.after.stage].add(change.image)
        persons.append(
            PersonCounts(
                name,
                _work(own, times),
                _by_class(own, times),
                len(said[Stage.REVIEWED]),
                len(said[Stage.APPROVED]),
                len(said[Stage.RETURNED]),
                _accepted(at_first for by, at_first in decisions if by == name),
                known.get(name),
                overruled.get(name, {}),
                waiting_for.get(name, {}),
                logins.get(name, ()),
            )
        )
    return People(tuple(persons), _by_class(standing, gaps), _accepted(own for _, own in decisions))


def headway_of(
    entries: Sequence[JournalEntry], images: int, waiting: Iterable[str], zone: tzinfo | None = None
) -> Headway:
    """How far a project is.

    Parameters
    ----------
    entries
        A whole journal, oldest first.
    images
        How many there are.
    waiting
        Keys of the flags that nobody has answered.
    zone
        Whose days are meant; None: this machine's.
    """
    states = States.replayed(entries)
    stages = Counter(held.state.stage for held in states.by_image.values())
    stages[Stage.UNREVIEWED] += images - len(states.by_image)
    days: dict[date, Counter[Stage | None]] = {}
    for entry in _standing(entries):
        counts = days.setdefault(entry.at.astimezone(zone).date(), Counter())
        counts[None] += 1
        counts.update(change.after.stage for change in _said(entry))
    return Headway(
        images,
        {stage: stages[stage] for stage in Stage},
        tuple(
            Day(day, own[None], own[Stage.REVIEWED], own[Stage.APPROVED], own[Stage.RETURNED])
            for day, own in sorted(days.items())
        ),
        Counter(map(Flag.category_of, waiting)),
    )


def _overruled(standing: Iterable[JournalEntry]) -> dict[str, dict[int, Overruled]]:
    """Of the boxes that each person drew or changed, by class, how many the next person changed."""
    left: dict[int, tuple[str, int]] = {}
    boxes: dict[str, Counter[int]] = defaultdict(Counter)
    by_others: dict[str, Counter[int]] = defaultdict(Counter)
    for entry in standing:
        for edit in entry.step.edits:
            before, category = left.get(edit.subject.id), edit.subject.category
            if before is not None and before[0] == entry.author:
                # One's own second thought is no other box.
                boxes[entry.author][before[1]] -= 1
            elif before is not None:
                by_others[before[0]][before[1]] += 1
            boxes[entry.author][category] += 1
            left[edit.subject.id] = entry.author, category
    return {
        name: {
            category: Overruled(count, by_others[name][category])
            for category, count in sorted(own.items())
            if count
        }
        for name, own in boxes.items()
    }


def _waiting_for(standing: Iterable[JournalEntry], waiting: Iterable[str]) -> dict[str, Counter[int]]:
    """The flags that wait on images that each person was the last to review, by class."""
    reviewers: dict[int, str] = {}
    for entry in standing:
        reviewers |= {own.image: entry.author for own in _said(entry) if own.after.stage is Stage.REVIEWED}
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for key in waiting:
        reviewer = reviewers.get(Flag.image_of(key))
        if reviewer is not None:
            found[reviewer][Flag.category_of(key)] += 1
    return found


_Gap = tuple[JournalEntry, float]


def _standing(entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """The entries whose steps are done at the end, each by whoever did it first."""
    done: list[JournalEntry] = []
    undone: list[JournalEntry] = []
    for entry in entries:
        if entry.action is Action.DO:
            done.append(entry)
            undone.clear()
        elif entry.action is Action.UNDO:
            undone.append(done.pop(_place(done, entry.step.inverse)))
        elif entry.action is Action.REDO and undone:
            done.append(undone.pop(_place(undone, entry.step)))
        elif entry.action is Action.REDO:
            # Somebody else's step came between, and made the others forget what they had taken back.
            done.append(entry)
    return done


def _place(entries: list[JournalEntry], step: Step) -> int:
    """Where a step is: the last, unless several people work at the same time."""
    place = place_of(step, [entry.step for entry in entries])
    return -1 if place is None else place


def _gaps(entries: Iterable[JournalEntry]) -> list[_Gap]:
    """The entries that came soon after another one of the same person, with the seconds between."""
    last: dict[str, JournalEntry] = {}
    gaps = []
    for entry in entries:
        before = last.get(entry.author)
        if before is not None:
            seconds = (entry.at - before.at).total_seconds()
            # A clock that was put back says nothing.
            if 0 <= seconds <= BREAK_SECONDS:
                gaps.append((entry, seconds))
        last[entry.author] = entry
    return gaps


def _said(entry: JournalEntry) -> list[StateChange]:
    """What a person said of images: not that an approval was lost or taken back."""
    changes = [mark for mark in entry.step.marks if isinstance(mark, StateChange)]
    return [own for own in changes if (own.before.stage, own.after.stage) != (Stage.APPROVED, Stage.REVIEWED)]


def _decisions(standing: Iterable[JournalEntry]) -> list[tuple[str | None, bool]]:
    """Of each image that was decided, who had reviewed it before, and whether it was never returned."""
    reviewers: dict[int, str] = {}
    authors: dict[int, str | None] = {}
    returned: set[int] = set()
    for entry in standing:
        for mark in entry.step.marks:
            if not isinstance(mark, StateChange):
                continue
            stage, image = mark.after.stage, mark.image
            if stage is Stage.REVIEWED and mark.before.stage is not Stage.APPROVED:
                reviewers[image] = entry.author
            elif stage in (Stage.APPROVED, Stage.RETURNED):
                # The first decision is on the first reviewer's work.
                authors.setdefault(image, reviewers.get(image))
            if stage is Stage.RETURNED:
                returned.add(image)
    return [(author, image not in returned) for image, author in authors.items()]


def _accepted(decisions: Iterable[bool]) -> Acceptance:
    counted = list(decisions)
    return Acceptance(len(counted), sum(counted))


def _by_class(standing: Iterable[JournalEntry], gaps: Iterable[_Gap]) -> dict[int, Work]:
    entries: dict[int, list[JournalEntry]] = defaultdict(list)
    times: dict[int, list[_Gap]] = defaultdict(list)
    for entry in standing:
        for category in _categories(entry):
            entries[category].append(entry)
    for gap in gaps:
        for category in _categories(gap[0]):
            times[category].append(gap)
    return {own: _work(entries[own], times[own], own) for own in sorted(entries)}


def _categories(entry: JournalEntry) -> set[int]:
    """The classes that a step was about: of boxes that were relabelled, what they became."""
    step = entry.step
    edited = {edit.subject.category for edit in step.edits}
    return edited | {Flag.category_of(verdict.flag_key) for verdict in step.verdicts}


def _work(standing: Iterable[JournalEntry], gaps: Sequence[_Gap], category: int | None = None) -> Work:
    """What was done, of one class or of all."""
    edits: Counter[EditKind] = Counter()
    verdicts: Counter[VerdictKind] = Counter()
    for entry in standing:
        edits.update(
            edit.kind for edit in entry.step.edits if category is None or edit.subject.category == category
        )
        verdicts.update(
            verdict.after
            for verdict in entry.step.verdicts
            if verdict.after is not None
            and (category is None or Flag.category_of(verdict.flag_key) == category)
        )
    seconds = median(seconds for _, seconds in gaps) if gaps else None
    return Work(dict(edits), dict(verdicts), seconds)
