import pytest

from engine.data.past_evaluation import PastEvaluation
from engine.errors import UserError
from engine.formats.past_evaluations import read_past_evaluations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("boxes,map\n", ()),
        ("boxes,map\n200,0.4\n100,0.3\n", (PastEvaluation(100, 0.3), PastEvaluation(200, 0.4))),
        ("Model;Images;AP\nfirst;50;1\n", (PastEvaluation(50, 1.0),)),
    ],
)
def test_a_table_reads_by_amount(tmp_path, text, expected):
    path = tmp_path / "table.csv"
    path.write_text(text)
    assert read_past_evaluations(path) == expected


def test_predictions_lie_beside_the_table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("images,predictions\n10,ten.json\n")
    assert read_past_evaluations(path) == (PastEvaluation(10, predictions=tmp_path / "ten.json"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no table of evaluations"),
        ("boxes,recall\n1,1\n", "no table of evaluations"),
        ("boxes,map\n100\n", r"line 2: map is ''"),
        ("boxes,map\nmany,0.3\n", r"line 2: boxes is 'many', not a number from 1 on"),
        ("boxes,map\n0,0.3\n", r"line 2: boxes is '0'"),
        ("boxes,map\n5,30\n", r"line 2: map is '30', not a number from 0 to 1"),
        ("boxes,map\n5,nan\n", r"line 2: map is 'nan'"),
        ("boxes,map\ninf,0.1\n", r"line 2: boxes is 'inf'"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path, text, said):
    path = tmp_path / "table.csv"
    path.write_text(text)
    with pytest.raises(UserError, match=said):
        read_past_evaluations(path)
