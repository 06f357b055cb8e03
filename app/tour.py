"""The guided tour of the demo: what it says, of which part of the window, and what moves it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolBar, QWidget

from app.document import Document
from app.main_window import MainWindow
from app.settings import demo_project_file
from engine.data.flag import VerdictKind
from widgets.inspector.flag_card import FlagCard
from widgets.key_text import shown_key
from widgets.metrics.metrics import number_text
from widgets.tour.callout import Callout, Part, Step

Handler = Callable[[], object]


class Deed(Enum):
    """What a person does by which the tour moves on."""

    WENT_ON = auto()
    EDITED = auto()
    DISMISSED = auto()
    UNDONE = auto()
    DIAGNOSED = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour.

    Attributes
    ----------
    part : str
        Name of a part, see `Tour._part`.
    deed : Deed or None
        What moves on; None: reading it is all there is to do.
    """

    part: str
    deed: Deed | None = None


_STOPS = (
    Stop("queue", Deed.WENT_ON),
    Stop("reason"),
    Stop("price"),
    Stop("canvas"),
    Stop("accept", Deed.EDITED),
    Stop("metrics"),
    Stop("label_is_right", Deed.DISMISSED),
    Stop("undo", Deed.UNDONE),
    Stop("diagnose", Deed.DIAGNOSED),
    Stop("sign_off"),
)


