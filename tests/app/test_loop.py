"""The loop, from the first flag to the last, over the whole demo, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.flag import OF_IMAGES
from engine.data.sources import Sources
from tests.conftest import DEMO

_CLOSEST = 8.0


def in_sight(application: Application) -> bool:
    """Whether the place under review is wholly on the canvas, and large enough to be judged."""
    canvas, entry = application.window.canvas, application.document.entry
    assert entry is not None
    left, top, right, bottom = canvas.view.box_to_screen(entry.flag.box_xyxy)
    width, height = canvas.viewport_wh
    inside = left >= -1 and top >= -1 and right <= width + 1 and bottom <= height + 1
    return inside and (max(right - left, bottom - top) >= 60 or canvas.view.zoom >= _CLOSEST)


def test_every_flag_of_the_demo_is_settled_by_one_key_each(
    application: Application, demo_results: Path, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> None:
    document, window = application.document, application.window
    sources = Sources(DEMO / "ground_truth.json", images=DEMO / "images", predictions=demo_results)
    application.open(OpenRequest(sources, tmp_path / "demo.boxwright"))
    wait_until_idle()
    before = document.review.metrics.ap
    keys = 0
    while document.entry is not None:
        entry = document.entry
        assert entry.verdict is None
        assert entry.flag.image == document.image
        assert in_sight(application), (keys, entry.flag, window.canvas.view, window.canvas.viewport_wh)
        flagged = () if entry.flag.annotation_id is None else (entry.flag.annotation_id,)
        assert document.selection == flagged
        # A correction that would cost mAP is not one that this reviewer believes.
        believed = entry.flag.suggestion is not None and (entry.price or 0.0) >= 0 and entry.flag.score > 0.5
        QTest.keyClick(window, Qt.Key.Key_Return if believed else Qt.Key.Key_X)
        keys += 1
        assert keys < 1000
        if keys % 10 == 0:
            wait_until_idle()
    wait_until_idle()
    why = window.queue.findChild(QLabel, "why_empty")
    assert isinstance(why, QLabel)
    assert why.text() == "Every flag is settled. Well done."
    assert len(document.review.history.done) == keys
    assert keys > 57
    assert document.review.metrics.ap > before + 0.05
    kinds = {flag.kind for own in document.review.assessment.flags.values() for flag in own}
    assert kinds - OF_IMAGES or not kinds
    # All of it is on disk, and all of it can be taken back.
    state = [
        repr(own) for own in map(document.review.annotations.at, range(len(document.review.annotations)))
    ]
    path, verdicts = document.review.project.path, dict(document.review.verdicts)
    application.open(OpenRequest(None, path))
    wait_until_idle()
    again = document.review
    assert [repr(own) for own in map(again.annotations.at, range(len(again.annotations)))] == state
    assert again.verdicts == verdicts
    for _ in range(keys):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not again.verdicts
    assert again.metrics.ap == before
    assert np.array_equal(again.annotations.boxes_xyxy, again.dataset.annotations.boxes_xyxy)
