"""What the program knows. No Qt: usable from a notebook, the command line and tests."""
