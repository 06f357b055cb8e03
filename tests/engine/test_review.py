import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment import after_edits, assess, recheck
from engine.checks.run import examine
from engine.data.check_settings import DEFAULTS, CheckSettings
from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import FlagKind, VerdictKind
from engine.data.journal import Measurement, Origin
from engine.data.settings_text import SettingsText
from engine.data.sources import Sources
from engine.errors import EngineError, UserError
from engine.evaluation.settings import settings_of, text_of
from engine.moments import difference
from engine.opening import assess_project, open_project
from engine.pricing import price_flags
from engine.queue import make_queue
from engine.review import Review
from engine.store.project import ProjectFile
from tests.engine.boxes import new_box
from tests.engine.conftest import IMAGES, RELABELLED, small_dataset, small_predictions

AT_HALF = SettingsText("0.5", "", "100")


def begin(folder: Path, dataset: Dataset, predictions: Predictions | None) -> Review:
    project = ProjectFile.create(folder / "p.boxwright", dataset, Sources(dataset.source), predictions)
    return Review(project, dataset, assess(dataset, dataset.annotations, predictions), (), "somebody")


@pytest.fixture
def review(tmp_path: Path, dataset: Dataset, predictions: Predictions) -> Review:
    return begin(tmp_path, dataset, predictions)


def state(review: Review) -> tuple[object, ...]:
    annotations = review.annotations
    return (
        [repr(annotations.at(i)) for i in range(len(annotations))],
        review.metrics.summary.tolist(),
        review.metrics.per_class_ap.tolist(),
        [(entry.flag.key, entry.flag.score, entry.verdict) for entry in review.queue()],
    )


def recomputed(review: Review) -> tuple[list[float], list[float]]:
    metrics = assess(review.dataset, review.annotations, review.predictions).evaluation.metrics
    return metrics.summary.tolist(), metrics.per_class_ap.tolist()


def test_a_wrong_class_is_flagged_and_its_price_is_the_exact_change(review: Review) -> None:
    wrong = next(e.flag for e in review.queue() if e.flag.kind is FlagKind.WRONG_CLASS)
    assert wrong.annotation_id == RELABELLED
    assert wrong.suggestion is not None
    price = price_flags(review.assessment.evaluation, review.annotations, [wrong])[wrong.key]
    before = review.metrics.ap
    review.apply([wrong.suggestion], Origin.SUGGESTION, {wrong.key: VerdictKind.FIXED})
    assert review.metrics.ap - before == pytest.approx(price, abs=1e-15)
    assert wrong.key not in {entry.flag.key for entry in review.queue()}


def test_a_step_worked_out_beforehand_is_the_same_step(
    tmp_path: Path, dataset: Dataset, predictions: Predictions
) -> None:
    (tmp_path / "other").mkdir()
    here, there = begin(tmp_path, dataset, predictions), begin(tmp_path / "other", dataset, predictions)
    edits = [Edit.delete(here.annotations.at(0)), Edit.relabel(here.annotations.at(3), 1)]
    before = state(here)
    here.apply(edits, Origin.DELETED)
    there.apply(edits, Origin.DELETED, outcome=after_edits(there.assessment, edits))
    assert state(here) == state(there)
    inverse = there.history.done[-1].inverse.edits
    there.undo(outcome=after_edits(there.assessment, inverse))
    assert state(there) == before
    there.redo(outcome=after_edits(there.assessment, edits))
    assert state(there) == state(here)


def test_a_what_if_changes_nothing(review: Review) -> None:
    before = state(review)
    edits = [Edit.delete(review.annotations.at(0)), Edit.add(new_box(1, 1, 3, 3, 20))]
    metrics = review.what_if(edits)
    assert review.what_if_ap(edits) == metrics.ap
    assert metrics.summary.tolist() != before[1]
    assert state(review) == before


def test_labels_as_they_are_in_the_middle_of_nothing_can_be_evaluated_without_predictions(
    tmp_path: Path, dataset: Dataset
) -> None:
    review = begin(tmp_path, dataset, None)
    assert review.predictions is None
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    assert len(review.undo().edits) == 1
    review.close()


