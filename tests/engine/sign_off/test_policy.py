"""What a policy asks for, and what of it is lacking."""

from dataclasses import replace

import pytest

from engine.data.sign_off import Facts, OpenFlag, Policy, SignedFlags
from engine.sign_off.policy import lacks, missing_images
from tests.engine.sign_off.conftest import Signed

NOTHING = Policy(
    flags_above=None, reasoned=False, returned=False, sample=False, by_another=False, images=False
)
EDITORS = frozenset({"Ann"})


def flag(price: float | None, verdict: str = "") -> OpenFlag:
    return OpenFlag("tiny|3|7|0|0.00,0.00,1.00,1.00", "3.jpg", "tiny", "", verdict, price)


def with_flags(facts: Facts, *flags: OpenFlag) -> Facts:
    return replace(facts, flags=SignedFlags((), flags))


def with_sample(facts: Facts, **values: object) -> Facts:
    assert facts.sample is not None
    return replace(facts, sample=replace(facts.sample, **values))


def at(facts: Facts, stage: str, *images: int) -> Facts:
    changed = [replace(own, stage=stage) if n in images else own for n, own in enumerate(facts.images)]
    return replace(facts, images=tuple(changed))


@pytest.mark.parametrize(
    ("policy", "change", "found"),
    [
        (Policy(), lambda facts: facts, {}),
        (NOTHING, lambda facts: replace(with_flags(facts, flag(0.5)), sample=None), {}),
        (
            Policy(),
            lambda facts: with_flags(facts, flag(0.0011)),
            {"flags_above": "1 open flag is worth +0.0011 mAP, more than 0.0010."},
        ),
        (
            Policy(),
            lambda facts: with_flags(facts, flag(0.3), flag(0.2, "unsure"), flag(0.0)),
            {"flags_above": "2 open flags are worth more than 0.0010 mAP each, the dearest +0.3000."},
        ),
        (
            Policy(),
            lambda facts: with_flags(facts, flag(0.001), flag(None)),
            {"reasoned": "2 flags stay open: say why that may be so."},
        ),
        (
            Policy(flags_above=None),
            lambda facts: with_flags(facts, flag(0.3)),
            {"reasoned": "1 flag stays open: say why that may be so."},
        ),
        (replace(NOTHING, reasoned=True), lambda facts: with_flags(facts), {}),
        (
            Policy(),
            lambda facts: at(facts, "returned", 2),
            {"returned": "1 image was returned and is not mended."},
        ),
        (replace(NOTHING, reviewed=True), lambda facts: at(facts, "approved", *range(12)), {}),
        (
            replace(NOTHING, reviewed=True),
            lambda facts: facts,
            {"reviewed": "11 images are not reviewed."},
        ),
        (
            Policy(),
            lambda facts: replace(facts, sample=None),
            {"sample": "No random sample was reviewed blind."},
        ),
        (
            Policy(),
            lambda facts: with_sample(facts, edited_since=2),
            {"sample": "The last sample is of other labels: 2 boxes were edited since."},
        ),
        (
            Policy(),
            lambda facts: with_sample(facts, decision="refuse", wrong=3),
            {"sample": "The last sample refused the labels: 3 wrong."},
        ),
        (
            Policy(),
            lambda facts: with_sample(facts, waiting=4),
            {"sample": "4 units of the last sample wait for an answer."},
        ),
        (
            Policy(sample_bound=0.01),
            lambda facts: with_sample(facts, bound=0.02),
            {"sample_bound": "Up to 2.00% may be wrong by the sample, more than 1.00%."},
        ),
        (
            Policy(),
            lambda facts: with_sample(facts, reviewers=("Ann", "Bea")),
            {"by_another": "The sample was reviewed by Ann, who edited labels too: it takes somebody else."},
        ),
        (
            replace(NOTHING, key=True),
            lambda facts: facts,
            {"key": "It must be signed with a key, and none was given."},
        ),
    ],
)
def test_every_rule_says_what_it_lacks(
    signed_once: Signed, policy: Policy, change, found: dict[str, str]
) -> None:
    facts = change(signed_once.sealed.record.facts)
    assert {own.rule: own.said for own in lacks(facts, policy, EDITORS)} == found


def test_a_reason_and_a_key_are_what_was_asked_for(signed_once: Signed) -> None:
    facts = with_flags(signed_once.sealed.record.facts, flag(None))
    policy = Policy(key=True)
    assert [own.rule for own in lacks(facts, policy, EDITORS)] == ["reasoned", "key"]
    assert not lacks(facts, policy, EDITORS, waiver="All are shadows", keyed=True)


def test_a_lack_leads_to_what_it_is_about(signed_once: Signed) -> None:
    facts = at(with_flags(signed_once.sealed.record.facts, flag(0.4)), "returned", 5, 6)
    found = lacks(facts, Policy(), EDITORS)
    assert [(own.flag_key, own.image) for own in found] == [(flag(0.4).key, 3), ("", 5)]


def test_a_missing_image_is_named(signed_once: Signed) -> None:
    facts = signed_once.sealed.record.facts
    assert not missing_images(facts, Policy())
    gone = tuple(replace(own, sha256="") if n in (3, 4) else own for n, own in enumerate(facts.images))
    (lack,) = missing_images(replace(facts, images=gone), Policy())
    assert lack.said == "2 image files are not there or cannot be read, the first is 3.jpg."
    assert lack.image == 3
    assert not missing_images(replace(facts, images=gone), Policy(images=False))
