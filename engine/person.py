"""The name of whoever sits at this computer, as the system knows it."""

from __future__ import annotations

import getpass
import os

UNKNOWN = "somebody"


def system_name() -> str:
    """The full name of the system's user, else the name they log in with; `UNKNOWN` where there is neither."""
    return _full_name() or _login_name() or UNKNOWN


def _full_name() -> str:
    try:
        import pwd

        user = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        # Not on Windows, and not for a number without an account, as containers have them.
        return ""
    # The first of the fields that `finger` showed; an ampersand in it stands for the login name.
    return user.pw_gecos.partition(",")[0].replace("&", user.pw_name.capitalize()).strip()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
