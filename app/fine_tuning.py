"""The dialog of the fine-tune check: filled, kept up to date while a copy of the model learns, told what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.fine_tune import check_by_training, divide_images
from app.trusted import TrustedModels
from engine.data.fine_tune import CheckReport, CheckStage, FineTuneResult, HeldOutAp, TrainingLoss
from engine.data.model import ModelSpec
from engine.data.run import Standing
from engine.errors import UserError
from engine.holdout import Holdout, ImageGroup
from widgets.dialogs.fine_tune import FineTuneDialog
from widgets.dialogs.training_choice import FineTuneChoice, Part
from widgets.dialogs.training_course import HeldOut
from widgets.theme import Theme
from widgets.words import translated

_KIND = "fine_tune"


def ask_fine_tune(
    document: Document,
    jobs: Jobs,
    inference: Inference,
    window: MainWindow,
    trusted: TrustedModels,
    theme: Callable[[], Theme],
    say: Callable[[str], None],
    model: ModelSpec,
) -> None:
    """Offer a fine-tune check of a model.

    Parameters
    ----------
    theme
        Gives the colours to draw in.
    say
        What shows a line of text.
    model
        One that may run.
    """

    def offer(divided: Holdout) -> None:
        dialog = FineTuneDialog(theme(), window)
        FineTuning(document, jobs, inference, trusted, say, model, divided, dialog)
        dialog.open()

    divide_images(document, jobs, model, offer)


class FineTuning(QObject):
    """Follows one dialog, as long as that is there.

    Parameters
    ----------
    document, jobs, inference, trusted, say, model
        As for `ask_fine_tune`.
    divided
        What can be trained on and held out.
    dialog
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        inference: Inference,
        trusted: TrustedModels,
        say: Callable[[str], None],
        model: ModelSpec,
        divided: Holdout,
        dialog: FineTuneDialog,
    ) -> None:
        super().__init__(dialog)
        self._document = document
        self._jobs = jobs
        self._inference = inference
        self._trusted = trusted
        self._say = say
        self._model = model
        self._divided = divided
        self._dialog = dialog
        self._stage = CheckStage.BEFORE
        self._is_learning = False
        dialog.set_parts(_parts(divided.train), _parts(divided.held_out))
        dialog.start_clicked.connect(self._start)
        dialog.stop_clicked.connect(partial(jobs.cancel, _KIND))
        dialog.finished.connect(dialog.deleteLater)
        # It is of this project.
        document.opened.connect(dialog.reject)
        inference.tuning.connect(self._follow)
        jobs.failed.connect(self._fail)
        jobs.cancelled.connect(self._stopped)

    def _start(self, choice: FineTuneChoice) -> None:
        self._stage, self._is_learning = CheckStage.BEFORE, False
        check_by_training(
            self._document,
            self._jobs,
            self._inference,
            self._model,
            train=_chosen(self._divided.train, choice.train),
            held_out=_chosen(self._divided.held_out, choice.held_out),
            epochs=choice.epochs,
            learning_rate=choice.learning_rate,
            receive=self._finish,
        )

    def _follow(self, said: CheckReport) -> None:
        # What was said before it was stopped may come after.
        if not self._jobs.running(_KIND):
            return
        match said:
            case TrainingLoss() if self._stage is CheckStage.TRAINING:
                if not self._is_learning:
                    self._is_learning = True
                    self._dialog.start(said.steps // said.epochs, said.epochs)
                self._dialog.add_loss(said.step, said.loss)
            case HeldOutAp():
                if said.stage is CheckStage.BEFORE:
                    self._dialog.show_before(_held_out(said))
            case Standing():
                self._say_how_far(said)
            case CheckStage():
                self._stage = said
                if said is CheckStage.TRAINING:
                    self._dialog.say(self.tr("Loading the copy that learns"))
                elif said is CheckStage.AFTER:
                    self._dialog.say(self.tr("Measuring the tuned model"))

    def _say_how_far(self, standing: Standing) -> None:
        if self._stage is CheckStage.BEFORE:
            text = self.tr("Measuring the model as it is: {done} of {total} images")
        else:
            text = self.tr("Measuring the tuned model: {done} of {total} images")
        self._dialog.say(text.format(done=f"{standing.done:,}", total=f"{standing.total:,}"))

    def _finish(self, result: FineTuneResult) -> None:
        # It came of one that may run.
        self._trusted.remember(result.hash)
        self._dialog.show_result(_held_out(result.before), _held_out(result.after), result.change.ap)
        name = result.model.path.name
        if result.left_out:
            text = self.tr(
                "Done: {name} lies beside the project. {count} images show a class that the model does not know, "
                "and were left out."
            )
            self._dialog.say(text.format(name=name, count=f"{result.left_out:,}"))
        else:
            self._dialog.say(self.tr("Done: {name} lies beside the project.").format(name=name))
        self._say(self.tr("The tuned model is {path}.").format(path=result.model.path))

    def _fail(self, kind: str, error: BaseException) -> None:
        if kind != _KIND:
            return
        if isinstance(error, UserError):
            problem = f"{error.problem[:1].upper()}{error.problem[1:]}."
            self._dialog.show_end(f"{problem} {error.remedy}." if error.remedy else problem)
        else:
            self._dialog.show_end(self.tr("It failed. Nothing was kept."))

    def _stopped(self, kind: str) -> None:
        if kind == _KIND:
            self._dialog.show_end(self.tr("Stopped. Nothing was kept."))


def _parts(groups: tuple[ImageGroup, ...]) -> list[Part]:
    return [Part(own.key, translated(own.title), len(own.images)) for own in groups]


def _chosen(groups: tuple[ImageGroup, ...], key: str) -> ImageGroup:
    return next(own for own in groups if own.key == key)


def _held_out(measured: HeldOutAp) -> HeldOut:
    return HeldOut(measured.ap, measured.low, measured.high)
