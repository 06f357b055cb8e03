"""One finding: what it says, what to do, what it was seen in, and what was said of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.data.finding import EvidencePlot, Finding, NotLookedAt
from engine.data.finding_verdict import FindingVerdict, Given, GivenKind
from widgets.findings.said import (
    choose_text,
    interval_text,
    places_of,
    price_text,
    sure_word,
    wanted_by,
)
from widgets.findings.steps import Steps
from widgets.findings.verdicts import VerdictLine
from widgets.icons import set_icon
from widgets.inspector.cards import muted_label, text_label
from widgets.theme import GRID
from widgets.words import translated


class Detail(QScrollArea):
    """Shows the finding that is chosen."""

    choose_clicked = Signal(object)
    """`GivenKind`: its file is to be asked for."""
    choose_folder_clicked = Signal(object)
    """`GivenKind` that is to be asked for as a folder."""
    evidence_shown = Signal(object)
    """`EvidencePlot` to draw; None: there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sentence = text_label()
        self._sentence.setObjectName("finding_sentence")
        self._price = muted_label()
        self._price.setObjectName("finding_price")
        self._choose = {False: QPushButton(), True: QPushButton()}
        for is_folder, button in self._choose.items():
            button.setObjectName("choose_given_folder" if is_folder else "choose_given_file")
            set_icon(button, "open")
            ask = self.choose_folder_clicked if is_folder else self.choose_clicked
            button.clicked.connect(partial(self._emit_wanted, ask))
        self.steps = Steps()
        self.verdicts = VerdictLine()
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        self._column.setSpacing(2 * GRID)
        for widget in (self._sentence, self._price):
            self._column.addWidget(widget)
        for button in self._choose.values():
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.steps, self.verdicts):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._view: QWidget | None = None
        self._wanted: GivenKind | None = None
        self.setWidget(page)
        self.show_nothing("")

    def set_view(self, view: QWidget) -> None:
        """Draw evidence in this from now on."""
        self._view = view
        # Last of all: it may be long, and nothing has to be looked for under it.
        self._column.insertWidget(self._column.count() - 1, view)

    def show_nothing(self, sentence: str) -> None:
        """Show a sentence, where nothing is chosen."""
        self._price.hide()
        self._offer(None)
        self.steps.set_steps(())
        self.verdicts.hide()
        self._sentence.setText(sentence)
        self._show_plot(None)

    def show_finding(self, finding: Finding, verdict: FindingVerdict | None) -> None:
        """Show a finding, and what was said of it."""
        self._sentence.setText(translated(finding.sentence))
        self._price.setText(self._worth(finding))
        self._price.show()
        self._offer(None)
        self.steps.set_steps(finding.steps)
        self.verdicts.show_verdict(verdict)
        self.verdicts.show()
        self._show_plot(finding.plot)

    def show_not_looked_at(self, own: NotLookedAt, given: Given) -> None:
        """Show what was not looked at, and what to give."""
        self._sentence.setText(translated(own.sentence))
        kind = wanted_by(own.topic)
        path = None if kind is None else given.path(kind)
        self._price.setText("" if path is None else str(path))
        self._price.setVisible(path is not None)
        self._offer(kind)
        self.steps.set_steps(())
        self.verdicts.hide()
        self._show_plot(None)

    def _offer(self, kind: GivenKind | None) -> None:
        """Offer to ask for it."""
        self._wanted = kind
        for is_folder, button in self._choose.items():
            button.setVisible(kind is not None and is_folder in places_of(kind))
            if kind is not None:
                button.setText(choose_text(kind, is_folder=is_folder))

    def _emit_wanted(self, ask: SignalInstance) -> None:
        ask.emit(self._wanted)

    def _show_plot(self, plot: EvidencePlot | None) -> None:
        if self._view is not None:
            self._view.setVisible(plot is not None)
        self.evidence_shown.emit(plot)

    def _worth(self, finding: Finding) -> str:
        sure = self.tr("{word} ({percent:.0%} sure).").format(
            word=sure_word(finding.confidence).capitalize(), percent=finding.confidence
        )
        price, interval = price_text(finding), interval_text(finding)
        if not price:
            why = translated(finding.why_no_price)
            return " ".join(part for part in (self.tr("Cannot be priced."), why, sure) if part)
        if not interval:
            return f"{self.tr('Without it: {price} mAP.').format(price=price)} {sure}"
        said = self.tr("Without it: {price} mAP; with 95 % certainty {interval}.")
        return f"{said.format(price=price, interval=interval)} {sure}"
