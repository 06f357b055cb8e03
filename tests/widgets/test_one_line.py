"""A text on one line is cut rather than making its neighbours move."""

import pytest

from widgets.one_line import OneLine


@pytest.fixture
def line(qtbot):
    line = OneLine()
    qtbot.addWidget(line)
    line.resize(100, 20)
    with qtbot.waitExposed(line):
        line.show()
    return line


@pytest.mark.parametrize("text", ["", "short"])
def test_what_fits_is_shown_whole(line, text):
    line.set_whole(text)
    assert (line.text(), line.toolTip()) == (text, "")


def test_what_does_not_fit_is_cut_and_said_in_full(line):
    text = "a name as long as people give them " * 3
    line.set_whole(text)
    assert line.text().endswith("…")
    assert line.toolTip() == line.accessibleName() == line.whole == text
    line.resize(20_000, 20)
    assert (line.text(), line.toolTip()) == (text, "")
