"""Reports on pages: what belongs together is not torn, plots and photos are drawn, and files are whole or not there."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from app.report_pdf import laid_out, write_pdf
from engine.errors import UserError
from engine.report.markup import Markup
from engine.report.svg import bar, svg

SIZE = QSizeF(680, 900)
WRITE = Markup()


def rows(count: int) -> str:
    return WRITE.table(("Name", "Value"), [(f"row {number}", "1") for number in range(count)])


def pages_of(document: QTextDocument, *said: str) -> list[int]:
    """On which page each text is; it is there once."""
    layout, found = document.documentLayout(), {}
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        top = layout.blockBoundingRect(block).top() + (0 if table is None else 1)
        found[block.text()] = int(top // SIZE.height())
        block = block.next()
    return [found[own] for own in said]


def painted(document: QTextDocument) -> QImage:
    image = QImage(int(SIZE.width()), int(SIZE.height()), QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    document.drawContents(painter, QRectF(0, 0, SIZE.width(), SIZE.height()))
    painter.end()
    return image


@pytest.mark.parametrize("above", [0, 5, 26, 28, 29, 30, 31, 60])
def test_a_title_stays_with_its_table_and_begins_a_page_at_its_top(qapp: QApplication, above: int) -> None:
    page = f"<h2>First</h2>{rows(above)}<h2>Second</h2><p>About it.</p>{rows(6).replace('row ', 'cell ')}"
    document = laid_out(page, SIZE)
    numbers = pages_of(document, "Second", "About it.", "cell 0", "cell 5")
    assert len(set(numbers)) == 1


def test_of_a_table_longer_than_a_page_the_first_rows_stay_with_the_title(qapp: QApplication) -> None:
    document = laid_out(f"<h2>First</h2>{rows(20)}<h2>Long</h2>{rows(90).replace('row ', 'cell ')}", SIZE)
    title, first, last = pages_of(document, "Long", "cell 0", "cell 89")
    assert title == first == 0 and last > 1


def test_plots_and_photos_that_stand_in_the_text_are_drawn(qapp: QApplication) -> None:
    red = svg(200, 100, [bar(0, 200, 0, 100, "#ff0000")])
    _, jpeg = cv2.imencode(".jpg", np.full((50, 100, 3), (0, 255, 0), np.uint8))
    page = WRITE.plot(red, "red") + f"<p>{WRITE.photo(bytes(jpeg), (100, 50), 'green')}</p>"
    image = painted(laid_out(page, SIZE))
    assert image.pixelColor(100, 50) == QColor("#ff0000")
    green = image.pixelColor(50, 140)
    assert green.green() > 240 > 20 > green.red()


def test_nothing_is_fetched(qapp: QApplication, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((9, 9, 3), np.uint8))
    image = painted(
        laid_out(f'<p><img src="{(tmp_path / "a.png").as_uri()}" width="50" height="50"></p>', SIZE)
    )
    assert image.pixelColor(20, 20) == QColor("white")


def test_a_pdf_is_written_whole_or_not_at_all(qapp: QApplication, tmp_path: Path) -> None:
    write_pdf(f"<h2>First</h2>{rows(60)}", tmp_path / "r.pdf", "Title")
    data = (tmp_path / "r.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    with pytest.raises(UserError):
        write_pdf("<p>a</p>", tmp_path / "no" / "r.pdf", "Title")
    assert [own.name for own in tmp_path.iterdir()] == ["r.pdf"]
