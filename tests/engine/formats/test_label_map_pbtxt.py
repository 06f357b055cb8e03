import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.formats.label_map import read_label_map


def read(tmp_path, text):
    path = tmp_path / "map.pbtxt"
    path.write_text(text, "utf-8")
    return read_label_map(path)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("item { id: 1 name: 'RBC' }", {1: "RBC"}),
        ('item {\n  name: "RBC"\n  id: 1\n}\nitem: { id: 2, name: "WBC"; }', {1: "RBC", 2: "WBC"}),
        ("# all\nitem{id:1 # one\nname:'a'}", {1: "a"}),
        ("item < id: 0 name: 'background' >", {0: "background"}),
        ("item { id: 1 name: '/m/01g317' display_name: 'person' }", {1: "person"}),
        ("item { id: 1 name: 'cat' display_name: 'Cat' }", {1: "cat"}),
        ("item { id: 1 display_name: 'Cat' }", {1: "Cat"}),
        ("item { id: 1 name: 'a' keypoints { id: 7 label: 'nose' } }", {1: "a"}),
        ("item { id: 1 name: 'a' keypoints: { id: 7 label: 'nose' } keypoints { id: 8 } }", {1: "a"}),
        (r"item { id: 1 name: 'it\'s {odd} #1' }", {1: "it's {odd} #1"}),
        ("item { id: 1 name: 'traffic ' 'light' }", {1: "traffic light"}),
        ("other { id: 3 name: 'x' } item { id: 1 name: 'a' }", {1: "a"}),
        ("item { id: 1 name: RBC }", {1: "RBC"}),
    ],
)
def test_items_become_names_by_number(tmp_path, text, names):
    assert read(tmp_path, text) == names


@pytest.mark.parametrize(
    ("text", "problem", "record"),
    [
        ("", "names no class", None),
        ("RBC\nWBC\n", "an opening brace was expected after 'RBC'", "line 2"),
        ("item {\n id: 1\n name: 'a'\n", "a closing brace is missing", "line 4"),
        ("item { id: 1\n name: 'a }\n", "a closing quote is missing", "line 2"),
        ("item { id: one name: 'a' }", "no id that is a whole number", "line 1"),
        ("item { name: 'a' }", "no id", "line 1"),
        ("\nitem { id: 1 }", "no name", "line 2"),
        ("item { id: 1 name: '' }", "no name", "line 1"),
        ("item { id: 1 name: 'a' }\nitem { id: 1 name: 'b' }", "class 1 is named twice", "line 2"),
        ("{ id: 1 }", "unexpected '{'", "line 1"),
        ("item { id: : 1 name: 'a' }", "unexpected ':'", "line 1"),
        ('{"1": "a"}', "unexpected '{'", "line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, problem, record):
    with pytest.raises(UserError, match=problem) as caught:
        read(tmp_path, text)
    assert caught.value.record == record
    assert caught.value.remedy


@pytest.mark.parametrize("data", [None, b"\xff\xfea\0"])
def test_what_is_no_text_is_told(tmp_path, data):
    path = tmp_path / "map.pbtxt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_label_map(path)
    assert caught.value.source == str(path)


def test_the_label_map_of_bccd_is_read(bccd):
    assert read_label_map(bccd / "label_map.pbtxt") == {1: "RBC", 2: "WBC", 3: "Platelets"}


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda name: not name.startswith(("/m/", "/g/"))
)


@given(st.dictionaries(st.integers(0, 10**6), NAMES, min_size=1))
def test_what_is_written_is_read(tmp_path_factory, names):
    def quoted(name):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    text = "".join(f"item {{\n  id: {number}\n  name: {quoted(name)}\n}}\n" for number, name in names.items())
    assert read(tmp_path_factory.mktemp("map"), text) == names


def test_a_label_map_cut_anywhere_is_told_or_read(tmp_path):
    text = 'item {\n  id: 1\n  name: "a\\"b"\n  keypoints { id: 2 }\n}\nitem: { id: 2 name: \'b\' }\n'
    for end in range(len(text)):
        try:
            names = read(tmp_path, text[:end])
        except UserError:
            continue
        assert names.items() <= {1: 'a"b', 2: "b"}.items()
