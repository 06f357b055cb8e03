"""Icons by what they mean; one set, drawn in the text's colour."""

from __future__ import annotations

from pathlib import Path

import qtawesome
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

Role = QPalette.ColorRole

_NAME = "icon_name"
_ROLE = "icon_role"

_GLYPHS = {
    "open": "mdi6.folder-open-outline",
    "project": "mdi6.file-document-outline",
    "demo": "mdi6.play-circle-outline",
    "documentation": "mdi6.book-open-outline",
    "tour": "mdi6.map-marker-path",
    "export": "mdi6.export-variant",
    "undo": "mdi6.undo",
    "redo": "mdi6.redo",
    "draw": "mdi6.vector-square-plus",
    "delete": "mdi6.trash-can-outline",
    "accept": "mdi6.check",
    "label_is_right": "mdi6.shield-check-outline",
    "unsure": "mdi6.help-circle-outline",
    "next": "mdi6.chevron-down",
    "previous": "mdi6.chevron-up",
    "next_image": "mdi6.arrow-right",
    "previous_image": "mdi6.arrow-left",
    "fit": "mdi6.fit-to-page-outline",
    "gallery": "mdi6.view-grid-outline",
    "journal": "mdi6.history",
    "adjust": "mdi6.brightness-6",
    "run": "mdi6.play",
    "cancel": "mdi6.close",
    "fixed": "mdi6.check-circle-outline",
    "problem": "mdi6.alert-outline",
    "bug": "mdi6.bug-outline",
    "numbers": "mdi6.tune-variant",
    "saved_filters": "mdi6.bookmark-outline",
    "saved_filter": "mdi6.bookmark",
    "group_by_image": "mdi6.format-list-group",
    "folded": "mdi6.chevron-right",
    "information": "mdi6.information-outline",
    "pause": "mdi6.pause",
    "stop": "mdi6.stop",
    "in_use": "mdi6.check-circle",
    "beside": "mdi6.view-split-vertical",
    "compare": "mdi6.scale-balance",
    "rename": "mdi6.pencil-outline",
    "device": "mdi6.memory",
    "program": "mdi6.application-cog-outline",
    "tasks": "mdi6.format-list-checks",
    "dismiss": "mdi6.eye-off-outline",
    "copy": "mdi6.content-copy",
    "again": "mdi6.refresh",
    "left_out": "mdi6.minus-circle-outline",
    "agrees": "mdi6.check",
    "disagrees": "mdi6.alert-outline",
    "reviewed": "mdi6.eye-check-outline",
    "approve": "mdi6.check-decagram-outline",
    "return_image": "mdi6.comment-alert-outline",
    "no_objects": "mdi6.image-off-outline",
    "comment": "mdi6.comment-text-outline",
    "comment_resolved": "mdi6.comment-check-outline",
    "person": "mdi6.account-outline",
    "people": "mdi6.account-group-outline",
    "hand_out": "mdi6.tray-arrow-down",
    "give_back": "mdi6.tray-arrow-up",
    "report": "mdi6.file-chart-outline",
    "sign_off": "mdi6.file-sign",
    "stage_unreviewed": "mdi6.circle-outline",
    "stage_reviewed": "mdi6.eye-check-outline",
    "stage_approved": "mdi6.check-decagram-outline",
    "stage_returned": "mdi6.comment-alert-outline",
    "flag_invalid_box": "mdi6.alert-octagon-outline",
    "flag_no_size": "mdi6.arrow-collapse-all",
    "flag_outside_image": "mdi6.arrow-top-right-bold-box-outline",
    "flag_unknown_category": "mdi6.tag-off-outline",
    "flag_tiny": "mdi6.dots-horizontal",
    "flag_covers_image": "mdi6.fullscreen",
    "flag_duplicate": "mdi6.content-copy",
    "flag_same_place": "mdi6.layers-outline",
    "flag_nested": "mdi6.select-group",
    "flag_out_of_scale": "mdi6.magnify-scan",
    "flag_unusual_place": "mdi6.map-marker-question-outline",
    "flag_odd_offset": "mdi6.vector-difference-ab",
    "flag_gap_in_row": "mdi6.dots-grid",
    "flag_size_outlier": "mdi6.resize",
    "flag_aspect_outlier": "mdi6.aspect-ratio",
    "flag_missing_label": "mdi6.plus-box-outline",
    "flag_spurious_label": "mdi6.close-box-outline",
    "flag_wrong_class": "mdi6.tag-outline",
    "flag_bad_location": "mdi6.cursor-move",
    "flag_missing_image": "mdi6.image-remove-outline",
    "flag_unreadable_image": "mdi6.image-broken-variant",
    "flag_size_differs": "mdi6.image-size-select-large",
    "flag_not_rotated": "mdi6.rotate-right",
    "flag_no_boxes": "mdi6.image-outline",
    "flag_copies_disagree": "mdi6.not-equal-variant",
    "flag_in_two_splits": "mdi6.call-split",
    "flag_too_dark": "mdi6.weather-night",
    "flag_blank": "mdi6.square-rounded-outline",
    "flag_blurred": "mdi6.blur",
    "flag_others_see": "mdi6.account-plus-outline",
    "flag_others_lack": "mdi6.account-minus-outline",
    "flag_class_disputed": "mdi6.account-question-outline",
    "flag_place_disputed": "mdi6.account-switch-outline",
    "flag_returned": "mdi6.comment-alert-outline",
    "flag_conflict": "mdi6.source-merge",
    "flag_false_positive": "mdi6.close-circle-outline",
    "flag_missed": "mdi6.eye-off-outline",
    "flag_true_positive": "mdi6.check-circle-outline",
    "flag_label": "mdi6.label-outline",
    "flag_edited": "mdi6.pencil-outline",
}


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon of this name.

    Parameters
    ----------
    name
        A key of the table above.
    colour
        Of the strokes; None: the text's, faded where disabled.
    """
    palette = QApplication.palette()
    stroke = colour or palette.color(QPalette.ColorRole.WindowText)
    faded = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    made: QIcon = qtawesome.icon(_GLYPHS[name], color=stroke, color_disabled=faded)
    return made


def set_icon(target: QAction | QAbstractButton, name: str, role: Role = Role.WindowText) -> None:
    """Give something the icon of this name in a colour of the palette, and a new one when the colours change."""
    target.setProperty(_NAME, name)
    target.setProperty(_ROLE, role.value)
    _draw(target)


def refresh_icons(app: QApplication) -> None:
    """Draw again, in the colours of now, what `set_icon` gave."""
    for widget in app.allWidgets():
        for target in (widget, *widget.actions()):
            if target.property(_NAME) and isinstance(target, QAction | QAbstractButton):
                _draw(target)


class IconLabel(QLabel):
    """An icon by itself, in the text's colour, whatever that becomes."""

    def __init__(self, size_px: int) -> None:
        super().__init__()
        self._size_px = size_px
        self._name: str | None = None
        self.setFixedSize(size_px, size_px)

    def show_icon(self, name: str) -> None:
        """Show the icon of this name."""
        self._name = name
        self.setPixmap(icon(name).pixmap(self._size_px, self._size_px))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours."""
        super().changeEvent(event)
        if self._name is not None and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.show_icon(self._name)


def _draw(target: QAction | QAbstractButton) -> None:
    role = Role(target.property(_ROLE))
    target.setIcon(icon(target.property(_NAME), QApplication.palette().color(role)))


def application_icon() -> QIcon:
    """Boxwright's own."""
    return QIcon(str(Path(__file__).resolve().parent.parent / "resources" / "icons" / "boxwright.svg"))
