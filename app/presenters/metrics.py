"""The metrics bar and tables show baseline, current and delta."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from app.document import Document
from widgets.metrics.metrics import MetricsBar, PerClassTable, SummaryTable


class MetricsPresenter(QObject):
    """Between the document and all that shows metrics."""

    def __init__(
        self,
        document: Document,
        bar: MetricsBar,
        per_class: PerClassTable,
        summary: SummaryTable,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._bar = bar
        self._per_class = per_class
        self._summary = summary
        document.opened.connect(self._show)
        document.changed.connect(self._show)

    def show_what_if(self, ap: float | None) -> None:
        """Show the AP that letting go of a dragged box would lead to; None: no box is dragged."""
        self._bar.set_what_if(ap)

    def _show(self) -> None:
        document = self._document
        if not document.is_open:
            self._bar.set_metrics(None, None)
            self._bar.set_saved("")
            self._per_class.set_rows((), (), None, None)
            self._summary.set_metrics(None, None)
            return
        review = document.review
        scored = review.predictions is not None
        baseline = review.baseline if scored else None
        current = review.metrics if scored else None
        names = review.dataset.categories.names
        known = review.annotations.categories[review.annotations.categories >= 0]
        self._bar.set_metrics(baseline, current)
        self._bar.set_saved(f"All edits saved in {review.project.path.name}")
        self._per_class.set_rows(names, np.bincount(known, minlength=len(names)).tolist(), baseline, current)
        self._summary.set_metrics(baseline, current)
