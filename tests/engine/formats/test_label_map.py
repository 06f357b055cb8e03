import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.formats.label_map import read_label_map


def read(folder, name, text, **options):
    path = folder / name
    path.write_text(text, "utf-8")
    return read_label_map(path, **options)


CATEGORIES = '[{"id": 3, "name": "cat", "supercategory": "animal"}, {"id": 7, "name": "dog"}]'


@pytest.mark.parametrize(
    ("name", "text", "first", "names"),
    [
        ("a.txt", "cat\n", 1, {1: "cat"}),
        ("a.txt", "cat\ntraffic light\n\n", 1, {1: "cat", 2: "traffic light"}),
        ("a.txt", "cat\ndog", 0, {0: "cat", 1: "dog"}),
        ("a.names", " cat \r\n dog\r\n", 0, {0: "cat", 1: "dog"}),
        ("a.txt", "background\ncat", 1, {1: "cat"}),
        ("a.txt", "__background__\ncat", 0, {0: "cat"}),
        ("a.txt", "???\nperson\n???\ncar", 0, {0: "person", 2: "car"}),
        ("a.txt", "cat\nbackground", 0, {0: "cat", 1: "background"}),
        ("a.txt", "0 cat\n1  dog", 1, {0: "cat", 1: "dog"}),
        ("a.txt", "7: cat\n9, dog", 1, {7: "cat", 9: "dog"}),
        ("a.txt", "1 euro\ntwo euro", 1, {1: "1 euro", 2: "two euro"}),
        ("a.txt", "item { id: 4 name: 'cat' }", 0, {4: "cat"}),
        ("a.pbtxt", "item { id: 4 name: 'cat' }", 0, {4: "cat"}),
        ("a.json", '["cat", "dog"]', 0, {0: "cat", 1: "dog"}),
        ("a.json", '["background", "dog"]', 1, {1: "dog"}),
        ("a.json", '{"1": "cat", "5": "dog"}', 0, {1: "cat", 5: "dog"}),
        ("a.json", '{"cat": 1, "dog": 5}', 0, {1: "cat", 5: "dog"}),
        ("a.json", CATEGORIES, 0, {3: "cat", 7: "dog"}),
        ("a.json", f'{{"images": [], "categories": {CATEGORIES}}}', 0, {3: "cat", 7: "dog"}),
        ("a.json", '{"names": ["cat", "dog"], "nc": 2}', 0, {0: "cat", 1: "dog"}),
        ("a.yaml", "- cat\n- dog\n", 1, {1: "cat", 2: "dog"}),
        (
            "a.yaml",
            "train: images\nnc: 2\nnames: [cat, 'traffic light']\n",
            0,
            {0: "cat", 1: "traffic light"},
        ),
        ("a.yml", "names:\n  0: cat\n  1: dog\n", 1, {0: "cat", 1: "dog"}),
        ("a.yml", "names:\n  0: no\n  1: 12\n  2: on\n  3: ~\n", 1, {0: "no", 1: "12", 2: "on", 3: "~"}),
        ("a.yaml", "cat: 1\n'5': 2\n", 0, {1: "cat", 5: "2"}),
        ("a.yaml", "categories:\n- {id: 3, name: cat}\n- {id: 4, name: dog}\n", 0, {3: "cat", 4: "dog"}),
    ],
)
def test_names_come_by_number(tmp_path, name, text, first, names):
    assert read(tmp_path, name, text, first=first) == names


@pytest.mark.parametrize(
    ("name", "text", "problem", "record"),
    [
        ("a.txt", "", "names no class", None),
        ("a.txt", "\ufeff", "names no class", None),
        ("a.txt", "background", "names no class", None),
        ("a.txt", "cat\n\ndog", "the line is empty", "line 2"),
        ("a.txt", "1 cat\n1 dog", "class 1 is named twice", "line 2"),
        ("a.json", "", "the file is empty", None),
        ("a.json", "[\n'cat']", "not JSON", "line 2"),
        ("a.json", "{}", "names no class", None),
        ("a.json", "[]", "names no class", None),
        ("a.json", "3", "no list and no mapping", None),
        ("a.json", '["cat", null]', "this entry is no name", "entry 2"),
        ("a.json", '["cat", ""]', "this entry is no name", "entry 2"),
        ("a.json", '["cat", true]', "this entry is no name", "entry 2"),
        ("a.json", '{"1": "cat", "two": "dog"}', "no number with a name", "entry 'two'"),
        ("a.json", '{"1": ["cat"]}', "no number with a name", "entry '1'"),
        ("a.json", '[{"id": 1, "name": "cat"}, {"id": "2", "name": "dog"}]', "no id", "entry 2"),
        (
            "a.json",
            '[{"id": 1, "name": "cat"}, {"id": 1, "name": "dog"}]',
            "class 1 is named twice",
            "entry 2",
        ),
        ("a.yaml", "", "no list and no mapping", None),
        ("a.yaml", "names:\n  0: cat\n 1: dog", "not YAML", "line 3"),
        ("a.yaml", "names:\n  0: cat\n  0: dog", "class 0 is named twice", "line 3"),
        ("a.yaml", "names:\n- cat\n- [dog]", "this entry is no name", "line 3"),
        ("a.yaml", "names:\n  0: cat\n  one: dog", "no number with a name", "line 3"),
        ("a.yaml", "names: !!python/object/apply:os.getcwd []\n", "names no class", None),
        ("a.other", "cat", "is missing|unexpected|expected", "line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_record(tmp_path, name, text, problem, record):
    with pytest.raises(UserError, match=problem) as caught:
        read(tmp_path, name, text)
    assert caught.value.record == record
    assert caught.value.source == str(tmp_path / name) and caught.value.remedy


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.yaml", "a.pbtxt"])
@pytest.mark.parametrize("data", [None, b"\xff\xfea\0"])
def test_what_is_no_text_is_told(tmp_path, name, data):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_label_map(path)
    assert caught.value.source == str(path)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda name: name not in ("???", "background", "__background__") and not name[0].isdigit()
)


@given(st.lists(NAMES, min_size=1), st.integers(0, 1))
def test_a_list_counts_from_the_models_first_class(tmp_path_factory, names, first):
    folder = tmp_path_factory.mktemp("map")
    wanted = dict(enumerate(names, first))
    assert read(folder, "a.txt", "\n".join(names), first=first) == wanted
    assert read(folder, "a.json", json.dumps(names), first=first) == wanted
    assert read(folder, "a.yaml", f"names: {json.dumps(names, ensure_ascii=False)}", first=first) == wanted
    numbered = json.dumps({str(number): name for number, name in wanted.items()}, ensure_ascii=False)
    assert read(folder, "b.json", numbered) == wanted
    assert read(folder, "b.yaml", f"names: {numbered}") == wanted
