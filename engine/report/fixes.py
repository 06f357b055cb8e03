"""Examples of what was put right, as pictures before and after."""

from __future__ import annotations

from engine.data.dataset import Annotation, Categories
from engine.data.edit import EditKind
from engine.data.sentence import sentence
from engine.report.content import Fix, ReportContent
from engine.report.markup import WIDTH, Markup, moment

_PHOTO_WH = (212, 159)
_GAP = 10
_SAID = {
    EditKind.ADD: sentence("Report", "Missing label added"),
    EditKind.DELETE: sentence("Report", "Label removed"),
    EditKind.MOVE: sentence("Report", "Box put in place"),
    EditKind.RELABEL: sentence("Report", "Class corrected"),
    EditKind.REPLACE: sentence("Report", "Class and place corrected"),
}


def fixes(content: ReportContent, write: Markup) -> str:
    """The examples, those that did most for mAP first."""
    if not content.fixes:
        return ""
    title = sentence("Report", "What was put right")
    values = {"shown": len(content.fixes), "total": sum(content.edits.values())}
    if all(own.before is None and own.after is None for own in content.fixes):
        explained = sentence(
            "Report",
            "{shown} of {total:,} corrected boxes, those that did most for mAP, at most two of an image. There are no "
            "pictures: the image files are not at hand.",
            **values,
        )
        return write.heading(title, explained) + _listed(content, write)
    explained = sentence(
        "Report",
        "{shown} of {total:,} corrected boxes, those that did most for mAP, at most two of an image. Left as opened, "
        "right as it is now.",
        **values,
    )
    shown = "".join(
        _example(number, own, content.categories, write) for number, own in enumerate(content.fixes, 1)
    )
    return write.heading(title, explained) + shown


def _listed(content: ReportContent, write: Markup) -> str:
    """The same without pictures."""
    titles = (
        sentence("Report", "Correction"),
        sentence("Report", "Class"),
        sentence("Report", "Image"),
        sentence("Report", "By"),
        "mAP",
    )
    rows = [
        (
            f"{number}. {write.text(_SAID[own.contribution.edit.kind])}",
            _classes(own.contribution.edit.before, own.contribution.edit.after, content.categories, write),
            write.text(own.image),
            write.text(own.author),
            f"{own.contribution.ap:+.4f}",
        )
        for number, own in enumerate(content.fixes, 1)
    ]
    return write.table(titles, rows, words=4)


def _example(number: int, fix: Fix, categories: Categories, write: Markup) -> str:
    edit = fix.contribution.edit
    copies = sentence("Report", "copies the model's box")
    copied = f"<br>{write.text(copies)}" if fix.contribution.copied else ""
    said = (
        f"<b>{number}. {write.text(_SAID[edit.kind])}</b><br>"
        f"{_classes(edit.before, edit.after, categories, write)}<br>"
        f'<span class="muted">{fix.contribution.ap:+.4f} mAP{copied}<br>{write.text(fix.image)}<br>'
        f"{write.text(fix.author)}, {moment(fix.at)}</span>"
    )
    nothing = f"<span class='muted'>{write.text(sentence('Report', 'no picture'))}</span>"
    described = (sentence("Report", "As opened"), sentence("Report", "Now"))
    photos = [
        nothing if own is None else write.photo(own, _PHOTO_WH, side)
        for own, side in zip((fix.before, fix.after), described, strict=True)
    ]
    cells = "".join(f'<td width="{_PHOTO_WH[0] + _GAP}" valign="top">{own}</td>' for own in photos)
    return (
        f'<table class="fix" width="{WIDTH}" cellspacing="0" cellpadding="0">'
        f'<tr>{cells}<td valign="top">{said}</td></tr></table>'
    )


def _classes(
    before: Annotation | None, after: Annotation | None, categories: Categories, write: Markup
) -> str:
    names = [write.text(categories.name(own.category)) for own in (before, after) if own is not None]
    return " → ".join(dict.fromkeys(names))
