"""pycocotools on the program's own structs, and datasets to hold the program against it."""

import contextlib
import io
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st
from pycocotools import coco
from pycocotools.cocoeval import COCOeval

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, Categories, Images, Predictions
from engine.evaluation.incremental import Evaluation, evaluate
from engine.evaluation.settings import COCO, EvaluationSettings


@dataclass(frozen=True, eq=False)
class Case:
    """Something to evaluate."""

    images: Images
    categories: Categories
    annotations: Annotations
    predictions: Predictions

    def evaluated(self, settings: EvaluationSettings = COCO) -> Evaluation:
        return evaluate(self.images, self.categories, self.annotations, self.predictions, settings)

    def with_annotations(self, rows: list[Annotation]) -> "Case":
        return replace(self, annotations=Annotations.of_rows(sorted(rows, key=lambda row: row.id)))


class _WithIgnored(COCOeval):
    """pycocotools overwrites ``ignore`` by ``iscrowd``; here a box may be ignored without being a crowd."""

    def _prepare(self) -> None:
        super()._prepare()
        for boxes in self._gts.values():
            for box in boxes:
                box["ignore"] = box["iscrowd"] or box["not_counted"]


def pycocotools(case: Case, settings: EvaluationSettings = COCO) -> COCOeval:
    """Run pycocotools; ``eval`` holds its arrays, ``stats`` its twelve metrics."""
    labels, scored = case.annotations, case.predictions
    known = (scored.categories >= 0) & np.isfinite(scored.boxes_xyxy).all(axis=1)
    truth = [
        {
            "id": int(labels.ids[n]),
            "image_id": int(case.images.ids[labels.images[n]]),
            "category_id": int(case.categories.ids[labels.categories[n]]),
            "bbox": [*labels.boxes_xyxy[n, :2].tolist(), *labels.sizes_wh[n].tolist()],
            "area": float(labels.areas[n]),
            "iscrowd": int(labels.crowd[n]),
            "not_counted": bool(labels.ignore[n]),
        }
        for n in np.flatnonzero(labels.countable())
    ]
    results = [
        {
            "id": number,
            "image_id": int(case.images.ids[scored.images[n]]),
            "category_id": int(case.categories.ids[scored.categories[n]]),
            "bbox": [*scored.boxes_xyxy[n, :2].tolist(), *scored.sizes_wh[n].tolist()],
            "area": float(scored.sizes_wh[n, 0] * scored.sizes_wh[n, 1]),
            "iscrowd": 0,
            "score": float(scored.scores[n]),
        }
        for number, n in enumerate(np.flatnonzero(known), 1)
    ]
    with contextlib.redirect_stdout(io.StringIO()):
        run = _WithIgnored(_dataset(case, truth), _dataset(case, results), "bbox")
        run.params.iouThrs = settings.iou_thresholds
        run.params.recThrs = settings.recall_thresholds
        run.params.areaRng = settings.area_ranges.tolist()
        run.params.areaRngLbl = list(settings.area_names)
        run.params.maxDets = list(settings.max_detections)
        run.evaluate()
        run.accumulate()
        run.summarize()
    return run


def _dataset(case: Case, annotations: list[dict]) -> coco.COCO:
    dataset = coco.COCO()
    dataset.dataset = {
        "images": [{"id": i} for i in case.images.ids.tolist()],
        "categories": [{"id": i} for i in case.categories.ids.tolist()],
        "annotations": annotations,
    }
    dataset.createIndex()
    return dataset


def annotation(
    number: int, image: int, category: int, x: float, y: float, width: float, height: float, **fields: object
) -> Annotation:
    """A box by left, top, width and height; its area is theirs unless given."""
    area = fields.pop("area", width * height)
    corners = (x, y, x + width, y + height)
    return Annotation(number, number, image, category, corners, (width, height), area, **fields)


