import pytest

from engine.errors import UserError
from engine.formats.image_files import ImageFolder, ImageNames, ImageTree, given_once, size_of
from engine.formats.problem_list import ProblemList
from tests.engine.formats.samples import write_png


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(UserError, match="No such file"):
        ImageFolder(tmp_path / "none")


def test_an_empty_folder_holds_nothing(tmp_path):
    folder = ImageFolder(tmp_path)
    assert not folder.holds("a.jpg")
    assert folder.of_stem("a") is None


def test_images_are_found_by_name_by_path_and_by_stem(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.JPG", "b.png", "b.jpg", "c.txt", "d.v1.jpg", "sub/e.jpg"):
        (tmp_path / name).write_bytes(b"")
    folder = ImageFolder(tmp_path)
    assert folder.holds("a.JPG")
    assert folder.holds("sub/e.jpg")
    assert not folder.holds("sub/none.jpg")
    assert not folder.holds("a\0.jpg")
    found = {stem: folder.of_stem(stem) for stem in ("a", "b", "c", "d.v1", "d", "e")}
    assert found == {"a": "a.JPG", "b": "b.jpg", "c": None, "d.v1": "d.v1.jpg", "d": None, "e": None}


@pytest.fixture
def tree(tmp_path):
    for name in ("a.jpg", "one/b.PNG", "two/b.PNG", "two/C d.jpeg", "e", "notes.txt", "u\u0308.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return ImageTree(tmp_path)


def test_an_empty_folder_has_no_images(tmp_path):
    tree = ImageTree(tmp_path)
    assert tree.images == []
    assert tree.find("a.jpg") is tree.of_stem("a") is tree.of_name_stem("a") is None


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("", None),
        ("a.jpg", "a.jpg"),
        ("./a.jpg", "a.jpg"),
        ("A.JPG", "a.jpg"),
        ("C:\\data\\one\\b.png", "one/b.PNG"),
        ("/x/y/two/b.PNG", "two/b.PNG"),
        ("b.PNG", None),
        ("../../two/c D.jpeg", "two/C d.jpeg"),
        ("c d.jpeg", "two/C d.jpeg"),
        ("\u00fc.jpg", "u\u0308.jpg"),
        ("e", "e"),
        ("none/none.jpg", None),
        ("a/" * 5000 + "a.jpg", "a.jpg"),
    ],
)
def test_a_path_of_another_machine_is_the_file_that_ends_like_it(tree, stated, found):
    assert tree.find(stated) == found


def test_stems_are_of_images_or_of_files_without_a_suffix(tree):
    assert tree.of_stem("one/b") == "one/b.PNG"
    assert tree.of_stem("e") == "e"
    assert tree.of_stem("notes") is None
    assert tree.of_name_stem("x/a") == "a.jpg"
    assert tree.of_name_stem("b") is None


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        ImageTree(tmp_path / "none")


def test_one_file_does_not_stand_for_two_paths(tree):
    names = ImageNames(tree)
    assert names.name("x/a.jpg") == "a.jpg"
    assert names.name("y/a.jpg") == "y/a.jpg"
    assert names.name("x/a.jpg") == "a.jpg"
    assert names.name("../../../etc/passwd") == "etc/passwd"


@pytest.mark.parametrize(
    ("names", "given"),
    [
        ([], []),
        (["a.jpg", "A.jpg", "a.jpg", "b/a.jpg"], ["a.jpg", "A-2.jpg", "a-3.jpg", "b/a.jpg"]),
        (["a", "a-2", "a"], ["a", "a-2", "a-3"]),
        (["../../x", "C:\\x", "..", "a\0b"], ["x", "x-2", "image", "a_b"]),
    ],
)
def test_names_are_given_once_and_lead_nowhere(names, given):
    assert given_once(names) == given


def test_a_size_that_no_image_has_is_told(tmp_path):
    write_png(tmp_path / "a.png", 2**31, 1)
    write_png(tmp_path / "b.png", 30, 20)
    (tmp_path / "c.png").write_bytes(b"x")
    tree, found = ImageTree(tmp_path), ProblemList(tmp_path)
    assert [size_of(tree, name, found) for name in ("a.png", "b.png", "c.png", "none.png")] == [
        (0, 0), (30, 20), (0, 0), (0, 0),
    ]  # fmt: skip
    assert len(found.all()) == 2
