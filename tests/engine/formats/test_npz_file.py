import zipfile

import numpy as np
import pytest

from engine.errors import UserError
from engine.formats.npz_file import npz_bytes, read_arrays


def header(shape, descr="'<f4'"):
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    text += b" " * (63 - (len(text) + 10) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(f"{name}.npy", data)
    return path


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(0),
        np.arange(6, dtype=np.int32).reshape(2, 3),
        np.asfortranarray(np.eye(3)),
        np.array(["é", "b"]),
    ],
)
def test_arrays_come_back(tmp_path, array):
    (tmp_path / "a.npz").write_bytes(npz_bytes({"a": array}))
    np.savez(tmp_path / "b.npz", a=array)
    for name in ("a.npz", "b.npz"):
        back = read_arrays(tmp_path / name, {"a", "none"})
        assert list(back) == ["a"]
        np.testing.assert_array_equal(back["a"], array)


def test_the_same_arrays_are_the_same_bytes():
    assert npz_bytes({"a": np.ones(3)}) == npz_bytes({"a": np.ones(3)})


def test_objects_are_refused_and_not_run(tmp_path):
    class Evil:
        def __reduce__(self):
            return (open, (str(tmp_path / "made"), "w"))

    np.savez(tmp_path / "a.npz", a=np.array([Evil()], object))
    with pytest.raises(UserError, match=r"array a: .*objects"):
        read_arrays(tmp_path / "a.npz", {"a"})
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (header("(1000000000000,)"), "claims 1000000000000 values"),
        (header("(-1,)") + b"x" * 4, "no array of plain numbers"),
        (header("(2,)") + b"x" * 4, "claims 2 values"),
        (header("(1,)", "'|O'") + b"x" * 8, "objects"),
        (header("(1,)", "[('a', '|O')]") + b"x" * 8, "no array of plain numbers"),
        (header("(1,)", "'<f999999999'") + b"x" * 8, "its kind '<f999999999' is not known"),
        (header("(1,)", "'<U999999999'") + b"x" * 8, "its kind .* is not known"),
        (header("__import__('os')"), "no array of plain numbers"),
        (b"x", "does not begin as an array"),
        (b"", "does not begin as an array"),
        (b"\x93NUMPY\x09\x00", "does not begin as an array"),
    ],
)
def test_what_claims_more_than_it_has_is_refused(tmp_path, data, problem):
    with pytest.raises(UserError, match=problem):
        read_arrays(archive(tmp_path / "a.npz", a=data), {"a"})


def test_a_bomb_is_refused_before_it_grows(tmp_path):
    path = archive(tmp_path / "a.npz", a=header("(268435000,)"))
    data = bytearray(path.read_bytes())
    # The directory says 2 GB where there are none.
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(UserError, match="larger than 1024 MB"):
        read_arrays(path, {"a"})


def test_what_is_no_archive_is_refused(tmp_path):
    for data in (b"", b"PK\x03\x04", b"x" * 100):
        (tmp_path / "a.npz").write_bytes(data)
        with pytest.raises(UserError):
            read_arrays(tmp_path / "a.npz", {"a"})
    with pytest.raises(UserError, match="cannot be read"):
        read_arrays(tmp_path / "none.npz", {"a"})
