"""Mistakes of the set-up: what the import doctor found."""

from __future__ import annotations

from collections.abc import Iterator

from engine.data.diagnosis import Diagnosis
from engine.data.finding import Finding, NextStep, NotLookedAt, Topic
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient, Progress

_AS_A_RULE = 0.5
"""A set-up mistake that no reading mends mostly takes most of mAP away."""


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """Each diagnosis of the doctor, with the mAP that its reading would give."""
    examination = patient.examination
    if examination is None:
        yield NotLookedAt(
            Topic.SET_UP,
            sentence("Diagnose", "There are no predictions to hold against the labels."),
        )
        return
    for own in examination.diagnoses:
        yield _finding(own, examination.ap)


def _finding(own: Diagnosis, ap: float | None) -> Finding:
    price = None if own.ap is None or ap is None else own.ap - ap
    return Finding(
        key=f"set_up.{own.cause.value}",
        topic=Topic.SET_UP,
        sentence=own.sentence,
        confidence=own.confidence,
        weight=_AS_A_RULE * own.confidence if price is None else max(price, 0.0),
        price=price,
        why_no_price=""
        if price is not None
        else sentence("Diagnose", "No way to read the files otherwise would tell."),
        steps=(
            NextStep(sentence("Diagnose", "Ask the doctor, and read the files otherwise."), action="doctor"),
        ),
    )