def predictions(rows: list[tuple[int, int, float, float, float, float, float]]) -> Predictions:
    """Predictions from rows of image, category, left, top, width, height and score."""
    table = np.array(rows, np.float64).reshape(len(rows), 7)
    corners = np.concatenate([table[:, 2:4], table[:, 2:4] + table[:, 4:6]], axis=1)
    return Predictions(
        table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), corners, table[:, 4:6], table[:, 6]
    )


def case(
    images: int, categories: int, annotations: list[Annotation], scored: list[tuple[float, ...]]
) -> Case:
    """A dataset whose source ids differ from the indices."""
    return Case(
        Images(np.arange(images) * 3 + 5, ("",) * images, np.zeros((images, 2), np.int64)),
        Categories(np.arange(categories) * 2 + 1, ("",) * categories),
        Annotations.of_rows(annotations),
        predictions(scored),
    )


# Sizes on the limits of the area ranges among others, few places and scores: equal boxes and ties are common.
_places = st.sampled_from([0.0, 1.0, 4.0, 10.5, 33.3]) | st.floats(-5, 60)
_sizes = st.sampled_from([0.0, 10.0, 16.0, 32.0, 64.0, 96.0, 144.0]) | st.floats(0.5, 120)
_scores = st.sampled_from([0.0, 0.25, 0.5, 0.5000000000000001, 0.9]) | st.floats(-1, 2)
_boxes = st.tuples(_places, _places, _sizes, _sizes)
_rarely = st.sampled_from([True, False, False, False])


@st.composite
def annotations_on(draw: st.DrawFn, images: int, categories: int, number: int) -> Annotation:
    """Any box with this id."""
    box = draw(_boxes)
    row = annotation(
        number,
        draw(st.integers(0, images - 1)),
        draw(st.integers(0, categories - 1)),
        *box,
        area=draw(st.sampled_from([box[2] * box[3], box[2] * box[3] * 0.7, 0.0, 1024.0, 9216.0])),
        crowd=draw(_rarely),
        ignore=draw(_rarely),
    )
    flaw = draw(st.integers(0, 40))
    if flaw == 0:
        return replace(row, category=UNKNOWN_CATEGORY)
    return replace(row, box_xyxy=(float("nan"), 0.0, 1.0, 1.0)) if flaw == 1 else row


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A small dataset with predictions, most of them near its boxes."""
    images, categories = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    count = draw(st.integers(0, 12))
    boxes = [draw(annotations_on(images, categories, number)) for number in range(1, count + 1)]
    scored: list[tuple[float, ...]] = []
    for _ in range(draw(st.integers(0, 20))):
        image, category = draw(st.integers(0, images - 1)), draw(st.integers(-1, categories - 1))
        x, y, width, height = draw(_boxes)
        if boxes and draw(st.booleans()):
            near = draw(st.sampled_from(boxes))
            image, category = near.image, near.category
            x, y = near.box_xyxy[:2]
            width, height = (
                side * draw(st.sampled_from([1.0, 0.9, 0.75, 0.5, 2.0])) for side in near.size_wh
            )
        scored.append((image, category, x, y, width, height, draw(_scores)))
    return case(images, categories, boxes, scored)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Case, list[list[Annotation]]]:
    """A dataset, and its boxes after each of some edits."""
    start = draw(cases())
    images, categories = len(start.images), len(start.categories)
    rows = {row: start.annotations.at(row) for row in range(len(start.annotations))}
    boxes = {row.id: row for row in rows.values()}
    states = []
    for _ in range(draw(st.integers(1, 6))):
        for _ in range(draw(st.integers(1, 2))):
            number = draw(st.sampled_from([*boxes, max(boxes, default=0) + 1]))
            new = draw(annotations_on(images, categories, number))
            if number in boxes and draw(st.booleans()):
                del boxes[number]
            else:
                image = boxes[number].image if number in boxes else new.image
                boxes[number] = Annotation(**{f: getattr(new, f) for f in new.__slots__} | {"image": image})
        states.append([boxes[n] for n in sorted(boxes)])
    return start, states
