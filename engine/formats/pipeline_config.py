"""What the pipeline.config beside a SavedModel says of the model's input."""

from __future__ import annotations

import re
from pathlib import Path

_RESIZER = re.compile(r"image_resizer\s*\{(?P<body>(?:[^{}]|\{[^{}]*\})*)\}")
_SIDE = re.compile(r"\b(?:height|width|max_dimension)\s*:\s*(\d+)")
_NAME = "pipeline.config"
_MOST_BYTES = 1_000_000


def input_side(model: Path) -> int:
    """Longer side, in pixels, to which a model reduces images; 0 where it is not said.

    The TensorFlow Object Detection API exports ``pipeline.config`` beside the folder of the SavedModel.

    Parameters
    ----------
    model
        The folder of the SavedModel.
    """
    for path in (model / _NAME, model.parent / _NAME):
        try:
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                resizer = _RESIZER.search(path.read_text("utf-8", errors="replace"))
                sides = () if resizer is None else _SIDE.findall(resizer["body"])
                return max(map(int, sides), default=0)
        except OSError:
            # It only adds to what is known of the model: without it a threshold stays unused.
            continue
    return 0
