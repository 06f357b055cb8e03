"""Addresses of image folders in a store, and the folder of this machine's image cache that stands for each.

Everything else of the program knows images by path. The name of the folder is the address itself, quoted, so that a
path alone says where a file that is not there comes from.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from engine.errors import UserError

SCHEMES = ("s3", "https", "http")
CACHE_VARIABLE = "BOXWRIGHT_IMAGE_CACHE"
"""The environment variable with another folder for the cache."""

_ADDRESS = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+://", re.IGNORECASE)
"""A file's is a path that was dropped from a file manager."""
_LONGEST_NAME = 240
"""Bytes of a folder's name; file systems take 255."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file of the image cache comes from.

    Attributes
    ----------
    address : str
        That of the image folder, as `normal_address` has it.
    name : str
        Of the file in it, with ``/``.
    """

    address: str
    name: str

    def __str__(self) -> str:
        return f"{self.address}/{self.name}" if self.name else self.address


def is_address(text: str) -> bool:
    """Whether a text is an address, be it one that can be used or not, and no path."""
    return _ADDRESS.match(text.strip()) is not None


def normal_address(text: str) -> str:
    """An address in the one way it is written: scheme and host in small letters, no slash at the end.

    Raises
    ------
    UserError
        It is not of a store that can be read, or holds what is secret.
    """
    scheme, _, rest = text.strip().partition("://")
    scheme, rest = scheme.lower(), rest.rstrip("/")
    host, slash, folder = rest.partition("/")
    if "@" in host:
        # Not said again: what stands before the @ is secret.
        raise UserError(
            "the address of the images has a user or a password in it",
            source=f"{scheme}://{host.rpartition('@')[2]}{slash}{folder}",
            remedy="Leave it out of the address, and put it where the store's own tools look: "
            "~/.aws/credentials or AWS_ACCESS_KEY_ID for S3, ~/.netrc for HTTPS",
        )
    if scheme != "s3" and ("?" in rest or "#" in rest):
        raise UserError(
            "the address of the images has a ? or # in it, which is no folder, and perhaps a key",
            source=f"{scheme}://{re.split('[?#]', rest)[0]}",
            remedy="Give the address of the folder alone",
        )
    if scheme not in SCHEMES or not host:
        raise UserError(
            "images cannot be read from such an address",
            source=f"{scheme}://{rest}",
            remedy="Give s3://BUCKET/FOLDER, https://HOST/FOLDER, http://HOST/FOLDER, or a folder of this machine",
        )
    try:
        urlsplit(f"{scheme}://{host}").port  # noqa: B018 - it raises
    except ValueError as error:
        raise UserError(
            f"this is no address ({error})", source=f"{scheme}://{rest}", remedy="Correct it"
        ) from error
    # A host's capitals are as good as small letters; a bucket's, which old ones have, are not.
    return f"{scheme}://{host if scheme == 's3' else host.lower()}{slash}{folder}"


def wrong_with(text: str) -> str | None:
    """What is wrong with an address, for people; None: nothing."""
    try:
        image_folder(text)
    except UserError as error:
        return f"{error.problem}. {error.remedy}."
    return None


def cache_folder() -> Path:
    """The folder of this machine's image cache; it need not be there."""
    given = os.environ.get(CACHE_VARIABLE, "").strip()
    if given:
        return Path(given).expanduser().absolute()
    # The inference process is told the folder: a Python of the user's need not have this.
    import platformdirs

    return platformdirs.user_cache_path("boxwright", appauthor=False) / "images"


def image_folder(text: str) -> Path:
    """The image folder that an address or a path stands for: of an address, one of the cache, which need not be there.

    Raises
    ------
    UserError
        The address cannot be used.
    """
    if not is_address(text):
        return Path(text)
    address = normal_address(text)
    name = quote(address, safe=" ()+,=@[]{}~")
    if len(name) > _LONGEST_NAME:
        raise UserError(
            "the address of the images is too long", source=address, remedy="Give them a shorter one"
        )
    return cache_folder() / name


def origin(path: Path) -> Origin | None:
    """Where a file of the cache comes from, be it there or not; None of any other path."""
    cache = str(cache_folder()) + os.sep
    if ".." in path.parts:
        # A name in somebody's labels must not lead from one store to another.
        return None
    try:
        place = os.path.abspath(path)  # noqa: PTH100 - links are left alone
    except ValueError:
        return None
    if not place.startswith(cache):
        return None
    folder, _, name = place[len(cache) :].partition(os.sep)
    address = unquote(folder)
    return Origin(address, name.replace(os.sep, "/")) if is_address(address) else None


def is_folder(path: Path) -> bool:
    """Whether there is a folder of images: on this machine, or by its address in a store, which is believed."""
    try:
        return origin(path) is not None or path.is_dir()
    except (OSError, ValueError):
        return False


def place_name(path: Path) -> str:
    """A path for people: of what stands for an image folder in a store, or a file in it, the address."""
    found = origin(path)
    return str(path) if found is None else str(found)
