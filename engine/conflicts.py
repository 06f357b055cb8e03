"""Steps that were not done, since somebody else had changed the same box at the same time: flags that show both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.data.dataset import Annotation, Annotations
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.journal import JournalEntry
from engine.data.metrics import Changes
from engine.data.sentence import sentence
from engine.errors import UserError


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What several people wanted at the same time.

    Attributes
    ----------
    by_image : mapping of int to tuple
        By image index: who wanted which edit of a box.
    """

    by_image: Mapping[int, tuple[tuple[str, Edit], ...]] = field(default_factory=dict)

    def after(self, entries: Iterable[JournalEntry]) -> Conflicts:
        """With those of some more journal entries."""
        by_image = dict(self.by_image)
        for entry in entries:
            for edit in () if entry.refused is None else entry.refused.edits:
                image = edit.subject.image
                by_image[image] = (*by_image.get(image, ()), (entry.author, edit))
        return self if by_image == self.by_image else Conflicts(by_image)

    def flags_of(self, image: int, annotations: Annotations) -> tuple[Flag, ...]:
        """The flags of one image: the box as it is now, and what else somebody wanted as the suggestion.

        Parameters
        ----------
        image
        annotations
            The labels as they are now.
        """
        wanted = ((*own, annotations.get(own[1].subject.id)) for own in self.by_image.get(image, ()))
        # By representation, so that a box of NaN equals itself. One that is as somebody wanted it is settled.
        flags = (_flag(*own) for own in wanted if repr(own[1].after) != repr(own[2]))
        # Two may have wanted the same.
        return tuple({flag.key: flag for flag in flags}.values())


def _flag(author: str, edit: Edit, now: Annotation | None) -> Flag:
    wanted = edit.subject
    reason = (
        sentence(
            "Conflict", "{author} wanted this box deleted while somebody else changed it.", author=author
        )
        if edit.after is None
        else sentence(
            "Conflict", "{author} wanted this box so while somebody else changed it.", author=author
        )
    )
    return Flag(
        FlagKind.CONFLICT,
        wanted.image,
        None if now is None else now.id,
        wanted.category,
        wanted.box_xyxy,
        1.0,
        reason,
        Edit(now, edit.after),
    )


class ConflictError(UserError):
    """A step that was not done, since others changed the same meanwhile; it is kept as a flag.

    Parameters
    ----------
    theirs
        What they did.
    changes
        What was taken in of others before that was found out.
    """

    def __init__(self, theirs: Sequence[JournalEntry], changes: Changes) -> None:
        self.theirs, self.changes = tuple(theirs), changes
        who = " and ".join(dict.fromkeys(entry.author for entry in theirs))
        super().__init__(
            f"{who} changed the same at the same time, so that this was not done",
            remedy="Look at it: what you wanted is in the queue as a conflict",
        )