def test_losses_after_edits_are_those_of_a_fresh_look(review: Review) -> None:
    # Evidence is of the labels as opened; a fresh look with the same evidence must see the same.
    for edit in (
        Edit.delete(review.annotations.at(1)),
        Edit.add(new_box(1, 1, 3, 3, 20)),
        Edit.relabel(review.annotations.at(0), 1),
    ):
        review.apply([edit], Origin.DRAWN)
        fresh = examine(review.assessment.evidence, review.annotations).losses
        assert review.losses is not None
        assert fresh is not None
        assert review.losses.ids.tolist() == fresh.ids.tolist() == review.annotations.ids.tolist()
        assert review.losses.parts.tolist() == fresh.parts.tolist()


def test_a_verdict_is_undone_and_redone(review: Review) -> None:
    entry = review.queue()[0]
    review.apply([], Origin.VERDICT, {entry.flag.key: VerdictKind.LABEL_IS_RIGHT})
    assert review.entry(entry.flag).verdict is VerdictKind.LABEL_IS_RIGHT
    review.undo()
    assert review.entry(entry.flag).verdict is None
    review.redo()
    assert review.entry(entry.flag).verdict is VerdictKind.LABEL_IS_RIGHT


def test_an_edit_forgets_the_prices_of_its_image_alone(review: Review) -> None:
    flags = [entry.flag for entry in review.queue() if entry.flag.suggestion is not None]
    images = {flag.image for flag in flags}
    assert len(images) > 1
    review.set_prices({flag.key: 0.25 for flag in flags})
    touched = flags[0].image
    box = next(a for i in range(len(review.annotations)) if (a := review.annotations.at(i)).image == touched)
    review.apply([Edit.move(box, (1, 1, 9, 9))], Origin.DRAGGED)
    for entry in review.queue():
        assert (entry.price is None) == (entry.flag.image == touched or entry.flag.suggestion is None)


def test_prices_of_the_classes_that_an_edit_touched_are_asked_for_again_and_no_others(review: Review) -> None:
    flags = [entry.flag for entry in review.queue() if entry.flag.suggestion is not None]
    assert set(review.flags_to_price(100)) == set(flags)
    assert len(review.flags_to_price(1)) == 1
    review.set_prices(price_flags(review.assessment.evaluation, review.annotations, flags))
    assert review.flags_to_price(100) == ()
    box = review.annotations.at(0)
    review.apply([Edit.move(box, (1, 1, 9, 9))], Origin.DRAGGED)
    again = {flag.key for flag in review.flags_to_price(100)}
    for entry in review.queue():
        suggestion = entry.flag.suggestion
        if suggestion is not None:
            touched = entry.flag.image == box.image or box.category in suggestion.categories
            assert (entry.flag.key in again) == touched
    review.set_prices(
        price_flags(review.assessment.evaluation, review.annotations, review.flags_to_price(100))
    )
    flags = [entry.flag for entry in review.queue()]
    exact = price_flags(review.assessment.evaluation, review.annotations, flags)
    assert {e.flag.key: e.price for e in review.queue() if e.price is not None} == exact


def test_an_edit_that_cannot_be_written_changes_nothing(tmp_path: Path, review: Review) -> None:
    other = ProjectFile(review.project.path)
    with_other = Review(other, review.dataset, review.assessment, (), "another")
    with_other.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    before = state(review)
    with pytest.raises(UserError):
        review.apply([Edit.delete(review.annotations.at(1))], Origin.DELETED)
    assert state(review) == before
    with_other.close()


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "relabel", "delete", "undo", "redo", "verdict"]),
        st.integers(0, 10_000),
        st.floats(0, 60),
        st.floats(0, 40),
        st.floats(1, 40),
    ),
    max_size=15,
)


