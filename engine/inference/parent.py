"""End with the parent: an orphan would keep the GPU and a gigabyte of memory."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
_SECONDS_BETWEEN_LOOKS = 0.5


def end_with_parent(stdin: int) -> None:
    """End this process when the parent is gone.

    The parent never closes its end of ``stdin`` while it lives, so the end of the file says that it is gone.
    On Linux the kernel ends us besides, however busy this process is in native code.

    Parameters
    ----------
    stdin
        File descriptor of a pipe from which everything has been read.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_end_at_end_of, args=(stdin,), name="parent", daemon=True).start()


def _end_at_end_of(stdin: int) -> None:
    if sys.platform == "win32":
        # A read that waits would hang the import of TensorFlow's libraries (numpy issue 24290).
        import msvcrt

        handle = ctypes.c_void_p(msvcrt.get_osfhandle(stdin))
        while ctypes.windll.kernel32.PeekNamedPipe(handle, None, 0, None, None, None):
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    else:
        while os.read(stdin, 1):
            pass
    os._exit(1)
