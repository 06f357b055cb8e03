"""The model's runs in the window: what starts, pauses and follows them, and what is asked before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.class_matching import ask_classes
from app.dialogs import Dialogs
from app.document import Document
from app.fine_tuning import ask_fine_tune
from app.inference import Inference
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations import predict
from app.operations.predict import QUICK_LOOK_S, RunResponse
from app.operations.runs import compare_two
from app.presenters.runs import RunsPresenter
from app.speeding_up import ask_speed_up
from app.trusted import TrustedModels
from engine.data.model import ModelFacts, ModelSpec
from engine.data.run import Run, Standing
from engine.errors import UserError
from engine.run_comparison import RunComparison
from widgets.metrics.metrics import delta_text
from widgets.runs.scope import Scope
from widgets.runs.standing import RunState
from widgets.theme import Theme

Handler = Callable[[], object]


class ModelRuns(QObject):
    """Runs the project's model when it is asked to.

    Parameters
    ----------
    document, jobs, window, dialogs, inference, trusted
    theme
        Gives the colours to draw in.
    say
        What shows a line of text.
    parent
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        dialogs: Dialogs,
        inference: Inference,
        trusted: TrustedModels,
        theme: Callable[[], Theme],
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._dialogs = dialogs
        self._inference = inference
        self._trusted = trusted
        self._theme = theme
        self._say = say
        self._page = window.runs
        self._presenter = RunsPresenter(document, jobs, window.runs, window.beside, self)
        self._scope = Scope.EVERYTHING
        self._standing = Standing(0, 0)
        page, standing = self._page, self._page.standing
        page.run_clicked.connect(lambda scope: self.run(Scope(scope)))
        page.model_clicked.connect(self.choose_model)
        page.use_clicked.connect(partial(predict.use_run, document, jobs))
        standing.pause_clicked.connect(inference.pause)
        standing.resume_clicked.connect(inference.go_on)
        standing.stop_clicked.connect(partial(jobs.cancel, "predict"))
        standing.go_on_clicked.connect(lambda: self.run(self._scope))
        standing.problems_clicked.connect(dialogs.show_problems)
        self._presenter.failed.connect(dialogs.report)
        inference.stood.connect(self._stand)
        inference.paused_changed.connect(self._show_standing)
        inference.devices_changed.connect(self._show_devices)
        window.device.device_chosen.connect(inference.choose_device)
        jobs.started.connect(self._begin)
        jobs.failed.connect(self._fail)
        jobs.cancelled.connect(self._stopped)
        jobs.ended.connect(self._end)
        document.opened.connect(self._open)
        self._show_devices()

    def handlers(self) -> dict[str, Handler]:
        """What its actions do, by id."""
        return {
            "run_model": partial(self.run, Scope.EVERYTHING),
            "run_changed": partial(self.run, Scope.CHANGED),
            "run_filtered": partial(self.run, Scope.FILTERED),
            "run_sample": partial(self.run, Scope.SAMPLE),
            "pause_run": self.pause_or_go_on,
            "choose_model": self.choose_model,
            "speed_up": self.speed_up,
            "fine_tune": self.fine_tune,
            "match_classes": self.match_classes,
            "runs": self._window.toggle_runs,
            "go_runs": partial(self._window.go_to, "runs"),
        }

    def run(self, scope: Scope) -> None:
        """Run the project's model over some images; one that nobody has said may run is asked about first."""
        model = self._document.model
        if model is not None:
            self._scope = scope
            self._allowed(model, partial(self._run, scope))

    def pause_or_go_on(self) -> None:
        """Let the run wait, or go on."""
        if not self._jobs.running("predict"):
            self._say(self.tr("No model is running."))
        elif self._inference.paused:
            self._inference.go_on()
        else:
            self._inference.pause()

    def choose_model(self) -> None:
        """Ask for a model, keep it with the project, and run it."""

        def choose(model: ModelSpec) -> None:
            self._document.review.project.set_model(model)
            self._open()
            self.run(Scope.EVERYTHING)

        self._dialogs.ask_model(choose)

    def match_classes(self) -> None:
        """Ask which of the model's classes is which, keep that with the project, and run the model so."""
        model = self._document.model
        if model is not None:
            self._allowed(model, self._ask_classes)

    def speed_up(self) -> None:
        """Measure what makes the model quicker here, and let a person choose."""
        model = self._document.model
        if model is not None:
            self._allowed(
                model, partial(ask_speed_up, self._document, self._jobs, self._inference, self._window)
            )

    def fine_tune(self) -> None:
        """Train a copy of the model on the labels as they are, and measure what that does for it."""
        model = self._document.model
        if model is not None:
            self._allowed(
                model,
                partial(
                    ask_fine_tune,
                    self._document,
                    self._jobs,
                    self._inference,
                    self._window,
                    self._trusted,
                    self._theme,
                    self._say,
                ),
            )

    def _ask_classes(self, model: ModelSpec) -> None:
        def matched(model: ModelSpec) -> None:
            self._document.review.project.set_model(model)
            # What it says of images is known: this takes a moment.
            self._run(Scope.EVERYTHING, model)

        ask_classes(self._document, self._jobs, self._inference, self._window, self._theme, model, matched)

    def _allowed(self, model: ModelSpec, then: Callable[[ModelSpec], None]) -> None:
        """Go on with a model as one that may run, once a person has said so of exactly these bytes."""

        def look(facts: ModelFacts) -> None:
            if self._trusted.knows(model.path, facts.hash):
                then(_trusted(model))
            else:
                self._dialogs.ask_trust(model, facts, partial(trust, facts))

        def trust(facts: ModelFacts) -> None:
            self._trusted.remember(facts.hash)
            then(_trusted(model))

        predict.examine_model(self._document, self._jobs, model, look)

    def _run(self, scope: Scope, model: ModelSpec) -> None:
        images = None
        if scope is Scope.FILTERED:
            images = tuple(self._window.queue.images_shown())
            if not images:
                self._say(self.tr("The filter shows no image to run the model over."))
                return
        predict.run_model(
            self._document,
            self._jobs,
            self._inference,
            model,
            images=images,
            seconds=QUICK_LOOK_S if scope is Scope.SAMPLE else None,
            only_new=scope is Scope.CHANGED,
            shared=scope is Scope.SHARED,
            receive=self._finish,
        )

    def _open(self) -> None:
        """Say what can be run of the project that was opened."""
        document = self._document
        if not document.is_open:
            self._page.standing.hide()
            return
        if document.review.dataset.image_root is None:
            why_not = self.tr("The folder of the images is not known. Open the dataset with images.")
        elif document.model is None:
            why_not = self.tr("There is no model yet. Choose one, and it is run over the images.")
        else:
            why_not = ""
        self._page.set_why_not(why_not)
        every = len(document.review.dataset.images)
        shared = {Scope.SHARED: every} if document.review.project.storage.shared else {}
        self._page.set_counts({Scope.EVERYTHING: every, **shared})

    def _begin(self, kind: str) -> None:
        if kind == "predict":
            self._standing = Standing(0, 0)
            self._page.standing.set_problems(0)
            self._page.standing.set_run(RunState.STARTING, self._standing)

    def _stand(self, standing: Standing) -> None:
        # What was said before it was cancelled may come after.
        if self._jobs.running("predict"):
            self._standing = standing
            self._inference.set_devices(self._inference.process.devices())
            self._page.standing.set_problems(standing.skipped)
            self._show_standing()

    def _show_standing(self) -> None:
        if not self._jobs.running("predict"):
            return
        if self._inference.paused:
            state = RunState.PAUSED
        else:
            state = RunState.RUNNING if self._standing.device else RunState.STARTING
        self._page.standing.set_run(state, self._standing)
        self._window.device.set_figures(self._standing.memory, self._standing.images_per_second)

    def _finish(self, response: RunResponse) -> None:
        self._presenter.refresh()
        self._page.standing.set_problems(len(response.result.problems))
        self._page.standing.set_run(RunState.FINISHED, self._standing, self._finished(response))
        older, newer = self._presenter.last_two
        if response.result.is_mostly_unknown:
            # What changed since the last run would only hide it.
            return
        if response.result.of_all and older is not None and newer is not None:
            compare_two(
                self._document, self._jobs, older.id, newer.id, partial(self._say_effects, older), resamples=0
            )

    def _say_effects(self, older: Run, comparison: RunComparison) -> None:
        """Say what changed since the last run, and what of it is the model's."""
        effects = comparison.effects
        said = self.tr("{total} since {run}: {model} by the model, {labels} by the labels.").format(
            total=delta_text(effects.total.ap.delta),
            run=older.name,
            model=delta_text(effects.predictions.ap.delta),
            labels=delta_text(effects.labels.ap.delta),
        )
        if self._page.standing.state is RunState.FINISHED:
            self._page.standing.set_run(RunState.FINISHED, self._standing, said)

    def _finished(self, response: RunResponse) -> str:
        """What there is to say at the end of a run."""
        if not response.result.images:
            return self.tr("No image is new or has changed.")
        if response.result.is_mostly_unknown:
            return self.tr(
                "{share:.0%} of what the model said is of classes that the dataset lacks: Model > Match the model's "
                "classes may mend that."
            ).format(share=response.result.unknown)
        if response.in_use is None:
            return ""
        return self.tr("The run in use has mAP {ap:.3f} on the same images.").format(ap=response.in_use.ap)

    def _fail(self, kind: str, error: BaseException) -> None:
        if kind == "predict":
            problem = (
                f"{error.problem[:1].upper()}{error.problem[1:]}." if isinstance(error, UserError) else ""
            )
            self._page.standing.set_run(RunState.FAILED, self._standing, f"{problem} {self._kept()}".strip())
            self._window.show_runs()

    def _stopped(self, kind: str) -> None:
        if kind == "predict":
            said = f"{self.tr('The run was stopped.')} {self._kept()}".strip()
            self._page.standing.set_run(RunState.STOPPED, self._standing, said)

    def _end(self, kind: str) -> None:
        if kind == "predict":
            self._window.device.set_figures(None, None)

    def _kept(self) -> str:
        done = self._standing.done - self._standing.skipped
        if not done:
            return ""
        return self.tr("What the model said of {count} images is kept.").format(count=f"{done:,}")

    def _show_devices(self) -> None:
        devices = self._inference.devices
        names = [device.name for device in devices]
        chosen = self._inference.device if self._inference.device in names else next(iter(names), None)
        self._window.device.set_devices(devices, chosen)


def _trusted(model: ModelSpec) -> ModelSpec:
    return ModelSpec(model.path, model.label_map, model.names, model.adapter, trusted=True)
