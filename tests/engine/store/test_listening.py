"""Whoever listens learns of each step, in order and without a gap."""

from contextlib import closing

from engine.data.journal import Origin, Step
from engine.store.project import ProjectFile
from engine.store.telling import TOLD
from tests.engine.store.test_project import entry


def test_each_step_is_told_once_and_in_order(project: ProjectFile) -> None:
    listener = project.listener()
    assert (listener is None) == (not project.storage.shared)
    if listener is None:
        return
    step = entry(Step((), (), Origin.VERDICT))
    project.append(step)
    with closing(ProjectFile(project.path)) as second:
        second.append(step)
        with closing(listener.parts(lambda: False)) as parts:
            assert next(parts).entries == (step, step)
            second.append(step)
            part = next(parts)
            assert (part.after, part.entries) == (2, (step,))
        # Nobody listens meanwhile.
        second.append(step)
    with closing(listener.parts(lambda: False)) as parts:
        part = next(parts)
    assert part.after + len(part.entries) == 4


def test_who_does_not_want_to_know_any_more_is_let_go(project: ProjectFile) -> None:
    listener = project.listener()
    assert listener is None or list(listener.parts(lambda: True)) == []


def test_which_other_tables_were_changed_is_told(project: ProjectFile) -> None:
    listener = project.listener()
    if listener is None:
        return
    told: list[frozenset[str]] = []

    def tell(tables: frozenset[str]) -> None:
        told.append(tables)
        if len(told) == 1:
            # Nobody had listened: it may have been anything.
            project.plantings.set_leads(["Lea"])

    assert list(listener.parts(lambda: len(told) == 2, tell)) == []
    assert told == [frozenset(TOLD), frozenset({"setting"})]
