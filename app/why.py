"""Why mAP is low, in the window: what opens the panel, draws its evidence, and does what it suggests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.document import Document
from app.jobs import Jobs, Progress
from app.main_window import MainWindow
from app.operations.diagnose import export_tasks
from app.presenters.findings import FindingsPresenter
from engine.data.finding import EvidencePlot, Findings
from engine.data.finding_verdict import GivenKind
from engine.data.model import ModelSpec
from engine.diagnose.patient import FeatureSource
from widgets.theme import Theme

if TYPE_CHECKING:
    from widgets.findings.evidence import EvidenceView

Handler = Callable[[], object]


class Why(QObject):
    """Opens the panel of findings and acts on it.

    Parameters
    ----------
    document, jobs, window
    theme
        What evidence is drawn in first.
    features
        Gives what tells a model's features of images.
    trigger
        Does an action of the window, by its id.
    report
        Shows an error.
    say
        Shows a line of text.
    parent
    """

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        theme: Theme,
        *,
        features: Callable[[ModelSpec], FeatureSource],
        trigger: Callable[[str], None],
        report: Callable[[BaseException], None],
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._theme = theme
        self._say = say
        self._panel = window.findings
        self._view: EvidenceView | None = None
        self._evidence: EvidencePlot | None = None
        self._presenter = FindingsPresenter(document, jobs, self._panel, features, self)
        self._presenter.failed.connect(report)
        panel = self._panel
        panel.evidence_shown.connect(self._draw)
        panel.filter_chosen.connect(self._show_flags)
        panel.action_chosen.connect(trigger)
        panel.choose_clicked.connect(self._ask)
        panel.choose_folder_clicked.connect(self._ask_folder)
        panel.forget_clicked.connect(lambda kind: self._give(kind, None))
        panel.export_clicked.connect(self._export)

    def handlers(self) -> dict[str, Handler]:
        """What its actions do, by id."""
        return {
            "findings": self._window.toggle_findings,
            "go_findings": self.go_to,
            "diagnose": self._window.show_findings,
        }

    def go_to(self) -> None:
        """Go there with the keyboard."""
        self._window.show_findings()
        self._window.go_to("findings")

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._theme = theme
        if self._view is not None:
            self._view.set_theme(theme)

    def _draw(self, evidence: EvidencePlot | None) -> None:
        self._evidence = evidence
        if evidence is None:
            return
        if self._view is not None:
            self._view.set_evidence(evidence)
        elif not self._jobs.running("load_evidence"):
            self._jobs.start("load_evidence", _load, None, self._make)

    def _make(self, evidence: ModuleType) -> None:
        view: EvidenceView = evidence.EvidenceView(self._theme)
        self._view = view
        self._panel.set_view(view)

    def _show_flags(self, filter_text: str) -> None:
        """Narrow the queue, and bring up the first flag of it."""
        self._document.narrow(None)
        queue = self._window.queue
        queue.set_filter_text(filter_text)
        waiting = (entry for entry in queue.entries_shown() if entry.verdict is None)
        self._document.go_to_flag(next(waiting, None))

    def _ask(self, kind: GivenKind) -> None:
        """Ask for the file of what a topic lacks; once it is given, look again."""
        title, pattern = self._asked(kind)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, self._start(), pattern)
        if chosen:
            self._give(kind, Path(chosen))

    def _ask_folder(self, kind: GivenKind) -> None:
        """Ask for a folder, likewise."""
        title, _ = self._asked(kind)
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._start())
        if chosen:
            self._give(kind, Path(chosen))

    def _start(self) -> str:
        return str(self._document.review.project.path.parent)

    def _asked(self, kind: GivenKind) -> tuple[str, str]:
        """What a dialog that asks for it is called, and which files it shows."""
        every = self.tr("All files (*)")
        match kind:
            case GivenKind.EVENT_FILES:
                return self.tr("Folder of TensorBoard event files"), every
            case GivenKind.CONFIGURATION:
                pattern = self.tr("Configurations (*.config *.json);;All files (*)")
                return self.tr("Configuration of the training"), pattern
            case GivenKind.TRAINING:
                return self.tr("Labels that the model was trained on"), every
            case GivenKind.EVALUATIONS:
                pattern = self.tr("Tables (*.csv);;All files (*)")
                return self.tr("Table of evaluations over time"), pattern

    def _give(self, kind: GivenKind, path: Path | None) -> None:
        notes = self._document.review.project.findings
        if self._presenter.try_to(partial(notes.give, kind, path)):
            self._presenter.look()

    def _export(self, suffix: str) -> None:
        found = self._panel.found or Findings()
        project = self._document.review.project.path
        proposed = str(project.with_name(f"{project.stem}-tasks{suffix}"))
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("Write the task list"), proposed)
        if chosen:
            path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(suffix)
            export_tasks(self._document, self._jobs, found, path, self._say)


def _load(request: None, progress: Progress) -> ModuleType:
    """Import what draws evidence: a third of a second that nobody else has to wait for."""
    from widgets.findings import evidence

    return evidence
