"""Where other people who labelled the same images see it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from engine.agreement.disputes import disputes_of
from engine.checks.evidence import Evidence
from engine.data.agreement import Dispute
from engine.data.dataset import Annotations, Categories
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence


def check_others(evidence: Evidence, annotations: Annotations, image: int | None) -> Iterator[Flag]:
    """Flag each object that others have otherwise; ``annotations`` are those of the image where it is given."""
    for own in disputes_of(annotations, evidence.others, image=image, min_score=evidence.settings.min_score):
        yield flag_of(own, evidence.categories)


def flag_of(dispute: Dispute, categories: Categories) -> Flag:
    """A dispute as a flag."""
    ours = dispute.ours
    return Flag(
        dispute.kind,
        dispute.image,
        None if ours is None else ours.id,
        dispute.category if ours is None else ours.category,
        dispute.box_xyxy if ours is None else ours.box_xyxy,
        dispute.score,
        _reason(dispute, categories),
        dispute.suggestion,
    )


def _reason(dispute: Dispute, categories: Categories) -> str:
    ours = dispute.ours
    said = {
        "who": ", ".join(dispute.who),
        "count": len(dispute.who),
        "asked": dispute.asked,
        "name": categories.name(dispute.category if ours is None else ours.category),
        "seen": categories.name(dispute.category),
        "iou": dispute.iou,
    }
    alone = dispute.asked == 1
    if dispute.kind is FlagKind.OTHERS_SEE:
        if alone:
            return sentence("Reason", "{who} has {name} here, where these labels have no box.", **said)
        return sentence(
            "Reason",
            "{count} of {asked} others have {name} here, where these labels have no box: {who}.",
            **said,
        )
    if dispute.kind is FlagKind.OTHERS_LACK:
        if alone:
            return sentence("Reason", "{who} has no box here, where these labels have {name}.", **said)
        return sentence(
            "Reason",
            "{count} of {asked} others have no box here, where these labels have {name}: {who}.",
            **said,
        )
    if dispute.kind is FlagKind.CLASS_DISPUTED:
        if alone:
            return sentence("Reason", "{who} says {seen}, where this box says {name}.", **said)
        return sentence(
            "Reason", "{count} of {asked} others say {seen}, where this box says {name}: {who}.", **said
        )
    if alone:
        return sentence(
            "Reason", "{who} draws this {name} otherwise: the two boxes overlap by {iou:.2f} IoU.", **said
        )
    return sentence(
        "Reason",
        "{count} of {asked} others draw this {name} otherwise: their median overlaps it by {iou:.2f} IoU.",
        **said,
    )
