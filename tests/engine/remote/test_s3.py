"""Against a server that speaks S3's protocol."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from engine.data.address import image_folder
from engine.errors import UserError
from engine.remote.reading import read_bytes
from engine.remote.store import StoreUnreachableError
from tests.stores import forget_connections, s3_store

KEYS = {"AWS_ACCESS_KEY_ID": "somebody", "AWS_SECRET_ACCESS_KEY": "topsecret"}
NAMES = ("a.jpg", "größe 1/b c.jpg", "what?#1&2%20+;versionId=3.jpg")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A store with the bucket ``photos``."""
    with s3_store() as endpoint:
        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id="somebody",
            aws_secret_access_key="topsecret",
        )
        client.create_bucket(Bucket="photos")
        for name in NAMES:
            client.put_object(Bucket="photos", Key=f"train set/{name}", Body=name.encode())
        client.put_object(Bucket="photos", Key="train set/open.jpg", Body=b"for all", ACL="public-read")
        client.close()
        yield endpoint


@pytest.fixture
def bucket(endpoint: str, cache_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The image folder that stands for that of the bucket; nobody has a key."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    forget_connections()
    return image_folder("s3://photos/train set")


@pytest.fixture
def with_key(bucket: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return bucket


@pytest.mark.parametrize("name", NAMES)
def test_an_object_is_fetched_by_its_very_name(with_key: Path, name: str) -> None:
    assert read_bytes(with_key / name) == name.encode()
    assert (with_key / name).read_bytes() == name.encode()


@pytest.mark.parametrize("address", ["s3://photos/train set/none", "s3://photos", "s3://no-such-bucket"])
def test_an_object_that_is_not_there_is_missing(with_key: Path, address: str) -> None:
    with pytest.raises(UserError, match="the image is missing") as raised:
        read_bytes(image_folder(address) / "a.jpg")
    assert raised.value.source == f"{address}/a.jpg"
    assert not isinstance(raised.value, StoreUnreachableError)


def test_whoever_has_no_key_reads_what_is_for_everybody(bucket: Path) -> None:
    assert read_bytes(bucket / "open.jpg") == b"for all"
    with pytest.raises(StoreUnreachableError, match="the bucket photos gives no access to the image"):
        read_bytes(bucket / "a.jpg")


def test_a_store_that_is_not_there_is_named(with_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StoreUnreachableError, match="the bucket photos cannot be reached") as raised:
        read_bytes(with_key / "a.jpg")
    assert "topsecret" not in str(raised.value)
