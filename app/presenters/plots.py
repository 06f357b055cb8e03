"""The plots show curves, deltas, course and errors; what is clicked there narrows the queue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.document import Document
from app.jobs import Jobs
from app.operations.analyse import analyse, follow_course, show_behind
from engine.analysis.analyse import Analysed
from engine.analysis.behind import (
    behind_bin,
    behind_confusion,
    behind_curve,
    behind_edits,
    behind_error,
    behind_loss,
)
from engine.course import Course
from engine.data.analysis import Behind, ErrorKind
from engine.data.dataset import Float
from engine.editing import net_edits
from engine.evaluation.incremental import Evaluation
from engine.evaluation.per_class import mean_precision_recall, precision_recall
from widgets.plots.panel import PlotsPanel
from widgets.words import translated

_ANALYSED_AFTER_MS = 300
"""Of quiet: who corrects box after box need not wait for what nobody reads meanwhile."""


class PlotsPresenter(QObject):
    """Between the document and the plots; it works for the page that is seen alone."""

    def __init__(self, document: Document, jobs: Jobs, panel: PlotsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._panel = panel
        self._course: Course | None = None
        self._analysed: Analysed | None = None
        self._timer = QTimer(self, singleShot=True, interval=_ANALYSED_AFTER_MS)
        self._timer.timeout.connect(self._analyse)
        document.opened.connect(self._forget)
        document.changed.connect(self._change)
        panel.page_shown.connect(self._show)
        panel.curves.choice_changed.connect(self._show)
        panel.curves.plot.point_chosen.connect(self._show_behind_curve)
        panel.deltas.class_chosen.connect(self._show_behind_delta)
        panel.course.plot.step_chosen.connect(self._show_behind_step)
        panel.errors.kind_chosen.connect(self._show_behind_error)
        panel.confusion.plot.cell_chosen.connect(self._show_behind_cell)
        panel.calibration.plot.bin_chosen.connect(self._show_behind_bin)
        panel.losses.plot.range_chosen.connect(self._show_behind_loss)
        self._show()

    def _forget(self) -> None:
        self._course = None
        self._change()

    def _change(self) -> None:
        self._analysed = None
        self._jobs.cancel("analyse")
        self._show()

    def _show(self) -> None:
        document, panel = self._document, self._panel
        if not document.is_open or document.review.predictions is None:
            panel.say_why_not(self.tr("Plots need predictions: open them, or run the model."))
        elif panel.isVisible():
            pages: dict[QObject, Callable[[], None]] = {
                panel.curves: self._show_curves,
                panel.deltas: self._show_deltas,
                panel.course: self._show_course,
                panel.losses: self._show_losses,
            }
            pages.get(panel.page, self._show_analysis)()

    def _show_curves(self) -> None:
        review, page = self._document.review, self._panel.curves
        assessment = review.assessment
        settings = assessment.evaluation.settings
        page.set_choices(review.dataset.categories.names, settings.iou_thresholds.tolist())
        page.set_curves(
            settings.recall_thresholds,
            self._curve(assessment.baseline)[0],
            *self._curve(assessment.evaluation),
        )

    def _curve(self, evaluation: Evaluation) -> tuple[Float | None, Float | None]:
        """Precision of the class and threshold chosen, and the scores of one class; None where not defined."""
        page = self._panel.curves
        if page.category is None:
            return mean_precision_recall(evaluation, page.threshold), None
        curves = precision_recall(evaluation, page.category)
        precision = curves.precision[page.threshold]
        return (precision, curves.scores[page.threshold]) if (precision >= 0).all() else (None, None)

    def _show_deltas(self) -> None:
        review = self._document.review
        self._panel.deltas.set_metrics(review.dataset.categories.names, review.baseline, review.metrics)

    def _show_course(self) -> None:
        review = self._document.review
        if self._course is not None:
            self._course = self._course.followed(review.history.done, review.metrics.ap)
        if self._course is None:
            self._panel.course.say_why_not(self.tr("Following mAP over the edits…"))
            follow_course(self._document, self._jobs, self._receive_course)
        else:
            self._panel.course.set_course(self._course.aps)

    def _show_losses(self) -> None:
        losses = self._document.review.losses
        if losses is not None:
            self._panel.losses.set_losses(losses)

    def _receive_course(self, course: Course) -> None:
        self._course = course
        self._show()

    def _show_analysis(self) -> None:
        panel = self._panel
        if self._analysed is None:
            self._timer.start()
            return
        names, found = self._document.review.dataset.categories.names, self._analysed.analysis
        panel.errors.set_errors(found.errors)
        panel.confusion.set_analysis(names, found)
        panel.calibration.set_analysis(found)

    def _analyse(self) -> None:
        if self._document.is_open and self._document.review.predictions is not None:
            for page in (self._panel.errors, self._panel.confusion, self._panel.calibration):
                page.say_why_not(self.tr("Telling errors apart…"))
            analyse(self._document, self._jobs, self._receive_analysis)

    def _receive_analysis(self, analysed: Analysed) -> None:
        self._analysed = analysed
        self._show()

    def _look_up(self, look_up: Callable[[], Behind]) -> None:
        show_behind(self._document, self._jobs, look_up)

    def _show_behind_curve(self, recall: int) -> None:
        page, review = self._panel.curves, self._document.review
        evaluation = review.assessment.evaluation
        self._look_up(
            partial(
                behind_curve,
                evaluation,
                review.annotations,
                review.dataset.categories,
                category=page.category,
                iou_threshold=float(evaluation.settings.iou_thresholds[page.threshold]),
                recall=recall,
            )
        )

    def _show_behind_delta(self, category: int) -> None:
        review = self._document.review
        categories = review.dataset.categories
        edits = [
            own.edit
            for own in net_edits(review.history.done)
            if category in [box.category for box in (own.edit.before, own.edit.after) if box is not None]
        ]
        title = self.tr("Edited boxes of {name}").format(name=translated(categories.name(category)))
        self._look_up(partial(behind_edits, title, edits, review.annotations, categories))

    def _show_behind_step(self, step: int) -> None:
        review = self._document.review
        if self._course is not None:
            title = self.tr("Boxes edited in step {step}").format(step=step + 1)
            edits = self._course.steps[step].edits
            self._look_up(partial(behind_edits, title, edits, review.annotations, review.dataset.categories))

    def _show_behind_error(self, kind: ErrorKind) -> None:
        if self._analysed is not None:
            self._look_up(
                partial(behind_error, self._analysed, kind, self._document.review.dataset.categories)
            )

    def _show_behind_cell(self, truth: int, predicted: int) -> None:
        if self._analysed is not None:
            self._look_up(
                partial(
                    behind_confusion,
                    self._analysed,
                    truth,
                    predicted,
                    self._document.review.dataset.categories,
                )
            )

    def _show_behind_loss(self, low: float, high: float) -> None:
        review = self._document.review
        if review.losses is not None:
            self._look_up(
                partial(
                    behind_loss,
                    review.losses,
                    review.annotations,
                    review.dataset.categories,
                    low=low,
                    high=high,
                )
            )

    def _show_behind_bin(self, index: int) -> None:
        if self._analysed is not None:
            self._look_up(
                partial(behind_bin, self._analysed, index, self._document.review.dataset.categories)
            )
