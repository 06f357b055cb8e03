"""Where an image stands between annotator and lead, and what was said of it in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from engine.data.dataset import BoxTuple


class Stage(StrEnum):
    """How far an image has come. The values are what the filter of the queue and the project file call them."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETURNED = "returned"
    """Looked at by a lead, and to be reviewed again."""


@dataclass(frozen=True, slots=True)
class ImageState:
    """How far an image has come, and whether somebody verified that nothing on it is to be labelled.

    Attributes
    ----------
    stage : Stage
    empty : bool
        Somebody looked and said that there are no objects; an image without boxes alone is not that.
    """

    stage: Stage = Stage.UNREVIEWED
    empty: bool = False


UNTOUCHED = ImageState()


@dataclass(frozen=True, slots=True)
class StateChange:
    """The state of an image before and after the step that changed it."""

    image: int
    before: ImageState
    after: ImageState

    @property
    def inverse(self) -> StateChange:
        """The change that takes this one back."""
        return StateChange(self.image, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a lead wants changed, pinned to a box, to a place, or to the image as a whole.

    Attributes
    ----------
    id : int
        From 1, never used again in a project.
    image : int
        Index into `Images`.
    text : str
    author : str
    at : datetime
        Aware, UTC.
    annotation_id : int or None
        The box it is about, if it is about one.
    box_xyxy : tuple of 4 float, or None
        That box as it was then, or a place as a box of no size; None for the image as a whole.
    answer : str
        What was said to it; empty while nothing was.
    resolved : bool
        Whether it is settled.
    """

    id: int
    image: int
    text: str
    author: str
    at: datetime
    annotation_id: int | None = None
    box_xyxy: BoxTuple | None = None
    answer: str = ""
    resolved: bool = False

    @property
    def pin(self) -> tuple[int | None, BoxTuple | None]:
        """What it is pinned to: the same for two comments on the same."""
        return self.annotation_id, self.box_xyxy

    def settled(self, answer: str = "") -> Comment:
        """The same, resolved, with an answer where one is given."""
        return replace(self, answer=answer or self.answer, resolved=True)


@dataclass(frozen=True, slots=True)
class CommentChange:
    """A comment before and after the step that changed it; ``before`` is None for a new one."""

    before: Comment | None
    after: Comment | None

    @property
    def inverse(self) -> CommentChange:
        """The change that takes this one back."""
        return CommentChange(self.after, self.before)

    @property
    def subject(self) -> Comment:
        """The comment after the change, or before it where it was taken back."""
        subject = self.after if self.after is not None else self.before
        assert subject is not None
        return subject

    @property
    def image(self) -> int:
        """Index of the image it is of."""
        return self.subject.image


Mark = StateChange | CommentChange
"""What a step does to an image as a whole, beside edits and verdicts."""


@dataclass(frozen=True, slots=True)
class HeldState:
    """The state that an image is in, and who brought it there.

    Attributes
    ----------
    state : ImageState
    author : str
    at : datetime
        Aware, UTC.
    """

    state: ImageState
    author: str
    at: datetime
