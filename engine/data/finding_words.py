"""How topics, confidence and verdicts on findings are called, in the window and in the report."""

from __future__ import annotations

from engine.data.finding import Topic
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind
from engine.data.sentence import Sentence, sentence

TOPIC_TITLES = {
    Topic.SET_UP: sentence("Topic", "Set-up"),
    Topic.LABELS: sentence("Topic", "Labels"),
    Topic.ERRORS: sentence("Topic", "Kinds of error"),
    Topic.AMOUNT: sentence("Topic", "Amount of data"),
    Topic.IMBALANCE: sentence("Topic", "Imbalance"),
    Topic.BIAS: sentence("Topic", "Bias"),
    Topic.MODEL: sentence("Topic", "Model and data"),
    Topic.TRAINING: sentence("Topic", "Training"),
    Topic.CONFIGURATION: sentence("Topic", "Configuration"),
    Topic.AUGMENTATION: sentence("Topic", "Augmentation"),
}
_SURE = (
    (0.9, sentence("Finding", "almost certain")),
    (0.7, sentence("Finding", "likely")),
    (0.5, sentence("Finding", "rather likely")),
    (0.0, sentence("Finding", "a suspicion")),
)


def sure_said(confidence: float) -> Sentence:
    """How sure a finding is, from its confidence, 0 to 1."""
    return next(said for least, said in _SURE if confidence >= least)


def verdict_said(verdict: FindingVerdict) -> Sentence:
    """What was said of a finding, by whom and when."""
    values = {
        "author": verdict.author,
        "day": f"{verdict.at.astimezone():%Y-%m-%d}",
        "reason": verdict.reason,
    }
    if verdict.kind is FindingVerdictKind.CONFIRMED:
        return sentence("Finding", "Confirmed by {author}, {day}", **values)
    if verdict.kind is FindingVerdictKind.DISMISSED:
        return sentence("Finding", "Dismissed by {author}, {day}: {reason}", **values)
    return sentence("Finding", "Put on the task list by {author}, {day}", **values)
