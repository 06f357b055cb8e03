"""A line to a server that can be cut: a relay of the tests' own, that real programs talk through."""

import select
import socket
import threading
from collections.abc import Callable
from types import TracebackType

_TICK_S = 0.05
_BYTES = 1 << 16


class Line:
    """Passes on what comes to a port of its own, both ways, for as long as it is whole.

    Parameters
    ----------
    port
        Of the server, on this machine.

    Attributes
    ----------
    port : int
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self._accepting = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._accepting.getsockname()[1])
        self._whole = threading.Event()
        self._whole.set()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._at_answer: tuple[Callable[[], None], bool] | None = None
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> "Line":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self.cut()
        self._accepting.close()

    def cut(self) -> None:
        """End all that goes over it, and let nothing begin."""
        self._whole.clear()
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for one in (own for pair in pairs for own in pair):
            _shut(one)

    def mend(self) -> None:
        """Let it be whole again."""
        self._whole.set()

    def die_at_next_answer(self, meanwhile: Callable[[], None], *, arrived: bool) -> None:
        """End what goes over it once, when something is asked the next time.

        Parameters
        ----------
        meanwhile
            Done between that and whatever comes next.
        arrived
            Whether the server gets what is asked, and answers into the void.
        """
        self._at_answer = meanwhile, arrived

    def _accept(self) -> None:
        while not self._ended.is_set():
            if not select.select([self._accepting], [], [], _TICK_S)[0]:
                continue
            client, _ = self._accepting.accept()
            try:
                if not self._whole.is_set():
                    raise ConnectionError
                server = socket.create_connection(("127.0.0.1", self._server))
            except OSError:
                client.close()
                continue
            for own in (client, server):
                own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._pairs.append((client, server))
            threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        lost = None
        try:
            while True:
                for own in select.select([client, server], [], [])[0]:
                    data = own.recv(_BYTES)
                    if not data:
                        return
                    if lost is None and own is client and self._at_answer is not None:
                        meanwhile, arrived = self._at_answer
                        self._at_answer = None
                        if not arrived:
                            meanwhile()
                            return
                        lost = b""
                    if lost is None or own is client:
                        (server if own is client else client).sendall(data)
                        continue
                    lost += data
                    if b"COMMIT\0" in lost:
                        meanwhile()
                        return
        except OSError:
            return
        finally:
            for own in (client, server):
                _shut(own)
                own.close()


def _shut(own: socket.socket) -> None:
    try:
        own.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
