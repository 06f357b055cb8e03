"""Colours, fonts and spacing of the window, light and dark, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from engine.data.flag import FlagKind

GRID = 4
"""All distances are multiples of this many pixels."""

_ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
_CONTEXT = "FlagKind"


class Scheme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for.

    Text on its ground has a contrast of 4.5 to 1 at least, what is grasped or has the focus one of 3 to 1.
    """

    scheme: Scheme
    window: QColor
    panel: QColor
    raised: QColor
    border: QColor
    handle: QColor
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
    handle=QColor("#828a96"),
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
    handle=QColor("#737d8b"),
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
    FlagKind.INVALID_BOX: QT_TRANSLATE_NOOP("FlagKind", "Invalid box"),
    FlagKind.NO_SIZE: QT_TRANSLATE_NOOP("FlagKind", "No size"),
    FlagKind.OUTSIDE_IMAGE: QT_TRANSLATE_NOOP("FlagKind", "Outside image"),
    FlagKind.UNKNOWN_CATEGORY: QT_TRANSLATE_NOOP("FlagKind", "Unknown class"),
    FlagKind.TINY: QT_TRANSLATE_NOOP("FlagKind", "Tiny"),
    FlagKind.COVERS_IMAGE: QT_TRANSLATE_NOOP("FlagKind", "Covers image"),
    FlagKind.DUPLICATE: QT_TRANSLATE_NOOP("FlagKind", "Duplicate"),
    FlagKind.SAME_PLACE: QT_TRANSLATE_NOOP("FlagKind", "Same place"),
    FlagKind.NESTED: QT_TRANSLATE_NOOP("FlagKind", "Nested"),
    FlagKind.OUT_OF_SCALE: QT_TRANSLATE_NOOP("FlagKind", "Out of scale"),
    FlagKind.UNUSUAL_PLACE: QT_TRANSLATE_NOOP("FlagKind", "Unusual place"),
    FlagKind.ODD_OFFSET: QT_TRANSLATE_NOOP("FlagKind", "Odd offset"),
    FlagKind.GAP_IN_ROW: QT_TRANSLATE_NOOP("FlagKind", "Gap in row"),
    FlagKind.SIZE_OUTLIER: QT_TRANSLATE_NOOP("FlagKind", "Unusual size"),
    FlagKind.ASPECT_OUTLIER: QT_TRANSLATE_NOOP("FlagKind", "Unusual shape"),
    FlagKind.MISSING_LABEL: QT_TRANSLATE_NOOP("FlagKind", "Missing label"),
    FlagKind.SPURIOUS_LABEL: QT_TRANSLATE_NOOP("FlagKind", "Spurious label"),
    FlagKind.WRONG_CLASS: QT_TRANSLATE_NOOP("FlagKind", "Wrong class"),
    FlagKind.BAD_LOCATION: QT_TRANSLATE_NOOP("FlagKind", "Bad location"),
    FlagKind.MISSING_IMAGE: QT_TRANSLATE_NOOP("FlagKind", "Missing image"),
    FlagKind.UNREADABLE_IMAGE: QT_TRANSLATE_NOOP("FlagKind", "Damaged image"),
    FlagKind.SIZE_DIFFERS: QT_TRANSLATE_NOOP("FlagKind", "Other size"),
    FlagKind.NOT_ROTATED: QT_TRANSLATE_NOOP("FlagKind", "Not rotated"),
    FlagKind.NO_BOXES: QT_TRANSLATE_NOOP("FlagKind", "No boxes"),
    FlagKind.COPIES_DISAGREE: QT_TRANSLATE_NOOP("FlagKind", "Copies differ"),
    FlagKind.IN_TWO_SPLITS: QT_TRANSLATE_NOOP("FlagKind", "In two splits"),
    FlagKind.TOO_DARK: QT_TRANSLATE_NOOP("FlagKind", "Too dark"),
    FlagKind.BLANK: QT_TRANSLATE_NOOP("FlagKind", "Blank"),
    FlagKind.BLURRED: QT_TRANSLATE_NOOP("FlagKind", "Blurred"),
    FlagKind.OTHERS_SEE: QT_TRANSLATE_NOOP("FlagKind", "Others see one"),
    FlagKind.OTHERS_LACK: QT_TRANSLATE_NOOP("FlagKind", "Others lack it"),
    FlagKind.CLASS_DISPUTED: QT_TRANSLATE_NOOP("FlagKind", "Class disputed"),
    FlagKind.PLACE_DISPUTED: QT_TRANSLATE_NOOP("FlagKind", "Place disputed"),
    FlagKind.RETURNED: QT_TRANSLATE_NOOP("FlagKind", "Returned"),
    FlagKind.CONFLICT: QT_TRANSLATE_NOOP("FlagKind", "Conflict"),
    FlagKind.FALSE_POSITIVE: QT_TRANSLATE_NOOP("FlagKind", "False positive"),
    FlagKind.MISSED: QT_TRANSLATE_NOOP("FlagKind", "Missed"),
    FlagKind.TRUE_POSITIVE: QT_TRANSLATE_NOOP("FlagKind", "True positive"),
    FlagKind.EDITED: QT_TRANSLATE_NOOP("FlagKind", "Edited box"),
    FlagKind.LABEL: QT_TRANSLATE_NOOP("FlagKind", "Label"),
}


