from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", ()),
        ("\n# all\n\n", ()),
        ("a\nb.jpg\r\n  c d.png \n", ("a", "b.jpg", "c d.png")),
        ("\ufeffa\nb", ("a", "b")),
        ("a  1\nb -1\nc 0\n", ("a", "b", "c")),
        ("photo 1\nphoto 2\n", ("photo 1", "photo 2")),
        ("1\n0\n", ("1", "0")),
        ("/data/x/001.jpg", ("/data/x/001.jpg",)),
    ],
)
def test_each_line_names_an_image(tmp_path, text, entries):
    path = tmp_path / "test.txt"
    path.write_bytes(text.encode())
    assert read_split(path) == entries


@pytest.mark.parametrize("data", [None, b"\xff\xfea\0"])
def test_what_is_no_text_is_told(tmp_path, data):
    path = tmp_path / "test.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_split(path)
    assert caught.value.source == str(path)


FILES = ("001.jpg", "002.jpg", "sub/003.png", "other/003.jpg", "v1.2.jpg")


@pytest.mark.parametrize(
    ("entries", "chosen"),
    [
        ((), set()),
        (("001", "002.jpg"), {0, 1}),
        (("002.png",), {1}),
        (("/data/x/001.jpg", "C:\\data\\002.jpg"), {0, 1}),
        (("sub/003.png",), {2}),
        (("003",), {2, 3}),
        (("v1.2",), {4}),
        (("001.xml",), {0}),
    ],
)
def test_images_are_named_by_path_file_name_or_stem(entries, chosen):
    found = ProblemList(Path("labels"))
    assert select(FILES, entries, Path("test.txt"), found) == chosen
    assert found.all() == ()


def test_lines_that_name_no_image_are_counted_and_the_first_shown():
    found = ProblemList(Path("labels"))
    assert select(FILES, ("004", "001", "v1"), Path("test.txt"), found) == {0}
    (problem,) = found.all()
    assert str(problem).startswith("test.txt, first '004': 2 lines match no image of the dataset.")


@given(st.sets(st.text("ab1./", min_size=1, max_size=5)).map(sorted))
def test_every_image_is_found_by_its_own_name(names):
    assert select(names, names, Path("test.txt"), ProblemList(Path("labels"))) == set(range(len(names)))
