from pathlib import Path

from engine.formats.problem_list import ProblemList


def test_nothing_wrong_is_no_problem():
    assert ProblemList(Path("a.json")).all() == ()


def test_a_problem_of_its_own_file_names_that():
    found = ProblemList(Path("a.json"))
    found.add("annotation 1", "it is odd", "Look")
    found.add("object 2", "it is odd", "Look", source=Path("b.xml"))
    assert [str(problem) for problem in found.all()] == [
        "a.json, annotation 1: it is odd. Look.",
        "b.xml, object 2: it is odd. Look.",
    ]


def test_of_many_of_one_kind_the_first_are_named_and_the_rest_counted():
    found = ProblemList(Path("a.json"))
    for number in range(1000):
        found.add(f"annotation {number}", "it is odd", "Look")
        found.add(f"image {number}", "it is missing", "Copy it")
    texts = [str(problem) for problem in found.all()]
    assert len(texts) == 42
    assert "annotation 19" in texts[38]
    assert texts[40:] == [
        "a.json, 980 more: the same as the 20 that are named. Look.",
        "a.json, 980 more: the same as the 20 that are named. Copy it.",
    ]
