"""How prices, confidence, topics and what can be given are called."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.data.finding import Finding, Topic
from engine.data.finding_verdict import FindingVerdict, GivenKind
from engine.data.finding_words import TOPIC_TITLES, sure_said, verdict_said
from widgets.words import translated

_FOLDERS = {GivenKind.TRAINING: QT_TRANSLATE_NOOP("Finding", "Choose folder of training set…")}
"""What is asked for as a folder too."""
_GIVEN = {
    GivenKind.EVENT_FILES: QT_TRANSLATE_NOOP("Finding", "Choose event files…"),
    GivenKind.CONFIGURATION: QT_TRANSLATE_NOOP("Finding", "Choose configuration…"),
    GivenKind.TRAINING: QT_TRANSLATE_NOOP("Finding", "Choose training set…"),
    GivenKind.EVALUATIONS: QT_TRANSLATE_NOOP("Finding", "Choose evaluations over time…"),
}
_WANTS = {
    Topic.TRAINING: GivenKind.EVENT_FILES,
    Topic.CONFIGURATION: GivenKind.CONFIGURATION,
    Topic.AUGMENTATION: GivenKind.CONFIGURATION,
    Topic.MODEL: GivenKind.CONFIGURATION,
    Topic.BIAS: GivenKind.TRAINING,
}


def topic_title(topic: Topic) -> str:
    """What a topic is called."""
    return translated(TOPIC_TITLES[topic])


def sure_word(confidence: float) -> str:
    """How sure it is, in words."""
    return translated(sure_said(confidence))


def price_text(finding: Finding) -> str:
    """What it costs, in a few characters; empty where that is not known."""
    return "" if finding.price is None else f"{finding.price:+.4f}"


def interval_text(finding: Finding) -> str:
    """The limits of its price, in a few characters; empty where there are none."""
    if finding.price_low is None or finding.price_high is None:
        return ""
    return QCoreApplication.translate("Finding", "{low:.3f} to {high:.3f}").format(
        low=finding.price_low, high=finding.price_high
    )


def verdict_text(verdict: FindingVerdict) -> str:
    """What was said of a finding, by whom and when."""
    return translated(verdict_said(verdict))


def choose_text(kind: GivenKind, *, is_folder: bool = False) -> str:
    """What the button says that asks for it: as a folder, where `places_of` has both."""
    both = is_folder and len(places_of(kind)) > 1
    return QCoreApplication.translate("Finding", str((_FOLDERS if both else _GIVEN)[kind]))


def places_of(kind: GivenKind) -> tuple[bool, ...]:
    """Whether it is a folder, of each way to ask for it."""
    if kind is GivenKind.EVENT_FILES:
        return (True,)
    return (False, True) if kind in _FOLDERS else (False,)


def wanted_by(topic: Topic) -> GivenKind | None:
    """What somebody can give so that a topic is looked at."""
    return _WANTS.get(topic)
