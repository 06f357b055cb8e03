"""Other people's labels are kept in the project, to the last bit."""

import shutil
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from engine.agreement.reading import own_label_set
from engine.assessment import with_label_sets
from engine.data.agreement import LabelSet
from engine.data.dataset import Annotations, Dataset
from engine.data.flag import DISPUTES
from engine.data.journal import Origin
from engine.opening import open_project
from engine.review import Review
from engine.settlement import settle_by_majority
from engine.store.project import ProjectFile
from tests.engine.store.test_upgrade import VERSION_1


def other(dataset: Dataset, name: str, rows: slice) -> LabelSet:
    """Some of the dataset's labels, one of them of another class."""
    labels = dataset.annotations.take(np.arange(len(dataset.annotations))[rows])
    categories = labels.categories.copy()
    categories[-1] = 1 - categories[-1]
    made = own_label_set(name, dataset)
    return replace(
        made, annotations=replace(labels, categories=categories), made_at="2026-01-01T00:00:00+00:00"
    )


def test_a_new_project_and_one_of_the_first_version_have_none(project: ProjectFile, tmp_path: Path) -> None:
    assert project.label_sets.all() == ()
    old = tmp_path / "old.boxwright"
    old.write_bytes(VERSION_1.read_bytes())
    opened = ProjectFile(old)
    assert opened.label_sets.all() == ()
    opened.close()


def test_a_project_of_the_second_version_gets_room_for_them(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "old.boxwright"
    shutil.copyfile(Path(__file__).with_name("version_2.sqlite"), path)
    project = ProjectFile(path)
    project.label_sets.replace([other(dataset, "Anna", slice(None))])
    assert [own.name for own in project.label_sets.all()] == ["Anna"]
    project.close()
    assert path.with_name(f"{path.name}.v2.backup").exists()


def test_sets_come_back_as_they_were(dataset: Dataset, project: ProjectFile) -> None:
    sets = [other(dataset, "Anna", slice(0, 9)), other(dataset, "Ben", slice(3, None))]
    project.label_sets.replace([sets[1]])
    project.label_sets.replace(sets)
    found = project.label_sets.all()
    project.close()
    assert [(own.name, own.origin, own.made_at) for own in found] == [
        (own.name, own.origin, own.made_at) for own in sets
    ]
    for own, expected in zip(found, sets, strict=True):
        np.testing.assert_array_equal(own.images, expected.images)
        for field in fields(Annotations):
            kept, given = (getattr(one.annotations, field.name) for one in (own, expected))
            assert kept.dtype == given.dtype
            np.testing.assert_array_equal(kept, given)


def disputed(review: Review) -> list[str]:
    return [
        entry.flag.key for entry in review.queue() if entry.flag.kind in DISPUTES and entry.verdict is None
    ]


def test_what_others_dispute_is_in_the_queue_and_still_there_when_the_project_is_opened_again(
    dataset: Dataset, project: ProjectFile
) -> None:
    review = open_project(project.path)
    assert disputed(review) == []
    review.set_label_sets(with_label_sets(review.assessment, (other(dataset, "Anna", slice(0, -4)),)))
    # Four boxes that she lacks, and one class.
    before = disputed(review)
    assert len(before) == 5
    review.close()
    again = open_project(project.path)
    assert sorted(disputed(again)) == sorted(before)
    first = next(entry.flag for entry in again.queue() if entry.flag.key in before)
    again.apply([first.suggestion], Origin.SUGGESTION)
    assert len(disputed(again)) == 4
    again.undo()
    assert sorted(disputed(again)) == sorted(before)
    again.close()


def test_a_majority_settles_all_but_ties_in_one_step(dataset: Dataset, project: ProjectFile) -> None:
    review = open_project(project.path)
    anna, ben = other(dataset, "Anna", slice(0, -4)), other(dataset, "Ben", slice(0, -4))
    moved = anna.annotations.boxes_xyxy.copy()
    moved[0] += [5.0, 0.0, 5.0, 0.0]
    anna, ben = (replace(own, annotations=replace(own.annotations, boxes_xyxy=moved)) for own in (anna, ben))
    extra = replace(ben, annotations=dataset.annotations.take(np.arange(len(dataset.annotations))))
    review.set_label_sets(with_label_sets(review.assessment, (anna, ben)))
    assert len(disputed(review)) == 6
    settled = settle_by_majority(review.assessment, review.verdicts, review.next_ids)
    assert settled.tied == 0
    assert len(settled.edits) == 6
    review.apply(settled.edits, Origin.CONSENSUS, settled.verdicts, outcome=settled.outcome)
    assert disputed(review) == []
    assert len(review.annotations) == len(dataset.annotations) - 4
    assert review.annotations.boxes_xyxy[0].tolist() == moved[0].tolist()
    review.undo()
    assert len(disputed(review)) == 6
    # One for and one against each of these: nobody decides but a person.
    review.set_label_sets(with_label_sets(review.assessment, (anna,)))
    settled = settle_by_majority(review.assessment, review.verdicts, review.next_ids)
    assert (settled.tied, len(settled.edits)) == (5, 1)
    # Whoever is alone against two is outvoted, without an edit.
    review.set_label_sets(with_label_sets(review.assessment, (anna, extra)))
    settled = settle_by_majority(review.assessment, review.verdicts, review.next_ids)
    assert settled.tied == 0
    assert len(settled.verdicts) >= 5
    review.close()
