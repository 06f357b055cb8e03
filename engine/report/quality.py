"""The first pages of a report: how good the labels are, and what was gained."""

from __future__ import annotations

from engine.data.metrics import METRIC_NAMES
from engine.data.sample import Decision
from engine.data.sign_standing import SignState
from engine.report.content import ReportContent
from engine.report.markup import change, count, figure, heading, moment, plot, size_of, table, text, tiles
from engine.report.plots import course_plot, dumbbells, interval_plot

_MOST_CLASSES_PLOTTED = 24
_MOST_CLASSES = 200
_EXPLAINED = {
    "AP": "mean over IoU 0.50–0.95",
    "AP50": "at IoU 0.50",
    "AP75": "at IoU 0.75",
    "APs": "small boxes",
    "APm": "medium boxes",
    "APl": "large boxes",
    "AR1": "recall, 1 prediction per image",
    "AR10": "recall, 10 predictions",
    "AR100": "recall, 100 predictions",
    "ARs": "recall, small boxes",
    "ARm": "recall, medium boxes",
    "ARl": "recall, large boxes",
}


def head(content: ReportContent) -> str:
    """What this is about, and whether it is signed."""
    state, said = content.standing.state, text(content.standing.said)
    badge = {
        SignState.SIGNED: f'<span class="good">✓ {said}</span>',
        SignState.LAPSED: f'<span class="bad">{said}</span>',
        SignState.REOPENED: f'<span class="bad">{said}</span>',
        SignState.UNSIGNED: '<span class="bad">Not signed</span>',
    }[state]
    facts = content.facts
    size = f"{count(len(facts.images), 'image', 'images')}, {count(facts.labels.boxes, 'box', 'boxes')}, "
    classes = count(len(facts.labels.classes), "class", "classes")
    return (
        f'<span class="kicker">LABEL QUALITY REPORT</span><h1>{text(content.project)}</h1>'
        f'<p class="muted">{size}{classes} · {moment(content.made_at.isoformat())} · {text(content.program)}</p>'
        f"<p>{badge}</p>"
    )


def summary(content: ReportContent) -> str:
    """What a manager reads in a minute."""
    facts, gains = content.facts, content.facts.gains
    cells = []
    if gains is not None:
        cells.append(
            ("mAP", figure(gains.after), f"was {figure(gains.before)} as opened")
            if gains.edits
            else ("mAP", figure(gains.after), "no label was changed")
        )
    sample = facts.sample
    if sample is not None and not sample.waiting:
        unit = "labels" if sample.unit == "box" else "images"
        cells.append((f"Wrong {unit}", f"≤ {sample.bound:.1%}", f"with {1 - sample.risk:.0%} confidence"))
    else:
        cells.append(("Error rate", "unknown", "no sample was reviewed to its end"))
    edits = sum(content.edits.values())
    cells.append(("Boxes changed", f"{edits:,}", f"{edits / max(facts.labels.boxes, 1):.1%} of all"))
    waiting = len(facts.flags.open)
    cells.append(
        ("Open doubts", f"{waiting:,}", f"{sum(n for _, n in facts.flags.answered):,} were answered")
    )
    said = "".join(f"<li>{own}</li>" for own in _sentences(content))
    return f"{tiles(cells)}<ul>{said}</ul>"


def _sentences(content: ReportContent) -> list[str]:
    gains, sample = content.facts.gains, content.facts.sample
    said = []
    if gains is not None and gains.edits:
        delta = gains.after - gains.before
        sure = (
            "which is more than noise"
            if gains.low > 0 or gains.high < 0
            else "which on other images like these might be none"
        )
        said.append(
            f"Correcting {count(gains.edits, 'box', 'boxes')} changed mAP by <b>{delta:+.4f}</b>, {sure} "
            f"(95 % interval {gains.low:+.4f} to {gains.high:+.4f})."
        )
        if gains.copies:
            said.append(
                f"{count(gains.copies, 'box', 'boxes')} of these copy the model's own. Without them the change is "
                f"<b>{gains.without_copies:+.4f}</b>."
            )
        else:
            said.append("None of these boxes copies the model's own: nothing was bent towards the model.")
    if sample is not None and not sample.waiting:
        unit = ("label", "labels") if sample.unit == "box" else ("image", "images")
        verdict = "accepted" if sample.decision == Decision.ACCEPT else "refused"
        said.append(
            f"A blind review of {count(sample.drawn, *unit)} drawn by chance found <b>{sample.wrong} wrong</b>: the "
            f"labels were {verdict}, at most {sample.bound:.2%} of {sample.population:,} are wrong."
        )
    else:
        said.append("How many labels are wrong was not measured: no random sample was reviewed to its end.")
    if content.lacks and content.standing.state is not SignState.SIGNED:
        said.append("Before it can be signed: " + " ".join(text(own.said) for own in content.lacks))
    return said


