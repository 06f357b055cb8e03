"""A report as PDF: the same HTML, set on pages by Qt."""

from __future__ import annotations

import os
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from engine.errors import WorkFailedError
from engine.formats.output import write_file

_DPI = 96
_METRES_IN_INCH = 0.0254
_MARGINS_MM = (16.0, 15.0, 14.0, 20.0)
"""Left, top, right and bottom."""
_FOOT_PX = 26
_FOOT_FONT_PX = 11
_INDENT_PX = 20
"""Of a list."""
_MOST_KEPT = 0.85
"""Of a page: what is longer is torn, rather than to leave a page nearly empty."""
_FIRST_LINES_PX = 90

_PICTURE = "\ufffc"
"""Stands in a text for a picture."""
_BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore

_Part = QTextBlock | QTextTable


class _Pictures(QPyTextObject):
    """Draws the pictures that stand in the text itself: plots as shapes, sharp at any size, photos as they are."""

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:  # noqa: N802
        """As large as the text says."""
        picture = form.toImageFormat()
        return QSizeF(picture.width(), picture.height())

    def drawObject(  # noqa: N802
        self, painter: QPainter, place: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        """Draw one; nothing is ever fetched."""
        about, _, text = form.toImageFormat().name().partition(";base64,")
        data = QByteArray(b64decode(text))
        if about == "data:image/svg+xml":
            QSvgRenderer(data).render(painter, place)
        elif about.startswith("data:image/"):
            painter.drawImage(place, QImage.fromData(data))


def without_window() -> QCoreApplication:
    """Have Qt set pages, which needs fonts, where no window was opened; for as long as what comes back is held."""
    known = QGuiApplication.instance()
    if known is not None:
        return known
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])


def write_pdf(page: str, path: Path, title: str) -> None:
    """Write a report's page as PDF, whole or not at all.

    Parameters
    ----------
    page
        HTML.
    path
    title
        Of the document; it stands at the foot of each page.

    Raises
    ------
    UserError
        The file cannot be written.
    """
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(*_MARGINS_MM))
    writer.setResolution(300)
    writer.setTitle(title)
    writer.setCreator("Boxwright")
    scale = writer.resolution() / _DPI
    size = QSizeF(writer.width() / scale, writer.height() / scale - _FOOT_PX)
    document = laid_out(page, size)
    painter = QPainter()
    if not painter.begin(writer):
        raise _not_written(path)
    painter.scale(scale, scale)
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        painter.save()
        painter.setTransform(QTransform.fromTranslate(0, -number * size.height()), True)  # noqa: FBT003
        document.drawContents(painter, QRectF(0, number * size.height(), size.width(), size.height()))
        painter.restore()
        _draw_foot(painter, size, title, f"{number + 1} / {document.pageCount()}")
    if not painter.end():
        raise _not_written(path)
    write_file(path, [bytes(made.data().data())])


def laid_out(page: str, size: QSizeF) -> QTextDocument:
    """A report's page on pages of a size, parts of one long strip, on which nothing is torn that fits on one."""
    document = QTextDocument()
    # Whatever the screen: a point is as large as on paper.
    device = QImage(1, 1, QImage.Format.Format_RGB32)
    for set_dots in (device.setDotsPerMeterX, device.setDotsPerMeterY):
        set_dots(round(_DPI / _METRES_IN_INCH))
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(QFont("Helvetica", 10))
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT_PX)
    pictures = _Pictures(document)
    document.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject, pictures)
    document.setMetaInformation(QTextDocument.MetaInformation.CssMedia, "print")
    document.setHtml(page)
    document.setPageSize(size)
    document.setProperty("device", device)
    _keep_together(document, size.height())
    return document


def _keep_together(document: QTextDocument, height: float) -> None:
    """Begin a page before what the end of one would tear from its title or from its picture.

    Qt's text knows no break that is to be avoided: once all of it is laid out, what is torn moves on.
    """
    layout = document.documentLayout()
    for group in _groups(document):
        top = _bounds(layout, group[0]).top()
        bottom = max(_bounds(layout, own).bottom() for own in group)
        if bottom - top > _MOST_KEPT * height:
            # Its title stays with the first lines.
            body = next((own for own in group if isinstance(own, QTextTable)), group[-1])
            bottom = _bounds(layout, body).top() + _FIRST_LINES_PX
        if top // height != (bottom - 1) // height or _begins_page(group[0]):
            _begin_page(group[0])


def _groups(document: QTextDocument) -> list[list[_Part]]:
    """Each title with the texts, and the picture or the table, after it; each further table with what follows."""
    groups: list[list[_Part]] = [[]]
    shown = False
    for part in _parts(document):
        table = isinstance(part, QTextTable)
        title = isinstance(part, QTextBlock) and part.blockFormat().headingLevel() > 1
        if title or (table and shown):
            groups.append([])
            shown = False
        groups[-1].append(part)
        shown = shown or table or (isinstance(part, QTextBlock) and _PICTURE in part.text())
    return [own for own in groups if own]


def _parts(document: QTextDocument) -> Iterator[_Part]:
    """Paragraphs and tables, as they follow."""
    block = document.begin()
    last: QTextTable | None = None
    while block.isValid():
        # None outside of tables, of which Qt's types know nothing.
        table = cast("QTextTable | None", QTextCursor(block).currentTable())
        if table is None:
            yield block
        elif table != last:
            yield table
        last = table
        block = block.next()


def _bounds(layout: QAbstractTextDocumentLayout, part: _Part) -> QRectF:
    return layout.frameBoundingRect(part) if isinstance(part, QTextTable) else layout.blockBoundingRect(part)


def _begins_page(part: _Part) -> bool:
    return isinstance(part, QTextBlock) and part.blockFormat().pageBreakPolicy() == _BREAK


def _begin_page(part: _Part) -> None:
    """Put it at the very top of a page."""
    if isinstance(part, QTextTable):
        own = part.format().toTableFormat()
        own.setPageBreakPolicy(_BREAK)
        part.setFormat(own)
    else:
        paragraph = part.blockFormat()
        paragraph.setPageBreakPolicy(_BREAK)
        paragraph.setTopMargin(0)
        QTextCursor(part).setBlockFormat(paragraph)


def _draw_foot(painter: QPainter, size: QSizeF, title: str, number: str) -> None:
    painter.save()
    painter.setPen(QColor("#66707f"))
    font = QFont("Helvetica")
    # In pixels of the page: a point is one of the writer's here.
    font.setPixelSize(_FOOT_FONT_PX)
    painter.setFont(font)
    foot = QRectF(0, size.height() + 8, size.width(), _FOOT_PX - 8)
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)
    painter.restore()


def _not_written(path: Path) -> WorkFailedError:
    return WorkFailedError("the report cannot be written", source=path, remedy="Check folder and permissions")
