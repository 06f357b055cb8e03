"""Known answers in the queue: nothing gives them away, nothing else is touched by them, and they are scored."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotation, Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind, QueueEntry, VerdictKind
from engine.data.image_state import Stage
from engine.data.journal import Origin
from engine.data.known_answer import AnsweredStep, KnownScore, PlantedAnswer
from engine.evaluation.iou import iou
from engine.formats import coco
from engine.journal_export import write_difference, write_journal
from engine.known_answers import scores
from engine.moments import difference
from engine.opening import open_project
from engine.planting import KINDS
from engine.review import Review
from engine.store.salvage import salvage
from tests.engine.planted import approve, planted, request
from tests.engine.test_review import begin

RIGHT, FIXED, UNSURE = VerdictKind.LABEL_IS_RIGHT, VerdictKind.FIXED, VerdictKind.UNSURE
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def review(tmp_path: Path, dataset: Dataset, predictions: Predictions) -> Iterator[Review]:
    review = begin(tmp_path, dataset, predictions)
    dataset.source.write_text("{}")
    approve(review, range(2, 11))
    yield review
    review.close()


def known(review: Review) -> list[QueueEntry]:
    return [entry for entry in review.queue() if entry.flag.known]


def untouched(review: Review, folder: Path) -> tuple[object, ...]:
    """All that known answers must not change, exports to the byte among it."""
    now = len(review.journal)
    folder = folder.parent / f"{folder.name}_out"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    labels, journal, diff = folder / "labels.json", folder / "journal.json", folder / "diff.json"
    coco.write(review.dataset, review.annotations, labels)
    write_journal(review.journal, review.dataset, journal)
    write_difference(difference(review.journal, 0, now), review.dataset, diff)
    return (
        [path.read_bytes() for path in (labels, journal, diff)],
        review.metrics.summary.tolist(),
        review.metrics.per_class_ap.tolist(),
        review.journal,
        review.project.journal(),
        review.states.by_image,
        [entry.flag.key for entry in review.queue() if not entry.flag.known],
    )


def accept(review: Review, flag: Flag) -> None:
    assert flag.suggestion is not None
    review.apply([flag.suggestion], Origin.SUGGESTION, {flag.key: FIXED})


def test_nothing_is_answered_at_first() -> None:
    assert scores(()) == {}


def test_answers_change_nothing_but_the_score(review: Review, tmp_path: Path) -> None:
    before = untouched(review, tmp_path)
    review.plant(planted(review))
    assert untouched(review, tmp_path) == before
    entries = known(review)
    assert len(entries) > 8
    assert {entry.flag.kind for entry in entries} == set(KINDS)
    for entry in entries:
        if entry.flag.kind is FlagKind.MISSING_LABEL:
            review.apply([], Origin.VERDICT, {entry.flag.key: UNSURE})
        elif entry.flag.kind is FlagKind.WRONG_CLASS:
            review.apply([], Origin.VERDICT, {entry.flag.key: RIGHT})
        else:
            accept(review, entry.flag)
    assert untouched(review, tmp_path) == before
    kinds = [entry.flag.kind for entry in entries]
    found = scores(review.project.plantings.answers())[review.author]
    assert (found.right, found.unsure) == tuple(map(kinds.count, (KINDS[0], KINDS[3])))
    assert found.right + found.wrong + found.unsure == len(kinds)
    # What was accepted is gone, as a doubt is; what was answered otherwise stands with its verdict.
    assert {entry.verdict for entry in known(review)} == {RIGHT, UNSURE}


def test_after_a_restart_everything_stands_as_it_was(review: Review) -> None:
    review.plant(planted(review))
    first, second, *_ = known(review)
    review.apply([], Origin.VERDICT, {first.flag.key: RIGHT})
    accept(review, second.flag)
    before = [(e.flag, e.price, e.verdict) for e in known(review)]
    answers = review.project.plantings.answers()
    assert [own.verdict for own in answers] == [RIGHT, FIXED]
    again = open_project(review.project.path)
    assert [(e.flag, e.price, e.verdict) for e in known(again)] == before
    assert again.project.plantings.answers() == answers
    (kept,) = again.project.plantings.all()
    assert (kept.seed, kept.share, kept.author) == (8, 1.0, "a lead")
    again.close()


def test_a_damaged_project_keeps_them(review: Review) -> None:
    review.plant(planted(review, share=1.0))
    review.plant(planted(review, share=0.01, seed=9))
    first, second, *_ = known(review)
    review.apply([], Origin.VERDICT, {first.flag.key: RIGHT})
    accept(review, second.flag)
    saved = salvage(review.project.path)
    assert {name: len(saved.rows[name]) for name in ("planting", "planted_answer", "sample_answer")} == {
        "planting": 2,
        "planted_answer": 2,
        "sample_answer": 0,
    }
    assert not any(saved.rows_lost.values())


def test_undo_and_redo_take_an_answer_back_and_no_step_before_it(review: Review) -> None:
    edited = review.annotations.at(0)
    review.apply([Edit.delete(edited)], Origin.DELETED)
    review.plant(planted(review))
    (flag, *_) = (entry.flag for entry in known(review))
    accept(review, flag)
    journal = len(review.journal)
    assert isinstance(review.history.done[-1], AnsweredStep)
    review.undo()
    assert review.entry(flag).verdict is None
    assert flag in [entry.flag for entry in known(review)]
    review.redo()
    assert review.verdicts[flag.key] is FIXED
    assert len(review.journal) == journal
    review.undo()
    review.undo()
    assert review.annotations.get(edited.id) == edited
    assert scores(review.project.plantings.answers()) == {}


def test_a_known_answer_looks_like_a_doubt(review: Review) -> None:
    doubts = {e.flag.kind: e for e in review.queue() if e.flag.kind in KINDS}
    review.plant(planted(review))
    assert FlagKind.WRONG_CLASS in doubts and FlagKind.MISSING_LABEL in doubts
    for entry in known(review):
        flag = entry.flag
        assert flag.suggestion is not None and entry.price is not None and 0.3 <= flag.score < 1
        assert entry.loss is None or entry.loss.total == flag.score
        label = flag.annotation_id and review.annotations.get(flag.annotation_id)
        assert not label or review.states.of(flag.image).stage is Stage.APPROVED
        if flag.kind in doubts:
            other = doubts[flag.kind].flag
            assert flag.reason.text == other.reason.text  # type: ignore[attr-defined]
            assert set(flag.reason.values) == set(other.reason.values)  # type: ignore[attr-defined]
            assert other.suggestion is not None and flag.suggestion.kind is other.suggestion.kind
    assert not set(review.flags_to_price(10_000)) & {entry.flag for entry in known(review)}


def test_suggestions_are_wrong_by_as_much_as_the_reason_says(review: Review) -> None:
    review.plant(planted(review))
    for entry in known(review):
        suggestion = entry.flag.suggestion
        assert suggestion is not None
        before, after = suggestion.before, suggestion.after
        if entry.flag.kind is FlagKind.BAD_LOCATION:
            assert before is not None and after is not None
            said = entry.flag.reason.values["iou"]  # type: ignore[attr-defined]
            assert _iou(before, after) == pytest.approx(said)
        if entry.flag.kind is FlagKind.MISSING_LABEL:
            assert after is not None
            rows = review.annotations.rows_of_image(after.image)
            assert all(_iou(after, review.annotations.at(int(row))) == 0 for row in rows)


def test_an_edit_by_hand_is_kept_and_says_nothing_of_what_was_known(review: Review) -> None:
    review.plant(planted(review))
    flag = next(e.flag for e in known(review) if e.flag.kind is FlagKind.SPURIOUS_LABEL)
    assert flag.annotation_id is not None
    label = review.annotations.get(flag.annotation_id)
    assert label is not None
    review.apply([Edit.relabel(label, 1 - label.category)], Origin.RELABELLED, {flag.key: FIXED})
    assert review.annotations.get(label.id) == label.relabelled(1 - label.category)
    assert review.journal[-1].step.verdicts == ()
    assert flag not in [entry.flag for entry in known(review)]
    assert review.project.plantings.answers() == ()
    review.undo()
    assert flag in [entry.flag for entry in known(review)]


def test_what_is_confirmed_with_others_is_kept_apart(review: Review) -> None:
    review.plant(planted(review))
    flag = known(review)[0].flag
    doubt = next(e.flag for e in review.queue() if not e.flag.known)
    review.apply([], Origin.GALLERY_CONFIRM, {flag.key: RIGHT, doubt.key: RIGHT})
    assert [own.flag_key for own in review.journal[-1].step.verdicts] == [doubt.key]
    assert [own.verdict for own in review.project.plantings.answers()] == [RIGHT]


def test_a_doubt_is_never_answered_by_a_known_answer(review: Review) -> None:
    review.plant(planted(review))
    flag = next(e.flag for e in known(review) if e.flag.annotation_id is not None)
    accept(review, flag)
    doubt = replace(flag, known="")
    assert doubt.key not in review.verdicts
    assert Flag.image_of(flag.key) == flag.image and Flag.annotation_of(flag.key) == flag.annotation_id


def test_the_same_seed_plants_the_same_and_never_twice_on_one_label(review: Review) -> None:
    assert planted(review) == planted(review)
    assert planted(review, seed=9).known != planted(review).known
    review.plant(planted(review, share=0.01))
    (entry,) = known(review)
    if entry.flag.annotation_id is not None:
        assert entry.flag.annotation_id in request(review).used


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([UNSURE], KnownScore(0, 0, 1, None)),
        # Clopper and Pearson: the bounds of 0 of n are 0 and 1 - 0.025^(1/n).
        ([FIXED, FIXED], KnownScore(0, 2, 0, (0.0, pytest.approx(1 - 0.025**0.5)))),
        ([RIGHT, RIGHT, UNSURE], KnownScore(2, 0, 1, (pytest.approx(0.025**0.5), 1.0))),
        # 8 of 10, from published tables.
        ([RIGHT] * 8 + [FIXED] * 2, KnownScore(8, 2, 0, pytest.approx((0.4439, 0.9748), abs=1e-4))),
    ],
)
def test_scores_have_exact_bounds(verdicts: list[VerdictKind], expected: KnownScore) -> None:
    answers = [PlantedAnswer(1, place, own, "Ann", AT) for place, own in enumerate(verdicts)]
    taken_back = [PlantedAnswer(2, 0, RIGHT, "Bob", AT), PlantedAnswer(2, 0, None, "Bob", AT)]
    assert scores([*answers, *taken_back]) == {"Ann": expected}


def test_the_last_answer_counts_for_whoever_gave_it() -> None:
    said = [PlantedAnswer(1, 0, FIXED, "Ann", AT), PlantedAnswer(1, 0, RIGHT, "Bob", AT)]
    assert list(scores(said)) == ["Bob"]


def _iou(one: Annotation, other: Annotation) -> float:
    return float(iou(np.array([one.box_xyxy]), np.array([other.box_xyxy]))[0, 0])
