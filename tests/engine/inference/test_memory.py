import numpy as np

from engine.inference.memory import resident_memory


def test_memory_that_is_written_to_counts():
    before = resident_memory()
    written = np.ones(64 * 1024 * 1024, np.uint8)
    assert resident_memory() - before > len(written) // 2
