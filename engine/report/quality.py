"""The first pages of a report: how good the labels are, and what was gained."""

from __future__ import annotations

from collections.abc import Sequence

from engine.data.metrics import METRIC_NAMES
from engine.data.sample import Decision
from engine.data.sentence import joined, sentence
from engine.data.sign_off import Gains
from engine.data.sign_standing import SignState
from engine.report.content import ReportContent
from engine.report.markup import Markup, boxes, change, figure, images, moment, sentences, strong
from engine.report.plots import course_plot, dumbbells, interval_plot

_MOST_CLASSES_PLOTTED = 12
_MOST_CLASSES = 200
_OF_BOXES = 4
"""So many columns of the classes need no predictions."""
_EXPLAINED = {
    "AP": sentence("Report", "mean over IoU 0.50–0.95"),
    "AP50": sentence("Report", "at IoU 0.50"),
    "AP75": sentence("Report", "at IoU 0.75"),
    "APs": sentence("Report", "small boxes"),
    "APm": sentence("Report", "medium boxes"),
    "APl": sentence("Report", "large boxes"),
    "AR1": sentence("Report", "recall, 1 prediction per image"),
    "AR10": sentence("Report", "recall, 10 predictions"),
    "AR100": sentence("Report", "recall, 100 predictions"),
    "ARs": sentence("Report", "recall, small boxes"),
    "ARm": sentence("Report", "recall, medium boxes"),
    "ARl": sentence("Report", "recall, large boxes"),
}


def head(content: ReportContent, write: Markup) -> str:
    """What this is about, and whether it is signed."""
    state, said = content.standing.state, write.text(content.standing.said)
    badge = {
        SignState.SIGNED: f'<span class="good">✓ {said}</span>',
        SignState.LAPSED: f'<span class="bad">{said}</span>',
        SignState.REOPENED: f'<span class="bad">{said}</span>',
        SignState.UNSIGNED: f'<span class="bad">{write.text(sentence("Report", "Not signed"))}</span>',
    }[state]
    facts, classes = content.facts, len(content.facts.labels.classes)
    size = joined(
        ", ",
        (
            images(len(facts.images)),
            boxes(facts.labels.boxes),
            sentence("Report", "1 class" if classes == 1 else "{number:,} classes", number=classes),
        ),
    )
    kicker = write.text(sentence("Report", "LABEL QUALITY REPORT"))
    return (
        f'<span class="kicker">{kicker}</span><h1>{write.text(content.project)}</h1>'
        f'<p class="muted">{write.text(size)} · {moment(content.made_at.isoformat())} · '
        f"{write.text(content.program)}</p><p>{badge}</p>"
    )


def summary(content: ReportContent, write: Markup) -> str:
    """What a manager reads in a minute."""
    facts, gains, sample = content.facts, content.facts.gains, content.facts.sample
    cells: list[tuple[str, str, str]] = []
    if gains is not None:
        was = sentence("Report", "was {before} as opened", before=figure(gains.before))
        remark = was if gains.edits else sentence("Report", "no label was changed")
        cells.append(("mAP", figure(gains.after), remark))
    if sample is not None and not sample.waiting:
        title = sentence("Report", "Wrong labels" if sample.unit == "box" else "Wrong images")
        sure = sentence("Report", "with {sure:.0%} confidence", sure=1 - sample.risk)
        cells.append((title, f"≤ {sample.bound:.1%}", sure))
    else:
        nothing = sentence("Report", "no sample was reviewed to its end")
        cells.append((sentence("Report", "Error rate"), sentence("Report", "unknown"), nothing))
    edits = sum(content.edits.values())
    share = sentence("Report", "{share:.1%} of all", share=edits / max(facts.labels.boxes, 1))
    cells.append((sentence("Report", "Boxes changed"), f"{edits:,}", share))
    answered = sentence("Report", "{number:,} were answered", number=sum(n for _, n in facts.flags.answered))
    cells.append((sentence("Report", "Open flags"), f"{len(facts.flags.open):,}", answered))
    said = "".join(f"<li>{write.text(own)}</li>" for own in _sentences(content))
    return f"{write.tiles(cells)}<ul>{said}</ul>"


