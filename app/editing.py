"""What the actions that edit boxes do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.dialogs import Dialogs
from app.document import Document
from app.jobs import Jobs
from app.operations import edit, many, snap
from widgets.canvas.canvas import Canvas
from widgets.canvas.tools import Tool

_STEPS = (1, 10)
_WAYS = (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))


def editing_handlers(
    document: Document, jobs: Jobs, canvas: Canvas, dialogs: Dialogs, say: Callable[[str], None]
) -> dict[str, Callable[[], object]]:
    """The handlers by the ids of their actions; ``say`` shows a line at the bottom."""
    nudges = {
        f"nudge_{name}_{step}": partial(canvas.nudge, dx * step, dy * step)
        for name, dx, dy in _WAYS
        for step in _STEPS
    }
    return {
        "undo": partial(many.undo, document, jobs),
        "redo": partial(many.redo, document, jobs),
        "draw": partial(canvas.set_tool, Tool.DRAW),
        "delete": partial(edit.delete_selection, document),
        "select_all": partial(edit.select_all, document),
        "copy": partial(edit.copy_selection, document),
        "paste": partial(edit.paste, document),
        "duplicate": partial(edit.duplicate_selection, document),
        "copy_previous": partial(edit.copy_previous_image, document),
        "snap": partial(snap.snap_selection, document, jobs, say),
        "choose_class": partial(dialogs.ask_class, partial(edit.choose_class, document)),
        **nudges,
        **{f"class_{n}": partial(edit.choose_class, document, n - 1) for n in range(1, 10)},
    }
