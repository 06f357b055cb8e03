"""The report as one HTML file that needs no other; plain enough for whoever makes a PDF of it."""

from __future__ import annotations

from pathlib import Path

from engine.data.sentence import sentence
from engine.formats.output import write_file
from engine.report.content import ReportContent
from engine.report.diagnosis import diagnosis
from engine.report.evidence import agreement, people, sample, sign_off, technical
from engine.report.fixes import fixes
from engine.report.markup import Markup, Say
from engine.report.quality import gains, head, metrics, per_class, summary

_CODE = sentence("Report", "en")
"""The code of the language, as HTML wants it."""
_STYLE = """
body { font-family: Helvetica, Arial, 'Liberation Sans', sans-serif; font-size: 10pt; color: #1c2430; }
h1 { font-size: 22pt; margin-top: 2px; margin-bottom: 2px; font-weight: 600; }
h2 { font-size: 13pt; margin-top: 26px; margin-bottom: 4px; font-weight: 600; color: #12473b; }
h3 { font-size: 10.5pt; margin-top: 18px; margin-bottom: 2px; font-weight: 600; color: #12473b; }
p { margin-top: 4px; margin-bottom: 8px; }
ul { margin-top: 12px; }
li { margin-bottom: 3px; }
.kicker { font-size: 9pt; color: #1f6f5c; font-weight: 600; }
.muted { color: #66707f; font-size: 9pt; }
.number { font-size: 19pt; font-weight: 600; color: #12473b; }
.price { font-weight: 600; color: #12473b; }
.caption { font-size: 9pt; color: #66707f; }
.good { color: #12734f; font-weight: 600; }
.bad { color: #b3362e; font-weight: 600; }
.mono { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 8pt; color: #3c4653; }
table.rows { border-collapse: collapse; margin-top: 6px; }
table.rows th { color: #66707f; font-size: 9pt; font-weight: 600; border-bottom: 1px solid #9aa4b2; }
table.rows td { border-bottom: 1px solid #e3e7ec; }
.first { padding-left: 1px; }
.last { padding-right: 1px; }
td.tile { background-color: #f2f6f5; padding: 10px; }
td.cost { background-color: #f2f6f5; }
table.tiles { margin-top: 12px; }
table.fix, table.finding { margin-top: 8px; }
"""
_IN_BROWSERS = """
table { border-spacing: 0; }
td, th { vertical-align: top; }
td[align=right] { white-space: nowrap; }
ul { padding-left: 20px; }
table.rows td { font-variant-numeric: tabular-nums; }
@media screen {
  body { max-width: 680px; margin: 40px auto 80px; padding: 0 16px; line-height: 1.45; }
  .number { line-height: 1.1; }
  img { max-width: 100%; height: auto; }
  table { width: 100%; }
}
@media print {
  @page { size: A4; margin: 15mm 14mm 16mm 16mm; }
  body { margin: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h1, h2, h3, h2 + p, h3 + p { break-after: avoid; }
  tr, img, table { break-inside: avoid; }
}
"""


def page_of(content: ReportContent, say: Say = str) -> str:
    """The whole report.

    Parameters
    ----------
    content
    say
        Says sentences in the language of the report; ``str``: in English.
    """
    write = Markup(say)
    sections = (
        head, summary, gains, metrics, per_class, sample, agreement, people, diagnosis, fixes, sign_off, technical,
    )  # fmt: skip
    body = "\n".join(part for part in (section(content, write) for section in sections) if part)
    title = write.text(title_of(content))
    # What browsers alone need stands apart: other makers of PDFs would take it for themselves.
    return (
        f'<!DOCTYPE html>\n<html lang="{write.text(_CODE)}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style><style>{_IN_BROWSERS}</style></head><body>\n{body}\n</body></html>\n"
    )


def title_of(content: ReportContent) -> str:
    """What a report is called."""
    return sentence("Report", "{project} – label quality report", project=content.project)


def write_page(path: Path, page: str) -> None:
    """Write a report, whole or not at all.

    Raises
    ------
    UserError
        It cannot be written.
    """
    write_file(path, [page.encode()])
