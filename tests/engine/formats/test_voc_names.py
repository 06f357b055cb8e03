from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.image_files import ImageFolder
from engine.formats.voc_names import image_names, xml_names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ([], []),
        ([("a", "a.png")], ["a.png"]),
        ([("a", "")], ["a.jpg"]),
        ([("a", "b.jpg")], ["b.jpg"]),
        ([("a", "x.jpg"), ("x", "x.jpg"), ("b", "x.jpg")], ["a.jpg", "x.jpg", "b.jpg"]),
        (
            [("a", "sub/a.jpg"), ("b", "C:\\data\\b.jpg"), ("c", "/data/c.jpg")],
            ["sub/a.jpg", "b.jpg", "c.jpg"],
        ),
        ([("a", "../../a.jpg")], ["a.jpg"]),
        ([("a.v1", "a.v1.jpg")], ["a.v1.jpg"]),
    ],
)
def test_without_an_image_folder_the_stated_name_is_believed_unless_others_state_it(files, names):
    assert image_names(files, None) == names


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (("a", "a.jpg"), "a.jpg"),
        (("b", "b.jpg"), "b.PNG"),
        (("b", ""), "b.PNG"),
        (("x", "b.jpg"), "b.PNG"),
        (("a", "none.jpg"), "a.jpg"),
        (("none", "none.jpg"), "none.jpg"),
        (("none", ""), "none.jpg"),
        (("a", "a"), "a.jpg"),
    ],
)
def test_with_an_image_folder_the_image_is_the_one_that_is_there(tmp_path, file, name):
    for image in ("a.jpg", "b.PNG"):
        (tmp_path / image).write_bytes(b"")
    assert image_names([file], ImageFolder(tmp_path)) == [name]


@pytest.mark.parametrize(
    ("images", "names"),
    [
        ([], []),
        (["a.jpg", "b.v1.png", "noextension"], ["a.xml", "b.v1.xml", "noextension.xml"]),
        (["a.jpg", "A.png"], ["a.jpg.xml", "A.png.xml"]),
        (["a.jpg", "a.jpg"], ["a.jpg.xml", "a.jpg-2.xml"]),
        (["a.jpg", "a.png", "a.jpg.png"], ["a.jpg.xml", "a.png.xml", "a.jpg-2.xml"]),
        (["x/a.jpg", "y/a.jpg"], ["x/a.xml", "y/a.xml"]),
        (["../../a.jpg", "/etc/b.jpg", "C:\\c.jpg", "..", ""], ["a.xml", "b.xml", "c.xml", "image.xml", "image-2.xml"]),
    ],
)  # fmt: skip
def test_each_image_gets_an_xml_file_of_its_own(images, names):
    assert xml_names(images) == names


@given(st.lists(st.text("aA./\\:", max_size=6)))
def test_xml_names_are_unique_and_lead_nowhere_else(images):
    names = xml_names(images)
    assert len({name.lower() for name in names}) == len(images)
    assert not any(PureWindowsPath(name).anchor or ".." in PureWindowsPath(name).parts for name in names)
