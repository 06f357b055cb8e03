"""The diagnosis: one topic after the other, with what is known so far after each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.data.finding import Finding, Findings, NotLookedAt, Topic
from engine.data.sentence import sentence
from engine.diagnose import bias, errors, labels, set_up
from engine.diagnose.patient import Patient, Progress
from engine.errors import UserError

Found = Iterable[Finding | NotLookedAt]
Examiner = Callable[[Patient, Progress], Found]

EXAMINERS: tuple[tuple[Topic, Examiner], ...] = (
    (Topic.SET_UP, set_up.find),
    (Topic.LABELS, labels.find),
    (Topic.ERRORS, errors.find),
    (Topic.BIAS, bias.find),
)
"""The quick ones first: the list fills from the start."""


def diagnose(patient: Patient, *, progress: Progress = lambda text, done, total: None) -> Iterator[Findings]:
    """Look for what makes mAP low.

    Parameters
    ----------
    patient
    progress
        Told how far it is. May raise `engine.errors.CancelledError`.

    Yields
    ------
    Findings
        What is known so far, after each topic; at the end nothing waits.
    """
    found: list[Finding] = []
    lacking: list[NotLookedAt] = []
    topics = [topic for topic, _ in EXAMINERS]
    for number, (topic, find) in enumerate(EXAMINERS):
        for one in _findings(topic, find, patient, progress):
            if isinstance(one, Finding):
                found.append(one)
            else:
                lacking.append(one)
        yield Findings(ranked(found), tuple(lacking), tuple(topics[number + 1 :]))


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
