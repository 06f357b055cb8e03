"""The doctor in the window: asked when predictions were opened, and its findings read and acted on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations import evaluate
from app.operations.doctor import DoctorResponse, examine_predictions, is_of_the_file, read_labels_so
from app.presenters.message import MessagePresenter
from engine.data.run import NewRun
from widgets.dialogs.doctor import DoctorDialog, Mending


class Doctor(QObject):
    """Examines labels and predictions that were opened, and says what it found; where it found nothing, nothing.

    Parameters
    ----------
    document, jobs, window
    message
        The line that says so.
    parent
    """

    def __init__(
        self, document: Document, jobs: Jobs, window: MainWindow, message: MessagePresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._message = message
        self._last: DoctorResponse | None = None
        document.opened.connect(self._examine)
        document.changed.connect(self._forget)

    def show(self) -> None:
        """Show what is found in the predictions in use; they are examined where they or the labels are others now."""
        if self._last is not None and self._is_of_now(self._last):
            self._show(self._last)
        else:
            examine_predictions(self._document, self._jobs, self._show)

    def _examine(self) -> None:
        self._jobs.cancel("doctor")
        self._last = None
        document = self._document
        if document.is_open and document.review.predictions is not None and is_of_the_file(document):
            examine_predictions(document, self._jobs, self._tell)

    def _forget(self) -> None:
        last = self._last
        if last is not None and self._document.review.predictions is not last.request.predictions:
            self._last = None
            self._message.set_finding("")

    def _tell(self, response: DoctorResponse) -> None:
        self._last = response
        self._message.set_finding(self._sentence(response))

    def _sentence(self, response: DoctorResponse) -> str:
        count = len(response.found.diagnoses)
        now, then = response.ap, response.both_ap
        if count and now is not None and then is not None and then > now:
            said = self.tr("Predictions and labels seem to be misread: mAP is {now:.3f}, read so {then:.3f}")
            return said.format(now=now, then=then)
        then = response.mended_ap
        if count and now is not None and then is not None and then > now:
            return self.tr("The predictions seem to be misread: mAP is {now:.3f}, read so {then:.3f}").format(
                now=now, then=then
            )
        then = response.labels_ap
        if count and now is not None and then is not None and then > now:
            return self.tr("The labels seem to be misread: mAP is {now:.3f}, read so {then:.3f}").format(
                now=now, then=then
            )
        if count == 1:
            return self.tr("The doctor found 1 thing in predictions and labels")
        return (
            self.tr("The doctor found {count} things in predictions and labels").format(count=count)
            if count
            else ""
        )

    def _show(self, response: DoctorResponse) -> None:
        self._last = response
        mending = Mending(
            response.ap,
            predictions=response.read_so is not None,
            predictions_ap=response.mended_ap,
            labels=len(response.label_edits),
            labels_ap=response.labels_ap,
            both_ap=response.both_ap,
        )
        dialog = DoctorDialog(response.found, mending, self._window)
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.accepted.connect(partial(self._read_so, response))
        dialog.labels_chosen.connect(partial(self._read_labels_so, response))
        dialog.open()

    def _read_so(self, response: DoctorResponse) -> None:
        """Take the predictions as the reading gives them into the project as another run, in use from then on."""
        document = self._document
        if response.read_so is None or document.review.predictions is not response.request.predictions:
            return
        runs = document.review.project.runs
        old = next(run for run in runs.all() if run.id == runs.in_use())
        new = NewRun(origin=old.origin, name=self.tr("{file}, read anew").format(file=old.name))
        said = self.tr("The predictions are read so now. The way back is Use, among the runs.")
        evaluate.take_in(document, self._jobs, response.read_so, new, lambda: self._message.say(said))

    def _read_labels_so(self, response: DoctorResponse) -> None:
        """Take the labels as the reading gives them, as one step."""
        self._last = None
        self._message.set_finding("")
        read_labels_so(self._document, self._jobs, response)

    def _is_of_now(self, response: DoctorResponse) -> bool:
        request, review = response.request, self._document.review
        return (
            request.predictions is review.predictions
            and request.annotations is review.annotations
            and request.settings is review.settings
        )
