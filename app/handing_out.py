"""Work that is handed out, and who is where, in the window of a project on a server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.document import Document
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations import lease
from engine.data.lease import Attendance, Wish
from engine.errors import UserError
from engine.store.attending import Attending
from widgets.dialogs.attendance import AttendanceDialog
from widgets.dialogs.hand_out import HandOutDialog

_SECONDS_BETWEEN_TRIES = 2.0
_PATIENCE_S = 3.0


class HandingOut(QObject):
    """Asks what work somebody wants, says where this window is, and shows where others are.

    Parameters
    ----------
    document, jobs, window
    say
        Shows a line at the bottom.
    parent
    """

    _came = Signal(object, object)

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        window: MainWindow,
        say: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._window = window
        self._say = say
        self._attending: Attending | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._giving_back = False
        self._came.connect(self._take_in)
        document.opened.connect(self._follow)
        document.image_changed.connect(self._warn)
        document.changed.connect(self._after_step)
        for signal in (document.image_changed, document.flag_changed, document.selection_changed):
            signal.connect(self._work)
        window.queue.give_back_clicked.connect(self._give_back)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions about work that is handed out do, by id."""
        return {"hand_out": self._ask, "give_back": self._give_back, "attendance": self._show}

    def wait(self) -> None:
        """Wait until others know that this window is gone; where the line hangs, they will notice by themselves."""
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _ask(self) -> None:
        document = self._document
        names = document.review.dataset.categories.names
        dialog = HandOutDialog(names, lease.kinds_waiting(document), self._window)
        # It is of this dataset.
        document.opened.connect(dialog.reject)
        dialog.chosen.connect(self._take)
        dialog.open()

    def _take(self, wish: Wish) -> None:
        self._say(self.tr("Looking for work…"))
        lease.take(self._document, self._jobs, wish, partial(self._tell, wish))

    def _tell(self, wish: Wish, images: tuple[int, ...]) -> None:
        if not images:
            self._say(self.tr("No image with such a flag is free: others have them, or none waits."))
            return
        said = self.tr(
            "{images} images are yours while you work, and for {minutes} minutes after your last step."
        )
        if len(images) == 1:
            said = self.tr("1 image is yours while you work, and for {minutes} minutes after your last step.")
        self._say(said.format(images=f"{len(images):,}", minutes=wish.minutes))

    def _give_back(self) -> None:
        self._giving_back = True
        lease.give_back(self._document, self._jobs, lambda _: None)

    def _show(self) -> None:
        attendance = self._document.attendance
        if attendance is None:
            self._say(self.tr("Who is where is not known yet."))
            return
        lease.ask_whether_lead(
            self._document, self._jobs, lambda leads: self._show_to(attendance, leads=leads)
        )

    def _show_to(self, attendance: Attendance, *, leads: bool) -> None:
        document = self._document
        if not document.is_open:
            return
        names = document.review.dataset.images.file_names
        dialog = AttendanceDialog(attendance, names, self._window, leads=leads)
        document.opened.connect(dialog.reject)
        dialog.passed_on.connect(self._pass_on)
        dialog.show()

    def _pass_on(self, seat: str, to: str | None) -> None:
        def tell(images: int) -> None:
            said = (
                self.tr("{} images are free again.") if to is None else self.tr("{} images were handed on.")
            )
            self._say(said.format(f"{images:,}"))

        lease.pass_on(self._document, self._jobs, seat, to, tell)

    @Slot()
    def _follow(self) -> None:
        self._stop.set()
        self._attending = None
        self._giving_back = False
        leases = self._document.review.project.leases if self._document.is_open else None
        if leases is not None:
            self._stop = threading.Event()
            self._attending = Attending(leases)
            self._sit()
            # A daemon: a line that hangs must not keep the program from ending.
            own = (self._attending, self._stop)
            self._thread = threading.Thread(target=self._attend, args=own, name="attendance", daemon=True)
            self._thread.start()

    def _attend(self, attending: Attending, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                for attendance in attending.moments(stop.is_set):
                    self._came.emit(stop, attendance)
            except UserError:
                # That the server is away is told by whoever follows the journal.
                stop.wait(_SECONDS_BETWEEN_TRIES)

    @Slot(object, object)
    def _take_in(self, stop: threading.Event, attendance: Attendance) -> None:
        if stop is not self._stop or stop.is_set():
            return
        document = self._document
        lost = document.held - attendance.held
        first = document.attendance is None
        before = self._holder()
        document.attend(attendance)
        if lost and self._giving_back:
            self._say(self.tr("Your images went back; what was done to them stays."))
        elif lost:
            said = self.tr(
                "Your time for {} images is over: they are free to others. What was done to them stays."
            )
            self._say(said.format(f"{len(lost):,}"))
        elif first or self._holder() != before:
            self._warn()
        self._giving_back &= bool(attendance.held)

    def _sit(self) -> None:
        if self._attending is not None:
            document = self._document
            shown = document.image if len(document.review.dataset.images) else None
            self._attending.sit(document.person, shown)

    def _work(self) -> None:
        if self._attending is not None and self._document.is_open:
            self._sit()
            self._attending.work()

    def _after_step(self) -> None:
        """What others did arrives in the same way, and keeps no lease alive."""
        journal = self._document.review.journal
        if journal and journal[-1].author == self._document.person:
            self._work()

    def _holder(self) -> str | None:
        """Who else has the image that is shown."""
        attendance = self._document.attendance
        return None if attendance is None else attendance.holders.get(self._document.image)

    def _warn(self) -> None:
        holder = self._holder()
        if holder is not None:
            # Not a lock: they may have agreed on it.
            self._say(self.tr("Handed out to {}: both of you may change it.").format(holder))
