"""A line is encrypted to the right server or not at all, and a password is seen by nobody but that."""

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.data.dataset import Dataset
from engine.data.sources import Sources
from engine.errors import UserError
from engine.store.address import Address
from engine.store.copying import publish
from engine.store.desk import desk_at
from engine.store.project import ProjectFile
from tests.postgresql import Server

SECRET = "correct horse %40 'staple' \\ battery"


@pytest.fixture
def address(tmp_path: Path, dataset: Dataset, server: Server) -> Address:
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source)).close()
    address = server.emptied()
    publish(path, address)
    return address


def authority(name: str) -> tuple[str, str]:
    """A certificate for a server of this name that vouches for itself, and its key, as PEM."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(own, own, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return made.public_bytes(serialization.Encoding.PEM).decode(), secret.decode()


def test_only_the_server_that_a_trusted_certificate_names_is_spoken_to(
    address: Address, server: Server, tmp_path: Path
) -> None:
    certificate, key = authority("localhost")
    trusted, stranger = tmp_path / "trusted.crt", tmp_path / "stranger.crt"
    trusted.write_text(certificate)
    stranger.write_text(authority("localhost")[0])

    def desk(host: str, root: Path) -> Path:
        options = {"sslmode": "verify-full", "sslrootcert": str(root)}
        return desk_at(tmp_path, replace(address, host=host, options=options))

    with pytest.raises(UserError, match="does not encrypt the line"):
        desk("localhost", trusted)
    with server.asking("hostnossl all nobody 127.0.0.1/32 trust", certificate=certificate, key=key):
        with closing(ProjectFile(desk("localhost", trusted))) as project:
            assert project.storage.shared
            with project.storage.guarded() as connection:
                query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
                assert connection.exec_driver_sql(query).scalar() is True
        with pytest.raises(UserError, match="not the one that its certificate names"):
            desk("127.0.0.1", trusted)
        with pytest.raises(UserError, match="nobody whom this machine trusts"):
            desk("localhost", stranger)
        with pytest.raises(UserError, match="nobody whom this machine trusts"):
            desk("localhost", tmp_path / "missing.crt")


@pytest.fixture
def guarded(address: Address, server: Server) -> Iterator[Address]:
    """A person whom the server asks for a password."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(server.text_of(address.database), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'pat'").fetchone():
            connection.execute("CREATE ROLE pat LOGIN SUPERUSER")
        connection.execute(sql.SQL("ALTER ROLE pat PASSWORD {}").format(sql.Literal(SECRET)))
    with server.asking("host all pat 127.0.0.1/32 scram-sha-256"):
        yield replace(address, user="pat")


def keep_in_keyring(monkeypatch: pytest.MonkeyPatch, address: Address, password: str) -> None:
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend

    class Kept(KeyringBackend):
        """One that lives as long as the test."""

        priority = 1  # type: ignore[assignment]

        def __init__(self) -> None:
            super().__init__()
            self._kept: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self._kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self._kept[service, username] = password

    before = keyring.get_keyring()
    monkeypatch.setattr("keyring.core._keyring_backend", before)
    keyring.set_keyring(Kept())
    keyring.set_password("boxwright", address.key, password)


def keep_in_file(monkeypatch: pytest.MonkeyPatch, address: Address, password: str, folder: Path) -> None:
    path = folder / "passwords"
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    path.write_text(f"{address.host}:{address.port}:{address.database}:{address.user}:{escaped}\n")
    path.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(path))


def list_of_programs() -> str:
    """What ps reads, as far as this system has it there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        # One may have ended meanwhile.
        with suppress(OSError):
            found.append(path.read_text(errors="replace"))
    return "\n".join(found)


@pytest.mark.parametrize("where", ["keyring", "file"])
def test_a_password_comes_from_the_keyring_or_from_postgresqls_own_file(
    guarded: Address,
    where: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UserError, match="password"):
        desk_at(tmp_path, guarded)
    keep = {
        "keyring": lambda password: keep_in_keyring(monkeypatch, guarded, password),
        "file": lambda password: keep_in_file(monkeypatch, guarded, password, tmp_path),
    }[where]
    keep(f"{SECRET}, wrong")
    with pytest.raises(UserError, match="password authentication failed") as refused:
        desk_at(tmp_path, guarded)
    keep(SECRET)
    desk = desk_at(tmp_path, guarded)
    with closing(ProjectFile(desk)) as project:
        assert project.journal() == ()
        with project.storage.guarded() as connection:
            said = connection.exec_driver_sql("SELECT * FROM pg_stat_activity").all()
        programs = list_of_programs()
        shown = [repr(project.storage.engine.url), repr(vars(project.storage)), *map(repr, said)]
    error = "".join(traceback.format_exception(refused.value))
    environment = [value for name, value in os.environ.items() if name.startswith(("PG", "BOXWRIGHT"))]
    for text in (
        programs,
        caplog.text,
        desk.read_bytes().decode("latin1"),
        error,
        *shown,
        *environment,
    ):
        assert "battery" not in text
