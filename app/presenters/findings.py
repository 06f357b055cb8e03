"""The findings are looked for when somebody asks, and shown as they come; verdicts on them are kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from app.document import Document
from app.jobs import Jobs
from app.operations.diagnose import KIND, judge, look_for_causes
from engine.data.finding import Finding
from engine.data.finding_verdict import FindingVerdictKind, Given
from engine.data.model import ModelSpec
from engine.diagnose.patient import FeatureSource
from engine.errors import UserError
from widgets.findings.panel import FindingsPanel

_MOST_WATCHED = 100


class FindingsPresenter(QObject):
    """Between the document and the findings.

    Parameters
    ----------
    document, jobs, panel
    features
        Gives what tells a model's features of images.
    parent
    """

    failed = Signal(object)
    """Exception."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        panel: FindingsPanel,
        features: Callable[[ModelSpec], FeatureSource],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._panel = panel
        self._features = features
        self._seen: tuple[object, ...] = ()
        self._events = QFileSystemWatcher(self)
        for changed in (self._events.fileChanged, self._events.directoryChanged):
            changed.connect(lambda: panel.set_grown(grown=panel.found is not None))
        document.opened.connect(self._forget)
        document.changed.connect(self._compare)
        document.flags_changed.connect(self._compare)
        document.kept_changed.connect(self._follow)
        jobs.ended.connect(self._end)
        panel.shown.connect(self.look_once)
        panel.look_clicked.connect(self.look)
        panel.stop_clicked.connect(lambda: jobs.cancel(KIND))
        panel.judged.connect(self._judge)

    def look_once(self) -> None:
        """Look, unless somebody has, or is doing so."""
        if self._document.is_open and self._panel.found is None and not self._jobs.running(KIND):
            self.look()

    def look(self) -> None:
        """Look at the labels as they are now."""
        if not self._document.is_open:
            return
        self._seen = self._state()
        self._panel.set_stale(stale=False)
        self._panel.set_grown(grown=False)
        self._watch(self._document.review.project.findings.given.event_files)
        look_for_causes(self._document, self._jobs, self._features, self._panel.set_findings)
        self._panel.set_looking(looking=True)

    def show_notes(self) -> None:
        """Show what the project keeps: verdicts, and what was given."""
        is_open = self._document.is_open
        notes = self._document.review.project.findings if is_open else None
        self._panel.set_verdicts({} if notes is None else notes.verdicts)
        self._panel.set_given(Given() if notes is None else notes.given)

    def _follow(self, tables: frozenset[str]) -> None:
        if "setting" in tables:
            self.show_notes()

    def try_to(self, write: Callable[[], None]) -> bool:
        """Write to the project; what goes wrong is said."""
        try:
            write()
        except UserError as error:
            self.failed.emit(error)
            return False
        self.show_notes()
        return True

    def _forget(self) -> None:
        self._jobs.cancel(KIND)
        self._seen = ()
        self._watch(None)
        self._panel.set_findings(None)
        self._panel.set_stale(stale=False)
        self._panel.set_grown(grown=False)
        self.show_notes()
        if self._panel.isVisible():
            self.look_once()

    def _watch(self, events: Path | None) -> None:
        """Be told when a training writes on: to these event files, or to new ones beside them."""
        watched = [*self._events.files(), *self._events.directories()]
        if watched:
            self._events.removePaths(watched)
        if events is not None and events.exists():
            # Of a run the files are here or one folder down, as for training and validation.
            near = chain(events.glob("*"), events.glob("*/*")) if events.is_dir() else ()
            own = (path for path in near if path.is_dir() or "tfevents" in path.name)
            self._events.addPaths([str(path) for path in chain((events,), islice(own, _MOST_WATCHED))])

    def _compare(self) -> None:
        if self._panel.found is not None or self._jobs.running(KIND):
            same = all(now is then for now, then in zip(self._state(), self._seen, strict=True))
            self._panel.set_stale(stale=not same)

    def _state(self) -> tuple[object, ...]:
        """What findings are of."""
        review = self._document.review
        return review.annotations, review.predictions, review.settings, review.check_settings

    def _end(self, kind: str) -> None:
        if kind == KIND:
            self._panel.set_looking(looking=False)

    def _judge(self, finding: Finding, kind: FindingVerdictKind | None, reason: str) -> None:
        notes = self._document.review.project.findings
        if kind is None:
            self.try_to(lambda: notes.take_back(finding.key))
        else:
            self.try_to(lambda: judge(self._document, finding, kind, reason))
