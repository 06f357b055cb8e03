"""The states of images and the comments on them: what the journal leads to, and what each intent does to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.data.dataset import BoxTuple, Int
from engine.data.edit import Edit, EditKind
from engine.data.flag import Flag, FlagKind, VerdictKind
from engine.data.image_state import (
    UNTOUCHED,
    Comment,
    CommentChange,
    HeldState,
    ImageState,
    Mark,
    Stage,
    StateChange,
)
from engine.data.journal import JournalEntry
from engine.data.sentence import sentence


@dataclass(frozen=True, slots=True)
class States:
    """Where every image stands.

    Attributes
    ----------
    by_image : mapping of int to HeldState
        Of the images that somebody said something of, by index.
    comments : mapping of int to tuple of Comment
        By index of the image, oldest first.
    next_comment_id : int
        Larger than that of every comment there ever was.
    """

    by_image: Mapping[int, HeldState] = field(default_factory=dict)
    comments: Mapping[int, tuple[Comment, ...]] = field(default_factory=dict)
    next_comment_id: int = 1

    @staticmethod
    def replayed(entries: Iterable[JournalEntry]) -> States:
        """The states at the end of a journal."""
        states = States()
        for entry in entries:
            states = states.after(entry)
        return states

    def after(self, entry: JournalEntry) -> States:
        """The states after one more entry of the journal."""
        marks = entry.step.marks
        if not marks:
            return self
        by_image, comments = dict(self.by_image), dict(self.comments)
        next_id = self.next_comment_id
        for mark in marks:
            if isinstance(mark, StateChange):
                by_image[mark.image] = HeldState(mark.after, entry.author, entry.at)
            else:
                others = (own for own in comments.get(mark.image, ()) if own.id != mark.subject.id)
                now = () if mark.after is None else (mark.after,)
                comments[mark.image] = tuple(sorted((*others, *now), key=lambda comment: comment.id))
                next_id = max(next_id, mark.subject.id + 1)
        return States(by_image, comments, next_id)

    def of(self, image: int) -> ImageState:
        """The state of one image."""
        held = self.by_image.get(image)
        return UNTOUCHED if held is None else held.state

    def comments_of(self, image: int) -> tuple[Comment, ...]:
        """The comments on one image, oldest first."""
        return self.comments.get(image, ())

    def open_comments(self, image: int) -> tuple[Comment, ...]:
        """Those of them that are not resolved."""
        return tuple(comment for comment in self.comments_of(image) if not comment.resolved)

    def at_stage(self, *stages: Stage) -> frozenset[int]:
        """The images at one of these stages that somebody brought there."""
        return frozenset(image for image, held in self.by_image.items() if held.state.stage in stages)


def toggled_reviewed(states: States, image: int) -> tuple[Mark, ...]:
    """Say that an image is reviewed, also after its return; of one that is, take the last thing said back."""
    now = states.of(image)
    if now.stage in (Stage.UNREVIEWED, Stage.RETURNED, Stage.APPROVED):
        return _to(states, image, replace(now, stage=Stage.REVIEWED))
    # What a lead asked for still stands.
    stage = Stage.RETURNED if states.open_comments(image) else Stage.UNREVIEWED
    return _to(states, image, ImageState(stage))


def toggled_approved(states: States, image: int) -> tuple[Mark, ...]:
    """Approve a reviewed image, its comments resolved by that, or take the approval back.

    Returns
    -------
    tuple of Mark
        Empty where the image is not reviewed.
    """
    now = states.of(image)
    if now.stage is Stage.APPROVED:
        return _to(states, image, replace(now, stage=Stage.REVIEWED))
    if now.stage is not Stage.REVIEWED:
        return ()
    settled = (CommentChange(comment, comment.settled()) for comment in states.open_comments(image))
    return (*_to(states, image, replace(now, stage=Stage.APPROVED)), *settled)


def toggled_empty(states: States, image: int) -> tuple[Mark, ...]:
    """Say that nothing on an image is to be labelled, which reviews it, or take that back."""
    now = states.of(image)
    if now.empty:
        return _to(states, image, ImageState())
    return _to(states, image, ImageState(Stage.REVIEWED, empty=True))


def returned(
    states: States,
    image: int,
    text: str,
    author: str,
    at: datetime,
    *,
    annotation_id: int | None = None,
    box_xyxy: BoxTuple | None = None,
) -> tuple[Mark, ...]:
    """Send an image back with a reason; the arguments are those of `Comment`."""
    comment = Comment(states.next_comment_id, image, text, author, at, annotation_id, box_xyxy)
    # A comment says otherwise than "nothing here".
    return (*_to(states, image, ImageState(Stage.RETURNED)), CommentChange(None, comment))


def resolved(comment: Comment, answer: str = "") -> tuple[Mark, ...]:
    """Settle a comment, with an answer or without."""
    return (CommentChange(comment, comment.settled(answer)),)


def answered(states: States, verdicts: Mapping[str, VerdictKind | None], sizes_wh: Int) -> tuple[Mark, ...]:
    """What verdicts on the flags of returned images say of the comments behind them: all but "unsure" settles them.

    Parameters
    ----------
    states
    verdicts
        New ones, by `Flag.key`, of whatever kinds of flags.
    sizes_wh : (n, 2) int64
        Of all images, in pixels.
    """
    settling = {
        key
        for key, kind in verdicts.items()
        if kind in (VerdictKind.FIXED, VerdictKind.LABEL_IS_RIGHT) and key.startswith(f"{FlagKind.RETURNED}|")
    }
    comments = (own for image in sorted(map(Flag.image_of, settling)) for own in states.open_comments(image))
    return tuple(
        CommentChange(own, own.settled())
        for own in dict.fromkeys(comments)
        if _flag(own.image, own.pin, "", sizes_wh).key in settling
    )


def lapsed(states: States, edits: Iterable[Edit]) -> tuple[StateChange, ...]:
    """What edits do to states: an approved image is only reviewed then, and one with a new box not empty."""
    marks: list[StateChange] = []
    edits = tuple(edits)
    for image in dict.fromkeys(edit.subject.image for edit in edits):
        now = states.of(image)
        added = any(edit.kind is EditKind.ADD and edit.subject.image == image for edit in edits)
        stage = Stage.REVIEWED if now.stage is Stage.APPROVED else now.stage
        marks += _to(states, image, ImageState(stage, now.empty and not added))
    return tuple(marks)


def returned_flags(states: States, images: Iterable[int], sizes_wh: Int) -> Iterator[Flag]:
    """What brings returned images into the queue: one flag for each pin of an open comment, or one for the image.

    Parameters
    ----------
    states
    images
        Indices; of those that are not returned there is none.
    sizes_wh : (n, 2) int64
        Of all images, in pixels.
    """
    for image in images:
        if states.of(image).stage is not Stage.RETURNED:
            continue
        said: dict[_Pin, list[str]] = {}
        for comment in states.open_comments(image):
            said.setdefault(comment.pin, []).append(f"{comment.text} ({comment.author})")
        whole = sentence("State", "Returned, and every comment is resolved: mark it as reviewed.")
        pins = said or {(None, None): [whole]}
        for pin, texts in pins.items():
            # One reason by itself may be a sentence that is translated.
            yield _flag(image, pin, texts[0] if len(texts) == 1 else " · ".join(texts), sizes_wh)


_Pin = tuple[int | None, BoxTuple | None]


def _flag(image: int, pin: _Pin, reason: str, sizes_wh: Int) -> Flag:
    annotation_id, box = pin
    if box is None:
        width, height = (float(side) for side in sizes_wh[image].tolist())
        box = (0.0, 0.0, width, height)
    return Flag(FlagKind.RETURNED, image, annotation_id, -1, box, 1.0, reason)


def rebased(states: States, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as they are where somebody else said something of other images meanwhile.

    What stands already is left out, and a new comment gets an id that no other has.
    """
    found: list[Mark] = []
    next_id = states.next_comment_id
    for mark in marks:
        if isinstance(mark, StateChange):
            found += _to(states, mark.image, mark.after)
        elif mark.before is None and mark.after is not None:
            comment = replace(mark.after, id=max(mark.after.id, next_id))
            found.append(CommentChange(None, comment))
            next_id = comment.id + 1
        else:
            found.append(mark)
    return tuple(found)


def _to(states: States, image: int, state: ImageState) -> tuple[StateChange, ...]:
    now = states.of(image)
    return () if now == state else (StateChange(image, now, state),)