def theme_of(scheme: Scheme) -> Theme:
    """The colours of a scheme."""
    return _LIGHT if scheme is Scheme.LIGHT else _DARK


def system_scheme(app: QApplication) -> Scheme:
    """What the desktop asks for; light where it does not say."""
    return scheme_of(app.styleHints().colorScheme())


def scheme_of(asked: Qt.ColorScheme) -> Scheme:
    """Our name for Qt's; light where it does not say."""
    return Scheme.DARK if asked == Qt.ColorScheme.Dark else Scheme.LIGHT


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
    return QCoreApplication.translate(_CONTEXT, str(_FLAG_TITLES[kind]))


def flag_icon_name(kind: FlagKind) -> str:
    """Name of its icon in `widgets.icons`."""
    return f"flag_{kind.value}"


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, so that columns of numbers align."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def row_px(metrics: QFontMetrics) -> int:
    """Height of a table's row: text with room above and below, on the grid."""
    return -(-(metrics.height() + 3 * GRID) // GRID) * GRID


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
    colours = {
        name: value.name() for name in theme.__slots__ if isinstance(value := getattr(theme, name), QColor)
    }
    drawn = {
        name: (_ICONS / f"{name}_{theme.scheme}.svg").as_posix() for name in ("up", "down", "tick", "dash")
    }
    return _SHEET.format(**colours, **drawn)


_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 4px; }}
QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; }}
QDockWidget {{ color: {muted}; }}
QDockWidget::title {{ background: {window}; padding: 8px 12px 4px 12px; text-align: left; }}
QToolBar {{ background: {window}; border: 0; border-bottom: 1px solid {border}; padding: 4px 8px; spacing: 4px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 3px; }}
QToolButton:hover {{ background: {selection}; }}
QToolButton:checked {{ background: {selection}; border-color: {accent}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton[chooses="true"] {{ padding: 3px 20px 3px 6px; }}
QToolButton[chooses="true"]::menu-indicator {{ image: url("{up}"); width: 10px; subcontrol-origin: padding;
    subcontrol-position: center right; right: 5px; }}
QFrame#standing {{ border: 0; border-bottom: 1px solid {border}; }}
QStatusBar {{ background: {window}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: 0; }}
QMenuBar {{ background: {window}; padding: 2px 4px; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {selection}; }}
QMenu {{ background: {panel}; border: 1px solid {border}; padding: 4px 0; }}
QMenu::item {{ padding: 6px 16px 6px 8px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; background: transparent; }}
QMenu::separator {{ background: {border}; height: 1px; margin: 4px 0; }}
QMenu::icon, QMenu::indicator {{ left: 8px; }}

QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{ background: {raised}; color: {text}; border: 1px solid {border}; border-radius: 4px;
    padding: 6px 12px; }}
QPushButton:hover, QPushButton:focus {{ border-color: {accent}; }}
QPushButton:pressed {{ background: {selection}; }}
QPushButton:disabled {{ color: {muted}; border-color: {border}; }}
QPushButton::menu-indicator {{ image: url("{down}"); width: 12px; subcontrol-origin: padding;
    subcontrol-position: center right; right: 4px; }}
QPushButton[chooses="true"] {{ padding-right: 24px; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[primary="true"]:focus, QPushButton[primary="true"]:hover {{ border-color: {text}; }}
QPushButton[primary="true"]:disabled {{ background: {raised}; color: {muted}; border-color: {border}; }}
QPushButton[row="true"] {{ text-align: left; }}
QPushButton[link="true"] {{ background: transparent; color: {accent}; border-color: transparent; padding: 0 4px; }}
QPushButton[link="true"]:focus, QPushButton[link="true"]:hover {{ border-color: {accent}; }}
QPushButton QLabel {{ color: {muted}; }}
QPushButton[primary="true"]:enabled QLabel {{ color: {on_accent}; }}

QLineEdit, QComboBox {{ background: {panel}; color: {text}; border: 1px solid {border}; border-radius: 4px;
    padding: 4px 6px; min-height: 18px; placeholder-text-color: {muted}; }}
QLineEdit[quiet="true"] {{ background: transparent; border-color: transparent; padding: 0 6px; }}
QLineEdit[quiet="true"]:hover {{ border-color: {border}; }}
QLineEdit[quiet="true"]:focus {{ background: {panel}; }}
QLineEdit:focus, QComboBox:focus, QComboBox:on {{ border-color: {accent}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {window}; color: {muted}; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {panel}; border: 1px solid {border}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 24px; padding: 0 4px; }}
QComboBox QAbstractItemView::item:selected {{ background: {selection}; color: {text}; }}

QAbstractSpinBox {{ background: {panel}; color: {text}; border: 1px solid {border}; border-radius: 4px;
    padding: 4px 20px 4px 6px; min-height: 18px; }}
QAbstractSpinBox:focus {{ border-color: {accent}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 18px; background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 10px; height: 10px; }}

QRadioButton {{ spacing: 8px; }}
QRadioButton:disabled {{ color: {muted}; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {handle}; border-radius: 8px;
    background: {panel}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
QRadioButton::indicator:disabled {{ border-color: {border}; }}
QRadioButton::indicator:focus {{ border-color: {text}; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox:disabled {{ color: {muted}; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {handle};
    border-radius: 3px; background: {panel}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
    image: url("{tick}"); }}
QCheckBox::indicator:indeterminate {{ background: {accent};
    border-color: {accent}; image: url("{dash}"); }}
QCheckBox::indicator:disabled {{ border-color: {border}; background: {border}; }}
QCheckBox::indicator:focus {{ border-color: {text}; }}

QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {border}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {accent}; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -6px 0; border: 1px solid {handle}; border-radius: 8px;
    background: {panel}; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border-color: {accent}; }}
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled {{ background: {border};
    border-color: {border}; }}

QHeaderView {{ background: {window}; }}
QHeaderView::section {{ background: {window}; color: {muted}; border: 0; border-bottom: 1px solid {border};
    padding: 4px 6px; }}
QHeaderView::up-arrow {{ image: url("{up}"); width: 8px; height: 8px; subcontrol-position: top center; }}
QHeaderView::down-arrow {{ image: url("{down}"); width: 8px; height: 8px; subcontrol-position: top center; }}
QTableView, QTreeView, QListView, QPlainTextEdit {{ background: {panel}; border: 0; outline: 0;
    selection-background-color: {selection}; selection-color: {text}; gridline-color: {border}; }}
QTableView::item {{ padding: 0 3px; }}
QTableView::item:selected {{ background: {selection}; color: {text}; }}
QListView#completions {{ border: 1px solid {border}; }}
QListView#completions::item {{ padding: 4px 8px; }}
QListView#completions::item:selected {{ background: {selection}; color: {text}; }}
QTabWidget::pane {{ border: 0; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: 6px 12px; color: {muted}; border: 0; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
QProgressBar {{ border: 1px solid {border}; border-radius: 4px; background: {panel}; text-align: center;
    max-height: 12px; }}
QProgressBar[big="true"] {{ max-height: 18px; min-height: 18px; }}
QProgressBar[quiet="true"]::chunk {{ background: {handle}; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; min-width: 28px; min-height: 28px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QLabel[muted="true"] {{ color: {muted}; }}
QLabel[good="true"] {{ color: {good}; }}
QLabel#others {{ color: {warning}; }}
QDialog#class_palette {{ border: 1px solid {border}; }}
QLabel[bad="true"] {{ color: {bad}; }}
QFrame[card="true"] {{ background: {panel}; border: 1px solid {border}; border-radius: 6px; }}
QFrame#tour {{ background: {raised}; border: 1px solid {handle}; border-radius: 8px; }}
"""
