"""Examples of what was put right, as pictures before and after."""

from __future__ import annotations

from engine.data.dataset import Annotation, Categories
from engine.data.edit import EditKind
from engine.report.content import Fix, ReportContent
from engine.report.markup import WIDTH, heading, moment, page_break, photo, text

_PHOTO_WH = (212, 159)
_ON_A_PAGE = 5
_SAID = {
    EditKind.ADD: "Missing label added",
    EditKind.DELETE: "Label removed",
    EditKind.MOVE: "Box put in place",
    EditKind.RELABEL: "Class corrected",
    EditKind.REPLACE: "Class and place corrected",
}


def fixes(content: ReportContent) -> str:
    """The examples, those that did most for mAP first."""
    if not content.fixes:
        return ""
    total = sum(content.edits.values())
    explained = (
        f"{len(content.fixes)} of {total:,} corrected boxes, those that did most for mAP, at most two of an image. "
        "Left as opened, right as it is now."
    )
    shown = "".join(_example(number, own, content.categories) for number, own in enumerate(content.fixes, 1))
    return heading("What was put right", explained, new_page=True) + shown


def _example(number: int, fix: Fix, categories: Categories) -> str:
    edit = fix.contribution.edit
    copied = "<br>copies the model's box" if fix.contribution.copied else ""
    said = (
        f"<b>{number}. {_SAID[edit.kind]}</b><br>{_classes(edit.before, edit.after, categories)}<br>"
        f'<span class="muted">{fix.contribution.ap:+.4f} mAP{copied}<br>{text(fix.image)}<br>'
        f"{text(fix.author)}, {moment(fix.at)}</span>"
    )
    photos = [
        "<span class='muted'>no picture</span>" if own is None else photo(own, _PHOTO_WH, described)
        for own, described in ((fix.before, "as opened"), (fix.after, "now"))
    ]
    starts = number > 1 and number % _ON_A_PAGE == 1
    cells = "".join(f'<td width="{_PHOTO_WH[0] + 8}" valign="top">{own}</td>' for own in photos)
    return (
        f'<table class="fix" width="{WIDTH}" cellspacing="0" cellpadding="4"{page_break(starts)}>'
        f'<tr>{cells}<td valign="top">{said}</td></tr></table>'
    )


def _classes(before: Annotation | None, after: Annotation | None, categories: Categories) -> str:
    names = [text(categories.name(own.category)) for own in (before, after) if own is not None]
    return " → ".join(dict.fromkeys(names))
