"""Listen to the parent, and end with it: an orphan would keep the GPU and a gigabyte of memory."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator

_PR_SET_PDEATHSIG = 1
_SECONDS_BETWEEN_LOOKS = 0.02
_CHUNK = 1 << 16


def end_with_parent(stdin: int, hear: Callable[[bytes], None] = lambda line: None) -> None:
    """Pass on what the parent says, on a thread, and end this process when the parent is gone.

    The parent never closes its end of ``stdin`` while it lives, so the end of the file says that it is gone.
    On Linux the kernel ends us besides, however busy this process is in native code, once the thread that started
    us has ended.

    Parameters
    ----------
    stdin
        File descriptor of a pipe.
    hear
        Called with each line, its line feed included. What it raises ends this process too.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_listen, args=(stdin, hear), name="parent", daemon=True).start()


def _listen(stdin: int, hear: Callable[[bytes], None]) -> None:
    try:
        begun: list[bytes] = []
        for chunk in _chunks(stdin):
            *ends, rest = chunk.split(b"\n")
            for end in ends:
                hear(b"".join((*begun, end, b"\n")))
                begun = []
            begun.append(rest)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


def _chunks(stdin: int) -> Iterator[bytes]:
    if sys.platform == "win32":
        # A read that waits would hang the import of TensorFlow's libraries (numpy issue 24290).
        import msvcrt

        handle = ctypes.c_void_p(msvcrt.get_osfhandle(stdin))
        ready = ctypes.c_ulong()
        while ctypes.windll.kernel32.PeekNamedPipe(handle, None, 0, None, ctypes.byref(ready), None):
            if ready.value:
                yield os.read(stdin, min(ready.value, _CHUNK))
            else:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
    else:
        while chunk := os.read(stdin, _CHUNK):
            yield chunk
