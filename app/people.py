"""The people of a project in the window: whose name edits carry, states of images, and who did how much."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSettings, Signal

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations import people, plant, review
from app.presenters.states import StatesPresenter
from app.settings import given_person
from engine.data.pause import Pause
from widgets.canvas.comment_box import CommentBox
from widgets.dialogs.known_answers import KnownAnswersDialog
from widgets.dialogs.people import PeopleDialog

_SETTING = "person"


class People(QObject):
    """Asks who sits here, says of images what they say, and counts.

    Parameters
    ----------
    document, jobs, window
    settings
        Where the name is kept.
    say
        What shows a line of text.
    parent
    """

    _paused = Signal(object)

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        settings: QSettings,
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._settings = settings
        self._say = say
        card = window.inspector.image_card
        self._states = StatesPresenter(document, card, window.canvas, CommentBox(window.canvas), say, self)
        known = str(settings.value(_SETTING, "") or "")
        given = given_person()
        self._asks = not (given or known)
        self._name = given or known or document.person
        document.set_person(self._name)
        window.person_bar.entered.connect(self._take_name)
        document.opened.connect(self._ask_once)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions about people and states do, by id."""
        return {
            "person": self._ask,
            "people": partial(people.count, self._document, self._jobs, self._show),
            "known_answers": self._ask_share,
            "reviewed": partial(review.toggle_reviewed, self._document),
            "approve": self._states.approve,
            "return_image": self._states.ask_reason,
            "no_objects": self._states.say_empty,
            "next_to_decide": self._states.next_to_decide,
        }

    def _ask_once(self) -> None:
        if not self._document.is_open:
            return
        # In another project a login may have had another name.
        self._document.set_person(self._name)
        if self._asks:
            self._window.person_bar.propose(self._document.person)

    def _ask(self) -> None:
        self._window.person_bar.propose(self._document.person)
        self._window.person_bar.go_to_field()

    def _take_name(self, name: str) -> None:
        self._asks, self._name = False, name
        self._settings.setValue(_SETTING, name)
        self._document.set_person(name)
        self._window.canvas.setFocus()

    def _ask_share(self) -> None:
        leads = self._document.review.project.plantings.leads()
        if leads and self._document.person not in leads:
            self._say(
                self.tr("Known answers are for the leads of this project: {}.").format(", ".join(leads))
            )
            return
        available, waiting = plant.standing(self._document)
        dialog = KnownAnswersDialog(available, waiting, leads, self._window)
        # It is of this dataset.
        self._document.opened.connect(dialog.reject)
        dialog.chosen.connect(self._mix_in)
        dialog.open()

    def _mix_in(self, share: float, leads: tuple[str, ...]) -> None:
        self._document.review.project.plantings.set_leads(leads)
        plant.mix_in(self._document, self._jobs, share, self._tell)

    def _tell(self, count: int) -> None:
        self._say(self.tr("{} known answers are mixed into the queue.").format(f"{count:,}"))

    def _show(self, now: people.TeamNow) -> None:
        names = self._document.review.dataset.categories.names
        dialog = PeopleDialog(now.people, now.headway, names, self._window)
        row = dialog.pause_row
        row.show_pause(now.pause, leads=now.leads)
        # It is of this project.
        self._document.opened.connect(dialog.reject)
        self._paused.connect(partial(row.show_pause, leads=now.leads))
        row.paused.connect(self._pause)
        row.continued.connect(partial(self._pause, None))
        dialog.show()

    def _pause(self, reason: str | None) -> None:
        people.pause(self._document, self._jobs, reason)

    def show_pause(self, pause: Pause | None) -> None:
        """Say that a lead has paused the project, or let it go on."""
        if pause is None:
            self._say(self.tr("The project goes on."))
        else:
            said = self.tr("{author} has paused this project.").format(author=pause.author)
            self._say(f"{said} {pause.reason}".rstrip())
        self._paused.emit(pause)

    def take_name_of_login(self, name: str) -> None:
        """Go on under the name that the login has in this project, whatever was said elsewhere."""
        self._window.person_bar.hide()
        self._document.set_person(name)
