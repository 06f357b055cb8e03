"""Make tidecv_figures.json: what the original TIDE says of some sets of boxes and of BCCD.

tidecv asks for the OpenCV wheel that brings a Qt of its own, which must not lie beside this program's. So its figures
are kept here, made in an environment of its own:

    python3 -m venv tide && tide/bin/pip install tidecv==1.0.1
    tide/bin/python tests/engine/analysis/make_tidecv_figures.py FOLDER_OF_BCCD
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from tidecv import TIDE, Data

SETS = 12
THRESHOLDS = (0.5, 0.75)
CLASSES = 3
MOST_PREDICTIONS = 10_000
"""tidecv's limit is for all classes of an image together, COCO's for each: neither takes part here."""


def random_set(seed: int) -> dict[str, list[list[float]]]:
    """Boxes, and predictions near them, of a wrong class, of a wrong place, doubled, and anywhere; no score twice."""
    chance = np.random.default_rng(seed)
    boxes, scored = [], []
    for image in range(int(chance.integers(1, 5))):
        for _ in range(int(chance.integers(1, 8))):
            left, top = chance.uniform(0, 300, 2)
            width, height = chance.uniform(15, 80, 2)
            category = int(chance.integers(CLASSES))
            boxes.append([image, category, *np.round([left, top, width, height], 2).tolist()])
            for _ in range(int(chance.choice([0, 1, 1, 1, 2, 3]))):
                moved = chance.normal(0, float(chance.choice([0.03, 0.15, 0.4]))) * width
                guess = category if chance.random() < 0.75 else int(chance.integers(CLASSES))
                wider = float(chance.choice([1.0, 1.1, 0.7, 0.4]))
                place = np.round([left + moved, top, width * wider, height], 2)
                scored.append([image, guess, *place.tolist()])
        for _ in range(int(chance.integers(0, 4))):
            place = np.round([*chance.uniform(0, 300, 2), *chance.uniform(15, 80, 2)], 2)
            scored.append([image, int(chance.integers(CLASSES)), *place.tolist()])
    # A class without a box counts as an AP of 0 for tidecv, and not at all for COCO.
    of_classes = {int(row[1]) for row in boxes}
    scored = [row for row in scored if int(row[1]) in of_classes]
    scores = chance.permutation(len(scored)) + 1
    return {
        "boxes": boxes,
        "predictions": [
            [*row, float(score) / (len(scored) + 1)] for row, score in zip(scored, scores, strict=True)
        ],
    }


def data_of(rows: dict[str, list[list[float]]]) -> tuple[Data, Data]:
    truth = Data("truth", max_dets=MOST_PREDICTIONS)
    scored = Data("scored", max_dets=MOST_PREDICTIONS)
    for image, category, *box in rows["boxes"]:
        truth.add_ground_truth(int(image), int(category), box)
    for image, category, left, top, width, height, score in rows["predictions"]:
        scored.add_detection(int(image), int(category), score, [left, top, width, height])
    return truth, scored


def figures(truth: Data, scored: Data) -> dict[str, dict[str, dict[str, float]]]:
    told = {}
    for threshold in THRESHOLDS:
        tide = TIDE(pos_threshold=threshold)
        run = tide.evaluate(truth, scored, name="set")
        told[str(threshold)] = {
            "counts": {kind.short_name: len(found) for kind, found in run.error_dict.items()},
            "delta_ap": {name: cost / 100 for name, cost in tide.get_main_errors()["set"].items()},
        }
    return told


def bccd_set(folder: Path) -> dict[str, list[list[float]]]:
    # Its annotations have no masks, without which tidecv's own reader of COCO ends.
    truth = json.loads((folder / "test_ground_truth.coco.json").read_text())
    scored = json.loads((folder / "test_predictions.coco.json").read_text())
    # Of equal scores tidecv has those of right predictions last, COCO those of later images: so none are equal.
    order = sorted(range(len(scored)), key=lambda row: -scored[row]["score"])
    return {
        "boxes": [[own["image_id"], own["category_id"], *own["bbox"]] for own in truth["annotations"]],
        "predictions": [
            [
                scored[row]["image_id"],
                scored[row]["category_id"],
                *scored[row]["bbox"],
                1 - place / len(scored),
            ]
            for place, row in enumerate(order)
        ],
    }


def main() -> None:
    bccd = Path(sys.argv[1])
    sets = [random_set(seed) for seed in range(SETS)]
    kept = {
        "sets": [{**own, "figures": figures(*data_of(own))} for own in sets],
        "bccd": figures(*data_of(bccd_set(bccd))),
    }
    Path(__file__).with_name("tidecv_figures.json").write_text(json.dumps(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
