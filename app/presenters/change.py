"""The panel that says whether the change of mAP is more than noise."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.operations.compare import CompareResponse, compare_with_baseline
from widgets.metrics.change import ChangePanel


class ChangePresenter(QObject):
    """Between the document and the panel."""

    def __init__(self, document: Document, jobs: Jobs, panel: ChangePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._panel = panel
        document.opened.connect(self._forget)
        document.changed.connect(self._forget)
        panel.compare_clicked.connect(self._compare)
        self._forget()

    def _forget(self) -> None:
        """What was compared is no more."""
        self._jobs.cancel("compare")
        self._panel.set_comparison((), None, None)
        document = self._document
        self._panel.set_enabled(document.is_open and document.review.predictions is not None)

    def _compare(self) -> None:
        compare_with_baseline(self._document, self._jobs, self._show)

    def _show(self, response: CompareResponse) -> None:
        names = self._document.review.dataset.categories.names
        self._panel.set_comparison(names, response.comparison, response.attribution)
