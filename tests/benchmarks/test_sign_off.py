"""How long the sign-off takes: its view, signing, verifying, and the report; docs/benchmarks.md quotes the table.

    BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_sign_off.py

measures at the size of COCO's validation set, after 1,000 edits; without the variable it runs small, to see that it
works.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter, sleep, thread_time
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sign_off import Policy
from engine.data.sources import Sources
from engine.opening import open_sources
from engine.report.content import gather_report
from engine.report.page import page_of
from engine.review import Review
from engine.sign_off.sign import ProspectRequest, SignRequest, prospects, reopen, sign
from engine.sign_off.verify import verify_project
from engine.store.project import ProjectFile
from tests.benchmarks.conftest import OURS, Figures
from widgets.sign_off.sign_off import SignOffDialog

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
IMAGES = 5000 if FULL else 20
EDITS = 1000 if FULL else 20
POLICY = Policy(sample=False, by_another=False, images=False)


def edited(review: Review) -> None:
    """Boxes moved by some pixels, as one step."""
    chance, boxes = random.Random(0), review.annotations
    edits = []
    for row in sorted(chance.sample(range(len(boxes)), EDITS)):
        box = boxes.at(row)
        x1, y1, x2, y2 = box.box_xyxy
        edits.append(Edit.move(box, (x1 + chance.randrange(-3, 4), y1, x2 + 1, y2)))
    review.apply(edits, Origin.DRAGGED)


@pytest.fixture(scope="module")
def project(coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    command = [sys.executable, str(coco_scale_script), str(folder), "--images", str(IMAGES)]
    subprocess.run(command, check=True, capture_output=True)
    path = folder / "p.boxwright"
    sources = Sources(folder / "ground_truth.json", predictions=folder / "predictions.json")
    with closing(open_sources(sources, path)) as review:
        edited(review)
        review.project.sign_offs.set_policy(POLICY)
    return path


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = perf_counter()
    answer = work()
    return perf_counter() - start, answer


def test_looking_signing_verifying_and_reporting(project: Path, figures: Figures) -> None:
    parts = prospects(ProspectRequest(project))
    lacking, found = timed(lambda: next(parts))
    assert found.facts.flags.open
    gains, _ = timed(lambda: list(parts))
    figures["what signing lacks, where no flag has a price yet"] = {OURS: f"{lacking:.1f} s"}
    figures["how much of the gain is real"] = {OURS: f"{gains:.1f} s"}
    with closing(ProjectFile(project)) as file:
        file.sign_offs.set_policy(replace(POLICY, flags_above=None))
    signing, (row, sealed) = timed(lambda: sign(SignRequest(project, "Lea", "known")))
    figures["signing"] = {OURS: f"{signing:.1f} s"}
    verifying, verified = timed(lambda: verify_project(sealed, row.content, project))
    assert verified.holds, verified.difference
    figures["verifying against the project"] = {OURS: f"{verifying:.1f} s"}
    reporting, content = timed(lambda: gather_report(project))
    figures["collecting a report"] = {OURS: f"{reporting:.1f} s"}
    setting, _ = timed(lambda: page_of(content))
    figures["its page"] = {OURS: f"{setting:.1f} s"}
    with closing(ProjectFile(project)) as file:
        reopen(file, "Lea", "to measure again")
        file.sign_offs.set_policy(POLICY)


class Turns:
    """Runs events until something is so, and keeps how long the longest took, by the clock and of this thread alone."""

    def __init__(self) -> None:
        self.clock = self.own = 0.0

    def until(self, so: Callable[[], bool]) -> float:
        begun = perf_counter()
        while not so():
            start, own = perf_counter(), thread_time()
            QApplication.processEvents()
            self.clock = max(self.clock, perf_counter() - start)
            self.own = max(self.own, thread_time() - own)
            # The job's thread is to have the interpreter too.
            sleep(0.001)
        return perf_counter() - begun


def test_in_the_window(qapp: QApplication, qtbot: QtBot, project: Path, figures: Figures) -> None:
    if not FULL:
        pytest.skip("the window is measured in full runs only; tests/app/test_signing.py sees that it works")
    application = Application(qapp)
    qtbot.addWidget(application.window)
    application.window.show()
    application.open(OpenRequest(None, project))
    Turns().until(lambda: application.jobs.idle)
    turns = Turns()

    def dialogs() -> list[SignOffDialog]:
        return [own for own in application.window.findChildren(SignOffDialog) if own.isVisible()]

    application.actions["sign_off"].trigger()
    shown = turns.until(lambda: bool(dialogs()))
    complete = turns.until(lambda: application.jobs.idle)
    told = f"{shown:.1f} s, with the gains {shown + complete:.1f} s"
    figures["Sign off… until its view is there, flags priced"] = {OURS: told}
    longest = f"{1000 * turns.own:.0f} ms ({1000 * turns.clock:.0f} ms by the clock)"
    figures["the longest turn of the GUI thread meanwhile"] = {OURS: longest, "goal": "50 ms"}
    (dialog,) = dialogs()
    changing, _ = timed(lambda: dialog.findChild(QCheckBox, "rule_reviewed").click())
    figures["a rule turned on or off"] = {OURS: f"{1000 * changing:.0f} ms", "goal": "50 ms"}
    dialog.reject()
    application.window.close()
