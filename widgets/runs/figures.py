"""What is measured of a run, as people read it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_SECOND_FIGURE_BELOW = 10.0
_MINUTE, _HOUR = 60, 3600
_MANY_HOURS = 10


def speed_text(images_per_second: float) -> str:
    """How many images a second: a slow model's with a decimal."""
    text = QCoreApplication.translate("RunFigures", "{speed} images/s")
    return text.format(speed=speed_number(images_per_second))


def speed_number(images_per_second: float) -> str:
    """The same without its unit."""
    decimals = 1 if images_per_second < _SECOND_FIGURE_BELOW else 0
    return f"{images_per_second:,.{decimals}f}"


def memory_text(size: int) -> str:
    """Bytes in units of a thousand, as devices and files are sold."""
    amount, unit = float(size), "B"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if amount < 999.5 or unit == "TB":
            break
        amount /= 1000
    decimals = 1 if unit in ("GB", "TB") and amount < _SECOND_FIGURE_BELOW * 10 else 0
    return f"{amount:.{decimals}f} {unit}"


def time_left_text(seconds: float) -> str:
    """How long something will take, no finer than one can know."""
    if seconds < _MINUTE:
        # In steps of five: it is a guess, and a figure that hops is read as one that is known.
        text = QCoreApplication.translate("RunFigures", "{count} s left")
        return text.format(count=max(round(seconds / 5) * 5, 5))
    minutes = round(seconds / _MINUTE)
    if minutes < _HOUR // _MINUTE:
        return QCoreApplication.translate("RunFigures", "{count} min left").format(count=minutes)
    hours, minutes = divmod(minutes, _HOUR // _MINUTE)
    if hours < _MANY_HOURS:
        text = QCoreApplication.translate("RunFigures", "{hours} h {minutes} min left")
        return text.format(hours=hours, minutes=minutes)
    return QCoreApplication.translate("RunFigures", "{count} h left").format(count=hours)


def images_text(done: int, total: int | None) -> str:
    """How many images a run is of, and of how many it was to be where it is of fewer."""
    if total is None or done == total:
        return f"{done:,}"
    return QCoreApplication.translate("RunFigures", "{done} of {total}").format(
        done=f"{done:,}", total=f"{total:,}"
    )
