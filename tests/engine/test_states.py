"""States of images and comments: each intent, what edits do to them, and the journal as the only truth."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import states
from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import FlagKind, VerdictKind
from engine.data.image_state import UNTOUCHED, ImageState, Mark, Stage
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.opening import open_project
from engine.queue import make_queue
from engine.review import Review
from engine.states import States
from tests.engine.boxes import new_box
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.test_review import begin

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
Intent = Callable[[States, int], tuple[Mark, ...]]
REVIEWED, APPROVED, RETURNED = (ImageState(own) for own in (Stage.REVIEWED, Stage.APPROVED, Stage.RETURNED))


@pytest.fixture
def review(tmp_path: Path, dataset: Dataset, predictions: Predictions) -> Review:
    return begin(tmp_path, dataset, predictions)


def say(review: Review, marks: tuple[Mark, ...]) -> None:
    review.apply([], Origin.VERDICT, marks=marks)


def send_back(review: Review, image: int, text: str, **pin: object) -> None:
    say(review, states.returned(review.states, image, text, "lead", AT, **pin))  # type: ignore[arg-type]


def first(review: Review) -> list[tuple[FlagKind, int, str]]:
    flags = [entry.flag for entry in review.queue()]
    return [(own.kind, own.image, own.reason) for own in flags if own.kind is FlagKind.RETURNED]


def test_nothing_is_said_of_images_at_first(review: Review) -> None:
    assert review.states == States()
    assert review.states.of(3) == UNTOUCHED
    assert not review.reviewed()
    assert states.toggled_approved(review.states, 3) == ()


@pytest.mark.parametrize(
    ("before", "intent", "after"),
    [
        ((), states.toggled_reviewed, REVIEWED),
        ((states.toggled_reviewed,), states.toggled_reviewed, UNTOUCHED),
        ((states.toggled_reviewed,), states.toggled_approved, APPROVED),
        ((states.toggled_reviewed, states.toggled_approved), states.toggled_approved, REVIEWED),
        ((states.toggled_reviewed, states.toggled_approved), states.toggled_reviewed, REVIEWED),
        ((), states.toggled_empty, ImageState(Stage.REVIEWED, empty=True)),
        ((states.toggled_empty,), states.toggled_approved, ImageState(Stage.APPROVED, empty=True)),
        ((states.toggled_empty,), states.toggled_empty, UNTOUCHED),
        ((states.toggled_empty,), states.toggled_reviewed, UNTOUCHED),
    ],
)
def test_each_intent_leads_from_state_to_state(
    before: tuple[Intent, ...], intent: Intent, after: ImageState
) -> None:
    now = States()
    for own in (*before, intent):
        step = Step((), (), Origin.VERDICT, own(now, 2))
        now = now.after(JournalEntry(Action.DO, step, "somebody", AT))
    assert now.of(2) == after


def test_a_returned_image_comes_first_with_its_comments_until_it_is_reviewed_again(review: Review) -> None:
    box = review.annotations.at(6)
    send_back(review, box.image, "Too wide", annotation_id=box.id, box_xyxy=box.box_xyxy)
    send_back(review, box.image, "Wrong class?", annotation_id=box.id, box_xyxy=box.box_xyxy)
    send_back(review, 1, "One is missing", box_xyxy=(40.0, 50.0, 40.0, 50.0))
    assert first(review) == [
        (FlagKind.RETURNED, 1, "One is missing (lead)"),
        (FlagKind.RETURNED, box.image, "Too wide (lead) · Wrong class? (lead)"),
    ]
    assert [entry.flag.kind is FlagKind.RETURNED for entry in review.queue()[:3]] == [True, True, False]
    assert review.flags_of(box.image)[0].annotation_id == box.id
    # The box is mended: the comment stands where it was, until the image is called reviewed.
    review.apply([Edit.move(box, (1.0, 2.0, 3.0, 4.0))], Origin.DRAGGED)
    assert review.states.of(box.image) == RETURNED
    assert len(first(review)) == 2
    say(review, states.toggled_reviewed(review.states, box.image))
    assert [image for _, image, _ in first(review)] == [1]
    # Whoever takes that back finds the comments again.
    say(review, states.toggled_reviewed(review.states, box.image))
    assert len(first(review)) == 2


def test_a_resolved_comment_leaves_the_queue_and_the_image_says_that_it_waits(review: Review) -> None:
    send_back(review, 1, "One is missing")
    (comment,) = review.states.comments_of(1)
    say(review, states.resolved(comment, "It is a shadow"))
    assert review.states.comments_of(1)[0].answer == "It is a shadow"
    assert [reason for _, _, reason in first(review)] == [
        "Returned, and every comment is resolved: mark it as reviewed."
    ]
    assert review.queue()[0].flag.box_xyxy == (0.0, 0.0, 100.0, 80.0)


def test_an_approval_settles_the_comments_and_a_new_one_never_takes_an_old_number(review: Review) -> None:
    send_back(review, 1, "One is missing")
    say(review, states.toggled_reviewed(review.states, 1))
    say(review, states.toggled_approved(review.states, 1))
    assert review.states.open_comments(1) == ()
    send_back(review, 1, "And one more")
    review.undo()
    send_back(review, 1, "And another")
    assert [comment.id for comment in review.states.comments_of(1)] == [1, 3]


@pytest.mark.parametrize("undone", [False, True])
def test_an_edit_takes_the_approval_with_it_and_its_undo_brings_it_back(review: Review, undone: bool) -> None:
    say(review, states.toggled_reviewed(review.states, 0))
    say(review, states.toggled_approved(review.states, 0))
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    assert review.states.of(0) == REVIEWED
    if undone:
        review.undo()
        assert review.states.of(0) == APPROVED
        review.redo()
        assert review.states.of(0) == REVIEWED


def test_a_box_drawn_where_there_was_nothing_ends_that(review: Review) -> None:
    say(review, states.toggled_empty(review.states, 5))
    review.apply([Edit.delete(review.annotations.at(10))], Origin.DELETED)
    assert review.states.of(5).empty
    review.apply([Edit.add(new_box(5, 0, 3, 3, 9))], Origin.DRAWN)
    assert review.states.of(5) == REVIEWED


def test_who_said_it_is_told_with_the_state(review: Review) -> None:
    review.author = "Ann"
    say(review, states.toggled_reviewed(review.states, 0))
    review.author = "Bob"
    say(review, states.toggled_approved(review.states, 0))
    held = review.states.by_image[0]
    assert (held.state, held.author) == (APPROVED, "Bob")
    assert [entry.author for entry in review.project.journal()] == ["Ann", "Bob"]


INTENTS = st.lists(
    st.tuples(
        st.sampled_from(["reviewed", "approve", "empty", "return", "resolve", "edit", "add", "undo", "redo"]),
        st.integers(0, 2),
    ),
    max_size=14,
)


def act(review: Review, intent: str, image: int, at: datetime) -> None:
    now = review.states
    own = review.annotations.take(review.annotations.rows_of_image(image))
    if intent == "undo":
        if review.history.done:
            review.undo()
    elif intent == "redo":
        if review.history.undone:
            review.redo()
    elif intent == "edit":
        if len(own):
            review.apply([Edit.delete(own.at(0))], Origin.DELETED)
    elif intent == "add":
        review.apply([Edit.add(new_box(image, 0, 3, 3, 9))], Origin.DRAWN)
    elif intent == "return":
        pin = {"annotation_id": own.at(0).id, "box_xyxy": own.at(0).box_xyxy} if len(own) else {}
        review.apply([], Origin.VERDICT, marks=states.returned(now, image, "No", "lead", at, **pin))
    elif intent == "resolve":
        for comment in now.open_comments(image)[:1]:
            say(review, states.resolved(comment, "Yes"))
    else:
        toggles = {
            "reviewed": states.toggled_reviewed,
            "approve": states.toggled_approved,
            "empty": states.toggled_empty,
        }
        if marks := toggles[intent](now, image):
            say(review, marks)


def held(now: States) -> tuple[object, ...]:
    found = {image: own.state for image, own in now.by_image.items() if own.state != UNTOUCHED}
    return found, {image: own for image, own in now.comments.items() if own}


@settings(deadline=None, max_examples=8)
@given(INTENTS)
def test_whatever_is_said_a_reopened_project_says_it_too_and_undoing_all_says_nothing(
    intents: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        review = begin(Path(folder), small_dataset(Path(folder)), small_predictions())
        for number, (intent, image) in enumerate(intents):
            act(review, intent, image, AT + timedelta(seconds=number))
            flags = [entry.flag for entry in review.queue()]
            assert review.queue() == make_queue(flags, {}, review.verdicts, review.losses)
        keys = [entry.flag.key for entry in review.queue()]
        review.close()
        again = open_project(Path(folder) / "p.boxwright")
        assert again.states == review.states
        assert [entry.flag.key for entry in again.queue()] == keys
        steps = len(again.history.done)
        for _ in range(steps):
            again.undo()
        assert held(again.states) == ({}, {})
        assert not first(again)
        for _ in range(steps):
            again.redo()
        assert held(again.states) == held(review.states)
        assert [entry.flag.key for entry in again.queue()] == keys
        again.close()


@pytest.mark.parametrize("kind", VerdictKind)
def test_a_verdict_on_what_was_returned_resolves_the_comment_unless_it_is_unsure(
    review: Review, kind: VerdictKind
) -> None:
    send_back(review, 1, "One is missing", box_xyxy=(4.0, 5.0, 4.0, 5.0))
    send_back(review, 1, "Too dark")
    key = next(own.flag.key for own in review.queue() if own.flag.reason.startswith("One"))
    review.apply([], Origin.VERDICT, {key: kind})
    resolved = [comment.resolved for comment in review.states.comments_of(1)]
    assert resolved == [kind is not VerdictKind.UNSURE, False]
    review.undo()
    assert len(review.states.open_comments(1)) == 2
