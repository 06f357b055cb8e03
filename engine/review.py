"""A dataset under review: labels, predictions, metrics, flags, and every change to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

import numpy as np

from engine.assessment import Assessment, checked_with, edited
from engine.data.appearance import Appearances
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import Flag, QueueEntry, VerdictKind, is_reviewed_key
from engine.data.journal import Action, BoxChange, JournalEntry, Origin, Step, Verdict
from engine.data.loss import Losses
from engine.data.metrics import Changes, Metrics
from engine.data.run import NewRun
from engine.editing import numbered
from engine.errors import EngineError
from engine.evaluation.matching import Matches
from engine.evaluation.settings import EvaluationSettings, text_of
from engine.history import BoxHistories, History
from engine.pricing import KEPT_FRESH, Prices, after_edits, ap_after_edits
from engine.queue import Queue, make_entries, make_queue, patch_queue
from engine.store.project import ProjectFile


@dataclass(frozen=True, eq=False)
class _State:
    """All that changes during a review, replaced as a whole."""

    assessment: Assessment
    history: History
    verdicts: Mapping[str, VerdictKind]
    prices: Prices
    queue: Queue

    @staticmethod
    def unpriced(assessment: Assessment, history: History, verdicts: Mapping[str, VerdictKind]) -> _State:
        flags = (flag for own in assessment.flags.values() for flag in own)
        return _State(
            assessment, history, verdicts, Prices(), make_queue(flags, {}, verdicts, assessment.losses)
        )


class Review:
    """A dataset under review: the only mutable object of the engine.

    Every change is on disk before it is visible here; where it cannot be written, nothing changes.

    Parameters
    ----------
    project
        The project file, its journal already replayed into ``assessment`` and ``history``.
    dataset
        As it was opened.
    assessment
        Of the labels at the end of the journal.
    entries
        The journal.
    author
        Whose name new journal entries carry.
    """

    def __init__(
        self,
        project: ProjectFile,
        dataset: Dataset,
        assessment: Assessment,
        entries: Sequence[JournalEntry],
        author: str,
    ) -> None:
        self.project = project
        self.dataset = dataset
        self.author = author
        verdicts: dict[str, VerdictKind] = {}
        for entry in entries:
            verdicts = _judged(verdicts, entry.step.verdicts)
        self._state = _State.unpriced(assessment, History.replayed(entries), verdicts)
        self._next_ids = _next_ids(dataset.annotations, entries)
        self._histories = BoxHistories(entries)

    @property
    def assessment(self) -> Assessment:
        """Labels, predictions, metrics and flags as they are now."""
        return self._state.assessment

    @property
    def annotations(self) -> Annotations:
        """The labels as they are now."""
        return self._state.assessment.annotations

    @property
    def predictions(self) -> Predictions | None:
        """The predictions that metrics and flags rest on; None while there are none."""
        return self._state.assessment.predictions

    @property
    def baseline(self) -> Metrics:
        """Metrics of the labels as they were opened."""
        return self._state.assessment.baseline.metrics

    @property
    def metrics(self) -> Metrics:
        """Metrics of the labels as they are now."""
        return self._state.assessment.evaluation.metrics

    @property
    def settings(self) -> EvaluationSettings:
        """How metrics are measured."""
        return self._state.assessment.evaluation.settings

    @property
    def check_settings(self) -> CheckSettings:
        """The thresholds that flags are raised with."""
        return self._state.assessment.evidence.settings

    @property
    def losses(self) -> Losses | None:
        """How far the model contradicts each label; None without a model."""
        return self._state.assessment.losses

    @property
    def appearances(self) -> Appearances | None:
        """What the image files look like; None until somebody has looked."""
        return self._state.assessment.evidence.appearances

    @property
    def history(self) -> History:
        """What can be undone and redone."""
        return self._state.history

    def changes_of(self, annotation_id: int) -> tuple[BoxChange, ...]:
        """What happened to one box since it was opened, oldest first."""
        return self._histories.of(annotation_id)

    @property
    def verdicts(self) -> Mapping[str, VerdictKind]:
        """What was said of flags, by `Flag.key`, and of images, by `reviewed_key`."""
        return self._state.verdicts

    def reviewed(self) -> frozenset[int]:
        """Images that somebody said are reviewed."""
        return frozenset(Flag.image_of(key) for key in self.verdicts if is_reviewed_key(key))

    def queue(self) -> Queue:
        """Every flag with its price and verdict, in the order to review them."""
        return self._state.queue

    def queue_of(self, flags: Iterable[Flag]) -> Queue:
        """Some flags, those of checks or others, as they would stand in the queue."""
        return make_queue(flags, self._state.prices.values, self._state.verdicts, self.losses)

    def entry(self, flag: Flag) -> QueueEntry:
        """A flag with its price and verdict."""
        (entry,) = make_entries([flag], self._state.prices.values, self._state.verdicts, self.losses)
        return entry

    def flags_of(self, image: int) -> tuple[Flag, ...]:
        """Flags of one image."""
        return self._state.assessment.flags.get(image, ())

    def changed_boxes(self, image: int) -> Annotations:
        """Boxes of one image as they were opened, those alone that are elsewhere now, or gone."""
        opened = self.dataset.annotations.take(self.dataset.annotations.rows_of_image(image))
        now = self.annotations
        rows = np.searchsorted(now.ids, opened.ids).clip(max=max(len(now) - 1, 0))
        if not len(now):
            return opened
        same = now.ids[rows] == opened.ids
        # A box of NaN is as it was.
        same &= ((now.boxes_xyxy[rows] == opened.boxes_xyxy) | np.isnan(opened.boxes_xyxy)).all(axis=1)
        return opened.take(~same)

    def matches(self, image: int) -> Matches:
        """Which boxes of one image and which predictions belong together."""
        return self._state.assessment.evaluation.matches(image)

    def what_if(self, edits: Iterable[Edit]) -> Metrics:
        """Exact metrics that some edits would lead to; nothing is changed."""
        assessment = self._state.assessment
        return after_edits(assessment.evaluation, assessment.annotations, edits).metrics

    def what_if_ap(self, edits: Iterable[Edit]) -> float:
        """AP alone that some edits would lead to, quick enough for every move of the mouse."""
        assessment = self._state.assessment
        return ap_after_edits(assessment.evaluation, assessment.annotations, edits)

    def apply(
        self,
        edits: Iterable[Edit],
        origin: Origin,
        verdicts: Mapping[str, VerdictKind | None] | None = None,
        *,
        outcome: Assessment | None = None,
    ) -> Changes:
        """Do one step: some edits, and what they say of flags.

        Parameters
        ----------
        edits
            May be empty where only a verdict is given. Additions may carry `NEW_ID`.
        origin
            What the step came from.
        verdicts
            New verdicts by `Flag.key` or `reviewed_key`; None takes one back.
        outcome
            What these edits lead to, where that was worked out beforehand with `engine.assessment.after_edits`, from
            the assessment as it is now; None: it is worked out here.

        Raises
        ------
        UserError
            The step could not be written to the project file; nothing has changed then.
        """
        next_id, next_source_id = self._next_ids
        known = self._state.verdicts
        step = Step(
            numbered(edits, self.annotations, next_id=next_id, next_source_id=next_source_id),
            tuple(Verdict(key, known.get(key), kind) for key, kind in (verdicts or {}).items()),
            origin,
        )
        return self._take(Action.DO, step, self._state.history.pushed(step), outcome)

    def undo(self, *, outcome: Assessment | None = None) -> Changes:
        """Take back the last step; ``outcome`` as for `apply`."""
        history = self._state.history.stepped_back()
        return self._take(Action.UNDO, history.undone[-1].inverse, history, outcome)

    def redo(self, *, outcome: Assessment | None = None) -> Changes:
        """Do again what was last taken back; ``outcome`` as for `apply`."""
        history = self._state.history.stepped_forward()
        return self._take(Action.REDO, history.done[-1], history, outcome)

    def set_predictions(self, assessment: Assessment, run: NewRun | int) -> Changes:
        """Replace the predictions by those of an assessment of the labels as they are now.

        Parameters
        ----------
        assessment
        run
            Where they come from; an id: a run that the project has already.
        """
        if assessment.annotations is not self.annotations or assessment.predictions is None:
            message = "this assessment is of other labels, or has no predictions"
            raise EngineError(message)
        if isinstance(run, int):
            self.project.runs.use(run)
        else:
            metrics, journal = assessment.evaluation.metrics, self.project.journal_length
            self.project.runs.add(assessment.predictions, replace(run, metrics=metrics, journal=journal))
        return self._replace(assessment)

    def set_settings(self, assessment: Assessment) -> Changes:
        """Measure in another way from now on: that of an assessment of the labels and predictions as they are now."""
        if assessment.annotations is not self.annotations or assessment.predictions is not self.predictions:
            message = "this assessment is of other labels or predictions"
            raise EngineError(message)
        self.project.set_settings(text_of(assessment.evaluation.settings))
        return self._replace(assessment)

    def set_check_settings(self, assessment: Assessment) -> None:
        """Check with other thresholds from now on: those of a recheck of the labels as they are now."""
        self._require_same_labels(assessment)
        self.project.set_check_settings(assessment.evidence.settings)
        self.set_flags(assessment)

    def set_flags(self, assessment: Assessment) -> None:
        """Take in flags raised with other evidence or thresholds, of the labels and predictions as they are now."""
        self._require_same_labels(assessment)
        state = self._state
        flags = (flag for own in assessment.flags.values() for flag in own)
        queue = make_queue(flags, state.prices.values, state.verdicts, assessment.losses)
        self._state = replace(state, assessment=assessment, queue=queue)

    def flags_to_price(self, most: int) -> tuple[Flag, ...]:
        """The first flags that have a suggestion and no price, or one that an edit of its classes has made stale.

        What is far down the queue keeps a stale price until it comes near the top.
        """
        prices = self._state.prices
        unsure = (
            entry.flag
            for place, entry in enumerate(self._state.queue)
            if entry.flag.suggestion is not None
            and (entry.price is None or (place < KEPT_FRESH and not prices.fresh(entry.flag)))
        )
        return tuple(islice(unsure, most))

    def set_prices(self, prices: Mapping[str, float]) -> None:
        """Add prices computed in the background, by `Flag.key`."""
        state = self._state
        known = state.prices.known(prices)
        flags = self._flags_with(prices)
        queue = patch_queue(state.queue, prices.keys(), flags, known.values, state.verdicts, self.losses)
        self._state = replace(state, prices=known, queue=queue)

    def close(self) -> None:
        """Let go of the project file."""
        self.project.close()

    def _require_same_labels(self, assessment: Assessment) -> None:
        if assessment.evaluation is not self._state.assessment.evaluation:
            message = "this assessment is of other labels or predictions"
            raise EngineError(message)

    def _replace(self, assessment: Assessment) -> Changes:
        before = self.metrics
        self._state = _State.unpriced(assessment, self._state.history, self._state.verdicts)
        return Changes((), (), before, self.metrics, everything=True)

    def _take(self, action: Action, step: Step, history: History, outcome: Assessment | None) -> Changes:
        before = self.metrics
        images = tuple(dict.fromkeys(edit.subject.image for edit in step.edits))
        state = self._state
        checked = checked_with(state.assessment.evidence, images)
        assessment = edited(state.assessment, step.edits, checked) if outcome is None else outcome
        entry = JournalEntry(action, step, self.author, datetime.now(UTC))
        self.project.append(entry)
        self._histories.record(entry)
        stale = {flag.key for image in checked for flag in self.flags_of(image)}
        prices = state.prices.after(step.edits, stale)
        verdicts = _judged(state.verdicts, step.verdicts)
        self._state = replace(state, assessment=assessment, history=history, verdicts=verdicts, prices=prices)
        judged = [verdict.flag_key for verdict in step.verdicts]
        come = [*self._flags_with(judged), *(flag for image in checked for flag in self.flags_of(image))]
        queue = patch_queue(
            state.queue,
            stale.union(judged),
            {flag.key: flag for flag in come}.values(),
            prices.values,
            verdicts,
            assessment.losses,
        )
        self._state = replace(self._state, queue=queue)
        ids = [self._next_ids, *((e.subject.id + 1, e.subject.source_id + 1) for e in step.edits)]
        self._next_ids = (max(own for own, _ in ids), max(source for _, source in ids))
        return Changes(images, step.edits, before, self.metrics)

    def _flags_with(self, keys: Iterable[str]) -> list[Flag]:
        """The flags with these keys, as far as there are any."""
        wanted = set(keys)
        images = {Flag.image_of(key) for key in wanted}
        return [flag for image in images for flag in self.flags_of(image) if flag.key in wanted]


def _judged(known: Mapping[str, VerdictKind], verdicts: Iterable[Verdict]) -> dict[str, VerdictKind]:
    result = dict(known)
    for verdict in verdicts:
        if verdict.after is None:
            result.pop(verdict.flag_key, None)
        else:
            result[verdict.flag_key] = verdict.after
    return result


def _next_ids(baseline: Annotations, entries: Iterable[JournalEntry]) -> tuple[int, int]:
    """Smallest ids never used in this project: the program's own, and the source's."""
    own = int(baseline.ids.max(initial=0))
    source = int(baseline.source_ids.max(initial=0))
    for entry in entries:
        for edit in entry.step.edits:
            own, source = max(own, edit.subject.id), max(source, edit.subject.source_id)
    return own + 1, source + 1
