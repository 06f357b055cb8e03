"""Start of the program. No Qt here: a spawned child imports this file again."""

import sys
from multiprocessing import freeze_support


def main() -> None:
    """Run the command line and exit with its code."""
    freeze_support()
    try:
        from app.cli import run
    except ImportError as error:
        if not getattr(sys, "frozen", False):
            raise
        sys.exit(_without_a_part(error))
    sys.exit(run(sys.argv[1:]))


def _without_a_part(error: ImportError) -> int:
    """Say that the installation is damaged."""
    from app.desktop_message import reads_the_terminal, show_message

    text = f"A part of Boxwright is missing or cannot be loaded ({error}). Install Boxwright again."
    sys.stderr.write(f"boxwright: {text}\n")
    if not reads_the_terminal():
        show_message(text)
    return 1


if __name__ == "__main__":
    main()
