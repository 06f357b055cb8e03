from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.address import (
    CACHE_VARIABLE,
    Origin,
    image_folder,
    is_address,
    is_folder,
    normal_address,
    origin,
    place_name,
    wrong_with,
)
from engine.errors import UserError

NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\0@", exclude_categories=("C", "Z")),
    min_size=1,
    max_size=8,
).filter(lambda name: name not in (".", ".."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("images", False),
        ("/a/images", False),
        ("C:/images", False),
        (r"C:\images", False),
        ("file:///a/images", False),
        ("s3:bucket", False),
        ("s3://bucket", True),
        (" https://host/a ", True),
        ("ftp://host/a", True),
    ],
)
def test_an_address_is_told_from_a_path(text: str, expected: bool) -> None:
    assert is_address(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3://bucket", "s3://bucket"),
        (" S3://Bucket/a folder/ ", "s3://Bucket/a folder"),
        ("HTTPS://Host.org:8443/A/b//", "https://host.org:8443/A/b"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("s3://bucket/what? #1", "s3://bucket/what? #1"),
    ],
)
def test_an_address_is_written_in_one_way(text: str, expected: str) -> None:
    assert normal_address(text) == expected
    assert wrong_with(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("s3://", "cannot be read from such an address"),
        ("ftp://host/a", "cannot be read from such an address"),
        ("https://host:port/a", "this is no address"),
        ("https://me:topsecret@host/a", "a user or a password"),
        ("s3://topsecret@bucket/a", "a user or a password"),
        ("https://host/a?sig=topsecret", r"\? or # in it"),
        ("https://host/a#topsecret", r"\? or # in it"),
        ("https://host/" + 300 * "a", "too long"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_and_what_is_secret_not_said_again(
    text: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as raised:
        image_folder(text)
    assert "topsecret" not in str(raised.value)
    assert raised.value.remedy
    assert wrong_with(text) is not None


@given(
    scheme=st.sampled_from(["s3", "https", "http"]),
    parts=st.lists(NAMES.filter(lambda name: not set(name) & {"?", "#"}), max_size=3),
    name=st.lists(NAMES, min_size=1, max_size=3),
)
def test_a_path_in_the_cache_says_where_its_file_comes_from(
    scheme: str, parts: list[str], name: list[str]
) -> None:
    address = normal_address("/".join([f"{scheme}://host", *parts]))
    folder = image_folder(address)
    assert origin(folder) == Origin(address, "")
    assert place_name(folder) == address
    assert origin(folder.joinpath(*name)) == Origin(address, "/".join(name))
    assert is_folder(folder)


def test_paths_of_this_machine_come_from_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    assert image_folder(str(tmp_path)) == tmp_path
    for path in (
        tmp_path,
        tmp_path / "cache",
        tmp_path / "cache" / ".state" / "lock",
        Path("a"),
        Path("a\0b"),
    ):
        assert origin(path) is None
        assert place_name(path) == str(path)
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / "none")
    assert not is_folder(Path("a\0b"))


def test_a_name_does_not_lead_from_one_store_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    other = image_folder("http://10.0.0.1/secret").name
    assert origin(image_folder("s3://bucket") / ".." / other / "a.jpg") is None
