"""Pieces of HTML that the sections of a report are made of, in the language of the report."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from engine.data.sentence import Sentence, joined, sentence

WIDTH = 680
"""Of tables and plots, in pixels: what fits between the margins of A4."""
_GAP = 8
# Characters that no text has: what stands between them is bold, wherever a language puts it.
_STRONG, _WEAK = "\ue000", "\ue001"

Say = Callable[[str], str]
"""Says a sentence in some language."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Makes HTML of sentences and figures.

    Attributes
    ----------
    say : callable
        Says sentences in the language of the report; ``str``: in English.
    """

    say: Say = str

    def text(self, said: object) -> str:
        """Text as it is, whatever characters are in it; sentences in the language of the report."""
        shown = escape(self.say(said) if isinstance(said, str) else str(said))
        return shown.replace(_STRONG, "<b>").replace(_WEAK, "</b>")

    def heading(self, title: str, explanation: str = "", *, new_page: bool = False) -> str:
        """A section's title, and a sentence on what it shows."""
        below = f'<p class="muted">{self.text(explanation)}</p>' if explanation else ""
        breaks = ' style="page-break-before: always"' if new_page else ""
        return f"<h2{breaks}>{self.text(title)}</h2>{below}"

    def table(
        self,
        titles: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        words: int = 1,
        widths: Sequence[int] = (),
    ) -> str:
        """Rows under titles; the first ``words`` columns are words, the others numbers. Cells are HTML.

        ``widths`` are of the first columns, in percent.
        """
        # The first column begins under the title, the last ends where plots do.
        ends = [' class="first"', *[""] * (len(titles) - 2), ' class="last"']
        sides = ["left" if place < words else "right" for place in range(len(titles))]
        shares = [f' width="{own}%"' for own in widths] + [""] * (len(titles) - len(widths))

        def row(kind: str, cells: Sequence[str]) -> str:
            return "".join(
                f'<{kind}{end} align="{side}"{share}>{own}</{kind}>'
                for end, side, share, own in zip(ends, sides, shares, cells, strict=True)
            )

        above = ""
        if any(titles):
            above = f"<thead><tr>{row('th', [self.text(own) for own in titles])}</tr></thead>"
        body = "".join(f"<tr>{row('td', own)}</tr>" for own in rows)
        return f'<table class="rows" width="{WIDTH}" cellspacing="0" cellpadding="5">{above}{body}</table>'

    def tiles(self, cells: Sequence[tuple[str, str, str]]) -> str:
        """Figures side by side: what each is, its value, and a remark."""
        wide = (WIDTH - _GAP * (len(cells) - 1)) // len(cells)
        inside = f'<td width="{_GAP}"></td>'.join(
            f'<td class="tile" width="{wide}" valign="top"><span class="caption">{self.text(title)}</span><br>'
            f'<span class="number">{self.text(value)}</span><br>'
            f'<span class="caption">{self.text(remark)}</span></td>'
            for title, value, remark in cells
        )
        return (
            f'<table class="tiles" width="{WIDTH}" cellspacing="0" cellpadding="0"><tr>{inside}</tr></table>'
        )

    def plot(self, svg: str, described: str) -> str:
        """A plot of `engine.report.plots`, with what it shows in words."""
        wide, high = (int(svg.split(f"{name}='", 1)[1].split("'", 1)[0]) for name in ("width", "height"))
        return f"<p>{self._image('image/svg+xml', svg.encode(), (wide, high), described)}</p>"

    def photo(self, jpeg: bytes, size: tuple[int, int], described: str) -> str:
        """A picture."""
        return self._image("image/jpeg", jpeg, size, described)

    def _image(self, kind: str, data: bytes, size: tuple[int, int], described: str) -> str:
        source = f"data:{kind};base64,{b64encode(data).decode()}"
        return f'<img src="{source}" width="{size[0]}" height="{size[1]}" alt="{self.text(described)}">'


def strong(value: str) -> str:
    """A value that stands bold in its sentence."""
    return f"{_STRONG}{value}{_WEAK}"


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


def boxes(number: int) -> Sentence:
    """So many boxes."""
    return sentence("Report", "1 box" if number == 1 else "{number:,} boxes", number=number)


def images(number: int) -> Sentence:
    """So many images."""
    return sentence("Report", "1 image" if number == 1 else "{number:,} images", number=number)


def sentences(said: Iterable[str]) -> Sentence:
    """Sentences, one after the other."""
    return joined(" ", said)
