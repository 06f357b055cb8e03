import random
import struct

import pytest

from engine.errors import UserError
from engine.formats.tfrecord_file import crc32c, framed, is_tfrecord, masked_crc, read_records, shards_of


def test_the_checksum_is_the_standards():
    # RFC 3720, B.4, and the check value of the Castagnoli polynomial.
    assert crc32c(b"123456789") == 0xE3069283
    assert crc32c(bytes(32)) == 0x8A9136AA
    assert crc32c(b"\xff" * 32) == 0x62A8AB43
    assert crc32c(b"") == 0


@pytest.mark.parametrize("length", [16_383, 16_384, 16_385, 50_001])
def test_long_and_short_data_have_the_same_checksum(length):
    data = random.Random(length).randbytes(length)
    bits = 0xFFFFFFFF
    for byte in data:
        bits ^= byte
        for _ in range(8):
            bits = (bits >> 1) ^ (0x82F63B78 if bits & 1 else 0)
    assert crc32c(data) == bits ^ 0xFFFFFFFF


@pytest.mark.parametrize("records", [[], [b""], [b"a", b"bc" * 40_000, b""]])
def test_records_come_back(tmp_path, records):
    path = tmp_path / "a.tfrecord"
    path.write_bytes(b"".join(map(framed, records)))
    assert list(read_records(path)) == records
    assert is_tfrecord(path.read_bytes()) == bool(records)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (framed(b"abc")[:-1], "record 2: its bytes bear a wrong checksum|record 2: it claims 3 bytes"),
        (framed(b"abc")[:5], "record 2: the file ends early"),
        (b"x" * 30, "record 2: its length bears a wrong checksum"),
        (framed(b"abc")[:12] + b"abd" + framed(b"abc")[-4:], "record 2: its bytes bear a wrong checksum"),
    ],
)
def test_what_is_damaged_is_told_with_its_record(tmp_path, data, problem):
    (tmp_path / "a").write_bytes(framed(b"ok") + data)
    with pytest.raises(UserError, match=problem):
        list(read_records(tmp_path / "a"))


def test_a_record_longer_than_the_file_is_told_at_once(tmp_path):
    length = struct.pack("<Q", 2**60)
    (tmp_path / "a").write_bytes(length + struct.pack("<I", masked_crc(length)) + b"x" * 100)
    with pytest.raises(UserError, match="claims 1152921504606846976 bytes"):
        list(read_records(tmp_path / "a"))


def test_one_shard_stands_for_all(tmp_path):
    names = [f"a.record-0000{number}-of-00003" for number in (0, 2)]
    for name in (*names, "b.record-00000-of-00003"):
        (tmp_path / name).write_bytes(framed(b""))
    found, missing = shards_of(tmp_path / names[1])
    assert [path.name for path in found] == names
    assert missing == ["a.record-00001-of-00003"]
    assert len(shards_of(tmp_path)[0]) == 3


@pytest.mark.parametrize("name", ["", "a"])
def test_what_is_none_is_refused(tmp_path, name):
    (tmp_path / "a").write_bytes(b"x" * 40)
    with pytest.raises(UserError, match="no TFRecord"):
        shards_of(tmp_path / name)