def operate(review: Review, kind: str, pick: int, x: float, y: float, size: float) -> None:
    if kind == "undo" and review.history.done:
        review.undo()
    elif kind == "redo" and review.history.undone:
        review.redo()
    elif kind == "add":
        review.apply([Edit.add(new_box(pick % IMAGES, pick % 2, x, y, size))], Origin.DRAWN)
    elif kind == "verdict" and review.queue():
        flag = review.queue()[pick % len(review.queue())].flag
        review.apply([], Origin.VERDICT, {flag.key: VerdictKind.UNSURE})
    elif len(review.annotations) and kind in ("move", "relabel", "delete"):
        box = review.annotations.at(pick % len(review.annotations))
        edit = {
            "move": Edit.move(box, (x, y, x + size, y + size)),
            "relabel": Edit.relabel(box, pick % 2),
            "delete": Edit.delete(box),
        }[kind]
        review.apply([edit], Origin.DRAGGED)


@settings(deadline=None, max_examples=25)
@given(OPERATIONS)
def test_after_any_edits_undos_and_redos_everything_equals_a_full_recompute_and_a_reopened_project(
    operations: list[tuple[str, int, float, float, float]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        review = begin(Path(folder), small_dataset(Path(folder)), small_predictions())
        start = state(review)
        for operation in operations:
            operate(review, *operation)
        summary, per_class = recomputed(review)
        assert review.metrics.summary.tolist() == summary
        assert review.metrics.per_class_ap.tolist() == per_class
        end = state(review)
        review.close()
        again = open_project(Path(folder) / "p.boxwright")
        assert state(again) == end
        while again.history.done:
            again.undo()
        assert state(again)[:3] == start[:3]
        again.close()


def test_the_queue_stays_in_order_whatever_is_priced_judged_and_edited(review: Review) -> None:
    def in_order() -> bool:
        queue = review.queue()
        prices = {entry.flag.key: entry.price for entry in queue if entry.price is not None}
        return queue == make_queue([entry.flag for entry in queue], prices, review.verdicts, review.losses)

    flags = [entry.flag for entry in review.queue()]
    review.set_prices(price_flags(review.assessment.evaluation, review.annotations, flags))
    assert in_order()
    wrong = next(flag for flag in flags if flag.kind is FlagKind.WRONG_CLASS)
    assert wrong.suggestion is not None
    review.apply([wrong.suggestion], Origin.SUGGESTION, {wrong.key: VerdictKind.FIXED})
    assert in_order()
    left = review.queue()[-1].flag
    review.apply([], Origin.VERDICT, {left.key: VerdictKind.UNSURE})
    assert in_order()
    assert review.queue()[-1].verdict is VerdictKind.UNSURE
    for _ in range(2):
        review.undo()
        assert in_order()
    assert [entry.flag for entry in make_queue(flags, {}, {})] == [
        entry.flag for entry in make_queue([entry.flag for entry in review.queue()], {}, {})
    ]


def test_other_thresholds_raise_other_flags_and_evaluate_nothing(review: Review) -> None:
    wrong = next(e.flag for e in review.queue() if e.flag.kind is FlagKind.WRONG_CLASS)
    review.apply([], Origin.VERDICT, {wrong.key: VerdictKind.UNSURE})
    review.set_prices({wrong.key: 0.25})
    before, settings_ = state(review), CheckSettings(min_score=0.0)
    again = recheck(review.dataset, review.assessment, settings_)
    assert again.evaluation is review.assessment.evaluation
    assert again.baseline is review.assessment.baseline
    fresh = assess(review.dataset, review.annotations, review.predictions, checks=settings_)
    assert again.flags == fresh.flags
    review.set_check_settings(again)
    assert review.check_settings == settings_
    assert len(review.queue()) > len(before[3])  # type: ignore[arg-type]
    assert review.entry(wrong).verdict is VerdictKind.UNSURE
    assert review.entry(wrong).price == 0.25
    review.set_check_settings(recheck(review.dataset, review.assessment, DEFAULTS))
    assert state(review) == before


def test_thresholds_are_in_use_when_the_project_is_opened_again(review: Review) -> None:
    review.set_check_settings(recheck(review.dataset, review.assessment, CheckSettings(min_score=0.05)))
    before, path = state(review), review.project.path
    review.dataset.source.touch()
    review.close()
    again = open_project(path)
    assert again.check_settings == CheckSettings(min_score=0.05)
    assert state(again) == before
    again.close()
    dataset, assessment = assess_project(path, lambda own: replace(own, tiny_side=3.0))
    assert assessment.evidence.settings == CheckSettings(min_score=0.05, tiny_side=3.0)
    assert dataset.problems == ()


def test_a_recheck_of_other_labels_is_refused_and_nothing_is_kept(review: Review) -> None:
    late = recheck(review.dataset, review.assessment, CheckSettings(min_score=0.0))
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    with pytest.raises(EngineError):
        review.set_check_settings(late)
    assert review.project.check_settings() == (DEFAULTS, ())


def test_each_step_keeps_what_was_measured_after_it(review: Review) -> None:
    steps = (
        lambda: review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED),
        lambda: review.apply([], Origin.VERDICT, {"a|0": VerdictKind.UNSURE}),
        review.undo,
        review.undo,
        review.redo,
    )
    measured = [step().after.summary.tolist() for step in steps]
    one = Measurement(tuple(review.metrics.summary.tolist()), review.project.runs.in_use())
    review.set_settings(assess(review.dataset, review.annotations, review.predictions, settings_of(AT_HALF)))
    review.apply([], Origin.VERDICT, {"a|0": VerdictKind.UNSURE})
    found = [entry.measured for entry in review.project.journal()]
    assert found == [entry.measured for entry in review.journal]
    assert [list(own.summary) for own in found[:-1] if own is not None] == measured
    *_, before, last = found
    assert before is not None and last is not None
    assert before == one and before.run is not None
    assert last.settings == text_of(settings_of(AT_HALF))
    assert not last.comparable(before)


def test_without_predictions_nothing_is_measured(tmp_path: Path, dataset: Dataset) -> None:
    review = begin(tmp_path, dataset, None)
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    assert [entry.measured for entry in review.project.journal()] == [None]
    review.close()


@settings(deadline=None, max_examples=6)
@given(OPERATIONS, st.integers(0, 20))
def test_a_return_to_any_moment_is_one_step_that_undo_takes_back_after_a_restart(
    operations: list[tuple[str, int, float, float, float]], number: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        review = begin(Path(folder), small_dataset(Path(folder)), small_predictions())
        states = [state(review)]
        for operation in operations:
            operate(review, *operation)
            if len(review.journal) == len(states):
                states.append(state(review))
        number = min(number, len(review.journal))
        before = review.journal
        review.return_to(number)
        returned = state(review)
        assert returned == states[number]
        assert review.journal[:-1] == before
        assert review.journal[-1].step.origin is Origin.RETURNED
        for step, expected in ((Review.undo, states[-1]), (Review.redo, returned), (Review.undo, states[-1])):
            review.close()
            review = open_project(Path(folder) / "p.boxwright")
            step(review)
            assert state(review) == expected
        assert review.project.journal() == review.journal
        assert review.journal[: len(before)] == before
        review.close()


def test_a_return_worked_out_beforehand_is_the_same_and_of_another_moment_is_refused(
    tmp_path: Path, dataset: Dataset, predictions: Predictions
) -> None:
    (tmp_path / "other").mkdir()
    here, there = begin(tmp_path, dataset, predictions), begin(tmp_path / "other", dataset, predictions)
    for own in (here, there):
        own.apply([Edit.delete(own.annotations.at(0))], Origin.DELETED)
    way = difference(there.journal, 1, 0)
    here.return_to(0)
    there.return_to(0, way=way, outcome=after_edits(there.assessment, way.edits()))
    assert state(here) == state(there)
    assert rows_of(here) == [repr(dataset.annotations.at(i)) for i in range(len(dataset.annotations))]
    with pytest.raises(EngineError):
        there.return_to(0, way=way)


def rows_of(review: Review) -> list[str]:
    return [repr(review.annotations.at(i)) for i in range(len(review.annotations))]
