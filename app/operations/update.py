"""Ask an address which version is the latest: one GET, small, bounded in time, and nothing else."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit

from packaging.version import InvalidVersion, Version

from app.jobs import Jobs, Progress
from engine.data.sentence import sentence
from engine.errors import UserError

_KIND = "update"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_BYTES = 64 * 1024
_SECONDS_OF_SILENCE = 5.0
_SECONDS_IN_ALL = 15.0
_SECONDS_BETWEEN_LOOKS = 0.1
_CHUNK_BYTES = 4096


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """Where to ask, and the version that is running."""

    address: str
    running: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version, and the page that tells of it."""

    version: str
    page: str


@dataclass(frozen=True, slots=True)
class UpdateResponse:
    """What came of asking.

    Attributes
    ----------
    release : Release or None
        A newer version; None: there is none, or nobody knows.
    problem : str
        Why nobody knows; empty where the address answered.
    """

    release: Release | None = None
    problem: str = ""


def look_for_update(jobs: Jobs, request: UpdateRequest, receive: Callable[[UpdateResponse], None]) -> None:
    """Ask in the background; whatever goes wrong is in the answer."""
    jobs.start(_KIND, _look, request, receive)


def refusal(address: str) -> str:
    """Why an address is not asked, in a sentence; empty where it is: HTTPS, or this machine's own."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return sentence("Update", "This is no address.")
    if not host:
        return sentence("Update", "Give an address that begins with https://")
    if parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL):
        return ""
    return sentence(
        "Update", "The address has to begin with https://, so that nobody on the way can change the answer."
    )


def newer(release: Release | None, running: str) -> Release | None:
    """The release where it is newer than what is running; a release is not left for one that is still tried out."""
    if release is None:
        return None
    found, own = Version(release.version), Version(running)
    tried_out = found.is_prerelease and not own.is_prerelease
    return release if found > own and not tried_out else None


def read_release(body: bytes, address: str) -> Release:
    """Understand an answer: JSON with ``version`` and perhaps ``page``, or a text whose first line is the version.

    Raises
    ------
    UserError
        It is neither.
    """
    try:
        text = body.decode("utf-8").strip()
        told = json.loads(text) if text.startswith("{") else {"version": text.partition("\n")[0]}
        number, page = str(Version(str(told["version"]))), str(told.get("page", ""))
    except (ValueError, KeyError, RecursionError, InvalidVersion) as error:
        raise UserError(
            f"the answer names no version ({type(error).__name__})",
            source=address,
            remedy='Serve JSON such as {"version": "1.2.3", "page": "https://…"}',
        ) from error
    return Release(number, page if page and not refusal(page) else address)


def _look(request: UpdateRequest, progress: Progress) -> UpdateResponse:
    """Ask on a thread of its own: whoever closes the window must not wait for a name server."""
    answers: list[UpdateResponse] = []
    thread = threading.Thread(target=lambda: answers.append(_ask(request)), name="update", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_SECONDS_BETWEEN_LOOKS)
        progress("", 0, 0)
    return answers[0]


def _ask(request: UpdateRequest) -> UpdateResponse:
    refused = refusal(request.address)
    if refused:
        return UpdateResponse(problem=refused)
    try:
        release = read_release(_get(request.address), request.address)
    except (OSError, HTTPException, ValueError, UserError) as error:
        return UpdateResponse(problem=f"{type(error).__name__}: {error}")
    return UpdateResponse(newer(release, request.running))


def _get(address: str) -> bytes:
    # Python's own name would tell its version.
    asked = urllib.request.Request(address, headers={"User-Agent": "boxwright"})
    deadline = time.monotonic() + _SECONDS_IN_ALL
    body = b""
    with urllib.request.build_opener(_Redirects).open(asked, timeout=_SECONDS_OF_SILENCE) as answer:
        while chunk := answer.read1(_CHUNK_BYTES):
            body += chunk
            if len(body) > _MOST_BYTES:
                raise ValueError("the answer is too long")
            if time.monotonic() > deadline:
                raise TimeoutError("the answer takes too long")
    return body


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to where one may ask, and nowhere else."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse an address that would not be asked itself."""
        refused = refusal(newurl)
        if refused:
            raise ValueError(f"sent on to {newurl}. {refused}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
