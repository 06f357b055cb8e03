"""How much memory this process has in use."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path


def resident_memory() -> int:
    """Give the bytes of this process that are in memory; on macOS the most that ever were."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        in_use = pages * os.sysconf("SC_PAGE_SIZE")
    elif sys.platform == "win32":
        counters = _Counters()
        counters.size = ctypes.sizeof(counters)
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        process = ctypes.c_void_p(kernel.GetCurrentProcess())
        if not kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size):
            raise ctypes.WinError()
        in_use = int(counters.working_set)
    else:
        import resource

        in_use = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return in_use


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of the Windows API."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("pools", ctypes.c_size_t * 4),
        ("pagefile", ctypes.c_size_t * 2),
    )
