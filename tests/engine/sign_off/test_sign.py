"""Signing, lapsing, reopening, and signing again."""

from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sign_off import Policy
from engine.data.sign_standing import SignState
from engine.errors import UserError
from engine.evaluation.settings import text_of
from engine.opening import open_project
from engine.pricing import Prices
from engine.review import Review
from engine.sign_off.keys import make_keys, read_private_key, read_public_key
from engine.sign_off.record import read_record
from engine.sign_off.sign import NotSignedError, ProspectRequest, last_record, prospects, reopen, sign
from engine.sign_off.standing import standing_of
from engine.states import returned
from engine.store.project import ProjectFile
from tests.engine.sign_off.conftest import Signed
from tests.engine.sign_off.projects import edited_project, lead, sampled


def standing(review: Review):
    kept = review.project.sign_offs.all()
    return standing_of(
        kept,
        last_record(kept),
        review.journal,
        run=review.project.runs.in_use(),
        evaluation=text_of(review.settings),
        checks=review.check_settings,
    )


def test_it_is_refused_with_all_that_is_lacking(tmp_path: Path) -> None:
    review = edited_project(tmp_path)
    sampled(review, "Ann")
    flagged = next(own for own in review.queue())
    review.apply([], Origin.VERDICT, {flagged.flag.key: None})
    review.close()
    with pytest.raises(NotSignedError) as refused:
        sign(lead(review.project.path))
    assert {own.rule for own in refused.value.lacks} >= {"by_another"}
    assert "it cannot be signed yet. " in str(refused.value)
    first, second = prospects(ProspectRequest(review.project.path))
    assert {own.rule for own in first.lacks} >= {"by_another"}
    assert (first.facts.gains, second.lacks) == (None, first.lacks)
    assert second.facts.gains is not None


def test_only_what_the_policy_asks_for_and_nobody_has_priced_is_priced(tmp_path: Path) -> None:
    review = edited_project(tmp_path)
    doubts = [own.flag for own in review.queue()]
    review.apply([], Origin.VERDICT, dict.fromkeys((own.key for own in doubts), None))
    own = next(flag for flag in doubts if flag.suggestion is not None)
    # No price of this flag: that it is taken says that nothing is worked out again.
    request = ProspectRequest(review.project.path, None, Prices().known({own.key: 0.5}))

    def prices(asked: ProspectRequest) -> dict[str, float | None]:
        return {flag.key: flag.price for flag in next(prospects(asked)).facts.flags.open}

    found = prices(request)
    assert found[own.key] == 0.5
    assert all(found[flag.key] is not None for flag in doubts if flag.suggestion is not None)
    assert prices(ProspectRequest(review.project.path))[own.key] != 0.5
    review.project.sign_offs.set_policy(Policy(flags_above=None))
    assert set(prices(request).values()) == {None}
    review.close()


def test_the_record_says_how_good_the_labels_are(signed_once: Signed) -> None:
    record, facts = signed_once.sealed.record, signed_once.sealed.record.facts
    assert (record.signed_by, record.project, record.previous) == ("Lea", "p", "")
    with closing(open_project(signed_once.project)) as review:
        before, after = review.baseline, review.metrics
    assert facts.metrics is not None and facts.gains is not None and facts.sample is not None
    assert facts.metrics.by.startswith("pycocotools 2")
    np.testing.assert_allclose(facts.metrics.before, before.summary, atol=1e-12)
    np.testing.assert_allclose(facts.metrics.after, after.summary, atol=1e-12)
    np.testing.assert_allclose(facts.metrics.class_after, after.per_class_ap, atol=1e-12)
    gains = facts.gains
    assert (gains.before, gains.after) == (before.ap, after.ap)
    assert gains.low <= gains.after - gains.before <= gains.high
    assert (gains.edits, gains.copies, gains.without_copies) == (1, 0, pytest.approx(after.ap - before.ap))
    assert gains.sample_images == facts.sample.drawn
    assert facts.sample.reviewers == ("Bea",)
    assert [(own.name, own.edits) for own in facts.people] == [("Ann", 1)]


def test_the_file_is_read_as_it_was_written(signed_once: Signed) -> None:
    assert read_record(signed_once.text, "it") == signed_once.sealed
    assert signed_once.sealed.text() == signed_once.text


def test_edits_let_it_lapse_and_undoing_them_lets_it_hold_again(signed: Signed) -> None:
    with closing(open_project(signed.project)) as review:
        assert standing(review).state is SignState.SIGNED
        assert standing(review).said.startswith("Signed by Lea, 20")
        for row in (0, 1):
            review.apply([Edit(review.annotations.at(row), None)], Origin.DELETED)
        assert standing(review).said == "Lapsed: 2 boxes changed since"
        review.undo()
        assert standing(review).said == "Lapsed: 1 box changed since"
        review.undo()
        assert standing(review).state is SignState.SIGNED
        marks = returned(review.states, 3, "Look again", "Lea", review.journal[-1].at)
        review.apply([], Origin.VERDICT, marks=marks)
        assert standing(review).said == "Lapsed: 1 image returned since"


def test_it_is_reopened_with_a_reason_and_signed_again_on_top(signed: Signed) -> None:
    with pytest.raises(NotSignedError, match="It is signed already"):
        sign(lead(signed.project))
    with closing(ProjectFile(signed.project)) as file:
        with pytest.raises(UserError, match="a reason is needed"):
            reopen(file, "Lea", " ")
        reopened = reopen(file, "Lea", "A class is missing")
        with pytest.raises(UserError, match="it is not signed"):
            reopen(file, "Lea", "Again")
    with closing(open_project(signed.project)) as review:
        assert standing(review).state is SignState.REOPENED
        assert standing(review).said.endswith(": A class is missing")
    row, sealed = sign(lead(signed.project))
    assert sealed.record.previous == reopened.chain
    assert (row.id, sealed.signature, sealed.record.public_key) == (3, "", "")


def test_the_policy_is_kept_with_the_project(signed: Signed) -> None:
    with closing(ProjectFile(signed.project)) as file:
        assert file.sign_offs.policy() == Policy()
        file.sign_offs.set_policy(replace(Policy(), sample_bound=0.02, key=True))
    with closing(ProjectFile(signed.project)) as file:
        assert asdict(file.sign_offs.policy()) == asdict(Policy(sample_bound=0.02, key=True))


def test_a_pair_of_keys_is_made_once_and_read_back(tmp_path: Path) -> None:
    public = make_keys(tmp_path / "lead")
    assert (tmp_path / "lead").stat().st_mode & 0o077 == 0
    raw = read_private_key(tmp_path / "lead").public_key().public_bytes_raw().hex()
    assert read_public_key(public) == raw
    with pytest.raises(UserError, match="there already"):
        make_keys(tmp_path / "lead")
    with pytest.raises(UserError, match="no private key"):
        read_private_key(public)
    with pytest.raises(UserError, match="no public key"):
        read_public_key(tmp_path / "lead")
    with pytest.raises(UserError, match="cannot be read"):
        read_private_key(tmp_path / "nowhere")
