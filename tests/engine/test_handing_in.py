"""Work goes on while the server cannot be reached, and is in the journal once when it is back: nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.data.edit import Edit
from engine.data.flag import FlagKind, VerdictKind
from engine.data.image_state import Stage
from engine.data.journal import Action, Origin
from engine.errors import UserError
from engine.handing_in import hand_in
from engine.opening import open_project
from engine.review import Review
from engine.states import toggled_approved, toggled_reviewed
from engine.store.address import Address
from engine.store.desk import begin_desk
from engine.store.server_clock import ServerClock
from tests.engine.boxes import new_box
from tests.engine.test_team import Join, catch_up, join, replayed, state
from tests.line import Line
from tests.postgresql import Server

__all__ = ["join"]


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    """What ann's window reaches the server through."""
    with Line(server.port) as line:
        yield line


@pytest.fixture
def ann(join: Join, line: Line, tmp_path: Path) -> Iterator[Review]:
    """Whose line is not the best."""
    address = join("first").project.storage.address
    desk = tmp_path / "ann.boxwright"
    begin_desk(desk, Address(address.database, "127.0.0.1", line.port, address.user))
    review = open_project(desk)
    review.author = "ann"
    review.get_ready_for_no_line()
    yield review
    review.close()


def hand_in_all(review: Review) -> tuple[str, ...]:
    handed_in = review.without_waiting()
    refused = hand_in(handed_in)
    assert review.take_over(handed_in) is not None
    return refused


def agree(*reviews: Review) -> None:
    for review in reviews:
        catch_up(review)
    first = state(reviews[0])
    assert all(state(other) == first for other in reviews)
    assert replayed(reviews[0]) == first[:3]


def test_without_a_line_work_goes_on_and_is_handed_in_on_top_of_what_others_did(
    ann: Review, join: Join, line: Line
) -> None:
    bob = join("bob")
    boxes = [ann.annotations.at(row) for row in range(6)]
    ann.apply([Edit.delete(boxes[0])], Origin.DELETED)
    line.cut()
    ann.apply([Edit.relabel(boxes[1], 1 - boxes[1].category)], Origin.RELABELLED)
    ann.apply([Edit.add(new_box(2, 0, 10, 10, 20))], Origin.DRAWN)
    ann.apply((), Origin.VERDICT, marks=toggled_reviewed(ann.states, 3))
    ann.undo()
    assert ann.waits
    assert ann.project.waiting.count == 4
    assert [entry.author for entry in ann.journal] == ["ann"] * 5
    with pytest.raises(UserError, match="steps of yours wait"):
        ann.require_all_in_journal()
    seen = state(ann)
    catch_up(bob)
    bob.apply([Edit.delete(boxes[5])], Origin.DELETED)
    handed_in = ann.without_waiting()
    assert hand_in(handed_in) == ()
    assert ann.take_over(handed_in) is None
    assert state(ann) == seen
    line.mend()
    hand_in_all(ann)
    assert not ann.waits
    agree(ann, bob, join("eve"))
    assert [entry.author for entry in ann.journal] == ["ann", "bob", *["ann"] * 4]
    assert [entry.action for entry in ann.journal[2:]] == [Action.DO] * 3 + [Action.UNDO]
    # What stands beside the last was measured with his in it.
    measured = ann.journal[-1].measured
    assert measured is not None and list(measured.summary) == ann.metrics.summary.tolist()
    ann.redo()
    for _ in range(4):
        ann.undo()
    assert ann.history.done == ()
    agree(bob, ann)


def test_what_others_changed_meanwhile_is_a_conflict_and_so_is_all_that_rests_on_it(
    ann: Review, join: Join, line: Line
) -> None:
    bob = join("bob")
    box, other = ann.annotations.at(4), ann.annotations.at(7)
    flag = ann.queue()[0].flag.key
    line.cut()
    ann.apply([Edit.move(box, (1, 2, 30, 40)), Edit.move(other, (1, 2, 30, 40))], Origin.DRAGGED)
    now = ann.annotations.get(other.id)
    assert now is not None
    ann.apply([Edit.move(now, (3, 4, 50, 60))], Origin.DRAGGED)
    ann.apply((), Origin.VERDICT, {flag: VerdictKind.UNSURE})
    ann.undo()
    ann.undo()
    bob.apply([Edit.move(box, (5, 6, 70, 80))], Origin.DRAGGED)
    bob.apply((), Origin.VERDICT, {flag: VerdictKind.LABEL_IS_RIGHT})
    line.mend()
    hand_in_all(ann)
    agree(ann, bob, join("eve"))
    assert [entry.action for entry in ann.journal[2:]] == [Action.CONFLICT] * 5
    assert ann.annotations.get(other.id) == other
    assert ann.verdicts[flag] is VerdictKind.LABEL_IS_RIGHT
    assert {entry.flag.annotation_id for entry in ann.queue() if entry.flag.kind is FlagKind.CONFLICT} == {
        box.id,
        other.id,
    }
    assert ann.history.done == ()


def test_an_approval_of_meanwhile_lapses_by_an_edit_that_waited(ann: Review, join: Join, line: Line) -> None:
    lead = join("lead")
    lead.apply((), Origin.VERDICT, marks=toggled_reviewed(lead.states, 1))
    catch_up(ann)
    line.cut()
    box = ann.annotations.at(int(ann.annotations.rows_of_image(1)[0]))
    ann.apply([Edit.delete(box)], Origin.DELETED)
    lead.apply((), Origin.VERDICT, marks=toggled_approved(lead.states, 1))
    line.mend()
    hand_in_all(ann)
    assert ann.states.of(1).stage is Stage.REVIEWED
    agree(ann, lead)


