"""Icons exist for all that asks for one, and follow the colours."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton

from engine.data.flag import FlagKind, VerdictKind
from widgets.icons import _GLYPHS, IconLabel, application_icon, icon, refresh_icons, set_icon
from widgets.queue.model import verdict_icon_name
from widgets.theme import flag_icon_name


def colour_of(pixmap) -> QColor:
    """Of the most opaque pixel."""
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda colour: colour.alpha())


@pytest.fixture
def red_text(qapp):
    """Changes the text's colour to red when called; it is as before after the test."""
    before = qapp.palette()

    def change() -> None:
        palette = qapp.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor("red"))
        qapp.setPalette(palette)

    yield change
    qapp.setPalette(before)


@pytest.mark.parametrize("kind", FlagKind)
def test_every_kind_of_flag_has_an_icon(qapp, kind):
    assert not icon(flag_icon_name(kind)).pixmap(16, 16).isNull()


@pytest.mark.parametrize("verdict", VerdictKind)
def test_every_verdict_has_an_icon(qapp, verdict):
    assert not icon(verdict_icon_name(verdict)).pixmap(16, 16).isNull()


@pytest.mark.parametrize("name", _GLYPHS)
def test_every_name_is_drawn(qapp, name):
    assert colour_of(icon(name).pixmap(16, 16)).alpha() > 128


def test_no_two_kinds_of_flag_look_the_same(qapp):
    drawn = {bytes(icon(flag_icon_name(kind)).pixmap(24, 24).toImage().constBits()) for kind in FlagKind}
    assert len(drawn) == len(FlagKind)


def test_the_programs_own_icon_is_crisp_at_any_size(qapp):
    for size in (16, 64, 256):
        assert application_icon().pixmap(size, size).width() >= size


def test_icons_take_the_texts_new_colour(qapp, qtbot, red_text):
    button, label = QPushButton(), IconLabel(24)
    for widget in (button, label):
        qtbot.addWidget(widget)
    set_icon(button, "accept")
    label.show_icon("accept")
    red_text()
    refresh_icons(qapp)
    assert colour_of(button.icon().pixmap(24, 24)).name() == "#ff0000"
    qtbot.waitUntil(lambda: colour_of(label.pixmap()).name() == "#ff0000")
