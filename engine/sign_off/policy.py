"""What a policy asks for, and what of it a state lacks."""

from __future__ import annotations

from collections.abc import Sequence

from engine.data.flag import Flag
from engine.data.image_state import Stage
from engine.data.sample import Decision
from engine.data.sentence import sentence
from engine.data.sign_off import Facts, Policy, SignedSample
from engine.data.sign_standing import Lack


def lacks(
    facts: Facts, policy: Policy, editors: frozenset[str], *, waiver: str = "", keyed: bool = False
) -> tuple[Lack, ...]:
    """List what stands between a state and its sign-off.

    Parameters
    ----------
    facts
        Of the state; image files are only missed where it has hashes of some, or none was left out.
    policy
    editors
        Who changed labels.
    waiver
        Why flags may stay open.
    keyed
        Whether it is to be signed with a key.
    """
    found = [*_flags(facts, policy, waiver), *_stages(facts, policy), *_sample(facts, policy, editors)]
    if policy.key and not keyed:
        found.append(Lack("key", sentence("SignOff", "It must be signed with a key, and none was given.")))
    return tuple(found)


def missing_images(facts: Facts, policy: Policy) -> tuple[Lack, ...]:
    """The same of image files, once every one of them was read."""
    gone = [image for image, own in enumerate(facts.images) if not own.sha256]
    if not policy.images or not gone:
        return ()
    said = sentence(
        "SignOff",
        "{count} image files are not there or cannot be read, the first is {name}.",
        count=len(gone),
        name=facts.images[gone[0]].name,
    )
    if len(gone) == 1:
        said = sentence(
            "SignOff",
            "The image file {name} is not there or cannot be read.",
            name=facts.images[gone[0]].name,
        )
    return (Lack("images", said, image=gone[0]),)


def _flags(facts: Facts, policy: Policy, waiver: str) -> list[Lack]:
    waiting, limit = facts.flags.open, policy.flags_above
    dear = [own for own in waiting if limit is not None and own.price is not None and own.price > limit]
    if dear:
        values = {"count": len(dear), "limit": limit, "price": dear[0].price}
        said = sentence(
            "SignOff",
            "{count} open flags are worth more than {limit:.4f} mAP each, the dearest {price:+.4f}.",
            **values,
        )
        if len(dear) == 1:
            said = sentence(
                "SignOff", "1 open flag is worth {price:+.4f} mAP, more than {limit:.4f}.", **values
            )
        return [Lack("flags_above", said, dear[0].key, Flag.image_of(dear[0].key))]
    if policy.reasoned and waiting and not waiver.strip():
        said = sentence("SignOff", "{count} flags stay open: say why that may be so.", count=len(waiting))
        if len(waiting) == 1:
            said = sentence("SignOff", "1 flag stays open: say why that may be so.")
        return [Lack("reasoned", said, waiting[0].key, Flag.image_of(waiting[0].key))]
    return []


def _stages(facts: Facts, policy: Policy) -> list[Lack]:
    found = []
    back = _at(facts, (Stage.RETURNED,))
    if policy.returned and back:
        said = sentence("SignOff", "{count} images were returned and are not mended.", count=len(back))
        if len(back) == 1:
            said = sentence("SignOff", "1 image was returned and is not mended.")
        found.append(Lack("returned", said, image=back[0]))
    waiting = _at(facts, (Stage.UNREVIEWED,))
    if policy.reviewed and waiting:
        said = sentence("SignOff", "{count} images are not reviewed.", count=len(waiting))
        if len(waiting) == 1:
            said = sentence("SignOff", "1 image is not reviewed.")
        found.append(Lack("reviewed", said, image=waiting[0]))
    return found


def _at(facts: Facts, stages: Sequence[Stage]) -> list[int]:
    return [image for image, own in enumerate(facts.images) if own.stage in stages]


def _sample(facts: Facts, policy: Policy, editors: frozenset[str]) -> list[Lack]:
    if not policy.sample:
        return []
    sample = facts.sample
    if sample is None:
        return [Lack("sample", sentence("SignOff", "No random sample was reviewed blind."))]
    found = _standing(sample)
    limit = policy.sample_bound
    if not found and limit is not None and sample.bound > limit:
        said = sentence(
            "SignOff",
            "Up to {bound:.2%} may be wrong by the sample, more than {limit:.2%}.",
            bound=sample.bound,
            limit=limit,
        )
        found.append(Lack("sample_bound", said))
    own = sorted(editors & set(sample.reviewers))
    if policy.by_another and own:
        said = sentence(
            "SignOff",
            "The sample was reviewed by {name}, who edited labels too: it takes somebody else.",
            name=own[0],
        )
        found.append(Lack("by_another", said))
    return found


def _standing(sample: SignedSample) -> list[Lack]:
    if sample.edited_since:
        said = sentence(
            "SignOff",
            "The last sample is of other labels: {count} boxes were edited since.",
            count=sample.edited_since,
        )
        if sample.edited_since == 1:
            said = sentence("SignOff", "The last sample is of other labels: 1 box was edited since.")
    elif sample.decision == Decision.REFUSE:
        said = sentence("SignOff", "The last sample refused the labels: {wrong} wrong.", wrong=sample.wrong)
    elif sample.waiting:
        said = sentence(
            "SignOff", "{count} units of the last sample wait for an answer.", count=sample.waiting
        )
    else:
        return []
    return [Lack("sample", said)]
