"""The evidence in a report: sample, agreement, people, sign-off and settings."""

from __future__ import annotations

from math import isnan

from engine.data.agreement import Measure
from engine.data.sample import Decision
from engine.data.sign_standing import SignState
from engine.report.content import ReportContent
from engine.report.markup import count, heading, moment, table, text
from engine.sign_off.verify import key_shown

_MEASURES = {
    Measure.EXISTENCE: "Same objects (F1)",
    Measure.IOU: "Same place (mean IoU)",
    Measure.SAME_CLASS: "Same class",
    Measure.KAPPA: "Class beyond chance (kappa)",
    Measure.JOINT_ALPHA: "Object and class (Krippendorff's alpha)",
}
_RULES = {
    "flags_above": "No open doubt is worth more mAP than",
    "reasoned": "Doubts that stay open have a reason",
    "returned": "No image waits to be mended",
    "reviewed": "Every image is reviewed",
    "sample": "A random sample was reviewed blind and accepted",
    "sample_bound": "The sample's bound is no higher than",
    "by_another": "The sample's reviewers edited no label",
    "images": "Every image file is there",
    "key": "Signed with a key",
}


def sample(content: ReportContent) -> str:
    """The random sample and its bound."""
    own = content.facts.sample
    if own is None:
        return heading("Random sample", "No sample was drawn: how many labels are wrong is not known.")
    unit = "boxes" if own.unit == "box" else "images"
    decision = {Decision.ACCEPT: "accepted", Decision.REFUSE: "refused"}.get(Decision(own.decision), "open")
    rows = [
        ("Drawn", f"{own.drawn:,} of {own.population:,} {unit}, seed {own.seed}"),
        ("Reviewed blind by", text(", ".join(own.reviewers) or "–")),
        ("Found wrong", f"{own.wrong:,}"),
        ("Still to be answered", f"{own.waiting:,}"),
        ("Estimated rate", f"{own.estimate:.2%}"),
        ("Rate at most", f"<b>{own.bound:.2%}</b>, with a confidence of {1 - own.risk:.0%}"),
        ("Decision", decision),
        (
            "Of these labels",
            "yes" if not own.edited_since else f"no: {count(own.edited_since, 'box', 'boxes')} edited since",
        ),
    ]
    explained = "Images were shown without doubts and predictions. The bound is exact (hypergeometric)."
    return heading("Random sample", explained, new_page=True) + table(
        ("", ""), [(a, b) for a, b in rows], words=2
    )


def agreement(content: ReportContent) -> str:
    """How far several people agree."""
    found = content.agreement
    if found is None:
        return ""

    def cell(figures: object, measure: Measure) -> str:
        value, low, high = figures.value(measure)  # type: ignore[attr-defined]
        if isnan(value):
            return "–"
        return f"{value:.3f} <span class='muted'>{low:.3f}–{high:.3f}</span>"

    columns = found.pairs if len(found.pairs) == 1 else (*found.pairs, found.together)
    titles = [
        " / ".join(found.names[own] for own in figures.sets) if len(figures.sets) == 2 else "All"
        for figures in columns[:4]
    ]
    rows = [
        (title, *(cell(figures, measure) for figures in columns[:4])) for measure, title in _MEASURES.items()
    ]
    explained = f"Boxes matched one to one at an IoU of {found.threshold:g}; 95 % intervals over images."
    return heading("Agreement of annotators", explained) + table(("", *titles), rows)


def people(content: ReportContent) -> str:
    """Who did what."""
    rows = [
        (
            text(own.name),
            *(f"{n:,}" for n in (own.edits, own.verdicts, own.reviewed, own.approved, own.returned)),
        )
        for own in content.facts.people
    ]
    if not rows:
        return heading("Who did what", "Nobody has changed anything since the labels were opened.")
    mark = content.facts.journal
    explained = (
        f"{count(mark.length, 'step', 'steps')} from {moment(mark.first_at)} to {moment(mark.last_at)}."
    )
    titles = ("Person", "Boxes edited", "Doubts answered", "Images reviewed", "Approved", "Returned")
    return heading("Who did what", explained) + table(titles, rows)


def sign_off(content: ReportContent) -> str:
    """Whether it is signed, by whom, under which policy, and what is lacking."""
    state, record = content.standing.state, content.record
    parts = [heading("Sign-off", new_page=True)]
    if record is not None:
        rows = [
            ("Signed by", text(record.signed_by)),
            ("When", moment(record.signed_at)),
            ("Key", text(key_shown(record.public_key)) if record.public_key else "none"),
            ("Why doubts may stay open", text(record.waiver or "–")),
            ("Labels, SHA-256", f'<span class="mono">{record.facts.labels.sha256}</span>'),
            ("Journal, end of the chain", f'<span class="mono">{record.facts.journal.head or "–"}</span>'),
        ]
        parts.append(table(("", ""), rows, words=2))
    if state is not SignState.SIGNED:
        said = content.standing.said or "These labels are not signed."
        parts.append(f'<p class="bad">{text(said)}</p>')
    if content.lacks and state is not SignState.SIGNED:
        parts.append("<ul>" + "".join(f"<li>{text(own.said)}</li>" for own in content.lacks) + "</ul>")
    policy = record.policy if record is not None and state is SignState.SIGNED else content.policy
    rules = [(title, _rule(getattr(policy, name))) for name, title in _RULES.items()]
    parts.append('<p class="muted">What the policy asks for:</p>')
    parts.append(table(("Rule", ""), rules))
    return "".join(parts)


def technical(content: ReportContent) -> str:
    """Settings and hashes, for whoever wants to repeat it."""
    facts, evaluation = content.facts, content.facts.evaluation
    rows = [
        ("IoU thresholds", text(evaluation.iou_thresholds)),
        ("Areas", text(evaluation.areas or "all")),
        ("Predictions per image and class", text(evaluation.max_detections)),
    ]
    own = facts.predictions
    if own is not None:
        rows += [
            ("Predictions", f"{own.boxes:,} of {text(own.name)}"),
            ("Predictions, SHA-256", f'<span class="mono">{own.sha256}</span>'),
            ("Model, SHA-256", f'<span class="mono">{own.model or "–"}</span>'),
        ]
    rows.append(("Labels, SHA-256", f'<span class="mono">{facts.labels.sha256}</span>'))
    checks = ", ".join(f"{name} {value:g}" for name, value in facts.checks)
    rows.append(("Thresholds of checks", f"<span class='muted'>{text(checks)}</span>"))
    return heading("Settings") + table(("", ""), rows, words=2)


def _rule(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "off" if value is None else f"{value}"
