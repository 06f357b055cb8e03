"""Start of the program. No Qt here: a spawned child imports this file again."""

import sys
from multiprocessing import freeze_support


def main() -> None:
    """Run the command line and exit with its code."""
    freeze_support()
    from app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
