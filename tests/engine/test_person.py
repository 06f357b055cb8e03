"""The system's name for a person is found, whatever the system does not know."""

import getpass
import pwd

import pytest

from engine.person import UNKNOWN, system_name


def entry(gecos: str) -> pwd.struct_passwd:
    return pwd.struct_passwd(("ann", "x", 1000, 1000, gecos, "/home/ann", "/bin/sh"))


@pytest.mark.parametrize(
    ("gecos", "name"),
    [
        ("", "login"),
        (",,,", "login"),
        ("Ann Example", "Ann Example"),
        ("Ann Example,Room 4,,", "Ann Example"),
        ("& Example", "Ann Example"),
    ],
)
def test_the_full_name_comes_before_the_login_name(
    monkeypatch: pytest.MonkeyPatch, gecos: str, name: str
) -> None:
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: entry(gecos))
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    assert system_name() == name


def test_a_number_without_an_account_is_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", refuse)
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    assert system_name() == UNKNOWN
