"""Write the pages of the documentation that the program itself knows best: its keys, its command line.

python packaging/reference.py       docs/keys.md and docs/command-line.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from project import ROOT

sys.path.insert(0, str(ROOT))

_KEYS = """# Keys

All that has a key at first. Help > Keys shows those that are in use, and changes them.
"""
_COMMANDS = """# The command line

Every command explains itself: `boxwright COMMAND --help`. Exit codes: 0 done, 1 the work failed, 2 the call or the
input is wrong; one line says which file, which record, and what to do. `--debug`, anywhere, shows the traceback too.
"""


def keys() -> str:
    """The keys, by menu."""
    from app.actions import ACTIONS, MENUS

    menus = dict.fromkeys((*MENUS, *(spec.menu.partition("/")[0] for spec in ACTIONS)))
    lines = [_KEYS]
    for menu in menus:
        rows = [spec for spec in ACTIONS if spec.menu.partition("/")[0] == menu and spec.shortcuts]
        if rows:
            lines += [f"## {_plain(menu) or 'In the picture'}", "", "| key | does |", "|---|---|"]
            lines += [
                f"| {' or '.join(f'`{key}`' for key in spec.shortcuts)} | {_plain(spec.text)} |"
                for spec in rows
            ]
            lines.append("")
    return "\n".join(lines)


def command_line() -> str:
    """The commands with their options."""
    import typer

    from app.cli import commands

    program: Any = typer.main.get_command(commands)
    lines = [_COMMANDS]
    for name, command in program.commands.items():
        lines += [
            f"## boxwright {name}",
            "",
            " ".join((command.help or "").split()),
            "",
            *_parameters(command),
        ]
    return "\n".join(lines)


def _parameters(command: Any) -> Iterator[str]:
    rows = [part for part in command.params if not part.hidden and part.name != "help"]
    if rows:
        yield from ("| given | means |", "|---|---|")
        for part in rows:
            is_option = part.param_type_name == "option"
            names = part.opts + part.secondary_opts if is_option else [(part.metavar or part.name).upper()]
            shown = " or ".join(f"`{name}`" for name in names)
            yield f"| {shown} | {' '.join((part.help or '').split()).replace('|', chr(92) + '|')} |"
        yield ""


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


PAGES = {"keys.md": keys, "command-line.md": command_line}


def main() -> None:
    """Write them."""
    for name, write in PAGES.items():
        (ROOT / "docs" / name).write_text(write().rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
