"""A message for somebody who started the program from a menu, where nobody reads the terminal."""

import ctypes
import shutil
import subprocess
import sys
import textwrap

_TITLE = "Boxwright"
_ERROR_SIGN = 0x10
_PROCESSES_ASKED_FOR = 2
_LINE = 72


def reads_the_terminal() -> bool:
    """Whether the program was started where its last words are read; in a checkout it always was."""
    if not getattr(sys, "frozen", False):
        return True
    if sys.platform == "win32":
        # A console that is ours alone was opened with the program, and is hidden.
        processes = (ctypes.c_uint32 * _PROCESSES_ASKED_FOR)()
        return bool(ctypes.windll.kernel32.GetConsoleProcessList(processes, _PROCESSES_ASKED_FOR) > 1)
    return sys.stderr.isatty()


def show_message(text: str) -> None:
    """Show it, and wait until it is read: by Qt where that has started, else by what the desktop has, if anything."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        from widgets.dialogs.error import ErrorDialog

        ErrorDialog.for_user_error(text, None).exec()
    elif sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, _TITLE, _ERROR_SIGN)
    else:
        command = next((command for command in message_commands(text) if shutil.which(command[0])), None)
        if command is not None:
            subprocess.run(command, check=False, capture_output=True)


def message_commands(text: str) -> list[list[str]]:
    """Programs of desktops that show a message, the more common first."""
    script = "on run argv\ndisplay alert (item 1 of argv) message (item 2 of argv) as critical\nend run"
    return [
        ["osascript", "-e", script, _TITLE, text],
        ["zenity", "--error", "--no-markup", f"--title={_TITLE}", f"--text={text}"],
        ["kdialog", "--title", _TITLE, "--error", text],
        # It breaks no lines by itself.
        ["xmessage", "-center", "-title", _TITLE, textwrap.fill(text, _LINE)],
        ["notify-send", "--urgency=critical", _TITLE, text],
    ]
