"""Read images of a store in a process of its own: the folder, and the names; print what they were, or die in it."""

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engine.remote.reading import read_bytes

root, *names = sys.argv[1:]
with ThreadPoolExecutor(8) as threads:
    for data in threads.map(lambda name: read_bytes(Path(root, name)), names):
        print(hashlib.sha256(data).hexdigest())
