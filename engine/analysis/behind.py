"""The boxes behind a bar, a cell or a point of a plot, as flags for the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from engine.analysis.analyse import Analysed
from engine.analysis.confusion import classes_of
from engine.analysis.outcome import Outcomes, outcomes
from engine.analysis.reliability import BINS, bin_of
from engine.analysis.tide import KINDS
from engine.data.analysis import Behind, ErrorKind
from engine.data.attribution import Attribution
from engine.data.dataset import Annotations, BoxTuple, Categories, Float, Int
from engine.data.edit import Edit, EditKind
from engine.data.flag import Flag, FlagKind
from engine.data.loss import Losses
from engine.data.sentence import Sentence, sentence
from engine.evaluation.incremental import Evaluation
from engine.evaluation.iou import iou
from engine.evaluation.per_class import precision_recall

_SAME_PLACE = 0.5
"""IoU from which a box that was added answers a prediction."""

MOST = 2000
"""How many boxes of a kind are brought up at once."""

_ERROR_TITLES = {
    ErrorKind.CLASS: sentence("Behind", "Right place, another class"),
    ErrorKind.LOCATION: sentence("Behind", "Right class, not quite the place"),
    ErrorKind.BOTH: sentence("Behind", "Another class, and not quite the place"),
    ErrorKind.DUPLICATE: sentence("Behind", "A second prediction of the same box"),
    ErrorKind.BACKGROUND: sentence("Behind", "Predictions where there is no box"),
    ErrorKind.MISSED: sentence("Behind", "Boxes that no prediction comes near"),
}


def behind_error(analysed: Analysed, kind: ErrorKind, categories: Categories) -> Behind:
    """The predictions with this error, or the boxes that were missed."""
    found, errors = analysed.outcomes, analysed.errors
    if kind is ErrorKind.MISSED:
        rows = np.flatnonzero(errors.missed)
        flags = [_missed(found, row, categories) for row in rows[:MOST].tolist()]
        return Behind(_ERROR_TITLES[kind], tuple(flags), max(len(rows) - MOST, 0))
    places = np.flatnonzero(errors.kinds == KINDS.index(kind))
    flags = []
    for place in _best(found, places):
        about, overlap = int(errors.about[place]), float(errors.overlaps[place])
        flags.append(_false_positive(found, place, categories, about, overlap))
    return Behind(_ERROR_TITLES[kind], tuple(flags), max(len(places) - MOST, 0))


def behind_confusion(analysed: Analysed, truth: int, predicted: int, categories: Categories) -> Behind:
    """The pairs in a cell of the confusion matrix; ``len(categories)`` stands for none."""
    found, pairs = analysed.outcomes, analysed.pairs
    box_class, prediction_class = classes_of(found, pairs)
    none = len(categories)
    asked = (np.where(box_class < 0, none, box_class) == truth) & (
        np.where(prediction_class < 0, none, prediction_class) == predicted
    )
    among = np.flatnonzero(asked)
    # What has no prediction comes last.
    scores = np.append(found.scores, -np.inf)[pairs.predictions[among]]
    flags = []
    for pair in among[np.argsort(-scores, kind="stable")][:MOST].tolist():
        place, row = int(pairs.predictions[pair]), int(pairs.annotations[pair])
        if place < 0:
            flags.append(_missed(found, row, categories))
        elif truth == predicted:
            flags.append(_true_positive(found, place, row, categories))
        else:
            flags.append(_false_positive(found, place, categories, row, _overlap(found, place, row)))
    true_name, said_name = (
        categories.name(index) if index < none else sentence("Behind", "nothing")
        for index in (truth, predicted)
    )
    title = sentence("Behind", "{truth} taken for {said}", truth=true_name, said=said_name)
    return Behind(title, tuple(flags), max(len(among) - MOST, 0))


def behind_bin(analysed: Analysed, index: int, categories: Categories) -> Behind:
    """The predictions whose score is in a bin of the calibration, the wrong ones first."""
    found = analysed.outcomes
    inside = bin_of(found.scores) == index
    wrong = np.flatnonzero(inside & found.false_positive)
    right = np.flatnonzero(inside & found.true_positive)
    flags = [
        *(_false_positive(found, place, categories, -1, 0.0) for place in _best(found, wrong)),
        *(
            _true_positive(found, place, int(found.matched[place]), categories)
            for place in _best(found, right)
        ),
    ]
    title = sentence(
        "Behind",
        "Predictions with a score of {low:.1f} to {high:.1f}",
        low=index / BINS,
        high=(index + 1) / BINS,
    )
    return Behind(title, tuple(flags), len(wrong) + len(right) - len(flags))


def behind_curve(
    evaluation: Evaluation,
    annotations: Annotations,
    categories: Categories,
    *,
    category: int | None,
    iou_threshold: float,
    recall: int,
) -> Behind:
    """What is wrong at a point of a precision-recall curve: false positives up to there, and boxes not found by then.

    Parameters
    ----------
    evaluation, annotations
        The labels as they are.
    category
        Index of the class; None: of each class, at the same recall.
    iou_threshold
        One of the evaluation's.
    recall
        Index into the recall thresholds.
    """
    found = outcomes(evaluation, annotations, iou_threshold=iou_threshold)
    asked = range(len(categories)) if category is None else (category,)
    least = np.full(len(categories), np.inf)
    for own in asked:
        reached = float(precision_recall(evaluation, own).at(iou_threshold)[1][recall])
        # A recall that is not reached lies beyond the last prediction.
        least[own] = reached if reached > 0 else -np.inf
    kept = found.scores >= least[found.categories]
    wrong = np.flatnonzero(found.false_positive & kept)
    late = np.flatnonzero(
        ~found.ignored
        & np.isin(found.annotations.categories, asked)
        & ~np.append(kept, False)[found.found_by]
    )
    at = evaluation.settings.recall_thresholds[recall]
    name = sentence("Behind", "All classes") if category is None else categories.name(category)
    flags = (
        *(_false_positive(found, place, categories, -1, 0.0) for place in _best(found, wrong)),
        *(_missed(found, row, categories) for row in late[:MOST].tolist()),
    )
    title = sentence(
        "Behind", "{name} at recall {recall:.2f}, IoU {iou:.2f}", name=name, recall=at, iou=iou_threshold
    )
    return Behind(title, flags, len(wrong) + len(late) - len(flags))


def behind_loss(
    losses: Losses, annotations: Annotations, categories: Categories, *, low: float, high: float
) -> Behind:
    """The labels with a loss in a range, the largest first."""
    totals = losses.totals_of(annotations.ids)
    rows = np.flatnonzero((totals >= low) & (totals <= high))
    rows = rows[np.argsort(-totals[rows], kind="stable")]
    flags = []
    for row, loss in zip(
        rows[:MOST].tolist(), losses.of_each(annotations.ids[rows[:MOST]].tolist()), strict=True
    ):
        box = annotations.at(row)
        if loss is not None:
            reason = sentence(
                "Reason",
                "The model contradicts this box of {name}: class {category:.2f}, place {place:.2f}, existence "
                "{existence:.2f}.",
                name=categories.name(box.category),
                category=loss.category,
                place=loss.place,
                existence=loss.existence,
            )
            flags.append(
                Flag(FlagKind.LABEL, box.image, box.id, box.category, box.box_xyxy, loss.total, reason)
            )
    title = sentence("Behind", "Labels with a loss of {low:.2f} to {high:.2f}", low=low, high=high)
    return Behind(title, tuple(flags), max(len(rows) - MOST, 0))


def behind_edits(
    title: str, edits: Iterable[Edit], annotations: Annotations, categories: Categories
) -> Behind:
    """Boxes that were edited.

    Parameters
    ----------
    title
        What the edits have in common.
    edits
    annotations
        The labels as they are now.
    """
    flags = []
    for edit in edits:
        box = annotations.get(edit.subject.id)
        shown = edit.subject if box is None else box
        flags.append(
            Flag(
                FlagKind.EDITED,
                shown.image,
                None if box is None else box.id,
                shown.category,
                shown.box_xyxy,
                0.0,
                _edited(edit, categories),
            )
        )
    return Behind(title, tuple({flag.key: flag for flag in flags}.values()))


def behind_contributions(
    attribution: Attribution, annotations: Annotations, categories: Categories
) -> Behind:
    """Boxes that were edited, the one that changed mAP most first, with what it did.

    Parameters
    ----------
    attribution
    annotations
        The labels as they are now.
    """
    largest = max((abs(own.ap) for own in attribution.contributions), default=0.0) or 1.0
    flags = []
    for own in attribution.contributions:
        shown = behind_edits("", (own.edit,), annotations, categories).flags[0]
        reason = (
            sentence(
                "Reason",
                "{edited} It changed mAP by {ap:+.5f}. It copies the model's own box.",
                edited=shown.reason,
                ap=own.ap,
            )
            if own.copied
            else sentence("Reason", "{edited} It changed mAP by {ap:+.5f}.", edited=shown.reason, ap=own.ap)
        )
        flags.append(replace(shown, score=abs(own.ap) / largest, reason=reason))
    return Behind(sentence("Behind", "Edited boxes, by how much each changed mAP"), tuple(flags))


def with_known(behind: Behind, known: Iterable[Flag]) -> Behind:
    """The same boxes; where a check has a flag of one, that flag takes its place."""
    of_prediction: dict[int, Flag] = {}
    of_box: dict[int, Flag] = {}
    for flag in known:
        if flag.prediction is not None:
            of_prediction.setdefault(flag.prediction, flag)
        if flag.annotation_id is not None:
            of_box.setdefault(flag.annotation_id, flag)

    def best(flag: Flag) -> Flag:
        if flag.kind is FlagKind.FALSE_POSITIVE and flag.prediction is not None:
            return of_prediction.get(flag.prediction, flag)
        if flag.kind in (FlagKind.MISSED, FlagKind.LABEL) and flag.annotation_id is not None:
            return of_box.get(flag.annotation_id, flag)
        return flag

    return replace(behind, flags=tuple({flag.key: flag for flag in map(best, behind.flags)}.values()))


@dataclass(frozen=True, eq=False, slots=True)
class Narrowing:
    """A queue narrowed to some boxes, while they are edited.

    Attributes
    ----------
    behind : Behind
        All of them.
    since : Annotations
        The labels at that time.
    touched : frozenset of int
        Indices of the images whose boxes changed since.
    """

    behind: Behind
    since: Annotations
    touched: frozenset[int] = frozenset()

    def after(self, images: Iterable[int]) -> Narrowing:
        """The same after edits on some images."""
        return replace(self, touched=self.touched.union(images))

    def open_flags(self, now: Annotations) -> tuple[Flag, ...]:
        """The flags that no edit has answered: their box is as it was, and none was put in its place."""
        if not self.touched:
            return self.behind.flags
        return tuple(
            flag
            for flag in self.behind.flags
            if flag.image not in self.touched or not _answered(flag, self.since, now)
        )


def _answered(flag: Flag, since: Annotations, now: Annotations) -> bool:
    if flag.kind is FlagKind.EDITED:
        return False
    if flag.annotation_id is not None:
        # By representation, so that a box of NaN equals itself.
        return repr(since.get(flag.annotation_id)) != repr(now.get(flag.annotation_id))
    before, after = (
        {repr(own.at(row)): own.boxes_xyxy[row] for row in own.rows_of_image(flag.image).tolist()}
        for own in (since, now)
    )
    fresh = [box for said, box in after.items() if said not in before]
    place = np.array([flag.box_xyxy])
    return bool(fresh) and bool((iou(place, np.array(fresh)) >= _SAME_PLACE).any())


def _best(found: Outcomes, places: Int) -> list[int]:
    """The predictions of the best scores among some, `MOST` of them."""
    order = np.argsort(-found.scores[places], kind="stable")[:MOST]
    return [int(place) for place in places[order]]


def _false_positive(found: Outcomes, place: int, categories: Categories, about: int, overlap: float) -> Flag:
    """A flag of a prediction that is wrong; ``about`` is the row of the box that it should have been, or -1."""
    score, category = float(found.scores[place]), int(found.categories[place])
    name = categories.name(category)
    box = None if about < 0 else found.annotations.at(about)
    if box is None:
        reason = sentence(
            "Reason",
            "The model sees {name} here with score {score:.2f}, and no box of that class is left that overlaps it by "
            "{iou:.2f} IoU.",
            name=name,
            score=score,
            iou=found.iou_threshold,
        )
    else:
        reason = sentence(
            "Reason",
            "The model sees {name} here with score {score:.2f}; the box that says {other} overlaps it by {iou:.2f} "
            "IoU.",
            name=name,
            score=score,
            other=categories.name(box.category),
            iou=overlap,
        )
    corners = _corners(found.boxes_xywh[place])
    box_id = None if box is None else box.id
    row = int(found.rows[place])
    image = int(found.images[place])
    return Flag(FlagKind.FALSE_POSITIVE, image, box_id, category, corners, score, reason, None, row)


def _true_positive(found: Outcomes, place: int, row: int, categories: Categories) -> Flag:
    score, box = float(found.scores[place]), found.annotations.at(row)
    name, prediction = categories.name(int(found.categories[place])), int(found.rows[place])
    reason = sentence(
        "Reason",
        "The model sees {name} here with score {score:.2f}, as the box says.",
        name=name,
        score=score,
    )
    return Flag(
        FlagKind.TRUE_POSITIVE, box.image, box.id, box.category, box.box_xyxy, score, reason, None, prediction
    )


def _missed(found: Outcomes, row: int, categories: Categories) -> Flag:
    box = found.annotations.at(row)
    place, name = int(found.found_by[row]), categories.name(box.category)
    if place >= 0:
        reason = sentence(
            "Reason",
            "The model finds this {name} only with score {score:.2f}.",
            name=name,
            score=found.scores[place],
        )
    else:
        reason = sentence(
            "Reason",
            "No prediction of {name} overlaps this box by {iou:.2f} IoU.",
            name=name,
            iou=found.iou_threshold,
        )
    return Flag(FlagKind.MISSED, box.image, box.id, box.category, box.box_xyxy, 0.0, reason)


def _edited(edit: Edit, categories: Categories) -> Sentence:
    name = categories.name(edit.subject.category)
    before = "" if edit.before is None else categories.name(edit.before.category)
    match edit.kind:
        case EditKind.ADD:
            return sentence("Reason", "This box of class {name} was added.", name=name)
        case EditKind.MOVE:
            return sentence("Reason", "This box of class {name} was moved.", name=name)
        case EditKind.DELETE:
            return sentence("Reason", "A box of class {name} was deleted here.", name=name)
        case EditKind.RELABEL:
            return sentence(
                "Reason", "The class of this box was {before}, and is {name} now.", before=before, name=name
            )
        case EditKind.REPLACE:
            return sentence(
                "Reason",
                "This box was moved; its class was {before}, and is {name} now.",
                before=before,
                name=name,
            )


def _overlap(found: Outcomes, place: int, row: int) -> float:
    """IoU of a prediction with a box; 0 without one."""
    if row < 0:
        return 0.0
    prediction = np.array([_corners(found.boxes_xywh[place])])
    return float(iou(prediction, found.annotations.boxes_xyxy[row : row + 1])[0, 0])


def _corners(box_xywh: Float) -> BoxTuple:
    x, y, width, height = box_xywh.tolist()
    return x, y, x + width, y + height
