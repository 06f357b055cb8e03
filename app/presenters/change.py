"""The panel that says whether the change of mAP is more than noise, and what made it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.operations.analyse import show_behind
from app.operations.compare import (
    CompareResponse,
    Other,
    compare_with,
    earlier_predictions,
    predictions_in,
)
from app.operations.runs import compare_two
from engine.analysis.behind import behind_contributions
from engine.data.metrics import Changes
from engine.evaluation.bootstrap import RESAMPLES
from engine.evaluation.settings import metric_names
from engine.run_comparison import RunComparison
from widgets.metrics.change import ChangePanel


class ChangePresenter(QObject):
    """Between the document and the panel."""

    def __init__(self, document: Document, jobs: Jobs, panel: ChangePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._panel = panel
        self._others: tuple[Other, ...] = ()
        self._files: tuple[Other, ...] = ()
        self._response: CompareResponse | None = None
        document.opened.connect(self._open)
        document.changed.connect(self._change)
        panel.edits_clicked.connect(self._show_edits)
        self._open()

    def add_file(self, path: Path) -> None:
        """Offer the predictions of a file, and choose them."""
        other = predictions_in(path, self._document.review.dataset)
        self._files = (other, *(own for own in self._files if own.title != other.title))
        self._offer()
        self._panel.choose(1)

    def compare(self) -> None:
        """Compare with what is chosen."""
        chosen = self._panel.chosen
        other = self._others[chosen - 1] if chosen else None
        compare_with(self._document, self._jobs, other, self._show)

    def compare_two(self, older: int, newer: int) -> None:
        """Compare two runs, each on the labels as they were when it was made."""
        compare_two(self._document, self._jobs, older, newer, self._show_two, resamples=RESAMPLES)

    def _show_two(self, comparison: RunComparison) -> None:
        self._response = None
        review = self._document.review
        names = (*metric_names(review.settings), *review.dataset.categories.names)
        effects = comparison.effects
        self._panel.show_result(names, effects.total, effects, None)

    def _open(self) -> None:
        self._files = ()
        self._offer()
        self._forget()

    def _change(self, changes: Changes) -> None:
        if changes.everything:
            # Other predictions are in use, and those that were can be compared with.
            self._offer()
        self._forget()

    def _forget(self) -> None:
        """What was compared is no more."""
        self._jobs.cancel("compare")
        self._response = None
        self._panel.clear()
        document = self._document
        self._panel.set_enabled(document.is_open and document.review.predictions is not None)

    def _offer(self) -> None:
        earlier = earlier_predictions(self._document.review) if self._document.is_open else ()
        self._others = (*self._files, *earlier)
        self._panel.set_others([own.title for own in self._others])

    def _show(self, response: CompareResponse) -> None:
        self._response = response
        if response.problems:
            self._document.add_problems(response.problems)
        review = self._document.review
        names = (*metric_names(review.settings), *review.dataset.categories.names)
        self._panel.show_result(names, response.comparison, response.effects, response.attribution)

    def _show_edits(self) -> None:
        """Bring the edited boxes into the queue, the one that changed mAP most at the top."""
        if self._response is not None:
            review = self._document.review
            look_up = partial(
                behind_contributions,
                self._response.attribution,
                review.annotations,
                review.dataset.categories,
            )
            show_behind(self._document, self._jobs, look_up)
