"""In the real window every handle of a box resizes it: far off, close, and on a display of a fractional scale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from tests.widgets.canvas.conftest import Mouse

HANDLES = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)]
# Some 160 screen pixels wide at the zoom each is looked at with.
LARGE, TINY = (2000.0, 1500.0, 3600.0, 3100.0), (200.0, 150.0, 208.0, 158.0)


@pytest.fixture
def two_boxes(application: Application, tmp_path: Path, wait_until_idle: Callable[[], None]) -> Application:
    boxes = [
        {"id": n, "image_id": 1, "category_id": 1, "bbox": [x1, y1, x2 - x1, y2 - y1]}
        for n, (x1, y1, x2, y2) in enumerate((LARGE, TINY), 1)
    ]
    image = {"id": 1, "file_name": "a.png", "width": 6400, "height": 4800}
    truth = tmp_path / "truth.json"
    truth.write_text(
        json.dumps({"images": [image], "annotations": boxes, "categories": [{"id": 1, "name": "nut"}]})
    )
    application.open(OpenRequest(Sources(truth), tmp_path / "two.boxwright"))
    wait_until_idle()
    return application


@pytest.mark.parametrize(("zoom", "box", "by"), [(0.1, LARGE, 400), (20.0, TINY, 2)])
def test_every_handle_resizes_its_box_and_undo_takes_it_back(
    two_boxes: Application, zoom: float, box: tuple[float, ...], by: int
) -> None:
    document, canvas = two_boxes.document, two_boxes.window.canvas
    mouse = Mouse(canvas)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    (row,) = [row for row, own in enumerate(document.review.annotations.boxes_xyxy) if tuple(own) == box]
    for handle in HANDLES:
        document.select([int(document.review.annotations.ids[row])])
        canvas.set_view_state(zoom, middle)
        start = tuple(middle[axis] + handle[axis] * (box[axis + 2] - box[axis]) / 2 for axis in (0, 1))
        mouse.drag(start, (start[0] + by, start[1] + by))
        expected = list(box)
        for axis in (0, 1):
            if handle[axis]:
                expected[axis if handle[axis] < 0 else axis + 2] += by
        assert document.review.annotations.boxes_xyxy[row].tolist() == expected, handle
        QTest.keySequence(two_boxes.window, QKeySequence("Ctrl+Z"))
        assert document.review.annotations.boxes_xyxy[row].tolist() == list(box)


@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_so_it_is_on_a_display_of_a_fractional_scale(scale: str) -> None:
    if "QT_SCALE_FACTOR" in os.environ:
        pytest.skip("this is the scaled run")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", __file__],
        env=os.environ | {"QT_SCALE_FACTOR": scale},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
