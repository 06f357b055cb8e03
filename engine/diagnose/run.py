"""The diagnosis: one topic after the other, with what is known so far after each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.data.finding import Finding, Findings, NotLookedAt, Topic
from engine.data.sentence import sentence
from engine.diagnose import (
    amount,
    bias,
    configuration,
    embedding,
    errors,
    fit,
    imbalance,
    labels,
    set_up,
    training,
)
from engine.diagnose.once import told_once
from engine.diagnose.patient import Patient, Progress
from engine.errors import UserError

Found = Iterable[Finding | NotLookedAt]
Examiner = Callable[[Patient, Progress], Found]

EXAMINERS: tuple[tuple[Topic, Examiner], ...] = (
    (Topic.SET_UP, set_up.find),
    (Topic.LABELS, labels.find),
    (Topic.ERRORS, errors.find),
    (Topic.TRAINING, training.find),
    (Topic.CONFIGURATION, configuration.find),
    (Topic.AMOUNT, amount.find),
    (Topic.IMBALANCE, imbalance.find),
    (Topic.MODEL, fit.find),
    (Topic.BIAS, bias.find),
    (Topic.BIAS, embedding.find),
)
"""The quick ones first: the list fills from the start."""


def diagnose(
    patient: Patient,
    *,
    lacking: Iterable[NotLookedAt] = (),
    progress: Progress = lambda text, done, total: None,
) -> Iterator[Findings]:
    """Look for what makes mAP low.

    Parameters
    ----------
    patient
    lacking
        What is known already not to be at hand.
    progress
        Told how far it is. May raise `engine.errors.CancelledError`.

    Yields
    ------
    Findings
        What is known so far, after each topic; at the end nothing waits.
    """
    found: list[Finding] = []
    not_looked_at = list(lacking)
    topics = [topic for topic, _ in EXAMINERS]
    for number, (topic, find) in enumerate(EXAMINERS):
        for one in _findings(topic, find, patient, progress):
            if isinstance(one, Finding):
                found.append(one)
            else:
                not_looked_at.append(one)
        waiting = tuple(dict.fromkeys(topics[number + 1 :]))
        yield Findings(ranked(told_once(found)), tuple(not_looked_at), waiting)


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Causes before symptoms, those first that are expected to cost most; of equals, those that are surer."""

    def rank(own: Finding) -> tuple[bool, float, float, str]:
        return own.symptom, -own.weight * own.confidence, -own.confidence, own.key

    return tuple(sorted(findings, key=rank))


def _findings(topic: Topic, find: Examiner, patient: Patient, progress: Progress) -> Found:
    try:
        return list(find(patient, progress))
    except UserError as error:
        # A broken file shortens the list; it does not end it.
        return [NotLookedAt(topic, sentence("Diagnose", "{reason}", reason=str(error)))]
