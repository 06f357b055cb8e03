"""The manual page, from the command line itself.

python packaging/man_page.py boxwright.1     needs the program's own requirements
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from project import ROOT, SUMMARY, VERSION

sys.path.insert(0, str(ROOT))

_FILES = (
    ("*.boxwright", "A project: every edit and verdict, with the paths of the files that it was begun from."),
    ("~/.config/boxwright/window.ini", "What the window remembers."),
    ("~/.local/state/boxwright/log/boxwright.log", "The log."),
)
_ENVIRONMENT = (
    ("BOXWRIGHT_PYTHON", "A Python that has TensorFlow; models are run by it in place of the program's own."),
)
_EXIT = (("0", "Done."), ("1", "The work failed."), ("2", "The call or the input is wrong."))


def page() -> str:
    """The page, in troff's man macros."""
    import typer

    from app.cli import commands

    program: Any = typer.main.get_command(commands)
    return "\n".join((*_head(program), *_commands(program), *_tail())) + "\n"


def _head(program: Any) -> Iterator[str]:
    yield f'.TH BOXWRIGHT 1 "" "Boxwright {VERSION}" "User Commands"'
    yield from (".SH NAME", f"boxwright \\- {_escaped(SUMMARY)}")
    yield from (".SH SYNOPSIS", ".B boxwright", "[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] ...")
    yield from (".SH DESCRIPTION", _escaped(program.help), ".PP")
    yield "Without a command the window opens on the start page. Source files are never written to."
    yield from (".SH OPTIONS", *_options(program))


def _commands(program: Any) -> Iterator[str]:
    yield ".SH COMMANDS"
    for name, command in program.commands.items():
        positional = [
            (part.metavar or part.name or "").upper()
            for part in command.params
            if part.param_type_name == "argument"
        ]
        yield f".SS boxwright {_escaped(name)} {_escaped(' '.join(positional))}".rstrip()
        yield _escaped(command.help or "")
        yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    for part in command.params:
        if part.param_type_name == "option" and not part.hidden:
            names = ", ".join((*part.opts, *part.secondary_opts))
            yield from (".TP", f"\\fB{_escaped(names)}\\fR", _escaped(part.help or ""))


def _tail() -> Iterator[str]:
    for title, entries in (("EXIT STATUS", _EXIT), ("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        yield f".SH {title}"
        for name, meaning in entries:
            yield from (".TP", f"\\fB{_escaped(name)}\\fR", _escaped(meaning))
    yield from (
        ".SH SEE ALSO",
        "The documentation that comes with the program: Help > Documentation in the window.",
    )


def _escaped(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
