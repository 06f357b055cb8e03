"""The scripts in packaging/ import each other by their bare names, as they do where they are run."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
