"""Colours, fonts and spacing of the window, light and dark, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from engine.data.flag import FlagKind

GRID = 4
"""All distances are multiples of this many pixels."""


class Scheme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for; text on its ground has a contrast of 4.5 to 1 at least."""

    scheme: Scheme
    window: QColor
    panel: QColor
    raised: QColor
    border: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    good: QColor
    bad: QColor
    warning: QColor
    canvas: QColor


_LIGHT = Theme(
    Scheme.LIGHT,
    window=QColor("#f3f4f6"),
    panel=QColor("#ffffff"),
    raised=QColor("#f8f9fb"),
    border=QColor("#d5d9e0"),
    text=QColor("#1b2028"),
    muted=QColor("#59626f"),
    accent=QColor("#0b62c4"),
    on_accent=QColor("#ffffff"),
    selection=QColor("#d9e8fb"),
    good=QColor("#0f7b3f"),
    bad=QColor("#b3261e"),
    warning=QColor("#8a5300"),
    canvas=QColor("#e2e5ea"),
)
_DARK = Theme(
    Scheme.DARK,
    window=QColor("#16191e"),
    panel=QColor("#1d2127"),
    raised=QColor("#252a32"),
    border=QColor("#373e49"),
    text=QColor("#e8ebf0"),
    muted=QColor("#a3adba"),
    accent=QColor("#5aa9ff"),
    on_accent=QColor("#0b1017"),
    selection=QColor("#24415f"),
    good=QColor("#5fd08b"),
    bad=QColor("#ff8a80"),
    warning=QColor("#f2b94b"),
    canvas=QColor("#0f1115"),
)

# Okabe and Ito's colours, told apart by colour-blind eyes; black left out, since images are dark.
_CATEGORY_COLOURS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#9a8cff")
_LIGHTER_BY_ROUND = (100, 135, 75)

_FLAG_TITLES = {
    FlagKind.INVALID_BOX: "Invalid box",
    FlagKind.NO_SIZE: "No size",
    FlagKind.OUTSIDE_IMAGE: "Outside the image",
    FlagKind.UNKNOWN_CATEGORY: "Unknown class",
    FlagKind.DUPLICATE: "Duplicate",
    FlagKind.SIZE_OUTLIER: "Unusual size",
    FlagKind.ASPECT_OUTLIER: "Unusual shape",
    FlagKind.MISSING_LABEL: "Missing label",
    FlagKind.SPURIOUS_LABEL: "Spurious label",
    FlagKind.WRONG_CLASS: "Wrong class",
    FlagKind.BAD_LOCATION: "Bad location",
}


def theme_of(scheme: Scheme) -> Theme:
    """The colours of a scheme."""
    return _LIGHT if scheme is Scheme.LIGHT else _DARK


def system_scheme(app: QApplication) -> Scheme:
    """What the desktop asks for; light where it does not say."""
    return Scheme.DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


def apply_theme(app: QApplication, scheme: Scheme) -> Theme:
    """Give the whole program this scheme's colours."""
    theme = theme_of(scheme)
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))
    return theme


def category_colour(index: int) -> QColor:
    """Colour of a class by index: eight that differ, then the same ones lighter and darker."""
    colour = QColor(_CATEGORY_COLOURS[index % len(_CATEGORY_COLOURS)])
    return colour.lighter(_LIGHTER_BY_ROUND[index // len(_CATEGORY_COLOURS) % len(_LIGHTER_BY_ROUND)])


def flag_title(kind: FlagKind) -> str:
    """What a kind of flag is called in the window."""
    return _FLAG_TITLES[kind]


def flag_icon_name(kind: FlagKind) -> str:
    """Name of its icon in `widgets.icons`."""
    return f"flag_{kind.value}"


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, so that columns of numbers align."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Link, theme.accent),
        (role.Mid, theme.border),
        (role.Accent, theme.accent),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(theme.text)
        faded.setAlphaF(0.45)
        palette.setColor(group.Disabled, which, faded)
    return palette


def _sheet(theme: Theme) -> str:
    return f"""
QToolTip {{ background: {theme.raised.name()}; color: {theme.text.name()}; border: 1px solid {theme.border.name()};
    padding: 4px; }}
QMainWindow::separator {{ background: {theme.border.name()}; width: 1px; height: 1px; }}
QDockWidget {{ color: {theme.muted.name()}; }}
QDockWidget::title {{ background: {theme.window.name()}; padding: 8px 12px 4px 12px; text-align: left; }}
QToolBar {{ background: {theme.window.name()}; border: 0; border-bottom: 1px solid {theme.border.name()};
    padding: 4px 8px; spacing: 4px; }}
QToolButton {{ border: 0; border-radius: 4px; padding: 4px; }}
QToolButton:hover {{ background: {theme.selection.name()}; }}
QStatusBar {{ background: {theme.window.name()}; border-top: 1px solid {theme.border.name()}; }}
QStatusBar::item {{ border: 0; }}
QMenuBar {{ background: {theme.window.name()}; padding: 2px 4px; }}
QPushButton {{ background: {theme.raised.name()}; color: {theme.text.name()}; border: 1px solid {theme.border.name()};
    border-radius: 4px; padding: 6px 12px; }}
QPushButton:hover {{ border-color: {theme.accent.name()}; }}
QPushButton:focus {{ border: 1px solid {theme.accent.name()}; }}
QPushButton:disabled {{ color: {theme.muted.name()}; border-color: {theme.border.name()}; }}
QPushButton[primary="true"] {{ background: {theme.accent.name()}; color: {theme.on_accent.name()};
    border: 1px solid {theme.accent.name()}; }}
QPushButton[primary="true"]:disabled {{ background: {theme.raised.name()}; color: {theme.muted.name()};
    border-color: {theme.border.name()}; }}
QLineEdit {{ background: {theme.panel.name()}; color: {theme.text.name()};
    border: 1px solid {theme.border.name()}; border-radius: 4px; padding: 4px 6px; min-height: 18px; }}
QLineEdit:focus {{ border-color: {theme.accent.name()}; }}
QHeaderView::section {{ background: {theme.window.name()}; color: {theme.muted.name()}; border: 0;
    border-bottom: 1px solid {theme.border.name()}; padding: 4px 8px; }}
QTableView, QTreeView, QListView, QPlainTextEdit {{ background: {theme.panel.name()}; border: 0;
    selection-background-color: {theme.selection.name()}; selection-color: {theme.text.name()};
    gridline-color: {theme.border.name()}; }}
QTableView::item {{ padding: 0 6px; }}
QTabBar::tab {{ padding: 6px 12px; color: {theme.muted.name()}; border: 0; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {theme.text.name()}; border-bottom: 2px solid {theme.accent.name()}; }}
QProgressBar {{ border: 1px solid {theme.border.name()}; border-radius: 4px; background: {theme.panel.name()};
    text-align: center; max-height: 12px; }}
QProgressBar::chunk {{ background: {theme.accent.name()}; border-radius: 3px; }}
QLabel[muted="true"] {{ color: {theme.muted.name()}; }}
QLabel[good="true"] {{ color: {theme.good.name()}; }}
QLabel[bad="true"] {{ color: {theme.bad.name()}; }}
QFrame[card="true"] {{ background: {theme.panel.name()}; border: 1px solid {theme.border.name()}; border-radius: 6px; }}
"""
