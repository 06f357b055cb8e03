"""Stores on this machine that images are fetched from: real servers of HTTP and of S3's protocol."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from fsspec.asyn import get_loop

from engine.remote import store

# Its thread stays for the life of the process: no test leaves it behind.
get_loop()

Answer = Callable[[BaseHTTPRequestHandler], None]


class HttpStore:
    """A server of HTTP on a free port.

    Attributes
    ----------
    address : str
        Of the folder ``my images``.
    files : dict of str to bytes
        By name in that folder.
    answers : dict of str to function
        What is answered instead of the file.
    asked : Counter of str
        How often each name was asked for.
    headers : list
        Of every request.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.answers: dict[str, Answer] = {}
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self._lines: list[socket.socket] = []
        own = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Or each answer would wait 40 ms for an acknowledgement.
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                own._lines.append(self.connection)

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                own._answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/my images"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, and cut every line."""
        self._server.shutdown()
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = unquote(handler.path).removeprefix("/my images/")
        self.asked[name] += 1
        self.headers.append(dict(handler.headers))
        if name in self.answers:
            # Whoever waited for it may be gone.
            with contextlib.suppress(ConnectionError):
                self.answers[name](handler)
        elif name in self.files:
            say(handler, 200, self.files[name])
        else:
            say(handler, 404, b"<html>no such file</html>")


def say(handler: BaseHTTPRequestHandler, status: int, body: bytes, *, length: int | None = None) -> None:
    """Answer; with another length than that of the body, and the line cut after it."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)
    if length is not None:
        handler.close_connection = True


@contextmanager
def s3_store() -> Iterator[str]:
    """A server of S3's protocol, in a process of its own; gives where it listens."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        try:
            said = next(found for line in process.stdout if (found := re.search(r"http://\S+:\d+", line)))
            # What it writes later must not fill the pipe.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield said[0]
        finally:
            process.kill()


def forget_connections() -> None:
    """What was said of stores by the environment is read anew."""
    store._system.cache_clear()


def child_environment() -> dict[str, str]:
    """That of a process that has this checkout."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
