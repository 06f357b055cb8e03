"""Several people review one project on a server: nothing is lost, nothing is overwritten, and all see the same."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engine.assessment import assess
from engine.conflicts import ConflictError
from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import FlagKind, VerdictKind
from engine.data.image_state import Stage
from engine.data.journal import Action, JournalPart, Origin
from engine.data.sources import Sources
from engine.editing import apply_edits
from engine.opening import open_project
from engine.review import Review
from engine.states import returned, toggled_approved, toggled_reviewed
from engine.store.copying import fetch, publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from tests.engine.boxes import new_box
from tests.engine.conftest import IMAGES
from tests.postgresql import Server

Join = Callable[[str], Review]


@pytest.fixture
def join(tmp_path: Path, dataset: Dataset, predictions: Predictions, server: Server) -> Iterator[Join]:
    """Opens the project for one more person."""
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source), predictions).close()
    address = server.emptied()
    publish(path, address)
    opened: list[Review] = []

    def join(author: str) -> Review:
        desk = tmp_path / author / "desk.boxwright"
        begin_desk(desk, address)
        review = open_project(desk)
        review.author = author
        opened.append(review)
        return review

    yield join
    for review in opened:
        review.close()


def catch_up(review: Review) -> None:
    review.merge(review.project.entries_after(len(review.journal)))


def state(review: Review) -> tuple[object, ...]:
    annotations = review.annotations
    return (
        [repr(annotations.at(i)) for i in range(len(annotations))],
        review.metrics.summary.tolist(),
        review.metrics.per_class_ap.tolist(),
        sorted((entry.flag.key, entry.flag.score, entry.verdict) for entry in review.queue()),
        review.states.by_image,
        review.states.comments,
    )


def replayed(review: Review) -> tuple[list[str], list[float], list[float]]:
    """Labels and metrics of one person who did all that the journal says."""
    edits = [edit for entry in review.project.journal() for edit in entry.step.edits]
    boxes = apply_edits(review.dataset.annotations, edits)
    metrics = assess(review.dataset, boxes, review.predictions).evaluation.metrics
    return (
        [repr(boxes.at(i)) for i in range(len(boxes))],
        metrics.summary.tolist(),
        metrics.per_class_ap.tolist(),
    )


def test_edits_of_different_boxes_merge(join: Join) -> None:
    ann, bob = join("ann"), join("bob")
    first, second = ann.annotations.at(0), ann.annotations.at(5)
    ann.apply([Edit.relabel(first, 1 - first.category)], Origin.RELABELLED)
    changes = bob.apply([Edit.delete(second)], Origin.DELETED)
    # What came from her is part of what changed in his window.
    assert [edit.subject.id for edit in changes.edits] == [first.id, second.id]
    catch_up(ann)
    assert state(ann) == state(bob)
    assert replayed(ann) == state(ann)[:3]
    assert [entry.author for entry in ann.journal] == ["ann", "bob"]
    # What stands beside his step was measured with hers in it.
    measured = ann.journal[1].measured
    assert measured is not None and list(measured.summary) == ann.metrics.summary.tolist()


def test_new_boxes_of_two_people_never_have_the_same_id(join: Join) -> None:
    ann, bob = join("ann"), join("bob")
    for number in range(3):
        for review in (ann, bob):
            review.apply([Edit.add(new_box(number, 0, 10 + number, 10, 20))], Origin.DRAWN)
    catch_up(ann)
    assert state(ann) == state(bob)
    ids = ann.annotations.ids.tolist()
    assert len(set(ids)) == len(ids) == len(ann.dataset.annotations) + 6
    sources = ann.annotations.source_ids.tolist()
    assert len(set(sources)) == len(sources)


def test_two_edits_of_one_box_become_a_flag_that_shows_both(join: Join) -> None:
    ann, bob = join("ann"), join("bob")
    box = ann.annotations.at(4)
    ann.apply([Edit.move(box, (1.0, 2.0, 30.0, 40.0))], Origin.DRAGGED)
    with pytest.raises(ConflictError, match="ann changed the same") as caught:
        bob.apply([Edit.move(box, (3.0, 4.0, 50.0, 60.0))], Origin.DRAGGED)
    assert [entry.author for entry in caught.value.theirs] == ["ann"]
    catch_up(ann)
    for review in (ann, bob, join("eve")):
        now = review.annotations.get(box.id)
        assert now is not None and now.box_xyxy == (1.0, 2.0, 30.0, 40.0)
        flag = review.queue()[0].flag
        assert (flag.kind, flag.annotation_id, flag.box_xyxy) == (
            FlagKind.CONFLICT,
            box.id,
            (3.0, 4.0, 50.0, 60.0),
        )
        assert flag.suggestion is not None and flag.suggestion.before == now
        assert "bob" in flag.reason
        assert review.journal[-1].action is Action.CONFLICT
        assert review.history.done == (review.journal[0].step,) * (review is ann)
    # Whoever looks at it takes the other one: it is settled for everybody.
    flag = bob.queue()[0].flag
    assert flag.suggestion is not None
    bob.apply([flag.suggestion], Origin.SUGGESTION, {flag.key: VerdictKind.FIXED})
    catch_up(ann)
    assert state(ann) == state(bob)
    assert FlagKind.CONFLICT not in {entry.flag.kind for entry in ann.queue()}


def test_what_both_said_of_a_flag_alike_is_no_conflict_and_otherwise_is(join: Join) -> None:
    ann, bob = join("ann"), join("bob")
    first, second = (entry.flag.key for entry in ann.queue()[:2])
    ann.apply((), Origin.VERDICT, {first: VerdictKind.LABEL_IS_RIGHT, second: VerdictKind.UNSURE})
    bob.apply((), Origin.VERDICT, {first: VerdictKind.LABEL_IS_RIGHT})
    with pytest.raises(ConflictError):
        ann.apply((), Origin.VERDICT, {second: VerdictKind.FIXED, first: VerdictKind.UNSURE})
    assert state(ann) == state(bob)


def test_comments_and_states_of_different_images_merge(join: Join) -> None:
    ann, lead = join("ann"), join("lead")
    ann.apply((), Origin.VERDICT, marks=toggled_reviewed(ann.states, 1))
    catch_up(lead)
    at = ann.journal[0].at
    lead.apply((), Origin.VERDICT, marks=toggled_approved(lead.states, 1))
    # She edits before she knows of the approval, which lapses by that.
    box = ann.annotations.at(int(ann.annotations.rows_of_image(1)[0]))
    ann.apply([Edit.delete(box)], Origin.DELETED)
    assert ann.states.of(1).stage is Stage.REVIEWED
    lead_marks, ann_marks = (
        returned(review.states, image, "too wide", review.author, at)
        for review, image in ((lead, 2), (ann, 3))
    )
    lead.apply((), Origin.VERDICT, marks=lead_marks)
    ann.apply((), Origin.VERDICT, marks=ann_marks)
    catch_up(lead)
    assert state(ann) == state(lead)
    assert [ann.states.comments_of(image)[0].id for image in (2, 3)] == [1, 2]


def test_undo_is_of_ones_own_steps_and_not_of_what_others_changed_since(join: Join) -> None:
    ann, bob = join("ann"), join("bob")
    boxes = [ann.annotations.at(i) for i in range(3)]
    for box in boxes:
        ann.apply([Edit.delete(box)], Origin.DELETED)
    ann.undo()
    catch_up(bob)
    assert bob.history.done == ()
    bob.apply([Edit.add(boxes[1])], Origin.REVERTED)
    catch_up(ann)
    # The deletion of the second box is not hers to take back any more; that of the third can still be done again.
    assert [step.edits[0].subject.id for step in ann.history.done] == [boxes[0].id]
    ann.redo()
    ann.undo()
    ann.undo()
    catch_up(bob)
    assert state(ann) == state(bob)
    assert len(ann.annotations) == len(ann.dataset.annotations)


def test_what_is_known_already_is_not_taken_in_twice(join: Join) -> None:
    ann, bob = join("ann"), join("bob")
    for row in (0, 3):
        ann.apply([Edit.delete(ann.dataset.annotations.at(row))], Origin.DELETED)
    catch_up(bob)
    assert bob.merge(JournalPart(0, ann.journal)).edits == ()
    assert state(ann) == state(bob)


def random_step(review: Review, chance: random.Random) -> None:
    """Whatever a person may do next."""
    # Few boxes, so that both want the same one now and then.
    box = review.annotations.at(chance.randrange(6))
    match chance.randrange(7):
        case 0 if review.history.done:
            review.undo()
        case 1 if review.history.undone:
            review.redo()
        case 2:
            review.apply([Edit.add(new_box(chance.randrange(IMAGES), 1, 20, 30, 25))], Origin.DRAWN)
        case 3:
            review.apply([Edit.delete(box)], Origin.DELETED)
        case 4:
            review.apply((), Origin.VERDICT, marks=toggled_reviewed(review.states, chance.randrange(IMAGES)))
        case 5 if review.queue():
            flag = chance.choice(review.queue()).flag
            edits = () if flag.suggestion is None else (flag.suggestion,)
            review.apply(edits, Origin.SUGGESTION, {flag.key: VerdictKind.FIXED})
        case _:
            x = float(chance.randrange(40))
            review.apply([Edit.move(box, (x, x, x + 21, x + 20))], Origin.DRAGGED)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_two_people_do_all_see_the_same_in_the_end(join: Join, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    people = [join("ann"), join("bob")]
    conflicts = 0
    for _ in range(40):
        review = chance.choice(people)
        if chance.random() < 0.2:
            catch_up(review)
        try:
            random_step(review, chance)
        except ConflictError:
            conflicts += 1
    assert conflicts
    for review in people:
        catch_up(review)
    people.append(join("eve"))
    assert state(people[0]) == state(people[1]) == state(people[2])
    assert replayed(people[0]) == state(people[0])[:3]
    # Each can take back all that is still theirs.
    for review in people[:2]:
        while review.history.done:
            review.undo()
        for other in people:
            catch_up(other)
    assert state(people[0]) == state(people[1]) == state(people[2])
    fetch(people[0].project.path, tmp_path / "back.boxwright")
    with closing(open_project(tmp_path / "back.boxwright")) as file:
        assert state(file) == state(people[0])
        while file.history.done:
            file.undo()
        assert len(file.annotations) == len(file.dataset.annotations)
