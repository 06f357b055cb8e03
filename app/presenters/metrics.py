"""The metrics bar and tables show baseline, current and delta."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.operations.measure import MeasureResponse, measure_classes
from engine.data.metrics import METRIC_NAMES, Measure, Measured
from engine.evaluation.incremental import Evaluation
from engine.evaluation.settings import COCO, EvaluationSettings, metric_names, text_of
from widgets.metrics.metrics import MetricsBar, SummaryTable
from widgets.metrics.per_class import PerClassTable


class MetricsPresenter(QObject):
    """Between the document and all that shows metrics."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        bar: MetricsBar,
        per_class: PerClassTable,
        summary: SummaryTable,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._bar = bar
        self._per_class = per_class
        self._summary = summary
        self._answers: dict[Measure, MeasureResponse] = {}
        self._answers_since: Evaluation | None = None
        document.opened.connect(self._show)
        document.changed.connect(self._show)
        jobs.failed.connect(self._give_up)
        per_class.measure_chosen.connect(self._show_classes)

    def show_what_if(self, ap: float | None) -> None:
        """Show the AP that letting go of a dragged box would lead to; None: no box is dragged."""
        self._bar.set_what_if(ap)

    def _show(self) -> None:
        document = self._document
        if not document.is_open:
            self._bar.set_metrics(None, None)
            self._bar.set_saved("")
            self._bar.set_settings_note("", "")
            self._summary.set_metrics(METRIC_NAMES, None, None)
            self._show_classes()
            return
        review = document.review
        scored = review.predictions is not None
        baseline = review.baseline if scored else None
        current = review.metrics if scored else None
        self._bar.set_metrics(baseline, current)
        self._bar.set_saved(self.tr("All edits saved in {}").format(review.project.path.name))
        self._summary.set_metrics(metric_names(review.settings), baseline, current)
        self._show_settings(review.settings)
        self._show_classes()

    def _show_settings(self, settings: EvaluationSettings) -> None:
        if settings.same_as(COCO):
            self._bar.set_settings_note("", "")
            return
        text = text_of(settings)
        lines = (
            self.tr("IoU thresholds: {}").format(text.iou_thresholds),
            self.tr("Areas: {}").format(text.areas or self.tr("all")),
            self.tr("Detections per image: {}").format(text.max_detections),
        )
        self._bar.set_settings_note(self.tr("Not COCO's settings"), "\n".join(lines))

    def _show_classes(self) -> None:
        """Show the measure chosen: AP at once, others as last known until they are measured again."""
        document, which = self._document, self._per_class.measure
        self._jobs.cancel("measure")
        self._forget_other_baselines()
        if not document.is_open:
            self._per_class.set_rows((), (), None, None)
            self._per_class.set_waiting(False)
        elif document.review.predictions is None:
            self._set_rows(None, None, waiting=False)
        elif which is Measure.AP:
            review = document.review
            self._set_rows(Measured.ap_of(review.baseline), Measured.ap_of(review.metrics), waiting=False)
        else:
            known = self._answers.get(which)
            baseline = None if known is None else known.baseline
            current = None if known is None else known.current
            up_to_date = known is not None and known.assessment is document.review.assessment
            self._set_rows(baseline, current, waiting=not up_to_date)
            if not up_to_date:
                measure_classes(document, self._jobs, which, baseline, self._take_in)

    def _take_in(self, response: MeasureResponse) -> None:
        self._answers[response.current.measure] = response
        self._set_rows(response.baseline, response.current, waiting=False)

    def _give_up(self, kind: str) -> None:
        """No answer will come: nothing old may be taken for one."""
        if kind == "measure":
            self._set_rows(None, None, waiting=False)

    def _set_rows(self, baseline: Measured | None, current: Measured | None, *, waiting: bool) -> None:
        review = self._document.review
        names = review.dataset.categories.names
        known = review.annotations.categories[review.annotations.categories >= 0]
        self._per_class.set_rows(names, np.bincount(known, minlength=len(names)).tolist(), baseline, current)
        self._per_class.set_waiting(waiting)

    def _forget_other_baselines(self) -> None:
        """No edit changes the baseline; other predictions have another, and so has another dataset."""
        document = self._document
        baseline = document.review.assessment.baseline if document.is_open else None
        if baseline is not self._answers_since:
            self._answers, self._answers_since = {}, baseline
