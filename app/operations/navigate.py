"""Go to another image or to another flag of this one."""

from app.document import Document


def next_image(document: Document) -> None:
    """Show the image after this one."""
    document.go_to_image(document.image + 1)


def previous_image(document: Document) -> None:
    """Show the image before this one."""
    document.go_to_image(document.image - 1)


def next_flag_on_image(document: Document) -> None:
    """Put the next flag of this image that waits for a verdict under review; after the last, the first."""
    review = document.review
    waiting = [flag for flag in review.flags_of(document.image) if flag.key not in review.verdicts]
    if not waiting:
        return
    current = None if document.entry is None else document.entry.flag.key
    keys = [flag.key for flag in waiting]
    following = waiting[(keys.index(current) + 1) % len(waiting)] if current in keys else waiting[0]
    document.go_to_flag(review.entry(following))
