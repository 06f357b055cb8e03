"""Load the window, show it, and run until it is closed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.display import require_plugin
from app.errors import log
from app.operations.dataset import OpenRequest
from engine.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.application import Application


def load_window() -> tuple[QApplication, Application]:
    """Load Qt and build the program around it.

    Raises
    ------
    UserError
        Qt lacks libraries of the system, as it often does on a server, or a plugin of its own.
    """
    try:
        from PySide6.QtCore import QLibraryInfo
        from PySide6.QtWidgets import QApplication

        from app.application import Application
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise UserError(
            f"Qt cannot be loaded ({error})",
            remedy="Install the system's libraries it names (Debian, Ubuntu: apt install libgl1 libegl1 libxkbcommon0)",
        ) from error
    require_plugin(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    return qt, Application(qt)


def show_window(request: OpenRequest | None) -> int:
    """Open the window, on a dataset or on the start page, and return the exit code when it is closed."""
    qt, application = load_window()
    sys.excepthook = lambda kind, error, trace: application.dialogs.report(error)
    application.window.show()
    if sys.platform == "darwin":
        from app.file_events import FileEvents

        FileEvents(qt).asked.connect(lambda path: application.open(OpenRequest(None, path)))
    if request is not None:
        application.open(request)
    code = qt.exec()
    log.info("closed")
    return code
