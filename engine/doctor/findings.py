"""Findings: diagnoses before mAP has been measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.data.diagnosis import Cause
from engine.data.reading import Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause and the part of a reading that mends it.

    Attributes
    ----------
    cause, sentence, confidence
        As in `engine.data.diagnosis.Diagnosis`.
    changes, label_changes : mapping of str to object
        Fields of `Reading`, and of its `LabelReading`, that mend it.
    mends : bool
        Whether there is a reading that mends it, be it the present one.
    doubtful : bool
        Whether mAP has to rise by it, or else it is none.
    """

    cause: Cause
    sentence: str
    confidence: float
    changes: Mapping[str, Any] = field(default_factory=dict)
    label_changes: Mapping[str, Any] = field(default_factory=dict)
    mends: bool = True
    doubtful: bool = False

    def mended(self, reading: Reading) -> Reading:
        """The reading with this mended too."""
        labels = replace(reading.labels, **self.label_changes)
        return replace(reading, labels=labels, **self.changes)
