import gc
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import CancelledError, UserError
from engine.formats.json_file import (
    collection_paused,
    list_lines,
    read_json,
    read_json_object,
    read_json_parts,
    to_line,
)


@pytest.mark.parametrize(
    ("data", "problem", "record"),
    [
        (b"", "the file is empty", None),
        (b" \n", "the file is empty", None),
        (b'{"a": 1,\n "b": ]', "this is not JSON", "line 2"),
        (b'{"a": 1', "this is not JSON", "line 1"),
        (b"<annotation/>", "this is not JSON", "line 1"),
        (b'{"a": "\xff"}', "not Unicode", None),
        (b'{"a": NaN, "b": "\\ud800"}', "not Unicode", None),
        (b"[" * 100_000, "nested too deeply", None),
    ],
)
def test_what_is_not_json_is_told_with_its_line(tmp_path, data, problem, record):
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(UserError, match=problem) as caught:
        read_json(path)
    assert caught.value.source == str(path)
    assert caught.value.record == record
    assert caught.value.remedy


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UserError, match="No such file"):
        read_json(tmp_path / "a.json")


def test_what_python_writes_beyond_json_is_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("\ufeff[NaN, Infinity, 123456789012345678901234567890, 12345678901234567]", "utf-8")
    not_a_number, infinity, huge, large = read_json(path)
    assert math.isnan(not_a_number)
    assert infinity == math.inf
    assert huge == 123456789012345678901234567890.0
    assert large == 12345678901234567
    assert type(large) is int


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(JSON))
def test_lines_of_records_are_json_with_a_record_a_line(records):
    text = b"".join(list_lines(records))
    assert json.loads(text) == records
    assert text.count(b"\n") == (len(records) + 1 if records else 0)


def test_nan_is_written_as_null_and_depth_has_no_limit():
    assert to_line([math.nan]) == b"[null]"
    deep = []
    for _ in range(400):
        deep = [deep]
    assert json.loads(to_line(deep)) == deep


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled):
    before = gc.isenabled()
    try:
        gc.enable() if enabled else gc.disable()
        with pytest.raises(ValueError, match="x"), collection_paused():
            assert not gc.isenabled()
            raise ValueError("x")
        assert gc.isenabled() == enabled
    finally:
        gc.enable() if before else gc.disable()


TEXT = st.text(st.sampled_from('[]{},:"\\ n1'), max_size=6)
NESTED = st.recursive(
    TEXT | st.none() | st.integers(0, 9),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=6,
)


@given(
    st.lists(NESTED, max_size=8),
    st.integers(0, 40),
    st.sampled_from([(",", ":"), (", ", ": "), (",\n", ":")]),
)
def test_the_parts_of_a_list_are_the_list(tmp_path_factory, records, size, separators):
    path = tmp_path_factory.mktemp("parts") / "a.json"
    path.write_text(json.dumps(records, separators=separators))
    parts = list(read_json_parts(path, size=size))
    assert [record for part in parts for record in part] == records


@given(st.lists(st.dictionaries(TEXT, TEXT), min_size=1, max_size=4), st.integers(0, 40), st.data())
def test_parts_are_refused_where_the_whole_is(tmp_path_factory, records, size, data):
    """One character is taken away, or another one added."""
    text = json.dumps(records, separators=(",", ":"))
    at = data.draw(st.integers(0, len(text) - 1))
    text = (
        text[:at]
        + data.draw(st.sampled_from(["", "]", "[", ",", "}", "{", '"']))
        + text[at + data.draw(st.integers(0, 1)) :]
    )
    path = tmp_path_factory.mktemp("parts") / "a.json"
    path.write_text(text)
    try:
        expected = read_json(path)
    except UserError as error:
        with pytest.raises(UserError) as caught:
            list(read_json_parts(path, size=size))
        assert str(caught.value) == str(error)
    else:
        parts = list(read_json_parts(path, size=size))
        assert (
            parts[0] if not isinstance(expected, list) else [r for part in parts for r in part]
        ) == expected


def test_a_list_comes_in_several_parts_and_nan_ends_them(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"n": n} for n in range(5)] + [{"n": math.nan}]))
    first, second, rest = read_json_parts(path, size=10)
    assert (first, second) == ([{"n": 0}, {"n": 1}], [{"n": 2}, {"n": 3}])
    assert rest[0] == {"n": 4}
    assert math.isnan(rest[1]["n"])


@pytest.mark.parametrize("text", ["{}", "3", '{"images": [1]}', "[]", " [ ] "])
def test_what_is_short_or_no_list_comes_whole(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text)
    assert list(read_json_parts(path)) == [json.loads(text)]


@settings(max_examples=25)
@given(
    st.one_of(
        st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"])),
            JSON | st.lists(st.dictionaries(st.sampled_from("ab{]"), JSON)),
        ),
        JSON,
    ),
    st.sampled_from([None, 1]),
    st.integers(1, 60),
)  # fmt: skip
def test_an_object_read_in_parts_is_the_same(tmp_path_factory, content, indent, size):
    path = tmp_path_factory.mktemp("parts") / "a.json"
    path.write_text(json.dumps(content, indent=indent), "utf-8")
    told = []
    found = read_json_object(path, lambda *of: told.append(of), size)
    assert json.dumps(found) == json.dumps(read_json(path))
    assert all(0 <= done <= total == path.stat().st_size for done, total in told)


RECORDS = [{"id": n, "text": "}, {]}", "parts": [{"a": {}}, {"b": [n]}]} for n in range(40)]


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b'{"a": 1} 2',
        b'{"a": [{"b": 1}, {"b": NaN}, {"b": 3}]}',
        b'{"a": [{"b": 1}, 2, {"b": 3}], "a": [{"c": 1}]}',
        b'{"a": 1e5, "b": 123456789012345678901, "c": [{"d": "\\ud83d\\ude00"}]}',
        b'\xef\xbb\xbf{"a": [{"b": 1}]}',
        json.dumps({"x": "ä" * 3000, "list": RECORDS, "empty": [ ], "y": {"z": RECORDS}}).encode(),
        json.dumps({"list": RECORDS, "other": RECORDS}, indent=1).encode(),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 100, 1000])
def test_what_is_unusual_is_read_as_in_one(tmp_path, data, size):
    path = tmp_path / "a.json"
    path.write_bytes(data)
    try:
        expected = repr(read_json(path))
    except UserError as error:
        expected = str(error)
    try:
        found = repr(read_json_object(path, size=size))
    except UserError as error:
        found = str(error)
    assert found == expected


def test_long_lists_come_in_parts_and_can_be_stopped(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"list": [{"id": n, "parts": [{"a": n}, {"b": n}]} for n in range(100)]}))
    told = []
    read_json_object(path, lambda *of: told.append(of), 100)
    assert len(told) > 20

    def cancel(done, total):
        if done > total / 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_json_object(path, cancel, 100)
    path.write_text(json.dumps([{"id": n} for n in range(100)]))
    with pytest.raises(CancelledError):
        list(read_json_parts(path, cancel, 100))


def test_broken_ones_are_told_as_they_are_in_one(tmp_path):
    path = tmp_path / "a.json"
    whole = json.dumps({"images": RECORDS[:6], "annotations": RECORDS[:9], "info": {"a": [1]}}).encode()
    for place in range(0, len(whole), 11):
        for data in (whole[:place], whole[:place] + b"\x7b" + whole[place + 1 :]):
            path.write_bytes(data)
            said = []
            for read in (read_json, lambda path: read_json_object(path, size=100)):
                try:
                    said.append(repr(read(path)))
                except UserError as error:
                    said.append(str(error))
            assert said[0] == said[1]
