"""Which labels an export is of, and what it says of them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotations
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import UNTOUCHED, ImageState, Stage, StateChange
from engine.data.journal import Action, JournalEntry, Origin, Step, Verdict
from engine.data.provenance import Provenance
from engine.data.sources import Sources
from engine.editing import apply_edits
from engine.errors import UserError
from engine.exporting import edited_images, images_in_split, provenance_of, refuse_opened, reviewed_images

RIGHT = VerdictKind.LABEL_IS_RIGHT


def entry(second, edits=(), verdicts=(), marks=()):
    step = Step(tuple(edits), tuple(verdicts), Origin.VERDICT, tuple(marks))
    return JournalEntry(Action.DO, step, "somebody", datetime(2026, 1, 1, 0, 0, second, tzinfo=UTC))


def to(stage, image):
    return StateChange(image, UNTOUCHED, ImageState(stage))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], []),
        ([to(Stage.REVIEWED, 3), to(Stage.APPROVED, 1)], [1, 3]),
        ([to(Stage.REVIEWED, 3), to(Stage.UNREVIEWED, 3), to(Stage.REVIEWED, 2)], [2]),
        ([to(Stage.REVIEWED, 3), to(Stage.RETURNED, 3)], []),
    ],
)
def test_images_are_reviewed_that_were_said_to_be_last(marks, expected):
    entries = [entry(number, marks=[own]) for number, own in enumerate(marks)]
    assert reviewed_images(entries).tolist() == expected


def test_the_moment_is_that_of_the_last_edit_and_no_verdict_changes_it(dataset):
    box = dataset.annotations.at(0)
    entries = [
        entry(1, [Edit.delete(box)]),
        entry(2, verdicts=[Verdict("spurious_label:1:7", None, RIGHT)], marks=[to(Stage.REVIEWED, 1)]),
    ]
    assert provenance_of(Path("a/cells.boxwright"), entries) == Provenance("cells", entries[0].at)
    assert provenance_of(Path("cells.boxwright"), entries[1:]) == Provenance("cells", None)
    assert Provenance("cells", None).fields() == {"project": "cells"}


def test_images_are_edited_whose_boxes_are_not_those_that_were_opened(dataset):
    labels = dataset.annotations
    assert edited_images(dataset, labels).tolist() == []
    assert edited_images(replace(dataset, annotations=Annotations.of_rows([])), labels).tolist() == sorted(
        set(labels.images.tolist())
    )
    gone, other = labels.at(0), labels.at(len(labels) - 1)
    now = apply_edits(labels, [Edit.delete(gone), Edit.relabel(other, 1 - other.category)])
    assert edited_images(dataset, now).tolist() == sorted({gone.image, other.image})
    back = apply_edits(now, [Edit.relabel(now.get(other.id), other.category)])
    assert edited_images(dataset, back).tolist() == [gone.image]


def test_a_list_names_images_and_what_it_names_besides_is_told(dataset, tmp_path):
    split = tmp_path / "some.txt"
    split.write_text("7\n2.jpg\nnone\n")
    images, problems = images_in_split(dataset, split)
    assert [dataset.images.file_names[image] for image in images] == ["2.jpg", "7.jpg"]
    assert [problem.problem for problem in problems] == ["1 line matches no image of the dataset"]


@pytest.mark.parametrize(
    ("output", "refused"),
    [
        ("new.json", False),
        ("labels.json", True),
        ("p.boxwright", True),
        ("p.boxwright-wal", True),
        ("results.npz", True),
        ("images", True),
        ("images/a.jpg", True),
        ("link.json", True),
    ],
)
def test_nothing_that_was_opened_is_written_to(tmp_path, output, refused):
    (tmp_path / "images").mkdir()
    for name in ("labels.json", "results.npz", "p.boxwright", "images/a.jpg"):
        (tmp_path / name).touch()
    (tmp_path / "link.json").symlink_to(tmp_path / "labels.json")
    sources = Sources(tmp_path / "labels.json", tmp_path / "images", tmp_path / "results.npz")
    if refused:
        with pytest.raises(UserError, match="never written to"):
            refuse_opened(tmp_path / output, tmp_path / "p.boxwright", sources)
    else:
        refuse_opened(tmp_path / output, tmp_path / "p.boxwright", sources)
    assert np.all([path.stat().st_size == 0 for path in tmp_path.iterdir() if path.is_file()])
