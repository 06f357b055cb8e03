import pytest

from engine.errors import UserError
from engine.formats.text_file import read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", ["", "é\n"])
def test_text_with_and_without_a_mark(tmp_path, text, encoding):
    (tmp_path / "a").write_bytes(text.encode(encoding))
    assert read_text(tmp_path / "a") == text


@pytest.mark.parametrize("data", [b"\xff\xff", b"a\0b", b"\xff\xfea"])
def test_what_is_no_text_is_told(tmp_path, data):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(UserError, match="not text"):
        read_text(tmp_path / "a")


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        read_text(tmp_path / "none")
