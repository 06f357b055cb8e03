"""Run by the installed program before anything else."""

import os

# Where our libraries are, is for us alone: a browser or a Python that we start is to find its own.
for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before:
        os.environ[_name] = _before
    else:
        os.environ.pop(_name, None)
