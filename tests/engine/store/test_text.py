"""What people and files say is text to a server, whatever SQL it looks like."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.conflicts import ConflictError
from engine.data.dataset import Categories, Dataset
from engine.data.edit import Edit
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.run import NewRun
from engine.data.sources import Sources
from engine.opening import open_project
from engine.states import returned
from engine.store.copying import fetch, publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from engine.store.rights import give_rights
from tests.engine.conftest import small_predictions
from tests.postgresql import Server

NASTY = (
    "'; DROP TABLE journal; -- %s %(name)s %% :name ?",
    '"; DELETE FROM image; -- $$; SELECT pg_sleep(9); $$ $body$ {name} {0} {{}}',
    "\\'; \\x00 \\u0000 E'\\\\' /* */ \t Ω 例 🂡 \u202e",
)


def test_sql_in_names_comments_and_reasons_is_text(dataset: Dataset, server: Server, tmp_path: Path) -> None:
    names = tuple(f"{NASTY[i % len(NASTY)]} {i}" for i in range(len(dataset.categories)))
    files = tuple(f"{NASTY[i % len(NASTY)]}/{i}.png" for i in range(len(dataset.images)))
    nasty = replace(
        dataset,
        categories=Categories(dataset.categories.ids, names),
        images=replace(dataset.images, file_names=files),
    )
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, nasty, Sources(dataset.source), small_predictions()).close()
    address = server.emptied()
    publish(path, address)
    desks = tmp_path / "ann.boxwright", tmp_path / "bob.boxwright"
    for desk in desks:
        begin_desk(desk, address)
    give_rights(desks[0])
    at = datetime.now(UTC)
    with closing(open_project(desks[0])) as ann, closing(open_project(desks[1])) as bob:
        for number, text in enumerate(NASTY):
            ann.author, bob.author = text, f"{text}, too"
            ann.apply((), Origin.VERDICT, marks=returned(ann.states, number, text, text, at))
            ann.apply((), Origin.VERDICT, {ann.queue()[-1 - number].flag.key: VerdictKind.UNSURE})
            bob.merge(bob.project.entries_after(len(bob.journal)))
            box = ann.annotations.at(number)
            ann.apply([Edit.move(box, (1.0, 2.0, 30.0, 40.0))], Origin.DRAGGED)
            with pytest.raises(ConflictError) as conflict:
                bob.apply([Edit.move(box, (3.0, 4.0, 50.0, 60.0))], Origin.DRAGGED)
            assert " ".join(text.split()) in str(conflict.value)
            verdict = FindingVerdict(text, FindingVerdictKind.TASK, text, at, text, text, None, (text,))
            ann.project.findings.judge(verdict)
            ann.project.runs.add(small_predictions(), NewRun(text, name=text))
            ann.merge(ann.project.entries_after(len(ann.journal)))
            if ann.project.roster is not None:
                ann.project.roster.stop(text, text)
                stopped = ann.project.roster.pause()
                assert stopped is not None and stopped.reason == text
                ann.project.roster.go_on(text)
        fetch(desks[1], tmp_path / "back.boxwright")
        with closing(open_project(tmp_path / "back.boxwright")) as back:
            assert back.dataset.categories.names == names
            assert back.dataset.images.file_names == files
            assert back.project.journal() == ann.project.journal()
            assert [own[0].text for own in back.states.comments.values()] == list(NASTY)
            assert back.project.findings.verdicts == ann.project.findings.verdicts
            assert [run.name for run in back.project.runs.all()][1:] == list(NASTY)
