"""How the project stands to its sign-off: in the line at the bottom, kept up to date with every edit."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.document import Document
from engine.data.sign_off import KeptSignOff, SignOff
from engine.data.sign_standing import SignStanding, SignState
from engine.evaluation.settings import text_of
from engine.sign_off.sign import last_record
from engine.sign_off.standing import UNSIGNED, standing_of
from widgets.words import translated


class SignOffPresenter(QObject):
    """Between the document and the label."""

    clicked = Signal()

    def __init__(self, document: Document, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._label = label
        self._kept: tuple[KeptSignOff, ...] = ()
        self._record: SignOff | None = None
        label.linkActivated.connect(lambda _link: self.clicked.emit())
        document.opened.connect(self.read)
        document.kept_changed.connect(self._follow)
        for signal in (document.changed, document.flags_changed):
            signal.connect(self._show)

    def read(self) -> None:
        """Read again what the project keeps of sign-offs."""
        self._kept, self._record = (), None
        if self._document.is_open:
            self._kept = self._document.review.project.sign_offs.all()
            self._record = last_record(self._kept)
        self._show()

    def _follow(self, tables: frozenset[str]) -> None:
        if "sign_off" in tables:
            self.read()

    def standing(self) -> SignStanding:
        """How the project stands now."""
        if self._record is None:
            return UNSIGNED
        review = self._document.review
        return standing_of(
            self._kept,
            self._record,
            review.journal,
            run=review.project.runs.in_use(),
            evaluation=text_of(review.settings),
            checks=review.check_settings,
        )

    def _show(self) -> None:
        standing = self.standing()
        mark = {SignState.SIGNED: "✓ ", SignState.LAPSED: "✗ ", SignState.REOPENED: "✗ "}.get(
            standing.state, ""
        )
        said = escape(f"{mark}{translated(standing.said)}")
        self._label.setText(f'<a href="sign_off">{said}</a>' if said else "")
        self._label.setVisible(bool(said))