def gains(content: ReportContent) -> str:
    """The honest gains: the change, without copies, and where nobody looked for it."""
    own = content.facts.gains
    if own is None or not own.edits:
        return ""
    rows: list[tuple[str, float, tuple[float, float] | None]] = [
        ("All corrections", own.after - own.before, (own.low, own.high)),
        ("Without copies of the model's boxes", own.without_copies, None),
    ]
    if own.sample_images and own.sample_before >= 0 and own.sample_after >= 0:
        rows.append(
            (f"On the {own.sample_images} images of the sample", own.sample_after - own.sample_before, None)
        )
    svg = interval_plot(rows)
    explained = (
        "Change of mAP. A correction that takes over the model's own box raises mAP by itself; images that were drawn "
        "by chance were not chosen for what the model says of them."
    )
    shown = plot(svg, size_of(svg), "Changes of mAP with their interval")
    shown = heading("How much of the gain is real", explained) + shown
    if len(content.course) > 2:
        svg = course_plot(content.course)
        shown += heading("mAP with each edit") + plot(svg, size_of(svg), "mAP after each edit")
    return shown


def metrics(content: ReportContent) -> str:
    """The twelve metrics before and after, and mAP edit by edit."""
    if content.facts.predictions is None:
        return heading("Metrics", "There are no predictions to measure.")
    by = "COCO metrics of the same predictions on the labels as opened and as they are"
    record = content.record
    if record is not None and record.facts.metrics is not None and content.standing.state is SignState.SIGNED:
        by += f"; recomputed by {record.facts.metrics.by} for the sign-off"
    parts = [heading("Metrics", f"{by}.", new_page=True)]
    before, after = content.before.summary.tolist(), content.after.summary.tolist()
    rows = [
        (
            f"<b>{name}</b> <span class='muted'>{_EXPLAINED[name]}</span>",
            figure(one),
            figure(two),
            change(one, two),
        )
        for name, one, two in zip(METRIC_NAMES, before, after, strict=True)
    ]
    parts.append(table(("Metric", "As opened", "Now", "Change"), rows))
    return "".join(parts)


def per_class(content: ReportContent) -> str:
    """Each class: boxes, AP before and after, and how many were edited."""
    names = content.categories.names
    if not names:
        return ""
    before, after = content.before.per_class_ap.tolist(), content.after.per_class_ap.tolist()
    # The commonest first: what a reader knows, and what weighs most for them.
    order = sorted(range(len(names)), key=lambda own: (-int(content.boxes_after[own]), names[own]))
    parts = [heading("Classes", "AP of each class; grey as opened, green now.")]
    if content.facts.predictions is not None:
        svg = dumbbells(
            [
                (names[own], _defined(before[own]), _defined(after[own]))
                for own in order[:_MOST_CLASSES_PLOTTED]
            ]
        )
        parts.append(plot(svg, size_of(svg), "AP of each class as opened and now"))
    rows = [
        (
            text(names[own]),
            f"{content.boxes_before[own]:,}",
            f"{content.boxes_after[own]:,}",
            f"{content.class_edits.get(own, 0):,}",
            figure(before[own]),
            figure(after[own]),
            change(before[own], after[own]),
        )
        for own in order[:_MOST_CLASSES]
    ]
    parts.append(
        table(("Class", "Boxes as opened", "Boxes now", "Edited", "AP as opened", "AP now", "Change"), rows)
    )
    if len(order) > _MOST_CLASSES:
        parts.append(f'<p class="muted">The {_MOST_CLASSES} commonest of {len(order)} classes.</p>')
    return "".join(parts)


def _defined(value: float) -> float | None:
    return None if value < 0 else value
