from dataclasses import replace

from engine.data.sample import Answer, FoundError, FoundErrorKind, Plan, Sample, SampleUnit, Stratum, Unit
from engine.store.project import ProjectFile
from tests.engine.sampling.drawn import AT

SAMPLE = Sample(
    0,
    2**40,
    Plan(Unit.BOX, 2, 0, 0.02, 0.05, "ISO 2859-1"),
    (Stratum(5, 1, flagged=True, reviewed=False), Stratum(7)),
    ((0, 1, 5), (1, 0, 7)),
    (
        SampleUnit(3, 9, 0, 1, flagged=True, put_right=False),
        SampleUnit(4, None, 1, -1, flagged=False, put_right=True),
    ),
    3,
    12,
    AT,
    "ada",
)


def test_a_new_project_has_no_samples(project: ProjectFile) -> None:
    assert project.samples.all() == ()
    assert project.samples.answers(1) == ()
    project.samples.answer(1, ())


def test_samples_and_answers_come_back_as_they_were(project: ProjectFile) -> None:
    first, second = project.samples.add(SAMPLE), project.samples.add(replace(SAMPLE, seed=1))
    assert first == replace(SAMPLE, id=1)
    missing = FoundError(FoundErrorKind.MISSING, -1, None, (1.5, 2.0, 3.0, 4.25))
    said = Answer(1, (missing, FoundError(FoundErrorKind.WRONG_PLACE, 1, 9)), "bob", AT)
    project.samples.answer(second.id, (said, Answer(0, (), "bob", AT)))
    project.samples.answer(second.id, (replace(said, errors=()),))
    again = ProjectFile(project.path)
    assert again.samples.all() == (first, second)
    assert again.samples.answers(first.id) == ()
    assert again.samples.answers(second.id) == (said, Answer(0, (), "bob", AT), replace(said, errors=()))
    again.close()
