"""Pieces of HTML that the sections of a report are made of."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

WIDTH = 660
"""Of tables and plots, in pixels."""


def text(said: object) -> str:
    """Text as it is, whatever characters are in it."""
    return escape(str(said))


def heading(title: str, explanation: str = "", *, new_page: bool = False) -> str:
    """A section's title, and a sentence on what it shows."""
    below = f'<p class="muted">{text(explanation)}</p>' if explanation else ""
    return f"<h2{page_break(new_page)}>{text(title)}</h2>{below}"


def page_break(wanted: object) -> str:
    """An attribute that begins a page, where one is wanted; on a screen it does nothing."""
    return ' style="page-break-before: always"' if wanted else ""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """Rows under titles; the first ``words`` columns are words, the others numbers. Cells are HTML."""
    sides = ["left" if place < words else "right" for place in range(len(titles))]

    def row(kind: str, cells: Sequence[str]) -> str:
        return "".join(
            f'<{kind} align="{side}">{own}</{kind}>' for side, own in zip(sides, cells, strict=True)
        )

    above = f"<thead><tr>{row('th', [text(own) for own in titles])}</tr></thead>" if any(titles) else ""
    body = "".join(f"<tr>{row('td', own)}</tr>" for own in rows)
    return f'<table class="rows" width="{WIDTH}" cellspacing="0" cellpadding="5">{above}{body}</table>'


def tiles(cells: Sequence[tuple[str, str, str]]) -> str:
    """Figures side by side: what each is, its value, and a remark."""
    share = 100 // len(cells)
    inside = "".join(
        f'<td class="tile" width="{share}%" valign="top"><span class="caption">{text(title)}</span><br>'
        f'<span class="number">{text(value)}</span><br><span class="caption">{text(remark)}</span></td>'
        for title, value, remark in cells
    )
    return f'<table width="{WIDTH}" cellspacing="6" cellpadding="10"><tr>{inside}</tr></table>'


def plot(svg: str, size: tuple[int, int], described: str) -> str:
    """A plot, with its size and what it shows in words."""
    return f"<p>{_image('image/svg+xml', svg.encode(), size, described)}</p>"


def photo(jpeg: bytes, size: tuple[int, int], described: str) -> str:
    """A picture."""
    return _image("image/jpeg", jpeg, size, described)


def size_of(svg: str) -> tuple[int, int]:
    """Width and height that an SVG of `engine.report.plots` states."""
    width, height = (int(svg.split(f"{name}='", 1)[1].split("'", 1)[0]) for name in ("width", "height"))
    return width, height


def moment(at: str) -> str:
    """A time as people read it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}" if at else "–"


def figure(value: float, digits: int = 3) -> str:
    """A metric; a dash where it is not defined."""
    return "–" if value < 0 else f"{value:.{digits}f}"


def change(before: float, after: float, digits: int = 3) -> str:
    """A difference with its sign, coloured where it is one; a dash where either is not defined."""
    if before < 0 or after < 0:
        return "–"
    said = f"{after - before:+.{digits}f}"
    if float(said) == 0:
        return f"{0:.{digits}f}"
    return f'<span class="{"good" if after > before else "bad"}">{said}</span>'


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def _image(kind: str, data: bytes, size: tuple[int, int], described: str) -> str:
    source = f"data:{kind};base64,{b64encode(data).decode()}"
    return f'<img src="{source}" width="{size[0]}" height="{size[1]}" alt="{text(described)}">'
