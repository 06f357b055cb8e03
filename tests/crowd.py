"""Many people on one project: light clients that keep nothing but boxes, and write to it as every window does.

Each has a project file of its own that stands for the project, appends, waits and hands in by the program's own code;
what it lacks of a window is all that is computed of boxes: metrics, flags, prices, views. It takes in what others did
when it does something itself.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from engine.assessment import assess
from engine.conflicts import ConflictError
from engine.data.dataset import Annotation, Annotations
from engine.data.edit import Edit
from engine.data.journal import Action, AlreadyThere, Conflict, JournalEntry, JournalPart, Origin, Step, Waits
from engine.editing import apply_edits, next_ids
from engine.errors import UserError
from engine.handing_in import hand_in
from engine.opening import open_project, read_labels
from engine.review import Review
from engine.store.address import Address
from engine.store.copying import fetch
from engine.store.listening import Listener
from engine.store.project import ProjectFile
from engine.store.server_clock import ServerClock

_SHARE_ANYWHERE = 0.1
"""So many edits are of boxes that somebody else may be at."""
_KEPT = 200
_PATIENCE_S = 60.0


class Tail(Sequence[JournalEntry]):
    """A journal of which the first entries were forgotten: fifty of them are in memory at the same time."""

    def __init__(self, length: int) -> None:
        self._first = length
        self._kept: list[JournalEntry] = []

    def __len__(self) -> int:
        return self._first + len(self._kept)

    def __getitem__(self, place):  # type: ignore[no-untyped-def]
        if not isinstance(place, slice):
            return self._kept[place - self._first]
        start = len(self) if place.start is None else place.start
        assert start >= self._first
        return self._kept[start - self._first :]

    def add(self, entries: Sequence[JournalEntry]) -> None:
        self._kept += [replace(entry, measured=None) for entry in entries]

    def forget(self) -> None:
        gone = max(len(self._kept) - _KEPT, 0)
        del self._kept[:gone]
        self._first += gone

    def copy(self) -> Tail:
        other = Tail(self._first)
        other._kept = list(self._kept)
        return other


@dataclass
class Boxes:
    """Labels after a journal: each edit has to fit what is there."""

    project: ProjectFile
    by_id: dict[int, Annotation]
    journal: Tail

    def take_in(self, entries: Sequence[JournalEntry]) -> None:
        for entry in entries:
            for edit in entry.step.edits:
                self.do(edit)
        self.journal.add(entries)
        assert self.project.shared is not None
        self.project.rests_on(len(self.journal))

    def do(self, edit: Edit) -> None:
        now = self.by_id.get(edit.subject.id)
        assert now == edit.before, f"{edit} does not fit {now}"
        if edit.after is None:
            del self.by_id[edit.subject.id]
        else:
            self.by_id[edit.subject.id] = edit.after

    def worked_out(self, entry: JournalEntry) -> JournalEntry:
        return entry

    def show_own(self, entry: JournalEntry) -> None:
        self.take_in((entry,))

    def copy(self) -> Boxes:
        return Boxes(self.project, dict(self.by_id), self.journal.copy())


@dataclass
class Client:
    """Somebody who works."""

    author: str
    project: ProjectFile
    server: Boxes
    next_ids: tuple[int, int]
    categories: int
    seen: Boxes = field(init=False)
    rests_on: int = 0

    def __post_init__(self) -> None:
        self.seen = self.server

    @property
    def waits(self) -> bool:
        return self.seen is not self.server

    def do(self, edit: Edit) -> str:
        """One edit; what became of it."""
        step = Step((edit,), (), Origin.DRAGGED)
        while True:
            entry = JournalEntry(Action.DO, step, self.author, self.project.now())
            if self.waits:
                self.project.waiting.add(entry, self.rests_on)
                self.seen.do(edit)
                return "waits"
            came = self.project.append(entry)
            match came:
                case None:
                    self.server.take_in((entry,))
                    self.server.journal.forget()
                    return "done"
                case Waits():
                    self.rests_on = len(self.server.journal)
                    self.seen = self.server.copy()
                    self.seen.do(edit)
                    return "waits"
                case AlreadyThere(newer=newer):
                    self.server.take_in(newer.entries)
                    return "done"
                case Conflict(newer=newer):
                    self.server.take_in(newer.entries)
                    return "conflict"
                case JournalPart():
                    self.server.take_in(came.entries)

    def hand_in(self) -> None:
        """Try to."""
        assert hand_in(self.server) == ()
        if not self.project.waiting.count:
            self.project.waiting.forget()
            self.seen = self.server


def joined(desk: Path, author: str, ahead: timedelta = timedelta()) -> Client:
    """Somebody who opens the project; what an earlier window of theirs left is handed in."""
    dataset, labels, entries = read_labels(desk)
    project = ProjectFile(desk)
    assert project.shared is not None
    told, project.shared.appender.clock = project.now(), ServerClock(lambda: datetime.now(UTC) + ahead)
    project.shared.appender.clock.tell(told)
    boxes = {id_: labels.at(row) for row, id_ in enumerate(labels.ids.tolist())}
    project.rests_on(len(entries))
    tail = Tail(0)
    tail.add(entries)
    ids, categories = next_ids(dataset.annotations, entries), len(dataset.categories)
    client = Client(author, project, Boxes(project, boxes, tail), ids, categories)
    project.enter()
    project.stock_ids(ids, author)
    if project.take_over_waiting():
        client.hand_in()
    tail.forget()
    # As good as none of it is used any more.
    project.storage.close()
    return client


@dataclass(frozen=True)
class Work:
    """What somebody does.

    Attributes
    ----------
    desk, author
    log
        A line for each edit: before it, and what became of it.
    edits
        How many.
    seconds
        Over how long, about; 0: as quickly as it goes.
    part
        Of the boxes as opened, the share that they were given.
    ahead
        Of the right time, their machine's clock.
    """

    desk: Path
    author: str
    log: Path
    edits: int
    seconds: float
    part: tuple[int, int]
    ahead: timedelta = timedelta()


def work(own: Work, started: Callable[[], None] = lambda: None) -> None:
    """Do it; goes on where the log ends, if it was begun."""
    already = sum("edit" in line for line in logged(own.log))
    client = joined(own.desk, own.author, own.ahead)
    given = [id_ for id_ in client.seen.by_id if id_ % own.part[1] == own.part[0]]
    chance = random.Random(f"{own.author} {already}")
    started()
    with closing(client.project), own.log.open("a") as log:
        begin = time.monotonic()
        for number in range(already, own.edits):
            wait = begin + own.seconds * (number - already + chance.random()) / own.edits - time.monotonic()
            time.sleep(max(wait, 0.0))
            if client.waits:
                client.hand_in()
            edit = _edit(client, given, chance)
            _say(log, {"edit": number, "id": edit.subject.id, "after": repr(edit.after)})
            asked = time.perf_counter()
            became = client.do(edit)
            _say(log, {"became": became, "s": time.perf_counter() - asked})
        _until_all_is_in(lambda: client.waits, client.hand_in)


def work_whole(own: Work, started: Callable[[], None] = lambda: None) -> None:
    """The same by somebody with the whole engine: metrics and flags are worked out, and taken in."""
    already = sum("edit" in line for line in logged(own.log))
    with closing(open_project(own.desk)) as review, own.log.open("a") as log:
        review.author = own.author
        chance = random.Random(own.author)
        started()
        begin = time.monotonic()
        for number in range(already, own.edits):
            wait = begin + own.seconds * (number - already + chance.random()) / own.edits - time.monotonic()
            time.sleep(max(wait, 0.0))
            if review.waits:
                _hand_in_of(review)
            else:
                with suppress(UserError):
                    review.merge(review.project.entries_after(len(review.journal)))
            box = review.annotations.at(chance.randrange(len(review.annotations)))
            edit = Edit.move(box, _corners(chance))
            _say(log, {"edit": number, "id": box.id, "after": repr(edit.after)})
            asked = time.perf_counter()
            became = "done"
            try:
                review.apply([edit], Origin.DRAGGED)
            except ConflictError:
                became = "conflict"
            _say(log, {"became": became, "s": time.perf_counter() - asked})
        _until_all_is_in(lambda: review.waits, lambda: _hand_in_of(review))


def _until_all_is_in(waits: Callable[[], bool], hand_in: Callable[[], None]) -> None:
    pause, deadline = threading.Event(), time.monotonic() + _PATIENCE_S
    while waits():
        assert time.monotonic() < deadline
        hand_in()
        pause.wait(0.1)


def _hand_in_of(review: Review) -> None:
    own = review.without_waiting()
    assert hand_in(own) == ()
    review.take_over(own)


def wait_for(address: Address, entries: int) -> None:
    """Until the journal has so many."""
    for part in Listener(address, 0).parts(lambda: False):
        if part.after + len(part.entries) >= entries:
            return


def logged(log: Path) -> list[Mapping[str, object]]:
    """What a log says so far; a line that was cut short is none."""
    if not log.exists():
        return []
    return [json.loads(line) for line in log.read_text().splitlines() if line.endswith("}")]


def begun(log: Path) -> Iterator[tuple[int, str, str]]:
    """Of each edit that was begun: which box, what was made of it, and what became of it; empty: nobody knows."""
    lines = logged(log)
    for line, after in zip(lines, [*lines[1:], {}], strict=True):
        if "edit" in line:
            yield int(str(line["id"])), str(line["after"]), str(after.get("became", ""))


def _say(log: TextIO, what: Mapping[str, object]) -> None:
    log.write(json.dumps(what) + "\n")
    # A process that is killed has said it then.
    log.flush()


def _edit(client: Client, given: list[int], chance: random.Random) -> Edit:
    boxes = client.seen.by_id
    if chance.random() < 0.1:
        ids = client.project.free_ids(client.next_ids, 1, client.author)
        box = Annotation.new(chance.randrange(12), 0, _corners(chance))
        given.append(ids[0])
        return Edit.add(replace(box, id=ids[0], source_id=ids[1]))
    wanted = list(boxes) if chance.random() < _SHARE_ANYWHERE else given
    for _ in range(20):
        now = boxes.get(chance.choice(wanted))
        if now is not None and (len(boxes) < 40 or chance.random() < 0.9):
            moved = Edit.move(now, _corners(chance)).after
            assert moved is not None
            return Edit(
                now,
                replace(moved, category=(now.category + 1) % client.categories)
                if chance.random() < 0.2
                else moved,
            )
        if now is not None:
            return Edit.delete(now)
    return Edit.move(boxes[next(iter(boxes))], _corners(chance))


def _corners(chance: random.Random) -> tuple[float, float, float, float]:
    x, y = chance.random() * 60, chance.random() * 40
    return x, y, x + 5 + chance.random() * 30, y + 5 + chance.random() * 30


@dataclass(frozen=True)
class Account:
    """What the journal has of what was done: all of it, or `account` fails.

    Attributes
    ----------
    seconds
        That each edit took, ascending.
    conflicts, measured
        So many entries became conflicts, and so many had figures beside them that were held against a replay.
    """

    seconds: tuple[float, ...]
    conflicts: int
    measured: int


def account(works: Sequence[Work], file: Path) -> Account:
    """Hold the journal against what everybody says to have done, and the state against one person's replay of it.

    Parameters
    ----------
    works
    file
        To which the project is fetched.
    """
    fetch(works[-1].desk, file)
    with closing(open_project(works[-1].desk)) as review, closing(open_project(file)) as fetched:
        entries = review.journal
        for own in works:
            _require_all(own, entries)
        boxes = apply_edits(review.dataset.annotations, _edits(entries))
        replayed = assess(review.dataset, boxes, review.predictions).evaluation.metrics
        for other in (review, fetched):
            assert _rows(other.annotations) == _rows(boxes)
            assert other.metrics.summary.tolist() == replayed.summary.tolist()
            assert other.metrics.per_class_ap.tolist() == replayed.per_class_ap.tolist()
        measured = [number for number, entry in enumerate(entries, 1) if entry.measured is not None]
        looked_at = measured[:: max(len(measured) // 20, 1)]
        for number in looked_at:
            boxes = apply_edits(review.dataset.annotations, _edits(entries[:number]))
            then = assess(review.dataset, boxes, review.predictions).evaluation.metrics
            figures = entries[number - 1].measured
            assert figures is not None and list(figures.summary) == then.summary.tolist()
        now = datetime.now(UTC)
        assert all(timedelta(minutes=-1) < now - entry.at < timedelta(minutes=30) for entry in entries)
        conflicts = sum(entry.action is Action.CONFLICT for entry in entries)
    seconds = sorted(float(str(line["s"])) for own in works for line in logged(own.log) if "s" in line)
    return Account(tuple(seconds), conflicts, len(looked_at))


def _require_all(own: Work, entries: Sequence[JournalEntry]) -> None:
    """Each edit once, in order; of one during which its author was killed nobody knows."""
    kept = [entry.refused or entry.step for entry in entries if entry.author == own.author]
    found = [(edit.subject.id, repr(edit.after)) for step in kept for edit in step.edits]
    place = 0
    for box, after, became in begun(own.log):
        if place < len(found) and found[place] == (box, after):
            place += 1
        else:
            assert not became, f"{own.author}: {box} {after} {became} is lost"
    assert place == len(found), f"{own.author}: {found[place]} came twice"


def _edits(entries: Sequence[JournalEntry]) -> list[Edit]:
    return [edit for entry in entries for edit in entry.step.edits]


def _rows(boxes: Annotations) -> list[str]:
    return [repr(boxes.at(row)) for row in range(len(boxes))]
