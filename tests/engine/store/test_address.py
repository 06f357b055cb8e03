"""Addresses of projects on servers: read and written, never with a password, encrypted wherever a wire is between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.store.address import Address, address_of, is_address

NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)


@given(
    NAMES,
    st.sampled_from(["", "db.example.org", "10.0.0.7", "::1", "/run/postgresql"]),
    st.integers(1, 65535),
    st.just("") | NAMES,
    st.sampled_from([{}, {"sslmode": "require"}, {"sslrootcert": "system"}]),
)
def test_an_address_is_read_as_it_is_written(
    database: str, host: str, port: int, user: str, options: dict[str, str]
) -> None:
    address = Address(database, host, port, user, options)
    assert address_of(str(address)) == address
    assert is_address(str(address))


@pytest.mark.parametrize(
    "said",
    [
        "postgresql://ann:secret@host/d",
        "postgresql://:secret@host/d",
        "postgresql://host/d?password=secret",
        "postgresql:/ann:secret@host/d",
    ],
)
def test_a_password_is_refused_and_not_repeated(said: str) -> None:
    with pytest.raises(UserError, match="keyring") as caught:
        address_of(said)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "no address"),
        ("postgresql://host", "no address"),
        ("postgresql://host/a/b", "no address"),
        ("mysql://host/a", "no address"),
        ("postgresql://host:x/a", "no address"),
        ("postgresql://host/a?b", "no address"),
        ("postgresql://host/a?options=-cfsync=off", "cannot say 'options'"),
    ],
)
def test_what_is_no_address_is_said(said: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        address_of(said)


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("postgresql:///d", None),
        ("postgresql://localhost/d", None),
        ("postgresql:///d?host=/run/postgresql", None),
        ("postgresql://db.example.org/d", "verify-full"),
        ("postgresql://db.example.org/d?sslmode=verify-ca", "verify-ca"),
    ],
)
def test_certificates_are_checked_unless_nothing_goes_over_a_wire(said: str, mode: str | None) -> None:
    assert address_of(said).parameters.get("sslmode") == mode


def test_a_path_is_no_address() -> None:
    assert not is_address("/data/postgresql.boxwright")
