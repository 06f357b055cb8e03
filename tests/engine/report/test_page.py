"""The report: what it says of a project, as HTML that needs no other file."""

import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

from engine.data.edit import Edit
from engine.data.finding import Finding, Findings, Line, NextStep, NotLookedAt, Topic
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind
from engine.data.metrics import METRIC_NAMES
from engine.data.sentence import Sentence
from engine.diagnose.tasks import tasks
from engine.errors import UserError
from engine.report.content import ReportContent, gather_report
from engine.report.page import page_of, write_page
from engine.report.pictures import SIZE_WH, picture_of
from engine.report.plots import course_plot, dumbbells, interval_plot
from engine.sign_off.verify import key_shown
from tests.engine.boxes import new_box
from tests.engine.conftest import small_dataset
from tests.engine.report.conftest import NOW
from tests.engine.test_review import begin


class Strict(HTMLParser):
    """Every tag is closed, and nothing is loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: str) -> Strict:
    parser = Strict()
    parser.feed(page)
    assert parser.open == []
    assert all(own.startswith("data:image/") for own in parser.sources)
    return parser


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page.split("<body>")[1]).split())


def test_nothing_done_yet_is_a_report_too(tmp_path: Path) -> None:
    dataset = small_dataset(tmp_path)
    review = begin(tmp_path, dataset, None)
    review.close()
    page = page_of(gather_report(review.project.path))
    parsed(page)
    assert "Not signed" in page and "There are no predictions to measure." in page
    assert "Nobody has changed anything" in page and "What was put right" not in page
    assert "AP now" not in page


def test_it_says_what_a_lead_has_to_know(content: ReportContent) -> None:
    page = page_of(content)
    said = words(page)
    assert "✓ Signed by Lea, " in said
    assert "mAP 0.868 was 0.802 as opened" in said
    assert "Correcting 1 box changed mAP by +0.0665 , which on other images like these might be none" in said
    assert "None of these boxes copies the model's own" in said.replace("&#x27;", "'")
    assert "drawn by chance found 0 with errors: the labels were accepted" in said
    assert "Ann 1 1 1 0 0" in said
    assert "1. Class corrected" in said and "Recomputed by pycocotools" in said
    images = parsed(page).sources
    kinds = [own.split(";")[0] for own in images]
    assert kinds.count("data:image/jpeg") == 2
    for own in images:
        if own.startswith("data:image/svg+xml"):
            ElementTree.fromstring(b64decode(own.split(",", 1)[1]))


def marked(said: str) -> str:
    """What is marked for translation, in brackets."""
    if not isinstance(said, Sentence):
        return said
    if said.context:
        return f"⟦{said}⟧"
    return said.text.format_map(
        {name: marked(own) if isinstance(own, str) else own for name, own in said.values.items()}
    )


def test_every_text_can_be_said_in_another_language(content: ReportContent) -> None:
    step = NextStep("", line=Line("", 1, "", ""))
    one = Finding("a", Topic.LABELS, "", 0.8, 0.1, price=0.1, steps=(step,))
    told = (one, replace(one, key="b", symptom=True, price=None), replace(one, key="c"))
    found = Findings(told, (NotLookedAt(Topic.BIAS, ""),))
    kinds = zip(("a", "c", "gone"), FindingVerdictKind, strict=True)
    verdicts = {key: FindingVerdict(key, kind, "", NOW) for key, kind in kinds}
    whole = replace(content, diagnosis=found, verdicts=verdicts, tasks=tasks(found, verdicts))
    left = re.sub(r"⟦[^⟧]*⟧|[0-9a-f]{64}", " ", words(page_of(whole, marked)))
    # What a language does not change: names, figures' names, settings as they are typed.
    names = {"mAP", "Lea", "Ann", "Bea", "Boxwright", "nbsp", "jpg", *METRIC_NAMES, *content.categories.names}
    facts, record = content.facts, content.record
    assert record is not None
    typed = f"{facts.evaluation} {facts.checks} {facts.predictions} {key_shown(record.public_key)}"
    assert set(re.findall(r"[A-Za-z]{3,}", left)) <= names | set(re.findall(r"[A-Za-z]{3,}|[a-z]+", typed))


def test_the_corrections_are_listed_where_there_are_no_pictures(content: ReportContent) -> None:
    fixes = tuple(replace(own, before=None, after=None) for own in content.fixes)
    said = words(page_of(replace(content, fixes=fixes)))
    assert "There are no pictures: the image files are not at hand." in said and "1. Class corrected" in said


def test_names_cannot_become_markup(content: ReportContent) -> None:

    assert "<script>" not in page_of(replace(content, project="<script>alert(1)</script>"))


def test_a_report_is_written_whole_or_not_at_all(content: ReportContent, tmp_path: Path) -> None:
    write_page(tmp_path / "r.html", page_of(content))
    assert [own.name for own in tmp_path.iterdir()] == ["r.html"]
    with pytest.raises(UserError):
        write_page(tmp_path / "no" / "r.html", "")


def test_plots_are_sound_for_the_least_there_can_be() -> None:
    for svg in (
        course_plot([(0, 0.5), (1, 0.5)]),
        dumbbells([("a<b", None, None), ("c" * 40, 0.0, 1.0)]),
        interval_plot([("x", 0.0, None)]),
        interval_plot([("x", -0.2, (-0.3, 0.1))]),
    ):
        ElementTree.fromstring(svg)
        assert "nan" not in svg


@pytest.mark.parametrize("corner", [(0, 0), (70, 50), (95, 75), (-20, -20), (400, 300)])
def test_pictures_show_the_box_before_and_after(tmp_path: Path, corner: tuple[int, int]) -> None:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), np.full((80, 100, 3), 200, np.uint8))
    box = new_box(0, 0, *corner, 20)
    before, after = picture_of(path, Edit(None, box))
    assert before is not None and after is not None
    shown = [cv2.imdecode(np.frombuffer(own, np.uint8), cv2.IMREAD_COLOR) for own in (before, after)]
    assert {own.shape[:2] for own in shown} == {(SIZE_WH[1], SIZE_WH[0])}
    assert np.abs(shown[0].astype(int) - shown[1]).max() > 100


def test_there_is_no_picture_of_what_cannot_be_read(tmp_path: Path) -> None:
    assert picture_of(tmp_path / "none.png", Edit(None, new_box(0, 0, 1, 1, 5))) == (None, None)