def _sentences(content: ReportContent) -> list[str]:
    gains = content.facts.gains
    said = _gains_said(gains) if gains is not None and gains.edits else []
    said.append(_sample_said(content))
    causes = [own for own in content.diagnosis.ranked if not own.symptom and own.key not in content.dismissed]
    if causes:
        said.append(sentence("Report", "What costs most mAP now: {cause}", cause=causes[0].sentence))
    if content.lacks and content.standing.state is not SignState.SIGNED:
        lacking = sentences(own.said for own in content.lacks)
        said.append(sentence("Report", "Before it can be signed: {lacking}", lacking=lacking))
    return said


def _gains_said(gains: Gains) -> list[str]:
    sure = (
        sentence("Report", "which is more than noise")
        if gains.low > 0 or gains.high < 0
        else sentence("Report", "which on other images like these might be none")
    )
    changed = sentence(
        "Report",
        "Correcting {boxes} changed mAP by {delta}, {sure} (95% interval {low:+.4f} to {high:+.4f}).",
        boxes=boxes(gains.edits),
        delta=strong(f"{gains.after - gains.before:+.4f}"),
        sure=sure,
        low=gains.low,
        high=gains.high,
    )
    if not gains.copies:
        bent = sentence(
            "Report", "None of these boxes copies the model's own: nothing was bent towards the model."
        )
        return [changed, bent]
    copied = sentence(
        "Report",
        "1 of these boxes copies the model's own. Without it the change is {delta}."
        if gains.copies == 1
        else "{number:,} of these boxes copy the model's own. Without them the change is {delta}.",
        number=gains.copies,
        delta=strong(f"{gains.without_copies:+.4f}"),
    )
    return [changed, copied]


def _sample_said(content: ReportContent) -> str:
    sample = content.facts.sample
    if sample is None or sample.waiting:
        return sentence(
            "Report", "How many labels are wrong was not measured: no random sample was reviewed to its end."
        )
    values = {
        "drawn": sample.drawn,
        "wrong": strong(f"{sample.wrong:,}"),
        "verdict": sentence("Report", "accepted" if sample.decision == Decision.ACCEPT else "refused"),
        "bound": strong(f"{sample.bound:.2%}"),
        "population": sample.population,
    }
    if sample.unit == "box":
        return sentence(
            "Report",
            "A blind review of {drawn:,} labels drawn by chance found {wrong} wrong: the labels were {verdict}; at "
            "most {bound} of the {population:,} are wrong.",
            **values,
        )
    return sentence(
        "Report",
        "A blind review of {drawn:,} images drawn by chance found {wrong} with errors: the labels were {verdict}; at "
        "most {bound} of the {population:,} images have errors.",
        **values,
    )


def gains(content: ReportContent, write: Markup) -> str:
    """The honest gains: the change, without copies, and where nobody looked for it."""
    own = content.facts.gains
    if own is None or not own.edits:
        return ""
    rows: list[tuple[str, float, tuple[float, float] | None]] = [
        (sentence("Report", "All corrections"), own.after - own.before, (own.low, own.high)),
        (sentence("Report", "Without copies of the model's boxes"), own.without_copies, None),
    ]
    if own.sample_images and own.sample_before >= 0 and own.sample_after >= 0:
        name = sentence("Report", "On the {number:,} images of the sample", number=own.sample_images)
        rows.append((name, own.sample_after - own.sample_before, None))
    explained = sentence(
        "Report",
        "Change of mAP. A correction that takes over the model's own box raises mAP by itself; images that were drawn "
        "by chance were not chosen for what the model says of them.",
    )
    title = sentence("Report", "How much of the gain is real")
    shown = write.heading(title, explained) + write.plot(
        interval_plot(rows, say=write.say), sentence("Report", "Changes of mAP with their interval")
    )
    if len(content.course) > 2:
        title = sentence("Report", "mAP with each edit")
        shown += write.heading(title) + write.plot(course_plot(content.course, say=write.say), title)
    return shown


