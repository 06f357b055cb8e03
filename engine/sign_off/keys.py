"""Ed25519 keys of those who sign: files of their own, which are never kept in a project."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
    load_ssh_private_key,
    load_ssh_public_key,
)

from engine.errors import UserError

_MOST_BYTES = 65536
_REMEDY = "Make one with boxwright sign-key FILE, or ssh-keygen -t ed25519 -N '' -f FILE"


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """Read a private key without a passphrase, PEM or OpenSSH.

    Raises
    ------
    UserError
        It cannot be read, or is another kind of key.
    """
    data = _bytes(path)
    load = load_ssh_private_key if b"OPENSSH" in data else load_pem_private_key
    try:
        key = load(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UserError("this is no private key without a passphrase", source=path, remedy=_REMEDY) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UserError("this is no Ed25519 key", source=path, remedy=_REMEDY)
    return key


def read_public_key(path: Path) -> str:
    """Read a public key, PEM or OpenSSH, as hexadecimal.

    Raises
    ------
    UserError
        It cannot be read, or is another kind of key.
    """
    data = _bytes(path)
    load = load_ssh_public_key if data.startswith(b"ssh-") else load_pem_public_key
    try:
        key = load(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UserError(
            "this is no public key", source=path, remedy="Give the file that ends in .pub"
        ) from error
    if not isinstance(key, Ed25519PublicKey):
        raise UserError("this is no Ed25519 key", source=path, remedy="Give the key that it was signed with")
    return key.public_bytes_raw().hex()


def make_keys(path: Path) -> Path:
    """Make a pair of keys; the private one can be read by its owner alone. The public one's path comes back.

    Raises
    ------
    UserError
        There is a file already, or none can be written.
    """
    public = path.with_name(f"{path.name}.pub")
    for own in (path, public):
        if own.exists():
            raise UserError("this file is there already", source=own, remedy="Choose another name")
    key = Ed25519PrivateKey.generate()
    try:
        path.touch(mode=0o600)
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    except OSError as error:
        raise UserError(
            f"the key cannot be written here ({error.strerror or error})",
            source=path,
            remedy="Choose another place",
        ) from error
    return public


def signed_by(public_key: str, signature: str, data: bytes) -> bool:
    """Whether a signature over some bytes was made with the private half of a key; both hexadecimal."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), data)
    except (ValueError, InvalidSignature):
        return False
    return True


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise UserError(
            f"the key cannot be read ({error.strerror or error})", source=path, remedy="Check its path"
        ) from error
