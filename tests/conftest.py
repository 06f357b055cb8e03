"""Fixtures that the whole suite shares."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine, nothing of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The program's own files (log, settings, demo project) must not be those of whoever runs the tests.
_home = tempfile.mkdtemp(prefix="boxwright-tests-")
for _name in ("CONFIG", "DATA", "STATE", "CACHE"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_home, _name.lower()))

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def bccd() -> Path:
    """The BCCD dataset beside the checkout; tests that need it skip where it is absent."""
    folder = SHARED / "data" / "bccd"
    if not folder.is_dir():
        pytest.skip("the BCCD dataset is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def coco_scale_script() -> Path:
    """The script that writes files of COCO's size."""
    script = SHARED / "tools" / "make_coco_scale.py"
    if not script.is_file():
        pytest.skip("make_coco_scale.py is not beside this checkout")
    return script
