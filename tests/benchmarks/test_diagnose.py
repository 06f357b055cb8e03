"""Time and memory of the diagnosis on files of COCO's size.

BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/benchmarks/test_diagnose.py
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.conftest import OURS, Figures
from tests.engine.diagnose.test_configuration import HEALTHY

RUN = Path(__file__).parents[1] / "engine" / "diagnose" / "runs" / "healthy"
SECONDS, BYTES = 30.0, 1e9

pytestmark = pytest.mark.skipif(
    os.environ.get("BOXWRIGHT_BENCHMARK") != "full",
    reason="half a minute; ask for it with BOXWRIGHT_BENCHMARK=full",
)


def test_the_diagnosis_at_coco_scale(coco_scale_script: Path, tmp_path: Path, figures: Figures) -> None:
    subprocess.run([sys.executable, str(coco_scale_script), str(tmp_path)], check=True)
    configuration = tmp_path / "pipeline.config"
    configuration.write_text(HEALTHY)
    files = [str(tmp_path / name) for name in ("ground_truth.json", "predictions.json")]
    options = ["--events", str(RUN), "--config", str(configuration), "--json"]
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "app", "diagnose", *files, *options],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    # In kilobytes, of the largest child so far: the script that wrote the files is smaller.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert json.loads(ran.stdout)["findings"]
    figures["`boxwright diagnose`, COCO scale"] = {
        OURS: f"{seconds:.1f} s, {memory / 1e6:.0f} MB",
        "goal": f"{SECONDS:.0f} s, {BYTES / 1e9:.0f} GB",
    }
    assert seconds < SECONDS and memory < BYTES
