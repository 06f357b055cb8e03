"""The evidence in a report: sample, agreement, people, sign-off and settings."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from engine.data.agreement import Figures, Measure
from engine.data.sample import Decision
from engine.data.sentence import joined, sentence
from engine.data.sign_off import SignedSample
from engine.data.sign_standing import SignState
from engine.report.content import ReportContent
from engine.report.markup import Markup, boxes, moment
from engine.sign_off.verify import key_shown

_MEASURES = {
    Measure.EXISTENCE: sentence("Report", "Same objects (F1)"),
    Measure.IOU: sentence("Report", "Same place (mean IoU)"),
    Measure.SAME_CLASS: sentence("Report", "Same class"),
    Measure.KAPPA: sentence("Report", "Class beyond chance (kappa)"),
    Measure.JOINT_ALPHA: sentence("Report", "Object and class (Krippendorff's alpha)"),
}
_MOST_COLUMNS = 4
_NAMES_WIDTH = 36
_RULES = {
    "flags_above": sentence("Report", "No open flag is worth more mAP than"),
    "reasoned": sentence("Report", "Flags that stay open have a reason"),
    "returned": sentence("Report", "No image waits to be mended"),
    "reviewed": sentence("Report", "Every image is reviewed"),
    "sample": sentence("Report", "A random sample was reviewed blind and accepted"),
    "sample_bound": sentence("Report", "The sample's bound is no higher than"),
    "by_another": sentence("Report", "The sample's reviewers edited no label"),
    "images": sentence("Report", "Every image file is there"),
    "key": sentence("Report", "Signed with a key"),
}
_FACTS_WIDTHS = (36, 64)


def sample(content: ReportContent, write: Markup) -> str:
    """The random sample and its bound."""
    own, title = content.facts.sample, sentence("Report", "Random sample")
    if own is None:
        nothing = sentence("Report", "No sample was drawn: how many labels are wrong is not known.")
        return write.heading(title, nothing)
    explained = sentence(
        "Report", "Images were shown without flags and predictions. The bound is exact (hypergeometric)."
    )
    rows = [(write.text(what), write.text(said)) for what, said in _sample_rows(own)]
    return write.heading(title, explained) + write.table(("", ""), rows, words=2, widths=_FACTS_WIDTHS)


def _sample_rows(own: SignedSample) -> list[tuple[str, str]]:
    decision = {
        Decision.ACCEPT: sentence("Report", "accepted"),
        Decision.REFUSE: sentence("Report", "refused"),
    }.get(Decision(own.decision), sentence("Report", "open"))
    drawn = sentence(
        "Report",
        "{drawn:,} of {population:,} boxes, seed {seed}"
        if own.unit == "box"
        else "{drawn:,} of {population:,} images, seed {seed}",
        drawn=own.drawn,
        population=own.population,
        seed=own.seed,
    )
    bound = sentence(
        "Report",
        "{bound:.2%}, with a confidence of {sure:.0%}",
        bound=own.bound,
        sure=1 - own.risk,
    )
    since = (
        sentence("Report", "no: {boxes} edited since", boxes=boxes(own.edited_since))
        if own.edited_since
        else sentence("Report", "yes")
    )
    return [
        (sentence("Report", "Drawn"), drawn),
        (sentence("Report", "Reviewed blind by"), ", ".join(own.reviewers) or "–"),
        (sentence("Report", "Found wrong"), f"{own.wrong:,}"),
        (sentence("Report", "Still to be answered"), f"{own.waiting:,}"),
        (sentence("Report", "Estimated rate"), f"{own.estimate:.2%}"),
        (sentence("Report", "Rate at most"), bound),
        (sentence("Report", "Decision"), decision),
        (sentence("Report", "Of the labels as they are now"), since),
    ]


def agreement(content: ReportContent, write: Markup) -> str:
    """How far several people agree."""
    found = content.agreement
    if found is None:
        return ""

    def cell(figures: Figures, measure: Measure) -> str:
        value, low, high = figures.value(measure)
        if isnan(value):
            return "–"
        return f"{value:.3f}<br><span class='muted'>{low:.3f}–{high:.3f}</span>"

    columns = found.pairs if len(found.pairs) == 1 else (*found.pairs[: _MOST_COLUMNS - 1], found.together)
    every = sentence("Report", "All")
    titles = [
        joined(" / ", (found.names[own] for own in figures.sets)) if len(figures.sets) == 2 else every
        for figures in columns
    ]
    rows = [
        (write.text(title), *(cell(figures, measure) for figures in columns))
        for measure, title in _MEASURES.items()
    ]
    explained = sentence(
        "Report",
        "Boxes matched one to one at an IoU of {iou:g}; 95% intervals over images.",
        iou=found.threshold,
    )
    heading = write.heading(sentence("Report", "Agreement of annotators"), explained)
    share = (100 - _NAMES_WIDTH) // len(columns)
    shown = heading + write.table(("", *titles), rows, widths=(_NAMES_WIDTH, *[share] * len(columns)))
    if len(found.pairs) > len(columns):
        left_out = sentence(
            "Report", "{shown} of {number} pairs; all of them are in the comparison of annotators.",
            shown=len(columns) - 1, number=len(found.pairs),
        )  # fmt: skip
        shown += f'<p class="muted">{write.text(left_out)}</p>'
    return shown


def people(content: ReportContent, write: Markup) -> str:
    """Who did what."""
    rows = [
        (
            write.text(own.name),
            *(f"{n:,}" for n in (own.edits, own.verdicts, own.reviewed, own.approved, own.returned)),
        )
        for own in content.facts.people
    ]
    title = sentence("Report", "Who did what")
    if not rows:
        nobody = sentence("Report", "Nobody has changed anything since the labels were opened.")
        return write.heading(title, nobody)
    mark = content.facts.journal
    explained = sentence(
        "Report",
        "1 step, {first}." if mark.length == 1 else "{number:,} steps from {first} to {last}.",
        number=mark.length,
        first=moment(mark.first_at),
        last=moment(mark.last_at),
    )
    titles = (
        sentence("Report", "Person"),
        sentence("Report", "Boxes edited"),
        sentence("Report", "Flags answered"),
        sentence("Report", "Images reviewed"),
        sentence("Report", "Approved"),
        sentence("Report", "Returned"),
    )
    return write.heading(title, explained) + write.table(titles, rows)


def sign_off(content: ReportContent, write: Markup) -> str:
    """Whether it is signed, by whom, under which policy, and what is lacking."""
    state, record = content.standing.state, content.record
    parts = [write.heading(sentence("Report", "Sign-off"))]
    if record is not None:
        key, no_key = record.public_key, sentence("Report", "none")
        rows = [
            (sentence("Report", "Signed by"), write.text(record.signed_by)),
            (sentence("Report", "When"), moment(record.signed_at)),
            (sentence("Report", "Key"), _mono(write, key_shown(key)) if key else write.text(no_key)),
            (sentence("Report", "Why flags may stay open"), write.text(record.waiver or "–")),
            (sentence("Report", "Labels, SHA-256"), _mono(write, record.facts.labels.sha256)),
            (sentence("Report", "Journal, end of the chain"), _mono(write, record.facts.journal.head or "–")),
        ]
        parts.append(_facts(write, rows))
    if state is not SignState.SIGNED:
        said = content.standing.said or sentence("Report", "These labels are not signed.")
        parts.append(f'<p class="bad">{write.text(said)}</p>')
        if content.lacks:
            parts.append(
                "<ul>" + "".join(f"<li>{write.text(own.said)}</li>" for own in content.lacks) + "</ul>"
            )
    policy = record.policy if record is not None and state is SignState.SIGNED else content.policy
    rules = [(write.text(title), write.text(_rule(getattr(policy, name)))) for name, title in _RULES.items()]
    parts.append(f"<h3>{write.text(sentence('Report', 'What the policy asks for'))}</h3>")
    parts.append(write.table(("", ""), rules))
    return "".join(parts)


def technical(content: ReportContent, write: Markup) -> str:
    """Settings and hashes, for whoever wants to repeat it."""
    facts, evaluation = content.facts, content.facts.evaluation
    areas = evaluation.areas or sentence("Report", "all")
    rows = [
        (sentence("Report", "IoU thresholds"), write.text(evaluation.iou_thresholds)),
        (sentence("Report", "Areas"), write.text(areas)),
        (sentence("Report", "Predictions per image and class"), write.text(evaluation.max_detections)),
    ]
    own = facts.predictions
    if own is not None:
        size = sentence("Report", "{number:,} of {name}", number=own.boxes, name=own.name)
        rows += [
            (sentence("Report", "Predictions"), write.text(size)),
            (sentence("Report", "Predictions, SHA-256"), _mono(write, own.sha256)),
        ]
        if own.model:
            rows.append((sentence("Report", "Model, SHA-256"), _mono(write, own.model)))
    rows.append((sentence("Report", "Labels, SHA-256"), _mono(write, facts.labels.sha256)))
    checks = ", ".join(f"{name} {value:g}" for name, value in facts.checks)
    rows.append(
        (sentence("Report", "Thresholds of checks"), f"<span class='muted'>{write.text(checks)}</span>")
    )
    return write.heading(sentence("Report", "Settings")) + _facts(write, rows)


def _facts(write: Markup, rows: Iterable[tuple[str, str]]) -> str:
    shown = [(write.text(what), said) for what, said in rows]
    return write.table(("", ""), shown, words=2, widths=_FACTS_WIDTHS)


def _mono(write: Markup, said: str) -> str:
    return f'<span class="mono">{write.text(said)}</span>'


def _rule(value: object) -> str:
    if isinstance(value, bool):
        return sentence("Report", "on" if value else "off")
    return sentence("Report", "off") if value is None else f"{value}"
