import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.formats.csv_file import number_text, read_rows, row_lines, to_number

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6).map(str.strip)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"", []),
        (b"\n\r\n , \n", []),
        (b"\xef\xbb\xbfa,b\r\n\r\n c , d\n", [(1, ["a", "b"]), (3, ["c", "d"])]),
        (b"a\tb,c\td\n", [(1, ["a", "b,c", "d"])]),
        (b'"a\nb",c', [(2, ["a\nb", "c"])]),
    ],
)
def test_rows_come_with_their_lines(tmp_path, data, rows):
    (tmp_path / "a").write_bytes(data)
    assert list(read_rows(tmp_path / "a")) == rows


@pytest.mark.parametrize("data", [b"\xff", b'"' + b"x" * 200_000])
def test_what_is_no_csv_is_told(tmp_path, data):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(UserError):
        list(read_rows(tmp_path / "a"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4).filter(any), max_size=4))
def test_what_is_written_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "a"
    rows = [["a", "b", "c", "d"], *rows]
    path.write_bytes(b"".join(row_lines(rows)))
    assert [row for _, row in read_rows(path)] == rows


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_to_the_last_bit(value):
    assert to_number(number_text(value)) == value


@pytest.mark.parametrize("text", ["", "x", "1_0", "1,5"])
def test_what_is_no_number_is_nan(text):
    assert to_number(text) != to_number(text)
