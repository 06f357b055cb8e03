"""Kill -9 during a run of edits in the real window: what it had shown as saved is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.data.sources import Sources
from engine.opening import open_project, open_sources

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("edits_before", [1, 23])
def test_every_edit_shown_as_saved_survives_kill_9(
    tmp_path: Path, bccd_test_sources: Sources, edits_before: int
) -> None:
    path = tmp_path / "p.boxwright"
    open_sources(bccd_test_sources, path).close()
    command = [sys.executable, str(ROOT / "tests" / "app" / "edit_forever.py"), str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        shown = [child.stdout.readline() for _ in range(edits_before)]
        child.kill()
        shown += child.stdout.readlines()
    whole = [line.split() for line in shown if line.endswith("\n")]
    assert len(whole) >= edits_before
    review = open_project(path)
    entries = review.project.journal()
    # The edit under way when the process died may be there as well, shown or not.
    assert len(whole) <= len(entries) <= len(whole) + 1
    if len(entries) > len(whole):
        review.undo() if entries[-1].action == "do" else review.redo()
    done, boxes, total = whole[-1]
    assert len(review.history.done) == int(done)
    assert len(review.annotations) == int(boxes)
    assert repr(float(review.annotations.boxes_xyxy.sum())) == total
    review.close()
