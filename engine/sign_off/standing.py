"""How a project stands to its last sign-off: whether it holds, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from engine.data.check_settings import CheckSettings
from engine.data.difference import Difference
from engine.data.image_state import Stage, StateChange
from engine.data.journal import JournalEntry
from engine.data.sentence import joined, sentence
from engine.data.settings_text import SettingsText
from engine.data.sign_off import KeptSignOff, SignEvent, SignOff
from engine.data.sign_standing import SignStanding, SignState
from engine.moments import difference

UNSIGNED = SignStanding(SignState.UNSIGNED, "")


def standing_of(
    kept: Sequence[KeptSignOff],
    record: SignOff | None,
    entries: Sequence[JournalEntry],
    *,
    run: int | None,
    evaluation: SettingsText,
    checks: CheckSettings,
) -> SignStanding:
    """Say how a project stands to its last sign-off.

    Verdicts and reviewed images change no label, and let no sign-off lapse; what was undone again neither.

    Parameters
    ----------
    kept
        What the project keeps of sign-offs, oldest first.
    record
        That of the last sign-off; None: there is none.
    entries
        The journal.
    run
        Id of the run in use.
    evaluation, checks
        How it is measured and checked now.
    """
    if not kept or record is None:
        return UNSIGNED
    last = kept[-1]
    who = {"who": record.signed_by, "when": shown_time(record.signed_at)}
    if last.event is SignEvent.REOPENED:
        said = sentence(
            "SignOff",
            "Reopened by {who}, {when}: {why}",
            who=last.author,
            when=shown_time(last.at),
            why=last.content,
        )
        return SignStanding(SignState.REOPENED, said)
    changes = changes_since(record, entries, run=run, evaluation=evaluation, checks=checks)
    if not changes:
        return SignStanding(SignState.SIGNED, sentence("SignOff", "Signed by {who}, {when}", **who))
    said = sentence("SignOff", "Lapsed: {changes} since", changes=joined(", ", changes))
    return SignStanding(SignState.LAPSED, said, tuple(changes))


def changes_since(
    record: SignOff,
    entries: Sequence[JournalEntry],
    *,
    run: int | None,
    evaluation: SettingsText,
    checks: CheckSettings,
) -> list[str]:
    """What is not as it was signed, in words; see `standing_of`."""
    facts, length = record.facts, record.facts.journal.length
    if length > len(entries):
        return [sentence("SignOff", "journal entries gone")]
    found: list[str] = []
    since = difference(entries, length, len(entries))
    if len(since):
        found.append(_boxes(since))
    back = sum(
        isinstance(own.mark, StateChange) and own.mark.after.stage is Stage.RETURNED for own in since.marks
    )
    if back:
        found.append(
            sentence("SignOff", "1 image returned")
            if back == 1
            else sentence("SignOff", "{count} images returned", count=back)
        )
    if (facts.predictions.run if facts.predictions else None) != run:
        found.append(sentence("SignOff", "other predictions"))
    if facts.evaluation != evaluation:
        found.append(sentence("SignOff", "other evaluation settings"))
    if dict(facts.checks) != {name: float(value) for name, value in asdict(checks).items()}:
        found.append(sentence("SignOff", "other check settings"))
    return found


def shown_time(at: str) -> str:
    """A time as people of this place read it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _boxes(since: Difference) -> str:
    count = len(since)
    if count == 1:
        return sentence("SignOff", "1 box changed")
    return sentence("SignOff", "{count} boxes changed", count=count)
