"""The page of runs shows what models said so far; one of them can be seen beside the one in use."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.document import Document
from app.jobs import Jobs
from app.operations.runs import MeasureResponse, Other, measure_runs, read_other
from engine.data.dataset import Annotations, Predictions
from engine.data.run import Run
from engine.errors import UserError
from engine.evaluation.incremental import countable
from engine.evaluation.matching import matches_on_image
from widgets.canvas.beside import Beside
from widgets.runs.row import RunRow
from widgets.runs.runs import RunsPage

_MEASURED_AFTER_MS = 800
"""Of quiet: runs other than the one in use need not follow every edit at once."""


class RunsPresenter(QObject):
    """Between the document and the page of runs; measures them only while the page is in sight."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(
        self, document: Document, jobs: Jobs, page: RunsPage, beside: Beside, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._page = page
        self._beside = beside
        self._runs: tuple[Run, ...] = ()
        self._in_use: int | None = None
        self._ap: dict[int, float | None] = {}
        self._ap_is_of: Annotations | None = None
        self._other: Other | None = None
        self._timer = QTimer(self, singleShot=True, interval=_MEASURED_AFTER_MS)
        self._timer.timeout.connect(self._measure)
        document.opened.connect(self._open)
        document.changed.connect(self._change)
        document.kept_changed.connect(self._follow)
        document.image_changed.connect(self._show_other)
        page.renamed.connect(self._rename)
        page.delete_clicked.connect(self._delete)
        page.beside_toggled.connect(self._toggle_beside)
        beside.closed.connect(self._close_beside)
        self._open()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the project, oldest first."""
        return self._runs

    @property
    def in_use(self) -> Run | None:
        """The run in use."""
        return next((run for run in self._runs if run.id == self._in_use), None)

    @property
    def last_two(self) -> tuple[Run | None, Run | None]:
        """The last two runs of all images, the older first; None where there are fewer."""
        whole = [None, None, *(run for run in self._runs if run.images is None)]
        return whole[-2], whole[-1]

    def refresh(self) -> None:
        """Runs came or went."""
        document = self._document
        self._runs = document.review.project.runs.all() if document.is_open else ()
        self._in_use = document.review.project.runs.in_use() if document.is_open else None
        if self._other is not None and self._other.run.id not in {run.id for run in self._runs}:
            self._close_beside()
        self._show()
        self._timer.start()

    def _open(self) -> None:
        self._ap, self._ap_is_of = {}, None
        self._close_beside()
        self.refresh()
        if not self._document.is_open:
            self._timer.stop()

    def _change(self, changes: object) -> None:
        if getattr(changes, "everything", False):
            self.refresh()
        else:
            self._show()
            self._timer.start()
        self._show_other()

    def _follow(self, tables: frozenset[str]) -> None:
        if tables & {"run", "setting"}:
            self.refresh()

    def _measure(self) -> None:
        """Measure what is not known on the labels as they are."""
        document = self._document
        if not document.is_open or not self._page.isVisible():
            if document.is_open and self._runs:
                self._timer.start()
            return
        if self._ap_is_of is not document.review.annotations:
            self._ap = {}
        wanted = tuple(
            run.id for run in reversed(self._runs) if run.id not in self._ap and run.id != self._in_use
        )
        if wanted:
            measure_runs(document, self._jobs, wanted, self._take)

    def _take(self, response: MeasureResponse) -> None:
        if not self._document.is_open or response.annotations is not self._document.review.annotations:
            self._timer.start()
            return
        self._ap_is_of = response.annotations
        self._ap |= response.ap
        self._show()

    def _show(self) -> None:
        self._page.set_runs(self._rows())

    def _rows(self) -> list[RunRow]:
        if not self._document.is_open:
            return []
        images = len(self._document.review.dataset.images)
        rows: list[RunRow] = []
        before: float | None = None
        for run in self._runs:
            # A model was run over all images where it does not say which.
            count = images if run.images is None and run.model is not None else run.images
            ap = self._ap_of(run)
            rows.append(
                RunRow(
                    replace(run, images=count),
                    images if run.images is not None else None,
                    ap,
                    before,
                    run.images_per_second,
                    run.id == self._in_use,
                    self._other is not None and run.id == self._other.run.id,
                )
            )
            # What a part measures is no measure for the whole.
            if run.images is None:
                before = ap
        return rows[::-1]

    def _ap_of(self, run: Run) -> float | None:
        if run.id == self._in_use:
            ap = self._document.review.metrics.ap
            return ap if ap >= 0 else None
        return self._ap.get(run.id)

    def _rename(self, run_id: int, name: str) -> None:
        self._document.review.project.runs.rename(run_id, name)
        self.refresh()

    def _delete(self, run_id: int) -> None:
        try:
            self._document.review.project.runs.delete(run_id)
        except UserError as error:
            self.failed.emit(error)
        self.refresh()

    def _toggle_beside(self, run_id: int | None) -> None:
        run = next((run for run in self._runs if run.id == run_id), None)
        if run is None:
            self._close_beside()
        else:
            read_other(self._document, self._jobs, run, self._open_beside)

    def _open_beside(self, other: Other) -> None:
        self._other = other
        in_use = self.in_use
        self._beside.show_other("" if in_use is None else in_use.name, other.run.name)
        self._show_other()
        self._show()

    def _close_beside(self) -> None:
        if self._other is not None or self._beside.is_on:
            self._other = None
            self._beside.hide_other()
            self._show()

    def _show_other(self) -> None:
        """Show what the other run says of the image shown, and what became of it."""
        document, other = self._document, self._other
        if other is None or not document.is_open:
            return
        image, labels = document.image, document.review.annotations
        if other.images is not None and image not in other.images:
            self._beside.set_predictions(Predictions.empty(), missing=True)
            return
        boxes = labels.take(labels.rows_of_image(image))
        rows = other.predictions.rows_of_image(image)
        counted = countable(boxes, len(document.review.dataset.categories))
        matches = matches_on_image(other.evaluation.ranking, counted, image)
        self._beside.set_predictions(
            other.predictions.take(rows), matches.of_annotations(boxes), matches.of_predictions(rows)
        )
