"""Fetching from a store through fsspec, which is imported when the first image is fetched."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from engine.data.address import Origin
from engine.errors import UserError, WorkFailedError
from engine.remote.cache import not_installed

_CONNECT_S = 10.0
_SILENCE_S = 20.0
"""So long may a store say nothing in the middle of an image; how long all of it takes is the line's affair."""
_CHECKED_EACH_S = 0.05
_NO_ACCESS = frozenset({401, 403, 407})
_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml)", re.IGNORECASE)


class StoreUnreachableError(WorkFailedError):
    """A store does not answer, or gives no access: nothing is said of the image that was asked for.

    Parameters are those of `UserError`.
    """


def download(what: Origin, check: Callable[[], None]) -> bytes:
    """Fetch a file as a whole.

    Parameters
    ----------
    what
    check
        Called again and again meanwhile; what it raises ends it.

    Raises
    ------
    UserError
        There is no such file, which it is then raised from, or a library is missing.
    StoreUnreachableError
        The store does not answer, gives no access, or broke off.
    """
    # Neither is wanted by whoever has images on this machine.
    import asyncio
    from concurrent.futures import wait

    system = _system(urlsplit(what.address).scheme == "s3")
    # On the loop of fsspec's own thread, which a wait can be ended without.
    future = asyncio.run_coroutine_threadsafe(system._cat_file(_target(what)), system.loop)
    try:
        while not wait((future,), timeout=_CHECKED_EACH_S).done:
            check()
    except BaseException:
        future.cancel()
        raise
    if (error := future.exception()) is not None:
        # Words of a library may hold a key, and go no further than this, not even into the log.
        raise _plain(error, what) from (error if isinstance(error, FileNotFoundError) else None)
    data: bytes = future.result()
    if _PAGE.match(data[:100]):
        raise StoreUnreachableError(
            "a page came instead of the image",
            source=str(what),
            remedy="Open the address in a browser: perhaps it wants to be logged in to",
        )
    return data


def _target(what: Origin) -> str:
    """What the file is called to fsspec."""
    if what.address.startswith("s3://"):
        return f"{what.address}/{what.name}"
    # A name may have what means something in an address; what is in the address was written as one.
    return f"{quote(what.address, safe=':/%[]')}/{quote(what.name, errors='surrogateescape')}"


@cache
def _system(s3: bool) -> Any:  # noqa: FBT001 - the key of a memo
    """What fetches, with its connections, once for the process: fsspec would make one for each thread."""
    try:
        import fsspec

        if s3:
            from botocore.session import get_session

            return fsspec.filesystem(
                "s3",
                # Whoever has no key at all may still read what is for everybody.
                anon=get_session().get_credentials() is None,
                # One request for an image; several would ask for its size first.
                max_concurrency=1,
                config_kwargs={"connect_timeout": _CONNECT_S, "read_timeout": _SILENCE_S},
                skip_instance_cache=True,
            )
        import aiohttp

        return fsspec.filesystem(
            "http",
            encoded=True,
            client_kwargs={
                "timeout": aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_S, sock_read=_SILENCE_S),
                # Proxies and ~/.netrc.
                "trust_env": True,
            },
            skip_instance_cache=True,
        )
    except ImportError as error:
        raise not_installed(error) from error


def _plain(error: BaseException, what: Origin) -> UserError:
    """What a person can do something about."""
    if isinstance(error, FileNotFoundError):
        return UserError(
            "the image is missing",
            source=str(what),
            remedy="Check the address of the images, and the image's name in the labels",
        )
    host = urlsplit(what.address).netloc
    problem, remedy = _words(error, f"the bucket {host}" if what.address.startswith("s3:") else host)
    return StoreUnreachableError(problem, source=str(what), remedy=remedy)


def _words(error: BaseException, host: str) -> tuple[str, str]:
    again = "Check the network, and try again"
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status", None)
    if isinstance(error, PermissionError) or status in _NO_ACCESS or "NoCredentialsError" in names:
        return (
            f"{host} gives no access to the image",
            "Check the address, and who you are to the store: ~/.aws/credentials or AWS_ACCESS_KEY_ID for S3, "
            "~/.netrc for HTTPS",
        )
    if isinstance(status, int):
        return f"{host} answered {status}", "Try again later, or ask whoever keeps the store"
    if isinstance(error, TimeoutError) or names & {"ConnectTimeoutError", "ReadTimeoutError"}:
        return f"{host} did not answer in time", again
    if names & {"ClientPayloadError", "IncompleteReadError", "ResponseStreamingError"}:
        return f"{host} broke off in the middle of the image", again
    if names & {"ClientSSLError", "SSLError"}:
        return (
            f"{host} has no certificate that is trusted",
            "Check the address and this machine's clock, or ask whoever keeps the store",
        )
    if isinstance(error, OSError) or names & {"ClientError", "BotoCoreError"}:
        reason = _reason(getattr(error, "os_error", None))
        return f"{host} cannot be reached" + (f" ({reason})" if reason else ""), again
    return f"the image cannot be fetched ({type(error).__name__})", again


def _reason(error: OSError | None) -> str:
    """In the system's words; those of Python name the socket."""
    if isinstance(error, socket.gaierror):
        return "its name is not known"
    return os.strerror(error.errno) if error is not None and error.errno else ""
