import os
import select
import subprocess
import sys

import pytest

SECONDS_TO_END = 10

CHILD = """
import signal
from engine.inference.parent import end_with_parent
end_with_parent(0)
print("ready", flush=True)
signal.pause()
"""

PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
print(child.stdout.readline().decode().strip(), child.pid, flush=True)
child.wait()
"""


@pytest.mark.skipif(os.name != "posix", reason="the child waits for a signal")
def test_the_end_of_its_input_ends_a_process(child_environment):
    command = [sys.executable, "-c", CHILD]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=child_environment, stdin=pipe, stdout=pipe) as child:
        try:
            assert child.stdout.readline() == b"ready\n"
            assert child.poll() is None
            child.stdin.close()
            assert child.wait(SECONDS_TO_END) == 1
        finally:
            child.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a parent's death")
def test_the_death_of_the_parent_ends_a_process_whose_input_goes_on(child_environment):
    command = [sys.executable, "-c", PARENT, CHILD]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=child_environment, stdin=pipe, stdout=pipe, text=True) as parent:
        ready, pid = parent.stdout.readline().split()
        assert ready == "ready"
        ended = os.pidfd_open(int(pid))
        try:
            parent.kill()
            parent.wait()
            assert select.select([ended], [], [], SECONDS_TO_END)[0], "the child outlived its parent"
        finally:
            os.close(ended)
