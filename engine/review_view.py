"""What can be asked of a dataset under review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

import numpy as np

from engine.assessment import Assessment
from engine.data.agreement import LabelSet
from engine.data.appearance import Appearances
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.edit import Edit
from engine.data.flag import Flag, QueueEntry, VerdictKind
from engine.data.image_state import Stage
from engine.data.journal import BoxChange, JournalEntry
from engine.data.loss import Losses
from engine.data.metrics import Metrics
from engine.evaluation.matching import Matches
from engine.evaluation.settings import EvaluationSettings
from engine.history import BoxHistories, History
from engine.pricing import Prices, after_edits, ap_after_edits
from engine.queue import Queue, make_entries, make_queue
from engine.review_state import ReviewState
from engine.states import States


class ReviewView:
    """A dataset under review as it is now; nothing is changed here.

    Attributes
    ----------
    dataset : Dataset
        As it was opened.
    """

    dataset: Dataset
    _state: ReviewState
    _entries: tuple[JournalEntry, ...]
    _histories: BoxHistories
    _run: int | None

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
    def run(self) -> int | None:
        """The run whose predictions these are, by id."""
        return self._run

    @property
    def losses(self) -> Losses | None:
        """How far the model contradicts each label; None without a model."""
        return self._state.assessment.losses

    @property
    def appearances(self) -> Appearances | None:
        """What the image files look like; None until somebody has looked."""
        return self._state.assessment.evidence.appearances

    @property
    def label_sets(self) -> tuple[LabelSet, ...]:
        """Other people's labels of the same images."""
        return self._state.assessment.evidence.others

    @property
    def history(self) -> History:
        """What can be undone and redone."""
        return self._state.history

    @property
    def journal(self) -> tuple[JournalEntry, ...]:
        """Everything that was done, oldest first."""
        return self._entries

    def changes_of(self, annotation_id: int) -> tuple[BoxChange, ...]:
        """What happened to one box since it was opened, oldest first."""
        return self._histories.of(annotation_id)

    @property
    def verdicts(self) -> Mapping[str, VerdictKind]:
        """What was said of flags, by `Flag.key`."""
        return self._state.verdicts

    @property
    def states(self) -> States:
        """Where each image stands, and the comments on it."""
        return self._state.states

    @property
    def prices(self) -> Prices:
        """What is known of the prices of flags."""
        return self._state.prices

    def reviewed(self) -> frozenset[int]:
        """Images that somebody said are reviewed, the approved ones among them."""
        return self.states.at_stage(Stage.REVIEWED, Stage.APPROVED)

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
        """Flags of one image, first what a lead returned it for; known answers are among them."""
        return self._state.flags_of(image)

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

    def flags_to_price(self, most: int) -> tuple[Flag, ...]:
        """The first flags that have a suggestion and no price, or one that an edit of its classes has made stale.

        What is far down the queue keeps a stale price until it comes near the top.
        """
        return tuple(islice(self._state.to_price(), most))
