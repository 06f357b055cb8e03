"""All analyses of an evaluation at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.analysis.confusion import ClassBlindPairs, confuse, pair_class_blind
from engine.analysis.outcome import Outcomes, outcomes
from engine.analysis.reliability import calibrate
from engine.analysis.tide import FOUND, Errors, error_costs, tell_errors_apart
from engine.data.analysis import Analysis
from engine.data.dataset import Annotations
from engine.evaluation.incremental import Evaluation
from engine.evaluation.operating_point import best_operating_points


@dataclass(frozen=True, eq=False, slots=True)
class Analysed:
    """Analyses, and what the boxes behind their numbers are looked up in.

    Attributes
    ----------
    analysis : Analysis
    outcomes : Outcomes
        At an IoU of `engine.analysis.tide.FOUND`.
    errors : Errors
    pairs : ClassBlindPairs
    """

    analysis: Analysis
    outcomes: Outcomes
    errors: Errors
    pairs: ClassBlindPairs


def analyse(
    evaluation: Evaluation,
    annotations: Annotations,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Analysed:
    """Analyse predictions on a state of the labels.

    Confusions are counted among the predictions that are best kept: from the score of the largest F1 on. All of them
    would bury the confusions under what the model hardly believes itself.

    Parameters
    ----------
    evaluation
    annotations
        The labels it was made of.
    progress
        May raise `engine.errors.CancelledError`.
    """
    progress(0, 0)
    found = outcomes(evaluation, annotations, iou_threshold=FOUND)
    errors = tell_errors_apart(found)
    costs = error_costs(found, errors, evaluation.settings.iou_thresholds, progress=progress)
    best = best_operating_points(evaluation).overall
    min_score = 0.0 if best is None else best.score
    pairs = pair_class_blind(found, min_score=min_score)
    confusion = confuse(found, pairs, len(evaluation.events), min_score=min_score)
    return Analysed(Analysis(costs, confusion, calibrate(found)), found, errors, pairs)
