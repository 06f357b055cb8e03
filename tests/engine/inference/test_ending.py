import signal

import pytest

from engine.inference.ending import unexpected_end


@pytest.mark.parametrize(
    ("code", "last_lines", "problem", "remedy"),
    [
        (1, (), "stopped with exit code 1", "install"),
        (1, ("Traceback ...", "ImportError: no numpy"), "exit code 1: ImportError: no numpy", "install"),
        (-signal.SIGKILL, (), "stopped (SIGKILL), as the system does when memory runs out", "free memory"),
        (-signal.SIGTERM, (), "stopped by another program (SIGTERM)", "again"),
        (-signal.SIGSEGV, (), "crashed in TensorFlow's own code (SIGSEGV)", "another version"),
        (
            -signal.SIGABRT,
            ("F0000 Check failed: 1 == 2",),
            "crashed in TensorFlow's own code (SIGABRT)",
            "again",
        ),
        (-signal.SIGABRT, ("what():  std::bad_alloc",), "memory ran out", "free memory"),
        (1, ("MemoryError",), "memory ran out", "free memory"),
        (-200, (), "crashed in TensorFlow's own code (signal 200)", "again"),
    ],
)
def test_an_end_is_explained_with_what_to_do(code, last_lines, problem, remedy):
    error = unexpected_end(code, last_lines)
    assert problem in error.problem
    assert remedy in error.remedy
