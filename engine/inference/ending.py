"""Why a process ended before its work did, in words for people."""

import signal
from collections.abc import Sequence

from engine.errors import WorkFailedError

_FREE_MEMORY = "Close other programs to free memory, then run the model again"
_OUT_OF_MEMORY = ("bad_alloc", "out of memory", "cannot allocate memory", "unable to allocate", "memoryerror")


def out_of_memory() -> WorkFailedError:
    """Make the error of a run that met the end of the memory, and could still say so."""
    return WorkFailedError("memory ran out while the model was running", remedy=_FREE_MEMORY)


def unexpected_end(code: int, last_lines: Sequence[str]) -> WorkFailedError:
    """Make the error of a process that ended without a word.

    Parameters
    ----------
    code
        Its exit code; minus the signal's number where a signal ended it.
    last_lines
        What it wrote to its standard error last, oldest first.
    """
    log = "\n".join(last_lines).casefold()
    if any(sign in log for sign in _OUT_OF_MEMORY):
        return out_of_memory()
    if code >= 0:
        said = f": {last_lines[-1]}" if last_lines else ""
        return WorkFailedError(
            f"the inference process stopped with exit code {code}{said}",
            remedy="Run the model again; if it stops again, install the program and TensorFlow anew",
        )
    name = _signal_name(-code)
    if name == "SIGKILL":
        return WorkFailedError(
            f"the inference process was stopped ({name}), as the system does when memory runs out",
            remedy=_FREE_MEMORY,
        )
    if name in ("SIGTERM", "SIGINT", "SIGHUP"):
        return WorkFailedError(
            f"the inference process was stopped by another program ({name})", remedy="Run the model again"
        )
    return WorkFailedError(
        f"the inference process stopped: it crashed in TensorFlow's own code ({name})",
        remedy="Run the model again; if it crashes again, try another version of TensorFlow or of the model",
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
