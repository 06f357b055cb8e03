"""The log, and what becomes of an error that nobody caught."""

import logging
import logging.handlers
import platform
import sys
import traceback
from importlib.metadata import version
from pathlib import Path

from app.settings import log_file

log = logging.getLogger("boxwright")


def start_log() -> Path | None:
    """Log to a file of at most 1 MB, the one before it kept; None where no folder can be written to."""
    logging.captureWarnings(capture=True)
    log.setLevel(logging.INFO)
    log.propagate = False
    if log.handlers:
        return Path(getattr(log.handlers[0], "baseFilename", "")) or None
    try:
        path = log_file()
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=1, encoding="utf-8"
        )
    except OSError:
        log.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    # What libraries say goes there too, and not between the lines of a command.
    for name in ("py.warnings", "procrastinate", "psycopg.pool", "asyncio"):
        logging.getLogger(name).addHandler(handler)
    return path


def bug_report(error: BaseException) -> str:
    """What a person can paste into a report: versions and the traceback."""
    lines = [
        f"Boxwright {version('boxwright')}, Python {platform.python_version()}, {platform.platform()}",
        f"Command: {' '.join([Path(sys.argv[0]).name, *sys.argv[1:2]])}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(lines)