def test_steps_that_wait_outlive_the_program(join: Join, line: Line, tmp_path: Path) -> None:
    bob = join("bob")
    address = bob.project.storage.address
    desk = tmp_path / "killed.boxwright"
    begin_desk(desk, Address(address.database, "127.0.0.1", line.port, address.user))
    code = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from engine.opening import open_project\n"
        "from engine.data.edit import Edit\n"
        "from engine.data.journal import Origin\n"
        "review = open_project(Path(sys.argv[1]))\n"
        "review.author = 'ann'\n"
        "print('open', flush=True)\n"
        "sys.stdin.readline()\n"
        "for row in (0, 1):\n"
        "    review.apply([Edit.delete(review.dataset.annotations.at(row))], Origin.DELETED)\n"
        "box = review.annotations.at(0)\n"
        "for corner in (1.0, 2.0):\n"
        "    review.apply([Edit.move(review.annotations.at(0), (corner, 2, 30, 40))], Origin.DRAGGED)\n"
        "print(review.project.waiting.count, flush=True)\n"
        "sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(desk)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdin is not None and window.stdout is not None
        assert window.stdout.readline() == "open\n"
        line.cut()
        window.stdin.write("\n")
        window.stdin.flush()
        assert window.stdout.readline() == "4\n"
        os.kill(window.pid, signal.SIGKILL)
    bob.apply([Edit.delete(bob.annotations.at(1))], Origin.DELETED)
    line.mend()
    review = open_project(desk)
    try:
        assert review.project.waiting.count == 0
        agree(review, bob)
        assert [(entry.author, entry.action) for entry in review.journal] == [
            ("bob", Action.DO), ("ann", Action.DO), ("ann", Action.CONFLICT), ("ann", Action.DO), ("ann", Action.DO),
        ]  # fmt: skip
        assert len(review.history.done) == 3
    finally:
        review.close()
    again = open_project(desk)
    assert len(again.journal) == 5
    again.close()


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("others", [False, True])
def test_a_step_during_which_the_line_dies_is_there_once(
    ann: Review, join: Join, line: Line, after_commit: bool, others: bool
) -> None:
    bob = join("bob")
    box = ann.annotations.at(3)
    ann.apply([Edit.delete(ann.annotations.at(0))], Origin.DELETED)

    def somebody_else() -> None:
        if others:
            catch_up(bob)
            bob.apply([Edit.delete(bob.annotations.at(8))], Origin.DELETED)

    line.die_at_next_answer(somebody_else, arrived=after_commit)
    changes = ann.apply([Edit.delete(box)], Origin.DELETED)
    assert not ann.waits
    assert len(changes.edits) == 1 + others
    assert [step.edits[0].subject.id for step in ann.history.done][-1] == box.id
    agree(ann, bob)
    assert len(ann.journal) == 2 + others
    ann.undo()
    assert ann.annotations.get(box.id) == box


def test_a_step_that_came_as_the_line_went_down_for_longer_is_there_once(
    ann: Review, join: Join, line: Line
) -> None:
    bob = join("bob")
    boxes = [ann.annotations.at(row) for row in (3, 4)]
    ann.apply([Edit.delete(ann.annotations.at(0))], Origin.DELETED)
    line.die_at_next_answer(line.cut, arrived=True)
    for box in boxes:
        ann.apply([Edit.delete(box)], Origin.DELETED)
    assert ann.project.waiting.count == 2
    catch_up(bob)
    assert len(bob.journal) == 2
    bob.apply([Edit.delete(bob.annotations.at(6))], Origin.DELETED)
    line.mend()
    hand_in_all(ann)
    agree(ann, bob)
    assert [entry.author for entry in ann.journal] == ["ann", "ann", "bob", "ann"]


def test_what_the_server_never_takes_stays_here_and_holds_up_nothing(
    ann: Review, join: Join, line: Line
) -> None:
    bob = join("bob")
    line.cut()
    ann.author = "an\0n"
    ann.apply([Edit.delete(ann.annotations.at(0))], Origin.DELETED)
    ann.author = "ann"
    ann.apply([Edit.delete(ann.annotations.at(5))], Origin.DELETED)
    line.mend()
    (told,) = hand_in_all(ann)
    assert "cannot keep a value" in told
    agree(ann, bob)
    assert len(ann.journal) == 1


def test_ids_that_were_set_aside_are_drawn_with_until_they_run_out(
    ann: Review, join: Join, line: Line
) -> None:
    line.cut()
    boxes = [Edit.add(new_box(0, 0, 10, 10, 20))] * 300
    ann.apply(boxes, Origin.PASTED)
    with pytest.raises(UserError, match="only 200 more new boxes"):
        ann.apply(boxes, Origin.PASTED)
    ann.apply(boxes[:200], Origin.PASTED)
    line.mend()
    hand_in_all(ann)
    agree(ann, join("bob"))


def test_times_are_those_of_the_servers_clock(ann: Review) -> None:
    assert ann.project.shared is not None
    ann.project.shared.appender.clock = ServerClock(lambda: datetime.now(UTC) + timedelta(hours=1))
    for row in (0, 1):
        ann.apply([Edit.delete(ann.dataset.annotations.at(row))], Origin.DELETED)
    assert abs(ann.journal[1].at - datetime.now(UTC)) < timedelta(minutes=5)
