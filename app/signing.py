"""Signing off in the window: what is lacking with a way to it, the signature, reopening, and the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.sign_off import LOOK, look, sign_project, write_report
from app.presenters.message import MessagePresenter
from app.presenters.sign_off import SignOffPresenter
from engine.data.flag import Flag
from engine.data.sentence import sentence
from engine.data.sign_off import Facts, Policy
from engine.data.sign_standing import Lack
from engine.errors import UserError
from engine.sign_off.facts import editors
from engine.sign_off.policy import lacks
from engine.sign_off.sign import Prospect, reopen, signed_already
from widgets.sign_off.sign_off import SignOffDialog

_SAMPLE_RULES = frozenset({"sample", "sample_bound", "by_another"})


class Signing(QObject):
    """Shows what the policy asks for, and signs.

    Parameters
    ----------
    document, jobs, window
    message
        The line that says what was written.
    parent
    """

    action_wanted = Signal(str)
    """Id of an action that leads to what is lacking."""

    def __init__(
        self, document: Document, jobs: Jobs, window: MainWindow, message: MessagePresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._message = message
        self._presenter = SignOffPresenter(document, window.sign_label, self)
        self._presenter.clicked.connect(self.show)
        self._dialog: SignOffDialog | None = None
        self._facts: Facts | None = None
        self._priced = False
        document.kept_changed.connect(self._follow)
        jobs.progressed.connect(self._show_progress)
        jobs.ended.connect(self._hide_progress)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions about sign-offs do, by id."""
        return {"sign_off": self.show, "report": self.ask_report}

    def show(self) -> None:
        """Look what is lacking, and show it; what takes longer joins it there."""
        look(self._document, self._jobs, self._take)

    def _follow(self, tables: frozenset[str]) -> None:
        """Look again where somebody signed, reopened, answered, or asks for something else meanwhile."""
        if self._dialog is not None and tables & {"sign_off", "sample", "sample_answer", "setting"}:
            self._dialog.show_state(self._presenter.standing())
            self.show()

    def ask_report(self) -> None:
        """Ask where the report goes, and write it."""
        place = self._document.review.project.path.with_name(
            f"{self._document.review.project.path.stem}-report.pdf"
        )
        dialog = QFileDialog(self._window, self.tr("Write a report"), str(place))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)")])
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("html" if "html" in chosen else "pdf")
        )
        dialog.selectFile(place.name)
        self._document.opened.connect(dialog.reject)
        dialog.fileSelected.connect(lambda chosen: self.write_report(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_report(self, output: Path) -> None:
        """Write a report in the background, and say where it is."""
        said = sentence("Message", "Report written to {output}", output=output)
        done = partial(self._message.say_written, said, output.parent)
        write_report(self._document, self._jobs, output, done)

    def _take(self, prospect: Prospect) -> None:
        self._facts, self._priced = prospect.facts, prospect.policy.flags_above is not None
        if self._dialog is None:
            self._dialog = self._open()
        elif prospect.facts.gains is not None:
            # What else it says is shown, and may have been changed.
            self._dialog.show_figures(prospect.facts)
            return
        self._dialog.show_prospect(prospect.facts, prospect.policy, prospect.lacks)

    def _open(self) -> SignOffDialog:
        dialog = SignOffDialog(self._window)
        dialog.show_state(self._presenter.standing())
        dialog.policy_changed.connect(partial(self._take_policy, dialog))
        dialog.go_clicked.connect(partial(self._go, dialog))
        dialog.sign_clicked.connect(partial(self._sign, dialog))
        dialog.reopen_clicked.connect(partial(self._reopen, dialog))
        dialog.report_clicked.connect(self.ask_report)
        dialog.key_wanted.connect(partial(self._ask_key, dialog))
        dialog.finished.connect(self._end)
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.open()
        return dialog

    def _end(self) -> None:
        self._dialog = None
        self._jobs.cancel(LOOK)

    def _show_progress(self, kind: str, text: str, done: int, total: int) -> None:
        if kind == LOOK and self._dialog is not None:
            self._dialog.show_progress(text, done, total)

    def _hide_progress(self, kind: str) -> None:
        if kind == LOOK and self._dialog is not None:
            self._dialog.hide_progress()

    def _take_policy(self, dialog: SignOffDialog, policy: Policy) -> None:
        assert self._facts is not None
        review = self._document.review
        review.project.sign_offs.set_policy(policy)
        if policy.flags_above is not None and not self._priced:
            self.show()
            return
        already = signed_already(review.project.sign_offs.all())
        found = lacks(self._facts, policy, editors(review.journal), keyed=True)
        dialog.show_prospect(self._facts, policy, (*already, *found))

    def _go(self, dialog: SignOffDialog, lack: Lack) -> None:
        """Close the dialog, and go where what is lacking can be settled."""
        self._leave(dialog)
        if lack.rule in _SAMPLE_RULES:
            self.action_wanted.emit("sample")
            return
        if lack.flag_key:
            flags = self._document.review.flags_of(Flag.image_of(lack.flag_key))
            flag = next((own for own in flags if own.key == lack.flag_key), None)
            if flag is not None:
                self._window.queue.set_filter_text("")
                self._document.go_to_flag(self._document.review.entry(flag))
                return
        if lack.image >= 0:
            self._document.go_to_image(lack.image)

    def _sign(self, dialog: SignOffDialog, waiver: str, key: str) -> None:
        self._leave(dialog)
        sign_project(self._document, self._jobs, waiver, Path(key) if key else None, self._signed)

    def _signed(self, record: Path) -> None:
        self._presenter.read()
        said = sentence("Message", "Signed; the record was written to {output}", output=record)
        self._message.say_written(said, record.parent)

    def _reopen(self, dialog: SignOffDialog, reason: str) -> None:
        review = self._document.review
        try:
            reopen(review.project, review.author, reason)
        except UserError as error:
            dialog.refuse(f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}.")
            return
        dialog.accept()
        self._presenter.read()
        self.show()

    def _leave(self, dialog: SignOffDialog) -> None:
        """Close the dialog; keys are the window's again."""
        dialog.accept()
        self._window.activateWindow()
        self._window.canvas.setFocus()

    def _ask_key(self, dialog: SignOffDialog) -> None:
        chooser = QFileDialog(dialog, self.tr("Choose your private key"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(dialog.set_key)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()
