"""What is going on in the background, how far it is, and a way to stop it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from widgets.icons import set_icon
from widgets.theme import GRID, tabular

_BAR_PX, _SHORT_BAR_PX = 160, 56


class ProgressStrip(QWidget):
    """One line for each job; nothing where none is under way."""

    cancel_clicked = Signal(str)
    """Kind of the job."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[str, _Job] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3 * GRID)
        self.hide()

    def show_job(self, kind: str, text: str, done: int, total: int) -> None:
        """Show how far a job is; a total of 0 where that is not known."""
        if kind not in self._jobs:
            job = _Job(self)
            job.cancel.clicked.connect(partial(self.cancel_clicked.emit, kind))
            self._jobs[kind] = job
            self._layout.addWidget(job)
            self._share_room()
        self._jobs[kind].show_progress(text, done, total)
        self.show()

    def hide_job(self, kind: str) -> None:
        """A job has ended."""
        job = self._jobs.pop(kind, None)
        if job is not None:
            self._layout.removeWidget(job)
            job.hide()
            job.deleteLater()
            self._share_room()
        self.setVisible(bool(self._jobs))

    def _share_room(self) -> None:
        """Several jobs have shorter bars, lest their words be cut."""
        for job in self._jobs.values():
            job.bar.setFixedWidth(_BAR_PX if len(self._jobs) == 1 else _SHORT_BAR_PX)


class _Job(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setFont(tabular(self._text.font()))
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_PX)
        self.bar.setTextVisible(False)
        self.cancel = QToolButton()
        set_icon(self.cancel, "cancel")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Once is enough; a job stops at its next step.
        self.cancel.clicked.connect(partial(self.cancel.setEnabled, False))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self._text, self.bar, self.cancel):
            layout.addWidget(widget)

    def show_progress(self, text: str, done: int, total: int) -> None:
        text = QCoreApplication.translate("Progress", text) if text else self.tr("Starting")
        counted = f"{text}  {done:,} / {total:,}" if total else text
        self._text.setText(counted)
        self.bar.setAccessibleName(text)
        stop = self.tr("Stop: {}").format(text)
        self.cancel.setToolTip(stop)
        self.cancel.setAccessibleName(stop)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
