"""Files that the program ships: the demo project lies in ``demo``."""
