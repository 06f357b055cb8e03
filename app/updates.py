"""Whether to look for a newer version, and the quiet notice where there is one; off until somebody switches it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from importlib.metadata import metadata, version

from packaging.version import InvalidVersion
from PySide6.QtCore import QObject, QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from app.errors import log
from app.jobs import Jobs
from app.main_window import MainWindow
from app.operations.update import Release, UpdateRequest, UpdateResponse, look_for_update, newer, refusal
from widgets.dialogs.updates import UpdatesDialog
from widgets.words import translated

_ON, _ADDRESS, _ASKED = "updates/on", "updates/address", "updates/asked"
_VERSION, _PAGE = "updates/version", "updates/page"
_BETWEEN = timedelta(days=1)
_PROJECT_URL = "Latest release"
"""Under this name of pyproject.toml's ``project.urls`` whoever hosts the project says where to ask."""


class Updates(QObject):
    """Asks once a day at most, in the background; it never fetches more than the number of a version.

    Parameters
    ----------
    jobs, window
    settings
        Where the switch, the address and the last answer are kept.
    parent
    """

    def __init__(self, jobs: Jobs, window: MainWindow, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._window = window
        self._settings = settings
        self._running = version("boxwright")
        self._notice = QLabel()
        self._notice.setObjectName("update_notice")
        self._notice.linkActivated.connect(self._open_page)
        self._notice.hide()
        window.statusBar().addPermanentWidget(self._notice)
        self._notice.hide()
        if self._is_on():
            self._show_kept()
            self._ask_if_due()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by id."""
        return {"updates": self.show}

    def show(self) -> None:
        """Show the switch and the address."""
        dialog = UpdatesDialog(self._window)
        dialog.set_choice(self._address(), on=self._is_on())

        def choose(address: str, on: bool) -> None:  # noqa: FBT001
            refused = refusal(address) if on else ""
            if refused:
                dialog.refuse(translated(refused))
            else:
                dialog.accept()
                self._choose(address, on=on)

        dialog.chosen.connect(choose)
        dialog.open()

    def _choose(self, address: str, *, on: bool) -> None:
        changed = address != self._address()
        self._settings.setValue(_ON, on)
        self._settings.setValue(_ADDRESS, address)
        if changed or not on:
            for name in (_ASKED, _VERSION, _PAGE):
                self._settings.remove(name)
            self._notice.hide()
        if on:
            self._ask_if_due()

    def _ask_if_due(self) -> None:
        now = datetime.now(UTC)
        try:
            asked = datetime.fromisoformat(str(self._settings.value(_ASKED, "")))
        except ValueError:
            asked = datetime.min.replace(tzinfo=UTC)
        # A clock that was set back must not silence it for ever.
        if asked.tzinfo is not None and timedelta(0) <= now - asked < _BETWEEN:
            return
        self._settings.setValue(_ASKED, now.isoformat())
        look_for_update(self._jobs, UpdateRequest(self._address(), self._running), self._take)

    def _take(self, response: UpdateResponse) -> None:
        if response.problem:
            log.info("Looked for a newer version at %s: %s", self._address(), response.problem)
            return
        release = response.release
        self._settings.setValue(_VERSION, "" if release is None else release.version)
        self._settings.setValue(_PAGE, "" if release is None else release.page)
        self._show_kept()

    def _show_kept(self) -> None:
        """Show what the last answer told, unless that version is running by now."""
        kept = Release(str(self._settings.value(_VERSION, "")), str(self._settings.value(_PAGE, "")))
        try:
            release = newer(kept, self._running)
        except InvalidVersion:
            release = None
        self._notice.setVisible(release is not None)
        if release is not None:
            said = self.tr("Boxwright {version} is out").format(version=release.version)
            self._notice.setText(f'<a href="{escape(release.page)}">{escape(said)}</a>')
            self._notice.setToolTip(release.page)

    def _open_page(self, page: str) -> None:
        if not refusal(page):
            QDesktopServices.openUrl(QUrl(page))

    def _is_on(self) -> bool:
        return str(self._settings.value(_ON, "")).lower() == "true" and not refusal(self._address())

    def _address(self) -> str:
        return str(self._settings.value(_ADDRESS, "") or _release_address())


def _release_address() -> str:
    """Where the project says that its latest version is told; empty where it says nothing."""
    named = (line.partition(", ") for line in metadata("boxwright").get_all("Project-URL") or ())
    return next((address for name, _, address in named if name == _PROJECT_URL), "")
