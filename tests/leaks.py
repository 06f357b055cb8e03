"""What a test leaves behind that nobody will clear away: windows, timers, threads."""

import gc
import threading
import time

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

_PATIENCE_S = 2.0
_MANY = 50_000


class Leaks:
    """Looks at what there is at the start, and tells what is more at the end."""

    def __init__(self) -> None:
        if len(gc.get_objects()) > _MANY:
            # Modules and the like: to look through them around every test takes longer than most tests.
            gc.collect()
            gc.freeze()
        self._windows = set(QApplication.topLevelWidgets())
        self._timers = set(_running_timers())
        self._threads = set(threading.enumerate())

    def found(self) -> list[str]:
        """What was not there before, once all that was to be deleted is."""
        deadline = time.monotonic() + _PATIENCE_S
        while (found := self._now()) and time.monotonic() < deadline:
            # A thread that was told to end may take a moment; some of it may be Python's garbage.
            gc.collect()
            threading.Event().wait(0.02)
        return found

    def _now(self) -> list[str]:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        windows = [window for window in QApplication.topLevelWidgets() if _left(window, self._windows)]
        timers = [timer for timer in _running_timers() if timer not in self._timers]
        threads = [thread for thread in threading.enumerate() if _left_running(thread, self._threads)]
        return [
            *(f"window {type(window).__name__} {window.windowTitle()!r}" for window in windows),
            *(f"timer of {type(timer.parent()).__name__}, {timer.interval()} ms" for timer in timers),
            *(f"thread {thread.name}" for thread in threads),
            *(["work on Qt's pool"] if QThreadPool.globalInstance().activeThreadCount() else []),
        ]


def _left(window: QWidget, before: set[QWidget]) -> bool:
    # The menus that plots make for themselves, and that nobody can open, live as long as Python's garbage.
    unseen = isinstance(window, QMenu) and not window.isVisible()
    return window not in before and shiboken6.isValid(window) and not unseen


def _left_running(thread: threading.Thread, before: set[threading.Thread]) -> bool:
    # What fetches from stores has a loop with threads of its own, which stays for the life of the process.
    if thread.name.startswith("asyncio_"):
        return False
    # Qt's own threads show up as dummies as long as they live in a pool.
    return thread not in before and thread.is_alive() and not isinstance(thread, threading._DummyThread)


def _running_timers() -> list[QTimer]:
    there = gc.get_objects()
    # By their types first: there are hundreds of thousands, and this is asked around every test.
    kinds = {kind for kind in set(map(type, there)) if issubclass(kind, QTimer)}
    timers = [one for one in there if type(one) in kinds]
    return [timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()]
