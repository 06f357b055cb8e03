"""Settle the flag under review; mark images as reviewed."""

from app.document import Document
from engine.data.flag import VerdictKind, reviewed_key
from engine.data.journal import Origin


def accept_suggestion(document: Document) -> bool:
    """Apply the suggestion of the flag under review; False where it has none."""
    entry = document.entry
    if entry is None or entry.flag.suggestion is None:
        return False
    document.apply([entry.flag.suggestion], Origin.SUGGESTION, {entry.flag.key: VerdictKind.FIXED})
    return True


def judge(document: Document, verdict: VerdictKind) -> bool:
    """Say of the flag under review that the label is right, or that one is unsure; False where there is none."""
    entry = document.entry
    if entry is None:
        return False
    document.apply([], Origin.VERDICT, {entry.flag.key: verdict})
    return True


def toggle_reviewed(document: Document) -> None:
    """Say that the image shown is reviewed, or take that back."""
    if not document.is_open or not len(document.review.dataset.images):
        return
    key = reviewed_key(document.image)
    verdict = None if key in document.review.verdicts else VerdictKind.LABEL_IS_RIGHT
    document.apply([], Origin.VERDICT, {key: verdict})
