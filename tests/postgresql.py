"""A PostgreSQL server of the tests' own: started once, where its programs are installed, and gone with the tests."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from engine.store.address import Address

_VERSIONS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
USER = "boxwright"
_ROOM_BYTES = 1 << 30


def programs() -> Path | None:
    """The folder of the server's programs; None where it is not installed."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    return _VERSIONS[-1] if _VERSIONS else None


def _account() -> tuple[int, int] | None:
    """Whom the server runs as: it refuses to be root."""
    if not hasattr(os, "getuid") or os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    return None


class Server:
    """A running server.

    Attributes
    ----------
    folder : Path
        Its socket and, below, its data.
    port : int
    """

    def __init__(self, folder: Path, bin_: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._bin = bin_
        self._account = _account()
        self._databases = 0
        if self._account is not None:
            os.chown(folder, *self._account)
        self._run(
            "initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync", "--no-instructions",
        )  # fmt: skip

    def start(self) -> None:
        """Let it serve; on return it does."""
        own = f"-c unix_socket_directories={self.folder} -c listen_addresses=127.0.0.1 -p {self.port}"
        # Fifty people have two or three each.
        own += " -c max_connections=300"
        self._run(
            "pg_ctl",
            "-D",
            str(self.folder / "data"),
            "-w",
            "-l",
            str(self.folder / "log"),
            "-o",
            own,
            "start",
        )

    def stop(self) -> None:
        """End it at once, as a failing machine would."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def kill(self) -> None:
        """End its first process by force, and what follows from that; it can be started again."""
        file = self.folder / "data" / "postmaster.pid"
        first = int(file.read_text().splitlines()[0])
        others = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(first)], check=True, capture_output=True, text=True
        ).stdout.split()
        for process in (first, *map(int, others)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while any(_lives(process) for process in (first, *map(int, others))):
            assert time.monotonic() < deadline
            os.sched_yield()
        # A process that nobody waited for still has its number.
        for left in (file, *self.folder.glob(".s.PGSQL.*")):
            left.unlink()

    def database(self) -> Address:
        """A new, empty database."""
        import psycopg

        self._databases += 1
        name = f"project{self._databases}"
        with psycopg.connect(self.text_of("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address(name)

    def emptied(self) -> Address:
        """The same, one and the same again and again: that is quicker."""
        import psycopg

        if not self._databases:
            return self.database()
        first = "project1"
        with psycopg.connect(self.text_of(first), autocommit=True) as connection:
            # What keeps a project's journal keeps it from this too.
            connection.execute("SET session_replication_role = replica")
            for (name,) in connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall():
                connection.execute(f'DELETE FROM "{name}"')
        return self.address(first)

    def address(self, name: str) -> Address:
        """Of a database, by its number: over the network of this machine alone."""
        return Address(name, "127.0.0.1", self.port, USER)

    def text_of(self, name: str, user: str = USER) -> str:
        """The same for PostgreSQL's own client."""
        return f"host=127.0.0.1 port={self.port} user={user} dbname={name}"

    @contextmanager
    def asking(self, *rules: str, certificate: str = "", key: str = "") -> Iterator[None]:
        """Ask more of whoever comes for a while: rules of pg_hba.conf before its own, and a certificate to show."""
        data = self.folder / "data"
        before = (data / "pg_hba.conf").read_text()
        try:
            self._write("pg_hba.conf", "\n".join((*rules, before)))
            self._write("server.crt", certificate)
            self._write("server.key", key)
            self._write("postgresql.auto.conf", f"ssl = {'on' if key else 'off'}\n")
            self._reload()
            yield
        finally:
            self._write("pg_hba.conf", before)
            self._write("postgresql.auto.conf", "")
            self._reload()

    def _write(self, name: str, text: str) -> None:
        path = self.folder / "data" / name
        path.write_text(text)
        path.chmod(0o600)
        if self._account is not None:
            os.chown(path, *self._account)

    def _reload(self) -> None:
        """Returns once it is so for whoever comes next."""
        import psycopg

        # The postmaster is told by a signal, and tells the time at which it read its files.
        with psycopg.connect(self.text_of("postgres"), autocommit=True) as connection:
            (before,) = connection.execute("SELECT pg_conf_load_time()").fetchone() or (None,)
            connection.execute("SELECT pg_reload_conf()")
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with psycopg.connect(self.text_of("postgres"), autocommit=True) as connection:
                if connection.execute("SELECT pg_conf_load_time() > %s", [before]).fetchone() == (True,):
                    return
        message = "the server did not read its files again"
        raise AssertionError(message)

    def _run(self, program: str, *arguments: str) -> None:
        account = self._account or (None, None)
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            # The server would keep a pipe open that somebody waits at the end of.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=account[0],
            group=account[1],
            extra_groups=None if self._account is None else [],
            cwd=self.folder,
        )
        assert done.returncode == 0, f"{program}: {done.returncode}"


@contextmanager
def running() -> Iterator[Server]:
    """A server in a folder of its own; the test is skipped where there is none to start."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    # A path of pytest's own is too long for a socket, and closed to others.
    folder = Path(tempfile.mkdtemp(prefix="bw-pg-", dir=_quick_disk()))
    try:
        server = Server(folder, bin_)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        # One that nobody waited for is dead all the same.
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _quick_disk() -> Path | None:
    """Memory that is a disk, where there is enough: the server syncs after each transaction, as it always does."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_BYTES else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
