"""Work in the background: a strip in the status bar for each job that a person waits for, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.jobs import Jobs
from widgets.progress import ProgressStrip

_SHOWN = frozenset(
    {
        "open",
        "recover",
        "examine",
        "classes",
        "speed_up",
        "divide",
        "fine_tune",
        "effects",
        "measure_runs",
        "predict",
        "read_run",
        "assess",
        "evaluate",
        "check",
        "compare",
        "export",
        "analyse",
        "diagnose",
        "follow",
        "behind",
        "survey",
        "similar",
        "settle",
        "part",
        "doctor",
        "place_sources",
        "source_changes",
        "agreement",
        "moment",
        "differences",
        "people",
        "plant",
        "sample",
        "state",
        "sign_off",
        "sign",
        "report",
    }
)
"""Kinds of jobs; the others fill what is seen already: pictures, crops, prices."""


class ProgressPresenter(QObject):
    """Between the jobs and the strip in the status bar."""

    def __init__(self, jobs: Jobs, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        jobs.progressed.connect(self._show)
        jobs.started.connect(lambda kind: self._show(kind, "", 0, 0))
        jobs.ended.connect(strip.hide_job)
        strip.cancel_clicked.connect(jobs.cancel)

    def _show(self, kind: str, text: str, done: int, total: int) -> None:
        if kind in _SHOWN:
            self._strip.show_job(kind, text, done, total)