def metrics(content: ReportContent, write: Markup) -> str:
    """The twelve metrics before and after, and mAP edit by edit."""
    title = sentence("Report", "Metrics")
    if content.facts.predictions is None:
        return write.heading(title, sentence("Report", "There are no predictions to measure."))
    by = sentence(
        "Report",
        "COCO metrics of the same predictions on the labels as opened and on the labels as they are now.",
    )
    record = content.record
    if record is not None and record.facts.metrics is not None and content.standing.state is SignState.SIGNED:
        again = sentence("Report", "Recomputed by {by} for the sign-off.", by=record.facts.metrics.by)
        by = sentences((by, again))
    before, after = content.before.summary.tolist(), content.after.summary.tolist()
    rows = [
        (
            f"<b>{name}</b>&nbsp; <span class='muted'>{write.text(_EXPLAINED[name])}</span>",
            figure(one),
            figure(two),
            change(one, two),
        )
        for name, one, two in zip(METRIC_NAMES, before, after, strict=True)
    ]
    titles = ("", *_columns_before_after())
    return write.heading(title, by, new_page=True) + write.table(titles, rows, widths=(55, 15, 15, 15))


def _columns_before_after() -> tuple[str, str, str]:
    return (sentence("Report", "As opened"), sentence("Report", "Now"), sentence("Report", "Change"))


def per_class(content: ReportContent, write: Markup) -> str:
    """Each class: boxes, how many were edited, and AP before and after."""
    names = content.categories.names
    if not names:
        return ""
    # The commonest first: what a reader knows, and what weighs most for them.
    order = sorted(range(len(names)), key=lambda own: (-int(content.boxes_after[own]), names[own]))
    title = sentence("Report", "Classes")
    measured = content.facts.predictions is not None
    above = (
        _class_plot(content, order[:_MOST_CLASSES_PLOTTED], title, write)
        if measured
        else write.heading(title)
    )
    rows = [_class_row(content, own, write) for own in order[:_MOST_CLASSES]]
    titles = (
        sentence("Report", "Class"),
        sentence("Report", "Boxes as opened"),
        sentence("Report", "Boxes now"),
        sentence("Report", "Edited"),
        sentence("Report", "AP as opened"),
        sentence("Report", "AP now"),
        sentence("Report", "Change"),
    )
    columns = len(titles) if measured else _OF_BOXES
    shown = above + write.table(titles[:columns], [row[:columns] for row in rows])
    if len(order) > _MOST_CLASSES:
        most = sentence(
            "Report", "The {most} commonest of {number:,} classes.", most=_MOST_CLASSES, number=len(order)
        )
        shown += f'<p class="muted">{write.text(most)}</p>'
    return shown


def _class_plot(content: ReportContent, shown: Sequence[int], title: str, write: Markup) -> str:
    names = content.categories.names
    before, after = content.before.per_class_ap.tolist(), content.after.per_class_ap.tolist()
    explained = sentence(
        "Report",
        "AP of each class; grey as opened, green now."
        if len(shown) == len(names)
        else "AP of the {shown} commonest classes; grey as opened, green now.",
        shown=len(shown),
    )
    svg = dumbbells([(names[own], _defined(before[own]), _defined(after[own])) for own in shown])
    described = sentence("Report", "AP of each class as opened and now")
    return write.heading(title, explained) + write.plot(svg, described)


def _class_row(content: ReportContent, own: int, write: Markup) -> tuple[str, ...]:
    before, after = (float(metrics.per_class_ap[own]) for metrics in (content.before, content.after))
    counts = (content.boxes_before[own], content.boxes_after[own], content.class_edits.get(own, 0))
    return (
        write.text(content.categories.names[own]),
        *(f"{count:,}" for count in counts),
        figure(before),
        figure(after),
        change(before, after),
    )


def _defined(value: float) -> float | None:
    return None if value < 0 else value
