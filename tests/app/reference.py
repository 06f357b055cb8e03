"""pycocotools on labels and predictions as they were exported: the reference."""

import contextlib
import io
import json
from pathlib import Path

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def twelve(ground_truth: Path, predictions: Path) -> list[float]:
    """The twelve metrics of a fresh run."""
    truth = json.loads(ground_truth.read_text())
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = truth
        coco.createIndex()
        run = COCOeval(coco, coco.loadRes(str(predictions)), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    return [float(value) for value in run.stats]
