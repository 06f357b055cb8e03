"""The state of an image in the window: a sign, an icon and a word each, so that none rests on colour."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.data.image_state import ImageState, Stage

_TITLES = {
    Stage.UNREVIEWED: QT_TRANSLATE_NOOP("Stage", "not reviewed"),
    Stage.REVIEWED: QT_TRANSLATE_NOOP("Stage", "reviewed"),
    Stage.APPROVED: QT_TRANSLATE_NOOP("Stage", "approved"),
    Stage.RETURNED: QT_TRANSLATE_NOOP("Stage", "returned"),
}
_SIGNS = {Stage.UNREVIEWED: "", Stage.REVIEWED: "✓", Stage.APPROVED: "✓✓", Stage.RETURNED: "↩"}


def state_title(state: ImageState) -> str:
    """What a state is called, in lower case."""
    title = QCoreApplication.translate("Stage", str(_TITLES[state.stage]))
    if not state.empty:
        return title
    return QCoreApplication.translate("Stage", "{stage}, no objects").format(stage=title)


def state_mark(state: ImageState) -> str:
    """A sign and the title, for beside the name of an image; empty while nothing was said of it."""
    return f"{_SIGNS[state.stage]} {state_title(state)}" if state != ImageState() else ""


def image_mark(state: ImageState, others: str) -> str:
    """The same with the names of the others who have the image, if anybody has."""
    return "   ".join(part for part in (state_mark(state), f"● {others}" if others else "") if part)


def state_icon_name(state: ImageState) -> str:
    """Name of its icon in `widgets.icons`."""
    return f"stage_{state.stage}"
