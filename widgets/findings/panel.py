"""The panel that says why mAP is low: a list of findings, and beside it the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from engine.data.finding import Finding, Findings, NotLookedAt
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Given, GivenKind
from widgets.findings.detail import Detail
from widgets.findings.list import FindingList
from widgets.findings.said import choose_text, places_of, topic_title
from widgets.one_line import OneLine
from widgets.queue.button import PanelButton
from widgets.theme import GRID

_BESIDE_FROM_PX = 620
"""As wide as this there is room for the list and a finding beside each other."""
_SHARES_BESIDE = (0.46, 0.54)
_SHARES_UNDER = (0.38, 0.62)
"""Of the list, and of the finding."""


class FindingsPanel(QWidget):
    """Findings, what to do about them, and what people said of them."""

    shown = Signal()
    """There is somebody to look for."""
    look_clicked = Signal()
    stop_clicked = Signal()
    filter_chosen = Signal(str)
    action_chosen = Signal(str)
    judged = Signal(object, object, str)
    """`Finding`, `FindingVerdictKind` (None: what was said is taken back), reason."""
    choose_clicked = Signal(object)
    """`GivenKind` whose file is asked for."""
    choose_folder_clicked = Signal(object)
    """`GivenKind` that is asked for as a folder."""
    forget_clicked = Signal(object)
    """`GivenKind` that is to be looked at no more."""
    export_clicked = Signal(str)
    """Ending of the task list's file: ``".md"`` or ``".csv"``."""
    evidence_shown = Signal(object)
    """`EvidencePlot` to draw; None: there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Findings | None = None
        self._verdicts: Mapping[str, FindingVerdict] = {}
        self._given = Given()
        self._looking = self._stale = self._grown = False
        self._shown: tuple[Finding | NotLookedAt | None, FindingVerdict | None, Given] | None = None
        self._status = OneLine()
        self._status.setObjectName("findings_status")
        self._again = _button("look_again", "again", self.tr("Look again"))
        self._stop = _button("stop_looking", "stop", self.tr("Stop"))
        self._files = _button("given_files", "open", self.tr("Files"))
        self._tasks = _button("task_list", "tasks", self.tr("Task list"))
        self._list = FindingList()
        self._detail = Detail()
        self._split = QSplitter()
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def found(self) -> Findings | None:
        """What is shown; None before anything was found."""
        return self._found

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        shown = self._list.shown
        return shown if isinstance(shown, Finding) else None

    def set_findings(self, found: Findings | None) -> None:
        """Show what is known so far; None: nothing yet."""
        self._found = found
        self._show_list()

    def set_verdicts(self, verdicts: Mapping[str, FindingVerdict]) -> None:
        """Show what was said of findings, by `Finding.key`."""
        self._verdicts = dict(verdicts)
        self._show_list()

    def set_given(self, given: Given) -> None:
        """Show what was given to look at."""
        self._given = given
        self._choose(self._list.shown)
        self._refresh()

    def set_looking(self, *, looking: bool) -> None:
        """Say whether causes are being looked for."""
        self._looking = looking
        self._refresh()

    def set_stale(self, *, stale: bool) -> None:
        """Say whether the labels are others since."""
        self._stale = stale
        self._refresh()

    def set_grown(self, *, grown: bool) -> None:
        """Say whether there is more in the event files since."""
        self._grown = grown
        self._refresh()

    def set_view(self, view: QWidget) -> None:
        """Draw evidence in this from now on."""
        self._detail.set_view(view)
        self._shown = None
        self._choose(self._list.shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Say that there is somebody to look for."""
        super().showEvent(event)
        self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the finding beside the list where there is room, else under it."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM_PX
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if way != self._split.orientation() or not event.oldSize().isValid():
            self._split.setOrientation(way)
            room = self._split.width() if beside else self._split.height()
            shares = _SHARES_BESIDE if beside else _SHARES_UNDER
            self._split.setSizes([round(share * room) for share in shares])
        style = Qt.ToolButtonStyle
        for button in (self._files, self._tasks):
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if beside else style.ToolButtonIconOnly)

    def _show_list(self) -> None:
        self._list.set_findings(self._found or Findings(), self._verdicts)
        self._refresh()

    def _choose(self, shown: Finding | NotLookedAt | None) -> None:
        verdict = self._verdicts.get(shown.key) if isinstance(shown, Finding) else None
        if self._shown is not None and self._shown[0] is shown and self._shown[1:] == (verdict, self._given):
            # Somebody may be giving a reason there.
            return
        self._shown = (shown, verdict, self._given)
        if isinstance(shown, Finding):
            self._detail.show_finding(shown, verdict)
        elif isinstance(shown, NotLookedAt):
            self._detail.show_not_looked_at(shown, self._given)
        else:
            self._detail.show_nothing("")

    def _judge(self, kind: FindingVerdictKind | None, reason: str = "") -> None:
        finding = self.finding
        if finding is not None:
            self.judged.emit(finding, kind, reason)

    def _refresh(self) -> None:
        found = self._found
        self._status.set_whole(self._said(found))
        self._again.setVisible(not self._looking)
        self._stop.setVisible(self._looking)
        listed = sum(own.kind is FindingVerdictKind.TASK for own in self._verdicts.values())
        self._tasks.setText(self.tr("Task list ({count})").format(count=listed))
        self._tasks.set_name(self._tasks.text())
        self._tasks.setEnabled(listed > 0)
        self._fill_files()

    def _said(self, found: Findings | None) -> str:
        if self._looking:
            waiting = [] if found is None else [topic_title(topic) for topic in found.waiting]
            if not waiting:
                return self.tr("Looking for causes…")
            return self.tr("Still looking at: {topics}").format(topics=", ".join(waiting))
        if found is None:
            return self.tr("Nobody has looked yet.")
        if found.waiting:
            return self.tr("Stopped before everything was looked at.")
        if self._stale:
            return self.tr("Labels or predictions have changed since. Look again.")
        if self._grown:
            return self.tr("The event files have grown since. Look again.")
        open_ = [own for own in found.ranked if not self._is_dismissed(own)]
        causes = sum(not own.symptom for own in open_)
        if not causes:
            return self.tr("Nothing was found that makes mAP low.")
        if causes == 1:
            return self.tr("1 cause")
        return self.tr("{count} causes, the most costly first").format(count=causes)

    def _is_dismissed(self, finding: Finding) -> bool:
        verdict = self._verdicts.get(finding.key)
        return verdict is not None and verdict.kind is FindingVerdictKind.DISMISSED

    def _fill_files(self) -> None:
        menu = self._files.menu()
        menu.clear()
        for kind in GivenKind:
            for is_folder in places_of(kind):
                ask = self.choose_folder_clicked if is_folder else self.choose_clicked
                menu.addAction(choose_text(kind, is_folder=is_folder), partial(ask.emit, kind))
            path = self._given.path(kind)
            if path is not None:
                forget = self.tr("Look no more at {name}").format(name=path.name)
                menu.addAction(forget, partial(self.forget_clicked.emit, kind)).setToolTip(str(path))

    def _connect(self) -> None:
        verdicts, steps = self._detail.verdicts, self._detail.steps
        self._again.clicked.connect(self.look_clicked)
        self._stop.clicked.connect(self.stop_clicked)
        self._list.chosen.connect(self._choose)
        self._detail.choose_clicked.connect(self.choose_clicked)
        self._detail.choose_folder_clicked.connect(self.choose_folder_clicked)
        self._detail.evidence_shown.connect(self.evidence_shown)
        steps.filter_chosen.connect(self.filter_chosen)
        steps.action_chosen.connect(self.action_chosen)
        verdicts.confirmed.connect(lambda: self._judge(FindingVerdictKind.CONFIRMED))
        verdicts.listed.connect(lambda: self._judge(FindingVerdictKind.TASK))
        verdicts.dismissed.connect(lambda reason: self._judge(FindingVerdictKind.DISMISSED, reason))
        verdicts.taken_back.connect(lambda: self._judge(None))

    def _lay_out(self) -> None:
        for button in (self._files, self._tasks):
            button.setProperty("chooses", True)
        self._files.setMenu(QMenu(self._files))
        tasks = QMenu(self._tasks)
        tasks.addAction(self.tr("As Markdown…"), partial(self.export_clicked.emit, ".md"))
        tasks.addAction(self.tr("As CSV…"), partial(self.export_clicked.emit, ".csv"))
        self._tasks.setMenu(tasks)
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(GRID)
        bar.addWidget(self._status, 1)
        for button in (self._again, self._stop, self._files, self._tasks):
            bar.addWidget(button)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._list)
        self._split.addWidget(self._detail)
        self._split.setStretchFactor(0, 9)
        self._split.setStretchFactor(1, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._split, 1)
        self.setMinimumHeight(220)


def _button(name: str, icon_name: str, text: str) -> PanelButton:
    button = PanelButton(icon_name)
    button.setObjectName(name)
    button.setText(text)
    button.set_name(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