class Tour(QObject):
    """Leads through the window on the demo; whatever is done meanwhile is done as ever.

    It begins only where somebody asks for it.

    Parameters
    ----------
    document, window
    open_demo
        What opens the demo's project.
    say
        Shows a line at the bottom.
    parent
    """

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        open_demo: Handler,
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._say = say
        self._document = document
        self._window = window
        self._open_demo = open_demo
        self._callout = Callout(window)
        self._at: int | None = None
        self._waits = False
        self._was_told = False
        """That the demo takes the place of what is open."""
        self._done: set[Deed] = set()
        self._flag_key = ""
        self._steps = (0, 0)
        self._callout.next_clicked.connect(self._step_on)
        self._callout.leave_clicked.connect(self.leave)
        window.welcome.tour_clicked.connect(self.go_on)
        document.opened.connect(self._meet_document)
        document.flag_changed.connect(self._meet_flag)
        document.changed.connect(self._meet_change)

    def wrap(self, handlers: Mapping[str, Handler]) -> dict[str, Handler]:
        """All handlers of actions, and the tour's own; Esc leaves the tour first, unless something is dragged."""
        cancel, diagnose = handlers["cancel"], handlers["diagnose"]

        def leave_or_cancel() -> None:
            dragging = QApplication.mouseButtons() != Qt.MouseButton.NoButton
            if self._at is None or dragging:
                cancel()
            else:
                self.leave()

        def diagnose_and_tell() -> None:
            diagnose()
            self._meet(Deed.DIAGNOSED)

        return {
            **handlers,
            "tour": self.go_on,
            "cancel": leave_or_cancel,
            "diagnose": diagnose_and_tell,
        }

    def go_on(self) -> None:
        """Begin, on the demo, which is opened where it is not; under way, go to the next step.

        Where something else is open a key pressed by mistake must not put it away: asked again, it is.
        """
        if self._at is not None:
            self._step_on()
        elif self._is_demo():
            self._begin()
        elif self._document.is_open and not self._was_told:
            self._was_told = True
            told = self.tr("The tour is on the demo, which takes the place of {}. Ask once more to open it.")
            self._say(told.format(self._document.review.project.path.stem))
        else:
            self._waits = True
            self._open_demo()

    def leave(self) -> None:
        """End here; the work goes on."""
        self._at, self._waits = None, False
        self._callout.leave()

    def _is_demo(self) -> bool:
        return self._document.is_open and self._document.review.project.path == demo_project_file()

    def _meet_document(self) -> None:
        waits, self._was_told = self._waits, False
        self.leave()
        if not self._document.is_open:
            # What is open is closed first.
            self._waits = waits
        elif waits and self._is_demo():
            self._begin()

    def _begin(self) -> None:
        self._at, self._done = 0, set()
        self._flag_key = self._key_under_review()
        self._steps = self._steps_now()
        self._show()

    def _meet_flag(self) -> None:
        now = self._key_under_review()
        if now and now != self._flag_key:
            before, self._flag_key = self._flag_key, now
            # The first flag comes up by itself, once prices are known.
            if before or self._document.review.predictions is None:
                self._meet(Deed.WENT_ON)

    def _meet_change(self) -> None:
        before, self._steps = self._steps, self._steps_now()
        done, undone = (now - then for now, then in zip(self._steps, before, strict=True))
        if undone > 0:
            self._meet(Deed.UNDONE)
        elif done > 0:
            step = self._document.review.history.done[-1]
            if step.edits:
                self._meet(Deed.EDITED)
            elif any(verdict.after is VerdictKind.LABEL_IS_RIGHT for verdict in step.verdicts):
                self._meet(Deed.DISMISSED)

    def _meet(self, deed: Deed) -> None:
        if self._at is None:
            return
        self._done.add(deed)
        if _STOPS[self._at].deed is deed:
            self._step_on()

    def _step_on(self) -> None:
        """Go to the next stop at which there is something left to learn."""
        assert self._at is not None
        following = range(self._at + 1, len(_STOPS))
        self._at = next((place for place in following if _STOPS[place].deed not in self._done), None)
        if self._at is None:
            self.leave()
        else:
            self._show()

    def _show(self) -> None:
        assert self._at is not None
        stop = _STOPS[self._at]
        title, text = self._words(stop.part)
        step = Step(
            title,
            text,
            self._at + 1,
            len(_STOPS),
            next_key=self._key("tour"),
            leave_key=self._key("cancel"),
            over=stop.part == "canvas",
        )
        self._callout.show_step(step, self._part(stop.part))

    def _part(self, name: str) -> Part:
        window = self._window
        card = window.inspector.findChild(FlagCard)
        assert card is not None
        if name in ("diagnose", "sign_off"):
            return self._menu_of(name)
        if name == "undo":
            bar = next(bar for bar in window.findChildren(QToolBar) if bar.objectName() == "tools")
            return Part(bar.widgetForAction(self._action(name)))
        widgets: dict[str, QWidget | None] = {
            "queue": window.queue,
            "reason": card.findChild(QWidget, "reason"),
            "price": card.findChild(QWidget, "numbers"),
            "canvas": window.canvas,
            "accept": card.accept,
            "metrics": window.metrics_bar,
            "label_is_right": card.label_is_right,
        }
        widget = widgets[name]
        assert widget is not None
        return Part(widget)

    def _menu_of(self, action: str) -> Part:
        """The title of the menu in which an action stands; on macOS that is at the top of the screen."""
        bar = self._window.menuBar()
        title = next(
            (own.menuAction() for own in bar.findChildren(QMenu) if self._action(action) in own.actions()),
            None,
        )
        return Part(bar, QRect if title is None else lambda: bar.actionGeometry(title))

    def _words(self, part: str) -> tuple[str, str]:
        """Title and text of a stop, with the keys and the numbers that there are now."""
        baseline, current = self._document.review.baseline, self._document.review.metrics
        said = {
            "queue": (
                self.tr("The queue"),
                self.tr(
                    "Each row is a doubt about one label: a flag. The first is the one whose correction is worth most. "
                    "Go on to the next with {next_flag}, or click a row."
                ),
            ),
            "reason": (
                self.tr("Why it is doubted"),
                self.tr("What speaks against the label, in a sentence with its numbers."),
            ),
            "price": (
                self.tr("What it is worth"),
                self.tr(
                    "Score: how likely the label is wrong. Price: by how much mAP changes if the suggestion is "
                    "accepted, computed exactly."
                ),
            ),
            "canvas": (
                self.tr("The image"),
                self.tr(
                    "Solid boxes are labels, dashed ones are what the model sees. {zoom_to_flag} goes close, the wheel "
                    "zooms. A box can be dragged right by its corners, {draw} draws a new one."
                ),
            ),
            "accept": (
                self.tr("Accept the suggestion"),
                self.tr("Press {accept}. The label is mended, and the next flag comes up."),
            ),
            "metrics": (
                self.tr("mAP after each fix"),
                self.tr(
                    "It was {before} when the labels were opened and is {after} now. Nothing has to be saved: each "
                    "edit is on the disk before the next can be made."
                ),
            ),
            "label_is_right": (
                self.tr("Or the label is right"),
                self.tr("Not every doubt is justified. {label_is_right} dismisses it for good."),
            ),
            "undo": (
                self.tr("Changed your mind?"),
                self.tr(
                    "{undo} takes back the last step, and the one before it, without end. {journal} shows all that "
                    "was ever done."
                ),
            ),
            "diagnose": (
                self.tr("Why is mAP low?"),
                self.tr(
                    "This menu has the answer: “Why is mAP low?” ranks the causes by what they cost, with the "
                    "next step for each."
                ),
            ),
            "sign_off": (
                self.tr("Sign off"),
                self.tr(
                    "At the end a random sample tells how good the labels are, and a lead signs just these labels: "
                    "both stand in this menu. More is in the documentation ({documentation})."
                ),
            ),
        }
        keys = (
            "next_flag",
            "zoom_to_flag",
            "draw",
            "accept",
            "label_is_right",
            "undo",
            "journal",
            "documentation",
        )
        title, text = said[part]
        numbers = {"before": number_text(baseline.ap), "after": number_text(current.ap)}
        return title, text.format(**{key: self._key(key) for key in keys}, **numbers)

    def _action(self, name: str) -> QAction:
        action = self._window.findChild(QAction, name)
        assert action is not None
        return action

    def _key(self, action: str) -> str:
        """The key that an action has now."""
        key = self._action(action).shortcut().toString()
        return shown_key(key) if key else ""

    def _key_under_review(self) -> str:
        entry = self._document.entry if self._document.is_open else None
        return "" if entry is None else entry.flag.key

    def _steps_now(self) -> tuple[int, int]:
        history = self._document.review.history
        return len(history.done), len(history.undone)
