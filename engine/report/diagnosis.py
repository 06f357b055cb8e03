"""The section of a report on why mAP is low: causes, symptoms, what was said of them, and the task list."""

from __future__ import annotations

from collections.abc import Sequence

from engine.data.finding import Finding, NextStep
from engine.data.finding_verdict import FindingVerdictKind, Task
from engine.data.finding_words import TOPIC_TITLES, sure_said, verdict_said
from engine.data.sentence import joined, sentence
from engine.report.content import ReportContent
from engine.report.finding_plot import MOST_BARS, finding_plot
from engine.report.markup import WIDTH, Markup

_MOST_CAUSES = 12
_MOST_PLOTS = 6
_MOST_SYMPTOMS = 12


def diagnosis(content: ReportContent, write: Markup) -> str:
    """Why mAP is low, and what is to be done about it."""
    title = sentence("Report", "Why is mAP low?")
    if content.facts.predictions is None:
        return write.heading(title, sentence("Report", "There are no predictions, so that nobody can tell."))
    told = [own for own in content.diagnosis.ranked if own.key not in content.dismissed]
    causes = [own for own in told if not own.symptom]
    if causes:
        explained = sentence(
            "Report",
            "Causes by what they cost: what mAP would gain without each, with a 95% interval where there is one.",
        )
    else:
        explained = sentence("Report", "Nothing was found that makes mAP low.")
    parts = [write.heading(title, explained)]
    parts += [
        _cause(own, content, write, plotted=number < _MOST_PLOTS)
        for number, own in enumerate(causes[:_MOST_CAUSES])
    ]
    if len(causes) > _MOST_CAUSES:
        more = sentence(
            "Report", "{number} causes that cost less are left out.", number=len(causes) - _MOST_CAUSES
        )
        parts.append(_muted(write, more))
    parts.append(_symptoms([own for own in told if own.symptom][:_MOST_SYMPTOMS], write))
    parts += [_tasks(content, write), _answered(content, write), _not_looked_at(content, write)]
    return "".join(parts)


def _cause(own: Finding, content: ReportContent, write: Markup, *, plotted: bool) -> str:
    remarks: list[str] = [sure_said(own.confidence), TOPIC_TITLES[own.topic]]
    if own.why_no_price:
        remarks.append(own.why_no_price)
    verdict = content.verdicts.get(own.key)
    if verdict is not None:
        remarks.append(verdict_said(verdict))
    said = (
        f"<b>{write.text(own.sentence)}</b><br>"
        f'<span class="muted">{write.text(joined(" · ", remarks))}</span>{_steps(own.steps, write)}'
    )
    block = (
        f'<table class="finding" width="{WIDTH}" cellspacing="0" cellpadding="8"><tr>'
        f'<td class="cost" width="124" valign="top">{_price(own.price, own.price_low, own.price_high, write)}</td>'
        f'<td valign="top">{said}</td></tr></table>'
    )
    return block + (_plot(own, write) if plotted else "")


def _plot(own: Finding, write: Markup) -> str:
    plot = own.plot
    if plot is None:
        return ""
    title = write.text(plot.title)
    if len(plot.names) > MOST_BARS:
        most = sentence("Report", "the first {shown} of {number}", shown=MOST_BARS, number=len(plot.names))
        title = f"{title} ({write.text(most)})"
    marks = "".join(
        f"<br>{number}&nbsp; {write.text(mark.sentence)}" for number, mark in enumerate(plot.marks, 1)
    )
    shown = write.plot(finding_plot(plot, say=write.say), plot.title)
    return f'<p class="muted">{title}{marks}</p>{shown}'


def _steps(steps: Sequence[NextStep], write: Markup) -> str:
    return "".join(f"<br>→ {_step(own, write)}" for own in steps)


