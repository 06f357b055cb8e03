"""Colours can be told apart and read, by any eyes, in both schemes."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont, QPalette

from engine.data.flag import FlagKind
from widgets.inspector.inspector import Inspector
from widgets.metrics.change import ChangePanel
from widgets.metrics.metrics import MetricsBar, SummaryTable
from widgets.metrics.per_class import PerClassTable
from widgets.queue.queue import Queue
from widgets.theme import Scheme, apply_theme, category_colour, flag_title, tabular, theme_of
from widgets.welcome import Welcome

TEXTS = ("text", "muted", "accent", "good", "bad", "warning")
GROUNDS = ("window", "panel", "raised")

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
EYES = {
    "all three cones": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour: QColor) -> np.ndarray:
    c = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2's ratio, 1 to 21."""
    light, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear sRGB under D65."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    f = np.cbrt(to_xyz @ np.clip(rgb, 0, 1) / [0.95047, 1.0, 1.08883])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXTS)
def test_text_is_legible_on_every_ground(scheme, ground, name):
    theme = theme_of(scheme)
    assert contrast(getattr(theme, name), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
def test_text_is_legible_where_it_is_selected(scheme):
    theme = theme_of(scheme)
    assert contrast(theme.text, theme.selection) >= 4.5
    assert contrast(theme.muted, theme.selection) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ["handle", "accent"])
def test_what_is_grasped_or_has_the_focus_is_seen_on_every_ground(scheme, ground, name):
    theme = theme_of(scheme)
    assert contrast(getattr(theme, name), getattr(theme, ground)) >= 3.0


@pytest.mark.parametrize("scheme", Scheme)
def test_the_palette_of_qt_is_legible_too(unthemed, scheme):
    apply_theme(unthemed, scheme)
    role, palette = QPalette.ColorRole, unthemed.palette()
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
        (role.Link, role.Window),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("eye", EYES)
def test_eight_classes_have_colours_that_every_eye_tells_apart(eye):
    seen = [lab(EYES[eye] @ linear(category_colour(i))) for i in range(8)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 15


def test_the_next_classes_get_the_same_hues_in_other_lightness():
    assert len({category_colour(i).name() for i in range(24)}) == 24
    for i in range(8):
        hues = {category_colour(i + 8 * turn).hsvHue() for turn in range(3)}
        assert max(hues) - min(hues) <= 1
    assert category_colour(24) == category_colour(0)


@pytest.mark.parametrize("kind", FlagKind)
def test_every_kind_of_flag_has_a_title(kind):
    assert flag_title(kind)[0].isupper()


def test_no_two_kinds_of_flag_have_the_same_title():
    assert len({flag_title(kind) for kind in FlagKind}) == len(FlagKind)


@pytest.fixture
def unthemed(qapp):
    """The program, which has its own looks again after the test."""
    palette = qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


@pytest.mark.parametrize("scheme", Scheme)
def test_the_whole_program_takes_a_scheme(unthemed, scheme):
    theme = apply_theme(unthemed, scheme)
    assert theme is theme_of(scheme)
    assert unthemed.palette().color(QPalette.ColorRole.Window) == theme.window
    assert theme.accent.name() in unthemed.styleSheet()
    assert "{" not in unthemed.styleSheet().replace(" {", "")


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(
    "widget", [Queue, Inspector, MetricsBar, PerClassTable, SummaryTable, ChangePanel, Welcome]
)
def test_every_widget_takes_a_scheme_without_complaint(unthemed, qtbot, scheme, widget):
    # Qt's warnings fail the test.
    apply_theme(unthemed, scheme)
    made = widget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert not made.grab().isNull()


def test_tabular_figures_leave_the_font_given_alone(qapp):
    font = QFont()
    tag = QFont.Tag("tnum")
    assert tabular(font).featureValue(tag) == 1
    assert not font.isFeatureSet(tag)
