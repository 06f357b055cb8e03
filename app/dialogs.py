"""What is asked of a person before an operation, and what they are told outside the window's own views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from app.document import Document
from app.errors import bug_report, log
from app.jobs import Jobs
from app.key_settings import KeySettings
from app.main_window import MainWindow
from app.operations import evaluate
from app.operations.dataset import OpenRequest, recover_project
from app.operations.recognise import RecogniseRequest, RecogniseResponse, recognise
from app.settings import log_file
from engine.data.model import ModelFacts, ModelSpec
from engine.data.settings_text import SettingsText
from engine.errors import UserError
from engine.evaluation.settings import COCO, text_of
from engine.opening import PROJECT_SUFFIX
from engine.recovery import Recovery
from engine.store.failure import DamagedProjectError
from engine.store.presence import Opener
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.check_settings import CheckSettingsDialog
from widgets.dialogs.choose_model import ChooseModelDialog
from widgets.dialogs.choose_predictions import ChoosePredictionsDialog
from widgets.dialogs.class_palette import ClassPalette
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.evaluation_settings import EvaluationSettingsDialog
from widgets.dialogs.keys import KeysDialog
from widgets.dialogs.open_dataset import OpenDatasetDialog
from widgets.dialogs.paths import PathRows
from widgets.dialogs.problems import ProblemsDialog
from widgets.dialogs.recover import RecoverDialog
from widgets.dialogs.trust import TrustDialog
from widgets.key_text import Hints


class Dialogs:
    """Shows dialogs over the window; none of them blocks it.

    Parameters
    ----------
    open_request
        What opens a dataset or project that was chosen.
    say
        What shows a line of text.
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        open_request: Callable[[OpenRequest], None],
        say: Callable[[str], None],
    ) -> None:
        self._document = document
        self._jobs = jobs
        self._window = window
        self._open = open_request
        self._say = say
        self._keys: Hints = {}

    def report(self, error: BaseException) -> None:
        """Show an error: theirs in one plain sentence, ours with a way to report it; the same one once."""
        said = f"{type(error).__name__}: {error}"
        shown = self._window.findChildren(ErrorDialog)
        if any(dialog.isVisible() and dialog.property("said") == said for dialog in shown):
            return
        if isinstance(error, DamagedProjectError):
            self._ask_recovery(error)
            return
        if isinstance(error, UserError):
            log.warning("%s", error)
            dialog = ErrorDialog.for_user_error(str(error), self._window)
        else:
            report = bug_report(error)
            log.error("%s", report)
            dialog = ErrorDialog.for_bug(report, str(log_file()), self._window)
        dialog.setProperty("said", said)
        dialog.show()

    def tell_others(self, others: Sequence[Opener]) -> None:
        """Say who else has the project open, where somebody has."""
        if not others:
            return
        title = QCoreApplication.translate("Dialogs", "This project is open elsewhere too")
        text = QCoreApplication.translate(
            "Dialogs",
            "{others}\n\nNothing can be lost by that: once one of you has edited it, the other is told to open it "
            "again before going on. Better one at a time.",
        )
        ErrorDialog(
            title, text.format(others="\n".join(str(own) for own in others)), None, self._window
        ).show()

    def _ask_recovery(self, error: DamagedProjectError) -> None:
        """Offer to save what can be read of a damaged project."""
        log.warning("%s", error)
        dialog = RecoverDialog(f"{error.source}: {error.problem}.", self._window)

        def open_recovered(recovery: Recovery) -> None:
            self._open(OpenRequest(None, recovery.path))
            ProblemsDialog(recovery.lost, self._window).show()

        dialog.accepted.connect(partial(recover_project, self._jobs, error.path, open_recovered))
        dialog.open()

    def ask_dataset(self) -> None:
        """Ask for the files of a dataset, and open it."""
        dialog = OpenDatasetDialog(self._window)

        def open_choice() -> None:
            choice = dialog.choice()
            self._open(OpenRequest(choice.sources, choice.project))

        self._recognise(dialog.paths)
        dialog.accepted.connect(open_choice)
        dialog.open()

    def ask_project(self) -> None:
        """Ask for a project file, and open it."""
        title = QCoreApplication.translate("Dialogs", "Open project")
        pattern = QCoreApplication.translate("Dialogs", "Boxwright projects (*{})").format(PROJECT_SUFFIX)
        path, _ = QFileDialog.getOpenFileName(self._window, title, "", pattern)
        if path:
            self._open(OpenRequest(None, Path(path)))

    def ask_predictions(self, receive: Callable[[Path], None]) -> None:
        """Ask for other predictions, in a file or a folder."""
        dialog = ChoosePredictionsDialog(self._window)
        self._recognise(dialog.paths)
        # They are of this dataset's images.
        self._document.opened.connect(dialog.reject)
        dialog.chosen.connect(receive)
        dialog.open()

    def ask_model(self, choose: Callable[[ModelSpec], None]) -> None:
        """Ask which model the project runs."""
        dialog = ChooseModelDialog(self._document.model, self._window)
        # It is that of this project.
        self._document.opened.connect(dialog.reject)
        dialog.chosen.connect(choose)
        dialog.open()

    def ask_trust(self, model: ModelSpec, facts: ModelFacts, trust: Callable[[], None]) -> None:
        """Ask whether a model may run."""
        dialog = TrustDialog(model.path, facts.kind, facts.size, facts.hash, facts.dangers, self._window)
        self._document.opened.connect(dialog.reject)
        dialog.accepted.connect(trust)
        dialog.open()

    def ask_settings(self) -> None:
        """Ask how to measure, until that is understood, and measure so."""
        settings = self._document.review.settings
        dialog = EvaluationSettingsDialog(text_of(settings), text_of(COCO), self._window)

        def choose(text: SettingsText) -> None:
            try:
                evaluate.set_settings(self._document, self._jobs, text)
            except UserError as error:
                dialog.show_error(str(error.record), f"{error.problem}. {error.remedy}.")
            else:
                dialog.accept()

        dialog.chosen.connect(choose)
        dialog.show()

    def set_keys(self, keys: Hints) -> None:
        """Name these keys in what is asked from now on."""
        self._keys = keys

    def ask_class(self, choose: Callable[[int], None]) -> None:
        """Ask for a class by its name."""
        document = self._document
        names = document.review.dataset.categories.names
        palette = ClassPalette(names, document.recent_categories, self._window)
        palette.set_keys(self._keys)
        palette.chosen.connect(choose)
        palette.adjustSize()
        canvas = self._window.canvas
        palette.move(canvas.mapToGlobal(canvas.rect().center()) - palette.rect().center())
        palette.show()

    def ask_check_settings(self) -> None:
        """Ask for the thresholds of the checks, and check so."""
        dialog = CheckSettingsDialog(self._document.review.check_settings, self._window)
        # They are those of this project.
        self._document.opened.connect(dialog.reject)
        dialog.chosen.connect(partial(evaluate.set_check_settings, self._document, self._jobs))
        dialog.show()

    def show_problems(self) -> None:
        """List what could not be used of the sources."""
        ProblemsDialog(self._document.problems, self._window).show()

    def show_keys(self, keys: KeySettings) -> None:
        """List every key, and change them."""
        dialog = KeysDialog(self._window)
        dialog.set_rows(keys.rows())

        def say(refusal: str | None) -> None:
            if refusal is not None:
                dialog.refuse(refusal)

        def show_rows() -> None:
            dialog.set_rows(keys.rows())

        keys.changed.connect(show_rows)
        dialog.finished.connect(lambda: keys.changed.disconnect(show_rows))
        dialog.assigned.connect(lambda action, wanted: say(keys.assign(action, wanted)))
        dialog.reset.connect(lambda action: say(keys.reset(action)))
        dialog.all_reset.connect(keys.reset_all)
        dialog.show()

    def show_about(self) -> None:
        """Say what this is."""
        AboutDialog(self._window).show()

    def _recognise(self, paths: PathRows) -> None:
        """Say under each path what it turns out to be."""

        def look(name: str, path: Path) -> None:
            def show(found: RecogniseResponse) -> None:
                paths.set_recognised(name, path, found.said, usable=found.usable)

            recognise(self._jobs, RecogniseRequest(name, path), show)

        paths.given.connect(look)
