"""How the image is shown: adjusted, stretched, reduced; and where in it one is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.document import Document
from engine.data.flag import OF_IMAGES
from widgets.canvas.adjust_panel import AdjustPanel
from widgets.canvas.adjustment import AS_IT_IS
from widgets.canvas.canvas import Canvas
from widgets.canvas.minimap import Minimap
from widgets.canvas.note import Note
from widgets.words import translated


class DisplayPresenter(QObject):
    """Between the image on the canvas and the panel, the note and the minimap over it.

    The adjustment is the session's: it stays from image to image.
    """

    adjusted_again = Signal(bool)
    """True: the comparison with the image as it is has ended, since something was adjusted."""

    def __init__(
        self,
        document: Document,
        canvas: Canvas,
        panel: AdjustPanel,
        note: Note,
        minimap: Minimap,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._panel = panel
        self._note = note
        self._minimap = minimap
        self._adjusts = True
        self._picture_note = ""
        panel.adjusted.connect(self._adjust)
        document.opened.connect(self._show_boxes)
        document.changed.connect(self._show_boxes)
        document.flags_changed.connect(self._show_boxes)
        document.image_changed.connect(self._show_boxes)
        document.flag_changed.connect(self._show_focus)

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        if self._panel.isVisible():
            self._panel.close_panel()
        else:
            self._panel.open()

    def show_adjusted(self, *, on: bool) -> None:
        """Show the image as adjusted, or for comparison as it is."""
        self._adjusts = on
        self._show()

    def show_picture(self, note: str) -> None:
        """Another picture is on the canvas, of which this is to be said."""
        self._picture_note = translated(note)
        self._show()

    def _show(self) -> None:
        image = self._canvas.image
        tones = None if image is None else image.tones
        adjustment = self._panel.adjustment if self._adjusts else AS_IT_IS
        if self._adjusts and tones is not None and tones.narrow:
            adjustment = replace(adjustment, stretch=True)
        self._canvas.set_adjustment(adjustment)
        self._panel.set_shown(tones, adjustment)
        self._minimap.set_image(image, adjustment)
        self._note.say(self._lines())

    def _adjust(self) -> None:
        if not self._adjusts:
            self._adjusts = True
            self.adjusted_again.emit(self._adjusts)
        self._show()

    def _lines(self) -> list[str]:
        """What is to be said of how the image is shown."""
        lines = [self._picture_note] if self._picture_note else []
        image = self._canvas.image
        narrow = image.tones if image is not None and image.tones.narrow else None
        # Said between two images too, else it would flicker.
        adjusted = self._panel.adjustment != AS_IT_IS
        if not self._adjusts and (adjusted or narrow is not None):
            lines.append(self.tr("Shown as it is: adjustment switched off"))
        elif adjusted:
            lines.append(self.tr("Adjusted"))
        if self._adjusts and narrow is not None:
            lines.append(
                self.tr(
                    "Stretched: nearly all values of this 16-bit image lie between {low} and {high}"
                ).format(low=f"{narrow.low:,}", high=f"{narrow.high:,}")
            )
        return lines

    def _show_boxes(self) -> None:
        document = self._document
        if not document.is_open:
            self._minimap.set_boxes(np.zeros((0, 4)), np.zeros(0, np.bool_))
            return
        review = document.review
        boxes = review.annotations.take(review.annotations.rows_of_image(document.image))
        flags = review.flags_of(document.image)
        waiting = [flag for flag in flags if flag.key not in review.verdicts and flag.kind not in OF_IMAGES]
        flagged = np.isin(
            boxes.ids, [flag.annotation_id for flag in waiting if flag.annotation_id is not None]
        )
        # What may be missing is at no box, but it is a place to look at.
        places = [flag.box_xyxy for flag in waiting if flag.annotation_id is None]
        self._minimap.set_boxes(
            np.concatenate([boxes.boxes_xyxy, np.array(places, np.float64).reshape(-1, 4)]),
            np.concatenate([flagged, np.ones(len(places), np.bool_)]),
        )
        self._show_focus()

    def _show_focus(self) -> None:
        entry = self._document.entry
        on_image = entry is not None and entry.flag.image == self._document.image
        self._minimap.set_focus(entry.flag.box_xyxy if entry is not None and on_image else None)
