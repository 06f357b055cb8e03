"""Disputes with other people's labels settled by majority, as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.agreement.disputes import disputes_of
from engine.assessment import Assessment, after_edits
from engine.checks.others import flag_of
from engine.data.agreement import Dispute
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.editing import numbered

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, eq=False, slots=True)
class Settlement:
    """What a majority would have of the disputes that wait.

    Attributes
    ----------
    edits : tuple of Edit
    verdicts : mapping of str to VerdictKind
        By `Flag.key`: fixed, or right where the majority has what these labels have.
    outcome : Assessment
        What the edits lead to.
    tied : int
        Disputes left, since nobody has a majority.
    """

    edits: tuple[Edit, ...]
    verdicts: Mapping[str, VerdictKind]
    outcome: Assessment
    tied: int


def open_disputes(
    assessment: Assessment, verdicts: Mapping[str, VerdictKind]
) -> tuple[tuple[Dispute, Flag], ...]:
    """The disputes in the queue that wait for a verdict, each with its flag.

    Parameters
    ----------
    assessment
        Of the labels as they are now.
    verdicts
        By `Flag.key`.
    """
    evidence = assessment.evidence
    found = disputes_of(assessment.annotations, evidence.others, min_score=evidence.settings.min_score)
    flagged = ((own, flag_of(own, evidence.categories)) for own in found)
    return tuple((own, flag) for own, flag in flagged if flag.key not in verdicts)


def settle_by_majority(
    assessment: Assessment,
    verdicts: Mapping[str, VerdictKind],
    next_ids: tuple[int, int],
    *,
    progress: Progress = lambda text, done, total: None,
) -> Settlement:
    """Settle the disputes that wait wherever more than half of those who have the image say the same.

    Of a disputed place, the box becomes the median of all, these labels' own included.

    Parameters
    ----------
    assessment, verdicts
        As for `open_disputes`.
    next_ids
        Smallest ids never used, the program's own and the source's.
    progress
        May raise `engine.errors.CancelledError`.
    """
    edits: list[Edit] = []
    judged: dict[str, VerdictKind] = {}
    tied = 0
    for dispute, flag in open_disputes(assessment, verdicts):
        if not dispute.decided:
            tied += 1
        elif dispute.consensus is None:
            judged[flag.key] = VerdictKind.LABEL_IS_RIGHT
        else:
            edits.append(dispute.consensus)
            judged[flag.key] = VerdictKind.FIXED
    own_id, source_id = next_ids
    done = numbered(edits, assessment.annotations, next_id=own_id, next_source_id=source_id)
    outcome = after_edits(assessment, done, progress=progress)
    changed = {edit.after.id for edit in done if edit.after is not None}
    # Whoever was outvoted still differs, and a median is nobody's box: that is no question any more.
    for dispute, flag in open_disputes(outcome, {**verdicts, **judged}):
        if dispute.ours is not None and dispute.ours.id in changed:
            outvoted = dispute.decided and dispute.consensus is None
            if outvoted or dispute.kind is FlagKind.PLACE_DISPUTED:
                judged[flag.key] = VerdictKind.LABEL_IS_RIGHT
    return Settlement(done, judged, outcome, tied)
