"""What became of a box or a prediction in the evaluation."""

from enum import IntEnum


class Outcome(IntEnum):
    """At IoU 0.5 and for boxes of any area."""

    WRONG = 0
    """A false positive, or a box that no prediction matches: missed."""
    RIGHT = 1
    """A true positive, or the box it matches."""
    NOT_COUNTED = 2
    """A crowd, a box to be ignored, a prediction that matches one of these, or one that cannot be evaluated."""