def _step(own: NextStep, write: Markup) -> str:
    said = write.text(own.sentence)
    line = own.line
    if line is None:
        return said
    if not line.number:
        place = sentence("Report", "Add to {path}:", path=line.path)
        return f'{said}<br>{write.text(place)} <span class="mono">{write.text(line.after)}</span>'
    place = sentence("Report", "{path}, line {number}:", path=line.path, number=line.number)
    after = line.after or sentence("Report", "(nothing)")
    return f'{said}<br>{write.text(place)} <span class="mono">{write.text(line.before)} → {write.text(after)}</span>'


def _price(price: float | None, low: float | None, high: float | None, write: Markup) -> str:
    if price is None:
        return f'<span class="muted">{write.text(sentence("Report", "no price"))}</span>'
    said = f'<span class="price">{price:+.4f}</span>'
    if low is None or high is None:
        return said
    interval = sentence("Finding", "{low:.3f} to {high:.3f}", low=low, high=high)
    return f'{said}<br><span class="muted">{write.text(interval)}</span>'


def _symptoms(found: Sequence[Finding], write: Markup) -> str:
    if not found:
        return ""
    explained = sentence("Report", "They say where mAP is lost, not why: every model has some.")
    rows = [
        (
            f"{write.text(own.sentence)}{_steps(own.steps, write)}",
            _price(own.price, own.price_low, own.price_high, write),
        )
        for own in found
    ]
    return (
        f"<h3>{write.text(sentence('Report', 'Symptoms'))}</h3>{_muted(write, explained)}"
        f"{write.table((sentence('Report', 'What was found'), 'mAP'), rows, widths=(84, 16))}"
    )


def _tasks(content: ReportContent, write: Markup) -> str:
    if not content.tasks:
        return ""
    titles = ("", sentence("Report", "What is to be done"), sentence("Report", "Since"), "mAP")
    rows = [_task(own, write) for own in content.tasks]
    title = write.text(sentence("Report", "Task list"))
    return f"<h3>{title}</h3>{write.table(titles, rows, words=3, widths=(4, 64, 18, 14))}"


def _task(own: Task, write: Markup) -> tuple[str, str, str, str]:
    said = write.text(own.sentence)
    if not own.still_found:
        gone = write.text(sentence("Report", "No longer found."))
        said = f'{said} <span class="good">{gone}</span>'
    steps = "".join(f"<br>→ {write.text(step)}" for step in own.steps)
    who = f"{write.text(own.author)}<br>{own.at.astimezone():%Y-%m-%d}"
    return (
        "☐" if own.still_found else "☑",
        f"{said}{steps}",
        f'<span class="muted">{who}</span>',
        _price(own.price, own.price_low, own.price_high, write),
    )


def _answered(content: ReportContent, write: Markup) -> str:
    """What was confirmed or dismissed, whether it is still found or not."""
    now = {own.key: own.sentence for own in content.diagnosis.ranked}
    answered = sorted(
        (own for own in content.verdicts.values() if own.kind is not FindingVerdictKind.TASK),
        key=lambda own: (own.kind, own.at),
    )
    if not answered:
        return ""
    rows = []
    for own in answered:
        said = write.text(now.get(own.key, own.sentence))
        if own.key not in now:
            gone = write.text(sentence("Report", "No longer found."))
            said = f'{said} <span class="muted">{gone}</span>'
        rows.append((said, write.text(verdict_said(own))))
    title = write.text(sentence("Report", "What was said of findings"))
    titles = (sentence("Report", "What was found"), sentence("Report", "Verdict"))
    return f"<h3>{title}</h3>{write.table(titles, rows, words=2, widths=(60, 40))}"


def _not_looked_at(content: ReportContent, write: Markup) -> str:
    own = content.diagnosis.not_looked_at
    if not own:
        return ""
    explained = sentence("Report", "Causes may hide in what could not be examined.")
    said = "".join(
        f"<li>{write.text(TOPIC_TITLES[one.topic])}: {write.text(one.sentence)}</li>" for one in own
    )
    title = write.text(sentence("Report", "Not looked at"))
    return f'<h3>{title}</h3>{_muted(write, explained)}<ul class="small">{said}</ul>'


def _muted(write: Markup, said: str) -> str:
    return f'<p class="muted">{write.text(said)}</p>'
